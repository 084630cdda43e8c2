"""What changed since the last visit, as a reader comes back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

from tests.browser import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

Open = Callable[..., "Page"]
Publish = Callable[..., None]
PAPER = "papers/8.html"
TIDES = "sessions/keynote-tides"
NOTED = "Object.keys(localStorage).some((name) => name.includes('since'))"
MOVED = [TIDES, 1, "moved", "The Grammar of Tides", f"{TIDES}.html"]


@pytest.fixture
def publish(built: Path) -> Iterator[Publish]:
    """Publishes another `since.json`: `publish(news=[...])` takes the place of what it said."""
    file = built / "2027/search/since.json"
    text = file.read_text("utf-8")

    def put(content: str) -> None:
        # told from what the browser has: a server's Last-Modified counts in whole seconds
        later = file.stat().st_mtime + 2
        file.write_text(content, "utf-8")
        os.utime(file, (later, later))

    def write(**parts: Any) -> None:
        put(json.dumps({**json.loads(text), **parts}))

    yield write
    put(text)


def next_visit(page: Page, path: str) -> Page:
    """The same reader in a new tab, as on another day."""
    context: BrowserContext = page.context
    address = page.url.rsplit("/2027/", 1)[0] + "/2027/"
    page.close()
    again = context.new_page()
    again.goto(address + path)
    return again


def test_nothing_is_new_at_the_first_visit_or_without_a_change(open_page: Open) -> None:
    page = open_page("index.html")
    wait_until(page, NOTED)
    expect(page.locator("[data-since]")).to_be_hidden()
    again = next_visit(page, "index.html")
    again.wait_for_load_state("networkidle")
    expect(again.locator("[data-since]")).to_be_hidden()


def test_news_moves_and_recordings_are_told_until_they_are_seen(
    open_page: Open, built: Path, publish: Publish
) -> None:
    now = json.loads((built / "2027/search/since.json").read_text("utf-8"))
    publish(videos=[key for key in now["videos"] if key != "papers/8"])
    open_page(PAPER).locator(".margin-acts [data-star]").click()
    page = open_page("index.html")
    wait_until(page, NOTED)
    publish(
        news=[[2, "The kettle is on", "schedule.html"], *now["news"]],
        changes=[[*MOVED, 1821664800, 1821668400]],
    )
    page = next_visit(page, "index.html")
    place = page.locator("[data-since]")
    expect(place.locator("h2")).to_have_text("Since your last visit")
    lines = place.locator("li").all_inner_texts()
    assert [" ".join(line.split()) for line in lines] == [
        "Can be watched Proofs That Say Why: Lemma Selection as Explanation",
        "Moved The Grammar of Tides Thu 23, 15:00 was Thu 23, 14:00",
        "1 new recording",
        "The kettle is on",
    ]
    page.reload()
    expect(place.locator("li")).to_have_count(4)
    page.get_by_role("button", name="Seen").click()
    expect(place).to_be_hidden()
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(place).to_be_hidden()


def test_a_moved_session_says_so_on_the_schedule(open_page: Open, publish: Publish) -> None:
    page = open_page("schedule.html")
    wait_until(page, NOTED)
    publish(changes=[[*MOVED, 1821664800, 1821668400]])
    page = next_visit(page, "schedule.html")
    badge = page.locator(f'[data-session="{TIDES}"] .badge')
    expect(badge).to_have_text("Moved")


def test_with_storage_blocked_nothing_is_told_and_nothing_fails(
    open_page: Open, publish: Publish
) -> None:
    page = open_page("index.html", locale="en-GB")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
    )
    publish(changes=[[*MOVED, 1821664800, 1821668400]])
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-since]")).to_be_hidden()
