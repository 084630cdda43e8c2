"""A small Hugging Face Hub on loopback: the documented shapes, errors and limits."""

from __future__ import annotations

import base64
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

SHA = "4f1c09e0c5a84a0f9f7d3e1b2a6c8d7e9f0a1b2c"


@dataclass
class Hub:
    """What the server knows, what it was asked, and how it misbehaves.

    `papers`: arXiv id -> answer; `repos`: (kind, id) -> answer; `cards`: (kind, id) -> README;
    `moods`: for the next requests, (status, headers, body) instead of an answer;
    `files`: repository -> path -> content, as uploads left them; `moved`: old id -> new one;
    `page`: so many repositories stand on a page of a list; `delay`: seconds before each answer.
    """

    papers: dict[str, dict[str, Any]] = field(default_factory=dict)
    repos: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    cards: dict[tuple[str, str], str] = field(default_factory=dict)
    moods: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    moved: dict[str, str] = field(default_factory=dict)
    files: dict[str, dict[str, bytes]] = field(default_factory=dict)
    page: int = 1000
    delay: float = 0
    endpoint: str = ""

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for one GET or HEAD."""
        if self.moods:
            return self.moods.pop(0)
        url = urlsplit(path)
        parts = [unquote(part) for part in url.path.strip("/").split("/")]
        if parts[:2] == ["api", "papers"]:
            found = self.papers.get("/".join(parts[2:]))
            return _json(found) if found else _json({"error": "Paper not found"}, 404)
        if parts[0] == "api":
            kind = parts[1].removesuffix("s")
            if kind not in ("model", "dataset", "space"):
                return _json(None)
            if len(parts) == 2:
                return self._list(kind, url.path, parse_qs(url.query))
            name = "/".join(parts[2:4])
            if name in self.moved:
                return 307, {"Location": f"/api/{parts[1]}/{self.moved[name]}?{url.query}"}, b""
            if parts[4:5] == ["tree"]:
                entries = self.files.get(name, {})
                return _json([{"type": "file", "path": p, "oid": "0", "size": 1} for p in entries])
            return _json(self.repos.get((kind, name)))
        return self._readme(parts)

    def take(self, path: str, body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body for one POST: creating, preparing and committing uploads."""
        if self.moods:
            return self.moods.pop(0)
        parts = path.partition("?")[0].strip("/").split("/")
        if parts == ["api", "repos", "create"]:
            wish = json.loads(body)
            name = f"{wish['organization']}/{wish['name']}"
            self.files.setdefault(name, {})
            return _json({"url": f"{self.endpoint}/{wish['type']}s/{name}"})
        if parts == ["api", "validate-yaml"]:
            return _json({"warnings": [], "errors": []})
        files = self.files["/".join(parts[2:4])]
        if parts[4] == "preupload":
            wanted = json.loads(body)["files"]
            plain = {"uploadMode": "regular", "shouldIgnore": False, "oid": None}
            modes = [{"path": file["path"], **plain} for file in wanted]
            return _json({"files": modes})
        for line in body.splitlines():
            entry = json.loads(line)
            value = entry["value"]
            if entry["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif entry["key"] == "deletedFile":
                files.pop(value["path"])
        return _json(
            {"commitOid": SHA, "commitUrl": f"{self.endpoint}/o/n/commit/{SHA}", "success": True}
        )

    def _list(
        self, kind: str, path: str, asked: dict[str, list[str]]
    ) -> tuple[int, dict[str, str], bytes]:
        """A page of the repositories with a tag, the most used first, and a link to the next."""
        tag, start = asked["filter"][0], int(asked.get("cursor", ["0"])[0])
        found = [
            repo for (k, _), repo in self.repos.items() if k == kind and tag in repo.get("tags", ())
        ]
        found.sort(key=lambda repo: -repo.get(asked["sort"][0], 0))
        status, headers, body = _json(found[start : start + self.page])
        if start + self.page < len(found):
            query = urlencode({**asked, "cursor": start + self.page}, doseq=True)
            headers["Link"] = f'<{self.endpoint}{path}?{query}>; rel="next"'
        return status, headers, body

    def _readme(self, parts: list[str]) -> tuple[int, dict[str, str], bytes]:
        kind = {"datasets": "dataset", "spaces": "space"}.get(parts[0], "model")
        name = "/".join(parts[0 if kind == "model" else 1 :][:2])
        if name in self.moved:
            rest = "/".join([self.moved[name], *parts[parts.index("resolve") :]])
            return 307, {"Location": f"/{rest if kind == 'model' else f'{kind}s/{rest}'}"}, b""
        text = self.cards.get((kind, name))
        if text is None:
            return 404, {"X-Error-Code": "EntryNotFound"}, b""
        etag = {"ETag": f'"{hash(text)}"', "X-Repo-Commit": SHA}
        return 200, etag, text.encode()


def _json(value: object, status: int = 200) -> tuple[int, dict[str, str], bytes]:
    if value is None:
        return 404, {"X-Error-Code": "RepoNotFound"}, b'{"error":"Not found"}'
    return status, {"Content-Type": "application/json"}, json.dumps(value).encode()


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    """`hub` answering on a port of its own, its address in `hub.endpoint`."""

    class Handler(BaseHTTPRequestHandler):
        wbufsize = -1
        disable_nagle_algorithm = True
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            hub.asked.append(f"{self.command} {self.path}")
            hub.headers.append(dict(self.headers))
            time.sleep(hub.delay)
            self.send(*hub.answer(self.path))

        do_HEAD = do_GET  # noqa: N815 - the base class names it so

        def do_POST(self) -> None:
            hub.asked.append(f"{self.command} {self.path}")
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self.send(*hub.take(self.path, body))

        def send(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    hub.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
