"""The site without a network, after one visit; below a path of its server."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

from tests.browser import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
KEPT = """async (wanted) => {
  const kept = (await (await caches.open((await caches.keys())[0])).keys()).map((r) => r.url);
  return wanted.every((path) => kept.some((url) => url.endsWith(path)));
}"""


def test_after_one_visit_schedule_and_starred_papers_open_without_a_network(
    chromium: Browser, server: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(server + "papers/8.html")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.locator(".margin-acts [data-star]").click()
    wanted = ["papers/8.html", "schedule.html", "mine.html", "offline.html", "papers.json",
              "sessions.json"]  # fmt: skip
    wait_until(page, KEPT, wanted)
    page.wait_for_timeout(1500)
    context.set_offline(True)
    page.goto(server + "mine.html")
    expect(page.locator(".mine-day .why a").first).to_be_visible()
    expect(page.locator("[data-notice-bar]")).to_contain_text("You are offline.")
    page.goto(server + "schedule.html")
    expect(page.locator(".blk:visible").first).to_be_visible()
    expect(page.get_by_role("button", name="List", exact=True)).to_be_visible()
    page.goto(server + "papers/8.html")
    expect(page.locator("h1")).to_be_visible()
    page.goto(server + "papers/103.html")
    expect(page.locator("h1")).to_have_text("No network")
    context.close()


def test_a_new_build_is_read_at_once(chromium: Browser, server: str, built: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(server + "about.html")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until(page, KEPT, ["about.html"])
    file = built / "2027" / "about.html"
    text = file.read_text("utf-8")
    try:
        file.write_text(text.replace("<h1>", "<h1>New: ", 1), "utf-8")
        page.goto(server + "about.html")
        expect(page.locator("h1")).to_contain_text("New: ")
    finally:
        file.write_text(text, "utf-8")
    context.close()


def test_the_manifest_names_what_is_there(built: Path) -> None:
    site = built / "2027"
    manifest = json.loads((site / "site.webmanifest").read_text("utf-8"))
    assert manifest["start_url"] == "index.html"
    for path in ("index.html", "mine.html", *(icon["src"] for icon in manifest["icons"])):
        assert (site / path).is_file(), path
