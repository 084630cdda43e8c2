"""A counter of visits asks first: nothing is loaded before a yes, and nothing after a no."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from miniconf.model import Analytics
from miniconf.site.app import create_site
from miniconf.site.freezing import state
from miniconf.site.freezing.build import Job, write_site
from miniconf.site.prepare import prepare
from tests.browser import close, served
from tests.reader.test_poor import BLOCKED
from tests.site.samples import make

pytest.importorskip("playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

SCRIPT = "https://counter.example/js/c.js"
COUNTER = Analytics(script=SCRIPT, attributes={"data-domain": "tern.example"})  # type: ignore[arg-type]
COUNTS = """
    fetch(`https://counter.example/hit?of=${document.currentScript.dataset.domain}`,
        { method: "POST", mode: "no-cors" });
"""
HIT = "https://counter.example/hit?of=tern.example"
ASKS = "Object.defineProperty(navigator, {name}, {{ get: () => {value} }})"
Visit = Callable[..., "Page"]


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site that has a counter."""
    folder = tmp_path_factory.mktemp("counted")
    small = make()
    conference = replace(small, config=replace(small.config, analytics=COUNTER))
    snapshot, private = prepare(conference, folder / "cache")
    with state.locked(folder / "out"):
        write_site(create_site(snapshot), Job(output=folder / "out"), private)
    with served(folder / "out") as address:
        yield f"{address}/"


class Reader:
    """One reader of the site; `asked` is what their browser asked of other hosts."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.asked: list[str] = []
        self.faults: list[str] = []
        self._site = site
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        context.on("request", lambda r: r.url.startswith(site) or self.asked.append(r.url))
        context.route(
            re.compile(r"https://counter\.example/"),
            lambda route: route.fulfill(body=COUNTS, content_type="text/javascript"),
        )

    def goes(self, path: str = "papers.html") -> None:
        """Open a page, and wait until its scripts have run."""
        self.page.goto(self._site + path)
        self.page.locator("[data-stars]:not([hidden])").wait_for()

    @property
    def question(self):
        return self.page.locator("[data-counting]")

    @property
    def switch(self):
        return self.page.locator("[data-counting-switch]")


@contextmanager
def reader(chromium: Browser, site: str, script: str = "", **options: object) -> Iterator[Reader]:
    context = chromium.new_context(service_workers="block", **options)
    if script:
        context.add_init_script(script)
    found = Reader(context, site)
    yield found
    close(context)
    assert found.faults == []


def test_nothing_is_asked_of_the_counter_before_a_yes_and_all_after_it(
    chromium: Browser, counted: str
) -> None:
    with reader(chromium, counted) as one:
        one.goes()
        expect(one.question).to_contain_text("May counter.example count your visit?")
        expect(one.switch).to_have_text("Counting visits: off")
        sizes = one.question.locator("button").evaluate_all(
            "all => all.map((b) => [b.offsetWidth, b.offsetHeight, b.className])"
        )
        assert sizes[0] == sizes[1]
        assert one.asked == []
        with one.page.expect_request(HIT):
            one.question.get_by_role("button", name="Yes").press("Enter")
        assert one.asked == [SCRIPT, HIT]
        expect(one.question).to_be_hidden()
        expect(one.switch).to_be_focused()
        with one.page.expect_request(HIT):
            one.goes("schedule.html")
        expect(one.question).to_be_hidden()
        expect(one.switch).to_have_text("Counting visits: on")
        del one.asked[:]
        with one.page.expect_navigation():
            one.switch.click()
        expect(one.switch).to_have_text("Counting visits: off")
        expect(one.question).to_be_hidden()
        assert one.asked == []


def test_after_a_no_nothing_is_asked_and_the_foot_of_the_page_changes_it(
    chromium: Browser, counted: str
) -> None:
    with reader(chromium, counted) as one:
        one.goes()
        one.question.get_by_role("button", name="No").click()
        expect(one.question).to_be_hidden()
        one.goes("schedule.html")
        expect(one.switch).to_have_text("Counting visits: off")
        expect(one.question).to_be_hidden()
        assert one.asked == []
        with one.page.expect_request(HIT):
            one.switch.click()
        expect(one.switch).to_have_text("Counting visits: on")


@pytest.mark.parametrize(
    ("name", "value"), [("'globalPrivacyControl'", "true"), ("'doNotTrack'", "'1'")]
)
def test_a_browser_that_asks_not_to_be_tracked_has_said_no(
    chromium: Browser, counted: str, name: str, value: str
) -> None:
    with reader(chromium, counted, ASKS.format(name=name, value=value)) as one:
        one.goes()
        expect(one.switch).to_have_text("Counting visits: off, as your browser asks")
        expect(one.switch).to_be_disabled()
        expect(one.question).to_be_hidden()
        assert one.asked == []


def test_where_the_browser_keeps_nothing_every_page_asks(chromium: Browser, counted: str) -> None:
    with reader(chromium, counted, BLOCKED) as one:
        one.goes()
        with one.page.expect_request(HIT):
            one.question.get_by_role("button", name="Yes").click()
        expect(one.question).to_be_hidden()
        del one.asked[:]
        one.goes("schedule.html")
        expect(one.question).to_be_visible()
        assert one.asked == []


def test_without_script_nothing_is_asked_and_no_control_shows(
    chromium: Browser, counted: str
) -> None:
    with reader(chromium, counted, java_script_enabled=False) as one:
        one.page.goto(counted + "papers.html")
        expect(one.question).to_be_hidden()
        expect(one.switch).to_be_hidden()
        assert one.asked == []
