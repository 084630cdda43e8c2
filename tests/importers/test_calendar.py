"""Fetching a calendar, from a real server on this machine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from miniconf.importers import calendar as module
from miniconf.importers.calendar import fetch, save
from miniconf.problems import MiniconfError, Problems

ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:Tée\r\n"
    "DTSTAMP:20310101T000000Z\r\nDTSTART:20310328T090000Z\r\nDTEND:20310328T100000Z\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)
Serve = Callable[[int, bytes], str]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a server that gives one answer; its address."""
    servers = []

    def start(status: int, body: bytes) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
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


def test_no_server_is_told() -> None:
    with pytest.raises(MiniconfError, match=r"^http://127\.0\.0\.1:9/… cannot be reached: "):
        fetch("http://127.0.0.1:9/x.ics", "sessions.ics", Problems())


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
