"""A small arXiv on loopback: its API's Atom feeds, as its manual shows them, and its errors."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list={asked}" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list={asked}&amp;start=0</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">{count}\
</opensearch:totalResults>
{entries}</feed>
"""
ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{id}v2</id>
    <published>2027-02-03T17:19:00Z</published>
    <title>A paper</title>
    <summary>What it says.</summary>
    <author><name>Ann Example</name></author>
  </entry>
"""
PARTIAL = "  <entry>\n    <title/>\n  </entry>\n"
ERROR = """  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_{id}</id>
    <title>Error</title>
    <summary>incorrect id format for {id}</summary>
    <author><name>arXiv api core</name></author>
  </entry>
"""


@dataclass
class Arxiv:
    """What it has, which ids it cannot read, what it was asked; `moods` come before answers.

    `partial`: ids for which it gives an entry without an id, as it does for some.
    """

    papers: set[str] = field(default_factory=set)
    unreadable: set[str] = field(default_factory=set)
    partial: set[str] = field(default_factory=set)
    moods: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[list[str]] = field(default_factory=list)
    endpoint: str = ""

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of one answer."""
        query = parse_qs(urlsplit(path).query)
        ids = query["id_list"][0].split(",")
        self.asked.append(ids)
        if self.moods:
            return self.moods.pop(0)
        most = int(query["max_results"][0])
        bad = next((name for name in ids if name in self.unreadable), "")
        found = [ENTRY.format(id=name) for name in reversed(ids) if name in self.papers]
        found += [PARTIAL for name in ids if name in self.partial]
        entries = ERROR.format(id=bad) if bad else "".join(found[:most])
        text = FEED.format(asked=",".join(ids), count=len(ids), entries=entries)
        return (400 if bad else 200), {"Content-Type": "application/atom+xml"}, text.encode()


@contextmanager
def running(arxiv: Arxiv) -> Iterator[Arxiv]:
    """`arxiv` answering on a port of its own, its address in `arxiv.endpoint`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = arxiv.answer(self.path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    arxiv.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield arxiv
    finally:
        server.shutdown()
        server.server_close()
