"""The table of repositories and its filters; a Space that runs in the page when it is asked to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
PAPER, SPACE = "papers/17.html", "https://ogun-ic-be-the-teacher.hf.space"

ROWS = """() => [...document.querySelectorAll('.tab tbody tr')].map(row => [
  [...row.cells].map((cell, n) => n === 2 ? '' : cell.innerText.replace(/\\s+/g, ' ').trim()),
  [...row.querySelectorAll('a')].map(link => link.getAttribute('href')),
  [...row.querySelectorAll('svg')].map(svg => svg.outerHTML.length),
])"""
"""What stands in the rows but for titles, whose mathematics is plain where script writes it."""


def kinds(page: Page) -> set[str]:
    return set(page.locator(".tab tbody tr td:first-child").all_inner_texts())


def test_the_table_is_filtered_and_the_address_says_how(open_page: Open) -> None:
    page = open_page("hub.html")
    expect(page.get_by_role("button", name="Next 9")).to_be_visible()
    page.get_by_role("button", name="Models 25").click()
    page.get_by_label("Licence").select_option("MIT")
    assert kinds(page) == {"Model"}
    rows = page.locator(".tab tbody tr")
    count = rows.count()
    assert 0 < count < 25
    assert page.url.endswith("hub.html?kind=model&license=MIT")
    expect(page.get_by_role("status")).to_have_text(f"{count} of {count} shown")
    again = open_page("hub.html?kind=model&license=MIT")
    expect(again.get_by_role("status")).to_have_text(f"{count} of {count} shown")
    again.get_by_role("button", name="From the authors").click()
    expect(again.locator(".tab tbody tr:not(:has(.badge.by))")).to_have_count(0)
    assert again.locator(".tab tbody tr").count() > 0
    again.get_by_role("button", name="Clear all").click()
    expect(again.get_by_role("status")).to_have_text("50 of 59 shown")
    assert again.url.endswith("hub.html")


@pytest.mark.parametrize("facet", ["Task", "Library", "Size", "Track"])
def test_every_filter_leaves_as_many_as_it_says(open_page: Open, facet: str) -> None:
    page = open_page("hub.html")
    choice = page.get_by_label(facet, exact=True)
    label = choice.locator("option").nth(1).inner_text()
    choice.select_option(index=1)
    count = label.rpartition("(")[2].rstrip(")")
    expect(page.locator(".tab tbody tr")).to_have_count(int(count))


def test_rows_from_script_are_the_servers(open_page: Open) -> None:
    served = open_page("hub.html", java_script_enabled=False)
    first = served.locator(".tab tbody").inner_html()
    assert served.locator("select, [data-kinds] button").count() == 0
    assert served.locator(".pager a").count() == 1
    made = open_page("hub.html", java_script_enabled=True)
    made.get_by_role("button", name="All 59").click()
    expect(made.get_by_role("status")).to_have_text("50 of 59 shown")
    found = made.evaluate(ROWS)
    made.evaluate("html => { document.querySelector('.tab tbody').innerHTML = html }", first)
    assert made.evaluate(ROWS) == found


@pytest.fixture
def asked(chromium: Browser, server: str) -> Iterator[tuple[Page, list[str]]]:
    """A paper's page, and what was asked of other hosts, which answer with a small page."""
    page = chromium.new_context(service_workers="block").new_page()
    found: list[str] = []

    def answer(route: object) -> None:
        found.append(route.request.url)
        route.fulfill(body="<p>Teach me", content_type="text/html")

    page.route(lambda url: not url.startswith(server), answer)
    page.goto(server + PAPER)
    yield page, found


def test_a_space_runs_in_the_page_only_when_asked(asked: tuple[Page, list[str]]) -> None:
    page, found = asked
    card = page.locator(f'[data-frame="{SPACE}"]')
    button = card.get_by_role("button", name="Open here")
    button.scroll_into_view_if_needed()
    assert (found, page.locator("iframe").count()) == ([], 0)
    button.click()
    frame = card.locator("iframe")
    expect(frame.content_frame.get_by_text("Teach me")).to_be_visible()
    assert found == [f"{SPACE}/"]
    assert frame.get_attribute("sandbox") == (
        "allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"
    )
    assert frame.get_attribute("title") == "ogun-ic/be-the-teacher"
    card.get_by_role("button", name="Close").click()
    expect(frame).to_have_count(0)


def test_only_pages_with_a_space_may_frame_one(open_page: Open) -> None:
    policy = "document.querySelector('meta[http-equiv]').content"
    assert f"frame-src {SPACE}" in open_page(PAPER).evaluate(policy)
    assert "hf.space" not in open_page("papers/29.html").evaluate(policy)


def test_without_script_a_space_is_a_link(open_page: Open) -> None:
    page = open_page(PAPER, java_script_enabled=False)
    link = page.get_by_role("link", name="Open on Hugging Face")
    assert link.get_attribute("href") == "https://huggingface.co/spaces/ogun-ic/be-the-teacher"


def test_the_palette_finds_a_repository_and_leads_to_its_paper(open_page: Open) -> None:
    page = open_page("help.html")
    page.keyboard.press("/")
    page.wait_for_selector("dialog.palette[open]")
    page.keyboard.type("ogun-ic/be-the-teacher")
    option = page.get_by_role("option", name="ogun-ic/be-the-teacher").first
    expect(option).to_have_attribute("href", f"{PAPER}#hub")
    option.click()
    page.wait_for_url(f"**/{PAPER}#hub")
    expect(page.get_by_role("link", name="ogun-ic/be-the-teacher")).to_be_visible()
