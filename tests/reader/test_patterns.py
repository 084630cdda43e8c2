"""The page of patterns: all components hold what each page must."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from miniconf.site.patterns import PATTERNS
from miniconf.site.views import KINDS
from tests.reader.test_access import RULES
from tests.reader.test_languages import snapshot, spoken

pytest.importorskip("playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright")

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from miniconf.site.snapshot import Snapshot

__all__ = ["snapshot"]
PATH = "-/patterns.html"
LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "viewport": {"width": 1280, "height": 800}},
    {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
)


@pytest.fixture(scope="module")
def address(snapshot: Snapshot) -> Iterator[str]:
    """The address of the page."""
    with spoken(snapshot, "en", (*KINDS, PATTERNS)) as site:
        yield site + PATH


def test_axe_finds_nothing_and_nothing_overflows(chromium: Browser, address: str) -> None:
    found, wide = [], []
    for look in LOOKS:
        page = chromium.new_context(reduced_motion="reduce", **look).new_page()
        page.goto(address)
        page.locator(".row [data-star]").first.wait_for()
        response = axe.Axe().run(page, options={"runOnly": RULES}).response
        found += [(one["id"], one["nodes"][0]["html"]) for one in response["violations"]]
        wide.append(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
    assert (found, wide) == ([], [0] * len(LOOKS))


def test_every_colour_of_the_page_is_one_of_the_theme(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(address)
    colours = page.evaluate(
        """() => [...document.querySelectorAll(".swatch")].map(
          (one) => [one.className, getComputedStyle(one).backgroundColor])"""
    )
    assert [name for name, colour in colours if colour == "rgba(0, 0, 0, 0)"] == []
    assert len(colours) > 20


def test_no_site_that_is_built_holds_the_page() -> None:
    assert PATTERNS not in KINDS
