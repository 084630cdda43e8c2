"""The viewer of posters: by wheel, by mouse, by keyboard, by button; a link without script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Open = Callable[..., "Page"]
PAPER, TITLE = "papers/17.html", re.compile("^Poster")


def viewer(open_page: Open) -> tuple[Page, Locator]:
    page = open_page(PAPER)
    page.locator(".paside").get_by_role("link", name=TITLE).click()
    box = page.locator("dialog.poster")
    expect(box.locator("output")).to_have_text("100 %")
    return page, box


def test_the_poster_fits_first_and_grows_by_wheel_keys_and_buttons(open_page: Open) -> None:
    page, box = viewer(open_page)
    stage, size = box.locator(".stage"), box.locator("output")
    outer, inner = stage.bounding_box(), stage.locator("img").bounding_box()
    assert outer
    assert inner
    assert inner["width"] <= outer["width"] + 1
    assert inner["height"] <= outer["height"] + 1
    stage.hover(position={"x": 200, "y": 150})
    page.mouse.wheel(0, -400)
    expect(size).to_have_text("272 %")
    page.keyboard.press("0")
    expect(size).to_have_text("100 %")
    page.keyboard.press("+")
    expect(size).to_have_text("150 %")
    box.get_by_role("button", name="Nearer").click()
    expect(size).to_have_text("225 %")
    box.get_by_role("button", name="The whole poster").click()
    expect(size).to_have_text("100 %")
    for _ in range(20):
        page.keyboard.press("-")
    expect(size).to_have_text("100 %")
    page.keyboard.press("Escape")
    expect(box).to_have_count(0)
    assert page.evaluate("document.activeElement.dataset.poster") == "../static/posters/17.svg"


def test_the_poster_is_dragged_and_two_fingers_pinch_it(open_page: Open) -> None:
    page, box = viewer(open_page)
    stage = box.locator(".stage")
    stage.dblclick(position={"x": 300, "y": 200})
    expect(box.locator("output")).to_have_text("200 %")
    before = stage.locator("img").bounding_box()
    page.mouse.move(600, 400)
    page.mouse.down()
    page.mouse.move(560, 370, steps=3)
    page.mouse.up()
    after = stage.locator("img").bounding_box()
    assert before
    assert after
    assert (round(after["x"] - before["x"]), round(after["y"] - before["y"])) == (-40, -30)
    stage.evaluate(
        """(stage) => {
          stage.setPointerCapture = () => {};
          const send = (type, pointerId, clientX) => stage.dispatchEvent(
            new PointerEvent(type, { pointerId, clientX, clientY: 400, bubbles: true }));
          send("pointerdown", 7, 500); send("pointerdown", 8, 600);
          send("pointermove", 8, 700); send("pointerup", 7, 500); send("pointerup", 8, 700);
        }"""
    )
    expect(box.locator("output")).to_have_text("400 %")


def test_a_poster_that_is_a_document_is_a_link(open_page: Open) -> None:
    page = open_page("papers/23.html")
    expect(page.locator("[data-poster]")).to_have_count(0)
    expect(page.locator(".paside").get_by_role("link", name=TITLE)).to_have_attribute(
        "href", "https://papers.example/equinox-2027/posters/23.pdf"
    )


def test_without_script_the_poster_is_a_link(open_page: Open) -> None:
    page = open_page(PAPER, java_script_enabled=False)
    expect(page.locator(".paside").get_by_role("link", name=TITLE)).to_have_attribute(
        "href", "../static/posters/17.svg"
    )
