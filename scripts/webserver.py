"""A small web server for measuring: gzip, kept connections, the headers of docs/deployment.md.

It writes down what it sent, so that nothing a page causes escapes, a service worker's fetches
included.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

HEADERS = {
    "Content-Security-Policy": "frame-ancestors 'none'; object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Vary": "Accept-Encoding",
}
FOREVER = "public, max-age=31536000, immutable"
TYPES = {
    ".ics": "text/calendar", ".bib": "text/plain", ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2", ".js": "text/javascript",
}  # fmt: skip
TEXT = ("text/", "application/json", "application/xml", "application/manifest", "image/svg")


@cache
def _packed(path: Path, added: bytes) -> tuple[bytes, str, bool]:
    """A file's bytes as they are sent, its type, and whether they are compressed."""
    raw = path.read_bytes() + added
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "text/plain"
    if not kind.startswith(TEXT):
        return raw, kind, False
    return gzip.compress(raw, 6, mtime=0), f"{kind}; charset=utf-8", True


class _Handler(BaseHTTPRequestHandler):
    """Sends files below the server's folder."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        """Answer with a file or with 404.html."""
        asked = urlsplit(self.path)
        path = self.server.folder / unquote(asked.path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        found = path.is_file() and path.resolve().is_relative_to(self.server.folder)
        added = self.server.added.get(asked.path.lstrip("/"), b"")
        body, kind, packed = _packed(path if found else self.server.folder / "404.html", added)
        self.send_response(200 if found else 404)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", FOREVER if asked.query.startswith("v=") else "no-cache")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
            self.server.sent.append((asked.path.lstrip("/"), len(body)))

    do_HEAD = do_GET  # noqa: N815 the library's name

    def send_header(self, keyword: str, value: str) -> None:
        """Add a header, other than the date: pictures are taken with a clock of their own."""
        if keyword != "Date":
            super().send_header(keyword, value)

    def log_message(self, *args: object) -> None:
        """Nothing: the server keeps its own list."""


class Server(ThreadingHTTPServer):
    """Serves one folder; `sent` lists path and bytes of each body.

    `added`: path -> bytes that are sent behind the file's own.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder.resolve()
        self.sent: list[tuple[str, int]] = []
        self.added: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        """Where the site is, ending in a slash."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no fault."""


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A running server of `folder`, on this machine alone."""
    server = Server(folder)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
