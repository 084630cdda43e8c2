"""axe-core finds nothing on any kind of page, wide and light, narrow and dark.

WCAG 2.2 AA and best practices, as axe-core knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

pytest.importorskip("playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
ALONE = (
    "index", "papers", "schedule", "mine", "map", "authors", "speakers", "workshops", "tutorials",
    "socials", "mentorship", "sponsors", "hub", "chat", "help", "changes",
)  # fmt: skip
"""Pages of which there is one; those that the example lacks are passed over."""
FOLDERS = (
    "papers", "authors", "sessions", "speakers", "workshops", "tutorials", "socials", "mentorship",
    "sponsors",
)  # fmt: skip
LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
)
READY = "[data-stars]:not([hidden])"
"""What is in the page once its modules have run."""
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def pages(built: Path) -> list[str]:
    """A page of every kind; of records, the one with the longest page."""
    site = built / "2027"
    alone = [f"{name}.html" for name in ALONE if (site / f"{name}.html").exists()]
    most = [
        max((site / folder).glob("*.html"), key=lambda page: (page.stat().st_size, page.name))
        for folder in FOLDERS
        if (site / folder).is_dir()
    ]
    return alone + [page.relative_to(site).as_posix() for page in most]


def told(path: str, violation: dict[str, Any]) -> str:
    nodes = [node["html"][:160] for node in violation["nodes"][:3]]
    return f"{path}: {violation['id']}: {violation['help']}: {nodes}"


@pytest.mark.parametrize(
    "look", LOOKS, ids=lambda o: f"{o['color_scheme']}-{o['viewport']['width']}"
)
def test_axe_finds_nothing(open_page: Open, built: Path, look: dict[str, Any]) -> None:
    page = open_page("index.html", reduced_motion="reduce", **look)
    base, found = page.url.removesuffix("index.html"), []
    for path in pages(built):
        page.goto(base + path)
        page.locator(READY).wait_for(state="attached")
        response = axe.Axe().run(page, options=RULES).response
        found += [told(path, violation) for violation in response["violations"]]
    assert found == []


def test_the_keyboard_reaches_the_content_first_by_the_skip_link(open_page: Open) -> None:
    page = open_page("papers.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
