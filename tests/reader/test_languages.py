"""The site in other languages: its words, its dates, and the direction in which it runs.

Pages are answered one by one by the application, so that a language costs no whole build.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from miniconf import resources
from miniconf.load import load
from miniconf.site.app import create_site
from miniconf.site.kinds import Kind
from miniconf.site.prepare import prepare
from miniconf.site.snapshot import Snapshot
from miniconf.site.views import KINDS
from tests.reader.conftest import HOME

pytest.importorskip("playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

LANGUAGES = ("de", "zh", "he")
PAGES = ("index", "papers", "papers/8", "schedule", "map", "mine", "mentorship", "hub")
SAME = "Antarctica/McMurdo"
"""A zone that always has the conference's time under another name."""
TIMES = "() => [...document.querySelectorAll('time[datetime*=T]')].map((t) => t.textContent)"
AWRY = """() => [...document.querySelectorAll("main *")].filter((one) => {
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  return style.position === "static" && box.width && (box.left < -1 || box.right > innerWidth + 1)
    && !one.closest(".blk, .vh, .scroll, .days, pre, table, .table, svg, math, .kw");
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The example conference."""
    conference = load(resources.folder("sitedata")).conference
    assert conference
    return prepare(conference, tmp_path_factory.mktemp("cache"))[0]


class _Quiet(WSGIRequestHandler):
    def log(self, *args: object) -> None:
        """Nothing."""


@contextmanager
def spoken(snapshot: Snapshot, language: str, kinds: Sequence[Kind] = KINDS) -> Iterator[str]:
    """The address of the site in `language`, with a closing slash."""
    config = replace(snapshot.conference.config, language=language)
    conference = replace(snapshot.conference, config=config)
    whole = replace(snapshot, conference=conference)
    app = create_site(whole, resources.folder("sitedata"), kinds).app
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module", params=LANGUAGES)
def site(request: pytest.FixtureRequest, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """A language and the address of the site in it."""
    with spoken(snapshot, request.param) as address:
        yield request.param, address


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Callable[[int], Page]]:
    """Opens a reader's page, so and so wide; a fault of a script fails the test."""
    faults: list[str] = []

    def opened(width: int) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, service_workers="block",
            timezone_id=HOME,
        )  # fmt: skip
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        return page

    yield opened
    assert faults == []


def test_nothing_runs_out_of_the_page(site: tuple[str, str], reader: Callable[[int], Page]) -> None:
    page, wrong = reader(390), []
    for path in PAGES:
        page.goto(f"{site[1]}{path}.html")
        page.locator("[data-stars]:not([hidden])").wait_for(state="attached")
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        wrong += [(path, wide)] * (wide > 0) + [(path, one) for one in page.evaluate(AWRY)]
    assert wrong == []


def test_the_page_says_its_language_and_direction(
    site: tuple[str, str], reader: Callable[[int], Page]
) -> None:
    language, address = site
    page = reader(1280)
    page.goto(f"{address}papers.html")
    expect(page.locator("html")).to_have_attribute("lang", language)
    runs = page.evaluate("getComputedStyle(document.body).direction")
    first, last = (
        page.locator(f".row:first-child {part}").first.bounding_box() for part in ("h2", ".side")
    )
    assert first
    assert last
    assert (runs, first["x"] > last["x"]) == (("rtl", True) if language == "he" else ("ltr", False))


def test_scripts_write_times_as_the_pages_do(
    site: tuple[str, str], reader: Callable[[int], Page]
) -> None:
    here, there = reader(1280), reader(1280)
    there.add_init_script(f"localStorage.setItem('miniconf-zone', '{SAME}')")
    for path in ("schedule", "papers/8", "index"):
        here.goto(f"{site[1]}{path}.html")
        there.goto(f"{site[1]}{path}.html")
        expect(there.locator("[data-zone-switch] [data-zone-city]")).to_have_text("McMurdo")
        times = here.evaluate(TIMES)
        assert sorted(there.evaluate(TIMES)) == sorted(times)
        assert len(times) > 3


def test_counts_and_days_of_the_list_are_in_the_sites_words(
    site: tuple[str, str], reader: Callable[[int], Page]
) -> None:
    language, address = site
    page = reader(1280)
    page.goto(f"{address}papers.html?sort=shuffle")
    count, day = {
        "de": ("81 Beiträge", "Do 23."), "zh": ("81 篇论文", "23日周四"),
        "he": ("81 papers", "Thu 23"),
    }[language]  # fmt: skip
    expect(page.locator("[data-bar] [role=status]")).to_have_text(count)
    expect(page.locator("[data-facets]")).to_contain_text(day)
