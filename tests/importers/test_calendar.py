"""Fetching a calendar, from a real server on this machine."""

from __future__ import annotations

import gzip
import os
import re
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep

import pytest

from miniconf.importers import calendar as module
from miniconf.importers.calendar import fetch, save
from miniconf.problems import MiniconfError, Problems

ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:Tée\r\n"
    "DTSTAMP:20310101T000000Z\r\nDTSTART:20310328T090000Z\r\nDTEND:20310328T100000Z\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
Serve = Callable[..., str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server that gives one answer after `wait` seconds; its address."""
    servers = []

    def start(
        status: int, body: bytes, headers: Mapping[str, str] | None = None, wait: float = 0
    ) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                sleep(wait)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
                    self.send_header(name, value)
                self.end_headers()
                with suppress(OSError):
                    self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/private-key/basic.ics"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


def test_a_calendar_is_fetched_and_read(serve: Serve) -> None:
    problems = Problems()
    text, rows = fetch(serve(200, ICS.encode()), "sessions.ics", problems)
    assert (text, [row["title"] for _, row in rows], [*problems]) == (ICS, ["Tée"], [])


@pytest.mark.parametrize(
    ("status", "body", "message"),
    [
        (404, b"", r"^http://127\.0\.0\.1:\d+/… answers 404 Not Found$"),
        (200, b"<html>sign in", r"/… gives no calendar; is it public, and the \.ics address\?$"),
        (200, b"BEGIN:VCALENDAR" + b"x" * 5000, r"/… gives more than 0 MB$"),
    ],
)
def test_anything_else_is_told_without_the_secret_address(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes, message: str
) -> None:
    monkeypatch.setattr(module, "MOST_BYTES", 4000)
    with pytest.raises(MiniconfError, match=message) as caught:
        fetch(serve(status, body), "sessions.ics", Problems())
    assert "private-key" not in str(caught.value)


def test_a_packed_calendar_is_unpacked(serve: Serve) -> None:
    packed = serve(200, gzip.compress(ICS.encode()), {"Content-Encoding": "gzip"})
    assert fetch(packed, "sessions.ics", Problems())[0] == ICS


def test_a_way_to_a_page_of_signing_in_is_told(serve: Serve) -> None:
    page = serve(200, b"<html>sign in")
    moved = serve(302, b"", {"Location": page})
    with pytest.raises(MiniconfError) as caught:
        fetch(moved, "sessions.ics", Problems())
    here, there = (address.removesuffix("private-key/basic.ics") for address in (moved, page))
    assert str(caught.value) == (
        f"{here}… gives no calendar, but leads to {there}…; is it public, and the .ics address?"
    )


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"status": 200, "body": b"BEGIN:", "headers": {"Content-Length": "99"}}, "breaks off"),
        ({"status": 200, "body": b"no", "headers": {"Content-Encoding": "gzip"}}, "packed as it"),
        ({"status": 302, "body": b"", "headers": {"Location": "basic.ics"}}, "round in a circle"),
        ({"status": 200, "body": b"", "wait": 0.6}, "does not answer in time"),
    ],
)
def test_what_fails_on_the_way_is_said_in_words(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, answer: dict[str, object], reason: str
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", (10, 0.3))
    with pytest.raises(MiniconfError, match=rf"/… cannot be reached: it.* {reason}"):
        fetch(serve(**answer), "sessions.ics", Problems())


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://127.0.0.1:9/x.ics", "http://127.0.0.1:9/… cannot be reached: there is no connect"),
        ("https://[::/x.ics", "https://[::/… cannot be reached: it is not an address"),
    ],
)
def test_no_server_is_told(url: str, message: str) -> None:
    with pytest.raises(MiniconfError, match=re.escape(message)):
        fetch(url, "sessions.ics", Problems())


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(MiniconfError) as caught:
        fetch("file:///etc/passwd", "sessions.ics", Problems())
    assert str(caught.value) == (
        'expected an address as "https://..." or "webcal://...", got "file:///etc/passwd"'
    )


def test_webcal_is_https() -> None:
    assert module._address("webcal://x.example/a.ics") == "https://x.example/a.ics"


def test_save_writes_only_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "site" / "sessions.ics"
    assert save(path, ICS)
    assert not save(path, ICS.replace("DTSTAMP:20310101", "DTSTAMP:20320101"))
    assert path.read_bytes().decode() == ICS
    assert save(path, ICS.replace("Tée", "Tea"))
    assert [p.name for p in path.parent.iterdir()] == ["sessions.ics"]


def test_a_calendar_goes_into_a_pipe_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()), daemon=True)
    reader.start()
    assert save(path, ICS)
    assert path.is_fifo()
    reader.join(20)
    assert read == [ICS.encode()]
    assert [found.name for found in tmp_path.iterdir()] == ["pipe"]


def test_a_calendar_goes_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    path, target = tmp_path / "sessions.ics", tmp_path / "there" / "a.ics"
    path.symlink_to(target)
    assert save(path, ICS)
    assert not save(path, ICS)
    assert path.is_symlink()
    assert target.read_bytes() == ICS.encode()
