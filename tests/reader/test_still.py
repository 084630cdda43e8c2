"""A paper's page stands still while it loads, however slowly its parts come."""

from __future__ import annotations

import json
import re
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.browser import close, wait_until
from tests.reader.conftest import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

PIECE = 3000
WATCH = """window.moved = [];
new PerformanceObserver((list) => list.getEntries().forEach(({ sources }) => moved.push(
  sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 60)),
))).observe({ type: "layout-shift", buffered: true });"""
KEPT = {"version": 1, "stars": {f"papers/{n}": 1 for n in (103, 112)}, "visited": {}}


class _Slow(SimpleHTTPRequestHandler):
    """Sends pages in pieces; fonts and pictures late, scripts later."""

    def copyfile(self, source, outputfile) -> None:
        """Copy piece by piece, with rests."""
        late = {"woff2": 0.2, "svg": 0.3, "js": 0.1}
        name = self.path.partition("?")[0]
        time.sleep(0 if "early" in name else late.get(name.rpartition(".")[2], 0))
        while piece := source.read(PIECE):
            outputfile.write(piece)
            if name.endswith("html"):
                time.sleep(0.02)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def slow(built: Path) -> Iterator[str]:
    """The address of the site on a server that is slow, ending in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Slow, directory=str(built)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/{PREFIX}/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_paper_stands_still_while_it_comes(chromium: Browser, slow: str, width: int) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 1000}, timezone_id="Asia/Kolkata",
        service_workers="block",
    )  # fmt: skip
    kept = json.dumps(KEPT | {"notes": {"papers/103": "Ask about units."}})
    context.add_init_script(f"localStorage['miniconf /{PREFIX}/'] ??= {json.dumps(kept)};{WATCH}")
    page = context.new_page()
    page.goto(f"{slow}papers/103.html")
    page.wait_for_load_state("networkidle")
    page.wait_for_selector("[data-note][open]")
    wait_until(page, "document.querySelector('[data-stars] .num').textContent === '2'")
    assert page.evaluate("new Promise((done) => setTimeout(done, 100)).then(() => moved)") == []
    context.close()


def test_emphasis_without_its_fonts_keeps_the_typeface_of_its_line(
    chromium: Browser, server: str
) -> None:
    context = chromium.new_context(service_workers="block")
    context.route(re.compile("italic|bold"), lambda route: route.abort())
    page = context.new_page()
    page.goto(f"{server}speakers/tides.html")
    page.reload()  # with the fonts that were late
    session = context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    found = {}
    for name in ("em", "strong"):
        where = {"nodeId": root, "selector": f".prose p:has({name})"}
        node = session.send("DOM.querySelector", where)["nodeId"]
        fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        found[name] = {font["familyName"] for font in fonts}
    assert found == {name: {"Literata"} for name in ("em", "strong")}
    close(context)
