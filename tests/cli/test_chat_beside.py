from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
import requests

from miniconf.cli.chat_beside import beside
from miniconf.problems import MiniconfError


@pytest.mark.slow
def test_chat_runs_beside_the_site_with_its_rooms(site: Path, monkeypatch) -> None:
    config = site / "config.yml"
    config.write_text(config.read_text("utf-8") + "chat:\n  engine: embedded\n", "utf-8")
    for name in ("USER", "PASSWORD", "CREDENTIALS"):
        monkeypatch.delenv(f"MINICONF_CHAT_{name}", raising=False)
    with (
        pytest.raises(KeyboardInterrupt),
        beside(site, "127.0.0.1", 0, "http://127.0.0.1:5000") as address,
    ):
        names: set[str] = set()
        end = time.monotonic() + 60
        while "paper-main.2" not in names and time.monotonic() < end:
            found = requests.get(f"{address}/api/v1/miniconf.rooms", timeout=60).json()["rooms"]
            names = {room["name"] for room in found}
            time.sleep(0.2)
        assert {"paper-main.1", "paper-main.2", "general"} <= names
        os.kill(os.getpid(), signal.SIGTERM)
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{address}/api/info", timeout=5)


@pytest.mark.slow
def test_taken_port_is_told(site: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(MiniconfError) as told, beside(site, "127.0.0.1", port, ""):
            pass
    assert str(told.value) == (
        f"the chat server did not start on port {port}: see above, or choose --chat-port"
    )
