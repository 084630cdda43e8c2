"""The way into a meeting: it wakes up ten minutes before, wherever a reader meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

from tests.browser import served
from tests.reader.conftest import PREFIX, build

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CONFIG = """name: Tern 2031
start: 2031-03-28
end: 2031-03-28
time_zone: Atlantic/Azores
publish: {join: true}
"""
SESSIONS = """- id: ice
  title: Nests on Ice
  type: talk
  start: 2031-03-28 10:00
  end: 2031-03-28 11:00
  room: Tern Hall
  join: https://meet.example/ice
- id: tea
  title: Tea
  type: social
  start: 2031-03-28 15:00
  end: 2031-03-28 16:00
"""
Open = Callable[[str], "Page"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small conference that lets its meetings' links out."""
    folder = tmp_path_factory.mktemp("join")
    data = Path(folder, "data")
    data.mkdir()
    (data / "config.yml").write_text(CONFIG, "utf-8")
    (data / "sessions.yml").write_text(SESSIONS, "utf-8")
    build(folder)
    with served(folder) as address:
        yield f"{address}/{PREFIX}/"


@pytest.fixture
def at_ten_to(chromium: Browser, server: str) -> Open:
    """Opens a page eleven minutes before the talk, which begins at 11:00 UTC."""

    def visit(path: str) -> Page:
        context = chromium.new_context(service_workers="block", timezone_id="Atlantic/Azores")
        page = context.new_page()
        page.clock.install(time="2031-03-28T10:49:00Z")
        page.goto(server + path)
        return page

    return visit


def test_the_button_of_a_session_wakes_ten_minutes_before_and_sleeps_after(at_ten_to: Open) -> None:
    page = at_ten_to("sessions/ice.html")
    join = page.locator("[data-join]")
    expect(join).to_have_attribute("href", "https://meet.example/ice")
    expect(join).not_to_have_class("b w live")
    page.clock.run_for(75_000)
    expect(join).to_have_class("b w live")
    page.clock.run_for(3_600_000)
    expect(join).to_have_class("b w live")
    page.clock.run_for(600_000)
    expect(join).to_have_class("b w")
    expect(join).to_have_attribute("href", "https://meet.example/ice")


@pytest.mark.parametrize("path", ["schedule.html", "index.html"])
def test_now_and_the_schedule_offer_the_way_in_for_as_long(at_ten_to: Open, path: str) -> None:
    page = at_ten_to(path)
    join = page.get_by_role("link", name="Join")
    expect(page.locator(".blk, .ev").first).to_contain_text("Nests on Ice")
    expect(join).to_have_count(0)
    page.clock.run_for(95_000)
    expect(join).to_have_attribute("href", "https://meet.example/ice")
    page.clock.run_for(4_200_000)
    expect(join).to_have_count(0)
