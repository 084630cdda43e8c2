"""The embedded chat server beside `miniconf serve`: a process of its own, its rooms made."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from miniconf.problems import MiniconfError

PREFIX = "MINICONF_CHAT_"
_COMMAND = (sys.executable, "-m", "miniconf.cli.chat_serve")
_APPLY = (sys.executable, "-c", "from miniconf.cli import main; main()", "chat", "apply")


@contextmanager
def beside(folder: Path, host: str, port: int, origin: str) -> Iterator[str]:
    """The address of a chat server for the conference in `folder`, while the block runs.

    `origin` is where the site is served, so that its pages may call the chat. The rooms are made in
    the background, with the account of the environment or one made up for this run. Raises
    MiniconfError where the server does not start.
    """
    environment = dict(os.environ)
    if not environment.get(f"{PREFIX}USER") and not environment.get(f"{PREFIX}CREDENTIALS"):
        made_up = {f"{PREFIX}USER": "keeper", f"{PREFIX}PASSWORD": secrets.token_urlsafe(24)}
        environment |= made_up
    address = f"http://{host}:{port}"
    arguments = (str(folder), "--host", host, "--port", str(port), "--origin", origin)
    server = subprocess.Popen(  # noqa: S603 our own program
        (*_COMMAND, *arguments, "--public-url", address), env=environment,
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    line = server.stdout.readline() if server.stdout else ""
    if "http://" not in line:
        server.communicate()
        raise MiniconfError(
            f"the chat server did not start on port {port}: see above, or choose --chat-port"
        )
    found = line.split()[-1].rstrip("/")
    rooms = subprocess.Popen(  # noqa: S603 our own program
        (*_APPLY, str(folder), "--url", found), env=environment, stdout=subprocess.DEVNULL
    )
    # A service manager ends us by SIGTERM, which would otherwise leave the server running alone.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield found
    finally:
        signal.signal(signal.SIGTERM, before)
        for process in (rooms, server):
            process.terminate()
            process.wait()
        if server.stdout:
            server.stdout.close()
