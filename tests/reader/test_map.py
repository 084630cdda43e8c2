"""The map as a place to walk in: by mouse, by finger, by keyboard, by search."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

from tests.browser import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Open = Callable[..., "Page"]


@pytest.fixture(scope="module")
def first(built: Path) -> tuple[int, float, float]:
    """A paper's number and its place on the map, 0 to 1, far from all others."""
    found = json.loads(built.joinpath("2027/search/map.json").read_text("utf-8"))["at"]
    places = list(zip(found[::2], found[1::2], strict=True))

    def alone(n: int) -> float:
        x, y = places[n]
        return min((x - a) ** 2 + (y - b) ** 2 for m, (a, b) in enumerate(places) if m != n)

    # away from the tools in the corner
    inner = [n for n, (x, y) in enumerate(places) if 0 <= x < 8000 and 2000 < y < 9000]
    best = max(inner, key=alone)
    return best, places[best][0] / 9999, places[best][1] / 9999


def open_map(open_page: Open, **options: object) -> Page:
    page = open_page("map.html", **options)
    page.locator(".map canvas[data-zoom]").wait_for()
    return page


def place_of(canvas: Locator, x: float, y: float) -> dict[str, float]:
    box = canvas.bounding_box()
    assert box
    scale = box["width"] / 840
    return {"x": (28 + x * 784) * scale, "y": (28 + y * 564) * scale}


def title_of(built: Path, number: int) -> str:
    papers = json.loads(built.joinpath("2027/search/papers.json").read_text("utf-8"))
    return str(papers["title"][number])


def test_pointing_names_the_paper_and_a_click_opens_it(
    open_page: Open, built: Path, first: tuple[int, float, float]
) -> None:
    page = open_map(open_page)
    canvas = page.locator(".map canvas")
    at = place_of(canvas, *first[1:])
    canvas.hover(position=at)
    expect(page.locator(".mtip strong")).to_have_text(title_of(built, first[0]))
    canvas.click(position=at)
    page.wait_for_url("**/papers/*.html")
    expect(page.locator("h1")).to_have_text(title_of(built, first[0]))


def test_a_finger_lists_the_paper_beside_the_map(
    open_page: Open, built: Path, first: tuple[int, float, float]
) -> None:
    page = open_map(open_page, viewport={"width": 390, "height": 844}, has_touch=True)
    canvas = page.locator(".map canvas")
    canvas.scroll_into_view_if_needed()
    canvas.tap(position=place_of(canvas, *first[1:]))
    expect(page.locator("[data-map-list] h3")).to_have_text(title_of(built, first[0]))


def test_searching_lights_papers_and_lists_them(open_page: Open) -> None:
    page = open_map(open_page)
    canvas = page.locator(".map canvas")
    before = canvas.evaluate("one => one.toDataURL()")
    page.locator("[data-map-search]").fill("proof")
    expect(page.locator("[data-map-list] h2")).to_have_text("Found")
    expect(page.locator("[data-map-list] h3").first).to_contain_text(re.compile("proof", re.I))
    link = page.get_by_role("link", name="Open as a list")
    assert (link.get_attribute("href") or "").endswith("papers.html?q=proof")
    wait_until(
        page, "before => document.querySelector('.map canvas').toDataURL() != before", before
    )
    page.locator("[data-map-search]").fill("")
    expect(page.locator("[data-map-list] h2")).to_have_text("Nothing lit")


def test_a_search_that_finds_nothing_says_what_was_asked(open_page: Open) -> None:
    page = open_map(open_page)
    page.locator("[data-map-search]").fill("zzzz")
    expect(page.locator("[data-map-list] h2")).to_have_text("Nothing found for “zzzz”")


def test_a_track_of_the_legend_is_lit(open_page: Open) -> None:
    page = open_map(open_page)
    button = page.locator(".mleg button").first
    count = button.locator(".c").inner_text()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-map-list] .n")).to_have_text(f"{count} papers")
    button.click()
    expect(page.locator("[data-map-list] h2")).to_have_text("Nothing lit")


def test_a_circle_gathers_papers_which_can_all_be_starred(open_page: Open) -> None:
    page = open_map(open_page)
    box = page.locator(".map canvas").bounding_box()
    assert box
    page.get_by_role("button", name="Draw a circle").click()
    left, top = box["x"] + 4, box["y"] + 4
    right, bottom = left + box["width"] / 2, top + box["height"] - 8
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, bottom), (left, bottom), (left, top)):
        page.mouse.move(x, y, steps=4)
    page.mouse.up()
    expect(page.locator("[data-map-list] h2")).to_have_text("In your circle")
    count = int(page.locator("[data-map-list] .n").inner_text().split()[0])
    assert count > 0
    page.get_by_role("button", name="Star all").click()
    expect(page.locator("[data-stars] .num")).to_have_text(str(count))


def test_the_keyboard_goes_from_paper_to_paper(open_page: Open) -> None:
    page = open_map(open_page)
    canvas = page.locator(".map canvas")
    canvas.focus()
    page.keyboard.press("ArrowRight")
    said = page.locator("[data-map-said]")
    expect(said).not_to_have_text("")
    before = said.inner_text()
    page.keyboard.press("ArrowDown")
    expect(said).not_to_have_text(before)
    page.keyboard.press("+")
    expect(canvas).to_have_attribute("data-zoom", "1.50")
    page.keyboard.press("0")
    expect(canvas).to_have_attribute("data-zoom", "1.00")
    title = said.inner_text().split(". ")[0]
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/*.html")
    expect(page.locator("h1")).to_contain_text(title.split(":")[0])


def test_the_wheel_scrolls_the_page_until_the_map_is_used(open_page: Open) -> None:
    page = open_map(open_page, viewport={"width": 1280, "height": 600})
    canvas = page.locator(".map canvas")
    canvas.hover(position={"x": 300, "y": 200})
    page.mouse.wheel(0, 120)
    wait_until(page, "scrollY > 0")
    assert canvas.get_attribute("data-zoom") == "1.00"
    canvas.focus()
    page.mouse.wheel(0, -300)
    expect(canvas).not_to_have_attribute("data-zoom", "1.00")


def test_without_script_the_drawing_and_the_list_are_there(open_page: Open) -> None:
    page = open_page("map.html", java_script_enabled=False)
    expect(page.locator(".map > svg")).to_be_visible()
    expect(page.get_by_role("link", name="Read it as a list")).to_be_visible()
