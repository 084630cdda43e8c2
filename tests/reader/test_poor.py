"""Browsers that keep nothing, tell a wrong time or no zone, or hold old files: pages still work."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

Open = Callable[..., "Page"]
MAIN = ("index", "papers", "schedule", "map", "mine", "hub", "help")
READY = "[data-stars]:not([hidden])"
BLOCKED = """
    const no = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"])
        Object.defineProperty(window, name, { get: no });
    Object.defineProperty(Document.prototype, "cookie", { get: no, set: no });
    Object.defineProperty(navigator, "serviceWorker", { get: no });
"""
NO_ZONE = """
    const resolved = Intl.DateTimeFormat.prototype.resolvedOptions;
    Intl.DateTimeFormat.prototype.resolvedOptions = function () {
        return { ...resolved.call(this), timeZone: ZONE };
    };
"""


def visit_all(page: Page) -> None:
    """Open the main pages; `open_page` fails the test when one of their scripts does."""
    root = page.url.rpartition("/")[0]
    for name in MAIN:
        page.goto(f"{root}/{name}.html")
        page.locator(READY).wait_for()


def test_with_storage_and_cookies_blocked_pages_work_and_say_what_is_lost(open_page: Open) -> None:
    page = open_page("index.html")
    page.context.add_init_script(BLOCKED)
    visit_all(page)
    page.goto(page.url.rpartition("/")[0] + "/papers.html")
    star = page.locator(".row [data-star]").first
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto(page.url.rpartition("/")[0] + "/mine.html")
    expect(page.locator("[data-blocked]")).to_contain_text("Your browser keeps nothing")


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2099-12-31T23:00:00Z"])
def test_with_a_wrong_clock_times_of_sessions_stay_right(open_page: Open, now: str) -> None:
    page = open_page("schedule.html", at=now)
    page.locator(READY).wait_for()
    times = page.locator(".blk time").all_text_contents()
    right = open_page("schedule.html", java_script_enabled=False)
    assert times == right.locator(".blk time").all_text_contents()


@pytest.mark.parametrize(
    ("now", "told"), [("1970-01-01T00:00:00Z", 1), ("2027-09-22T21:30:00Z", 0)]
)
def test_a_clock_before_the_site_was_made_is_told_where_now_matters(
    open_page: Open, built: Path, now: str, told: int
) -> None:
    sentence = "The clock of this device seems to be wrong"
    page = open_page("index.html", at=now)
    page.locator(READY).wait_for()
    expect(page.locator("[data-now] > div").first.get_by_text(sentence)).to_have_count(told)
    # the example publishes no meeting links: give this page one
    name = min(path.name for path in (built / "2027/sessions").glob("*.html"))
    page.route(f"**/{name}", _with_a_meeting)
    page.goto(page.url.rpartition("/")[0] + f"/sessions/{name}")
    page.locator(READY).wait_for()
    expect(page.locator("[data-join] + p", has_text=sentence)).to_have_count(told)


@pytest.mark.parametrize(
    ("hours", "age", "told"), [(0, 0, 0), (3, 0, 1), (-3, 0, 1), (-3, 10_800, 0)]
)
def test_a_clock_far_from_the_servers_is_told_and_nothing_is_marked_as_over(
    open_page: Open, hours: int, age: int, told: int
) -> None:
    page = open_page("help.html", at="2027-09-24T01:40:00Z")
    there = datetime(2027, 9, 24, 1, 40, tzinfo=UTC) + timedelta(hours=hours)
    headers = {"Date": format_datetime(there, usegmt=True), "Age": str(age)}

    def answer(route: Route) -> None:
        if route.request.method == "HEAD":
            route.fulfill(status=200, headers=headers)
        else:
            route.continue_()

    root = page.url.rpartition("/")[0]
    for name in ("index", "schedule"):
        page.route(f"**/{name}.html", answer)
        page.goto(f"{root}/{name}.html")
        page.wait_for_load_state("networkidle")
        sentence = page.locator("main").get_by_text("The clock of this device seems to be wrong")
        expect(sentence).to_have_count(told)
    assert (page.locator(".blk.past").count() == 0) == bool(told)


def _with_a_meeting(route: Route) -> None:
    response = route.fetch()
    link = '<a class="b p w" href="#main" data-join>Join</a>'
    body = re.sub(r'(<div class="margin-acts"[^>]*>)', rf"\1{link}", response.text(), count=1)
    route.fulfill(response=response, body=body)


@pytest.mark.parametrize("zone", ["undefined", '"Etc/Unknown"'])
def test_without_a_zone_the_conference_s_times_stay_and_the_switch_says_why(
    open_page: Open, zone: str
) -> None:
    page = open_page("schedule.html", timezone_id="Asia/Kolkata")
    page.context.add_init_script(NO_ZONE.replace("ZONE", zone))
    page.reload()
    page.locator(READY).wait_for()
    expect(page.locator("[data-zone-note]").first).to_contain_text("Auckland")
    page.locator("[data-zone-switch]").click()
    expect(page.locator("dialog input[value=mine]")).to_be_disabled()
    expect(page.locator("dialog")).to_contain_text("Your browser does not know this zone")
    expect(page.locator("dialog input[value=conference]")).to_be_checked()


def test_the_logo_keeps_its_place_until_it_is_there(open_page: Open) -> None:
    page = open_page("papers.html")
    page.locator(READY).wait_for()
    name = page.locator(".top .brand span")
    late: list[Route] = []
    page.context.route("**/logo*.svg", lambda route: late.append(route))
    page.reload(wait_until="domcontentloaded")
    page.locator(READY).wait_for()
    before = name.bounding_box()
    image = page.locator(".top .brand img.only-light")
    assert image.evaluate("one => one.complete") is False
    for route in late:
        route.continue_()
    page.wait_for_load_state()
    assert image.evaluate("one => one.naturalWidth") > 0
    assert (name.bounding_box(), before and before["width"] > 0) == (before, True)


@pytest.mark.parametrize("old", ["{}", "[]", "<!doctype html>"])
def test_with_old_files_lists_stay_and_say_that_they_cannot_be_searched(
    open_page: Open, old: str
) -> None:
    page = open_page("papers.html")
    page.context.route(re.compile(r"/search/.*\.json"), lambda route: route.fulfill(body=old))
    rows = page.locator(".row").count()
    page.locator("[data-search-field]").fill("proof")
    expect(page.locator("[data-bar] [role=status]")).to_contain_text("cannot be searched now")
    assert page.locator(".row").count() == rows
    page.goto(page.url.rpartition("/")[0] + "/map.html")
    expect(page.locator(".map > svg")).to_be_visible()


def test_without_script_every_paper_and_session_is_read_and_no_dead_control_shows(
    open_page: Open, built: Path
) -> None:
    site = built / "2027"
    page = open_page("papers.html", java_script_enabled=False)
    found: set[str] = set()
    names = sorted(p.name for p in site.glob("papers*.html"))
    for name in names:
        page.goto(page.url.rpartition("/")[0] + f"/{name}")
        found |= set(page.locator(".row h2 a").evaluate_all("all => all.map(one => one.href)"))
        assert page.locator("button:visible, input:visible, select:visible").count() == 0
    assert len(found) == len(list((site / "papers").glob("*.html")))
    page.goto(min(found))
    assert len(page.locator("section[data-quick]").inner_text()) > 100
    page.goto(page.url.rpartition("/papers/")[0] + "/schedule.html")
    blocks = page.locator(".blk")
    assert blocks.count() > 50
    expect(page.locator("[data-zone-note]").first).to_contain_text("Auckland")
    assert all(re.search(r"\d\d:\d\d", text) for text in blocks.locator("time").all_text_contents())
