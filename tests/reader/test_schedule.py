"""The schedule in a browser: zones, filters, what is on."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import expect

from tests.browser import wait_until

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
DURING = "2027-09-24T01:40:00Z"
BLOCKS = """() => [...document.querySelectorAll(".day")].map((day) => [
  day.id, [...day.querySelectorAll(".blk")].map((b) => [
    b.dataset.session, b.querySelector("time").dateTime, b.querySelector("time").textContent,
    b.className,
  ])])"""
BUSY = "[data-schedule] [aria-busy]"
# Titles that lie outside their blocks, or show less than a line and a word of themselves.
HIDDEN = """() => [...document.querySelectorAll(".grid .blk")].filter((block) => {
  block.closest("details")?.setAttribute("open", "");
  const box = block.getBoundingClientRect();
  const title = block.querySelector("h3").getBoundingClientRect();
  return title.right > box.right + 1 || title.bottom > box.bottom + 1
    || title.height < 16 || title.width < 40;
}).map((block) => block.dataset.session)"""
ZONES = ("Asia/Kolkata", "America/Los_Angeles", "Pacific/Chatham", "UTC", "Australia/Lord_Howe")


def blocks(page: Page) -> list[Any]:
    """All days with their sessions, once those out of sight are there, too."""
    expect(page.locator(BUSY)).to_have_count(0)
    return page.evaluate(BLOCKS)


def in_zone(page: Page, zone: str) -> list[Any]:
    page.locator("[data-zone-switch]").click()
    field = page.get_by_role("dialog").locator("input[list]")
    field.fill(zone)
    field.blur()
    page.keyboard.press("Escape")
    return blocks(page)


@pytest.mark.parametrize("zone", ZONES)
def test_every_session_stands_on_its_day_and_hour_in_the_readers_zone(
    open_page: Open, zone: str
) -> None:
    page = open_page("schedule.html")
    before = [block[0] for _, blocks in page.evaluate(BLOCKS) for block in blocks]
    days = in_zone(page, zone)
    assert sorted(block[0] for _, blocks in days for block in blocks) == sorted(before)
    wrong = []
    for day, blocks in days:
        for key, start, text, _ in blocks:
            local = datetime.fromisoformat(start).astimezone(ZoneInfo(zone))
            if f"day-{local:%Y-%m-%d}" != day or not text.startswith(f"{local:%H:%M}"):
                wrong.append((key, start, day, text))
    assert wrong == []


def test_a_switch_of_the_zone_draws_what_is_in_sight_at_once(open_page: Open) -> None:
    page = open_page("schedule.html", timezone_id="Africa/Nairobi")
    before = sorted(key for _, found in blocks(page) for key, *_ in found)
    page.locator(".day").last.scroll_into_view_if_needed()
    page.wait_for_timeout(100)
    switch = "document.querySelector('[data-zone-pick] [value={}]').click()"
    last = page.evaluate(f"{switch.format('conference')}, ({BLOCKS})()")[-1]
    assert last == blocks(page)[-1]
    keys = """[...document.querySelectorAll(".blk")].map((b) => b.dataset.session).sort()"""
    printing = "dispatchEvent(new Event('beforeprint'))"
    assert page.evaluate(f"{switch.format('mine')}, {printing}, {keys}") == before


def test_times_are_in_the_readers_own_zone_until_they_choose_another(open_page: Open) -> None:
    page = open_page("schedule.html", timezone_id="Africa/Nairobi")
    opening = page.locator(".blk", has_text="Opening").first.locator("time").first
    expect(opening).to_have_text("03:00–03:45")
    expect(page.locator("[data-zone-note]").first).to_contain_text("Nairobi")
    page.locator("[data-zone-switch]").click()
    page.get_by_role("radio", name="Conference").check()
    page.keyboard.press("Escape")
    expect(opening).to_have_text("12:00–12:45")
    page.reload()
    expect(opening).to_have_text("12:00–12:45")


def test_back_in_the_conferences_zone_the_grid_is_the_servers(open_page: Open) -> None:
    page = open_page("schedule.html")
    first = blocks(page)
    in_zone(page, "Asia/Kolkata")
    page.locator("[data-zone-switch]").click()
    page.get_by_role("radio", name="Conference").check()
    again = blocks(page)

    def placed(days: list[Any]) -> dict[str, tuple[str, ...]]:
        return {
            key: (day, text, *sorted(re.findall(r"g[rsc]-\d+|gw", name)))
            for day, blocks in days
            for key, _, text, name in blocks
        }

    assert placed(again) == placed(first)


@pytest.mark.parametrize(
    ("zone", "note"),
    [
        ("Asia/Kolkata", "Times in Kolkata (UTC+5:30)"),
        ("Pacific/Chatham", "Times in Chatham (UTC+12:45, then UTC+13:45)"),
    ],
)
def test_the_zone_is_named_with_every_offset_it_has(open_page: Open, zone: str, note: str) -> None:
    page = open_page("schedule.html")
    in_zone(page, zone)
    expect(page.locator(".page-h [data-zone-note]")).to_have_text(note)


def test_what_lies_in_the_readers_night_is_folded_until_they_ask(open_page: Open) -> None:
    page = open_page("schedule.html", timezone_id="Europe/Berlin")
    night = page.locator(".day").first.locator(".night")
    expect(night.locator("summary")).to_have_text("02:00–06:00 in your night: 9 sessions Show them")
    assert night.locator(".blk").count() == 9
    opening = page.locator("[data-session='sessions/opening']").first
    expect(opening).to_be_hidden()
    night.locator("summary").click()
    expect(opening).to_be_visible()
    page.get_by_role("button", name="Plenary", exact=True).click()
    expect(opening).to_be_visible()
    opening.locator("[data-star]").click()
    page.reload()
    expect(opening).to_be_visible()
    page.get_by_role("button", name="Conference", exact=True).click()
    expect(page.locator(".night")).to_have_count(0)


def test_what_is_folded_never_follows_later_hours(open_page: Open) -> None:
    page = open_page("schedule.html", timezone_id="Africa/Nairobi")
    day = page.locator(".day").first
    folds = day.locator(".night summary")
    expect(folds).to_have_text([
        "03:00–06:00 in your night: 5 sessions Show them",
        "22:15–23:00 in your night: 1 session Show it",
    ])  # fmt: skip
    order = day.evaluate("day => [...day.children].map((child) => child.className.split(' ')[0])")
    assert order == ["day-h", "night", "grid", "fold", "grid", "night"]


def test_the_zone_is_one_press_away_beside_the_times(open_page: Open) -> None:
    page = open_page("schedule.html", timezone_id="Africa/Nairobi")
    opening = page.locator(".blk", has_text="Opening").first.locator("time").first
    mine = page.get_by_role("button", name="Mine", exact=True)
    conference = page.get_by_role("button", name="Conference", exact=True)
    expect(mine).to_have_attribute("aria-pressed", "true")
    conference.click()
    expect(opening).to_have_text("12:00–12:45")
    expect(mine).to_have_attribute("aria-pressed", "false")
    other = open_page("help.html")
    expect(other.locator("[data-zone-city]").first).to_have_text("Auckland")
    mine.click()
    expect(opening).to_have_text("03:00–03:45")
    expect(other.locator("[data-zone-city]").first).to_have_text("Nairobi")
    row = page.locator(".page-h .zone").bounding_box()
    assert row
    assert row["height"] < 40  # note and buttons are one line
    page.get_by_role("button", name="Another", exact=True).click()
    expect(page.get_by_role("dialog").locator("input[list]")).to_be_focused()


def test_filters_combine_and_stand_in_the_address(open_page: Open) -> None:
    page = open_page("schedule.html")
    page.get_by_role("button", name="Posters", exact=True).click()
    expect(page.locator(BUSY)).to_have_count(0)
    kinds = set(
        page.evaluate("() => [...document.querySelectorAll('.blk')].map((b) => b.dataset.group)")
    )
    assert kinds == {"poster"}
    assert "kind=poster" in page.url
    count = page.locator(".blk").count()
    page.get_by_role("button", name="Starred", exact=True).click()
    expect(page.get_by_text("You have starred nothing yet.")).to_be_visible()
    page.get_by_role("button", name="Starred", exact=True).click()
    page.reload()
    expect(page.locator(".blk")).to_have_count(count)
    expect(page.get_by_role("button", name="Posters", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_the_list_is_a_choice_that_stays(open_page: Open) -> None:
    page = open_page("schedule.html")
    page.get_by_role("button", name="List", exact=True).click()
    expect(page.locator(".grid")).to_have_count(0)
    again = open_page("schedule.html")
    expect(again.locator(".grid")).to_have_count(0)
    expect(again.get_by_role("button", name="List", exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_what_is_on_is_marked_with_a_line_at_now(open_page: Open) -> None:
    page = open_page("schedule.html", at=DURING)
    live = page.evaluate(
        """() => [...document.querySelectorAll(".blk:has(.badge.live)")]
             .map((b) => b.dataset.session)"""
    )
    on = page.evaluate(
        f"""() => [...document.querySelectorAll(".blk")].filter((b) => {{
          const time = b.querySelector("time"), now = Date.parse("{DURING}");
          return Date.parse(time.dateTime) <= now && now < Date.parse(time.dataset.end);
        }}).map((b) => b.dataset.session)"""
    )
    assert live == on != []
    expect(page.locator(".nowl")).to_contain_text("13:40")
    expect(page.locator(".days [aria-current]")).to_contain_text("Fri 24")
    expect(page.locator(".nowl")).not_to_be_in_viewport()
    page.get_by_role("button", name="Go to now").click()
    expect(page.locator(".nowl")).to_be_in_viewport()


def test_the_way_to_now_is_offered_during_the_conference_alone(open_page: Open) -> None:
    for at, offered in (
        ("2027-01-05T12:00:00Z", False), (DURING, True), ("2027-12-05T12:00:00Z", False),
    ):  # fmt: skip
        page = open_page("schedule.html", at=at)
        page.wait_for_selector("[data-schedule] > [role=status]", state="attached")
        expect(page.get_by_role("button", name="Go to now")).to_have_count(int(offered))
        page.close()


def test_the_home_page_says_what_is_on_and_what_comes(open_page: Open) -> None:
    page = open_page("index.html", at=DURING)
    place = page.locator("[data-now]")
    expect(place.locator("h2")).to_have_text("Now")
    expect(place.locator(".badge.live")).not_to_have_count(0)
    expect(place).to_contain_text(re.compile(r"in \d+ (minutes|hours)"))


def test_before_the_conference_the_servers_choice_stays(open_page: Open) -> None:
    page = open_page("index.html", at="2027-01-05T12:00:00Z")
    expect(page.locator("[data-now] h2")).to_have_text("In the programme")


def test_the_hours_are_drawn_on_the_readers_clock(open_page: Open) -> None:
    page = open_page("index.html", at=DURING)
    drawn = 'document.querySelector("[data-hours] defs").innerHTML'
    first = page.evaluate(drawn)
    page.locator("[data-zone-switch]").click()
    field = page.get_by_role("dialog").locator("input[list]")
    field.fill("America/Los_Angeles")
    field.blur()
    wait_until(page, f"(first) => {drawn} !== first", first)
    expect(page.locator("[data-hours] .now").first).to_be_attached()


@pytest.mark.parametrize("view", ["room", "track"])
@pytest.mark.parametrize("width", [910, 1024, 1440])
def test_the_title_of_a_session_is_never_what_its_block_drops(
    open_page: Open, width: int, view: str
) -> None:
    size = {"width": width, "height": 900}
    page = open_page(f"schedule.html?view={view}", timezone_id="Europe/London", viewport=size)
    blocks(page)
    assert page.locator(".grid .blk").count() > 30
    assert page.evaluate(HIDDEN) == []


def test_hours_without_what_is_asked_for_are_not_called_empty(open_page: Open) -> None:
    page = open_page("schedule.html?kind=mentorship", timezone_id="Europe/London")
    blocks(page)
    day = page.locator(".day").first
    expect(day.locator("p.fold")).to_have_text(
        ["04:50–11:30 None that fit", "12:20–19:15 None that fit"]
    )
    expect(day.locator(".night .grid")).to_have_count(1)
    expect(day.locator(".room").filter(has_text="Kitchen").first).to_be_attached()


def test_sessions_without_a_track_stand_under_one_head(open_page: Open) -> None:
    page = open_page("schedule.html?view=track", timezone_id="Europe/London")
    blocks(page)
    heads = page.locator(".day").first.locator(":scope > .grid").first.locator(".room")
    expect(heads).to_have_text([
        "", "Language and dialogue", "Robots and control", "Learning theory", "Speech and sound",
        "Other",
    ])  # fmt: skip
    last, grid = heads.last.bounding_box(), heads.last.locator("..").bounding_box()
    assert last
    assert grid
    assert last["x"] + last["width"] == pytest.approx(grid["x"] + grid["width"] - 8, abs=1)


def test_the_day_that_is_today_says_so(open_page: Open) -> None:
    page = open_page("schedule.html", at=DURING)
    expect(page.locator(".days [aria-current=date]")).to_have_text("Fri 2422 sessions, today")
    expect(page.locator(".days span span")).to_have_text([", today"])


def test_starred_without_a_star_says_how_to_set_one(open_page: Open) -> None:
    page = open_page("schedule.html?mine")
    empty = page.locator(".empty")
    expect(empty.locator("h2")).to_have_text("You have starred nothing yet.")
    expect(empty.locator("p")).to_have_text("A star stands in the corner of every session.")
    page.get_by_role("button", name="Posters", exact=True).click()
    expect(empty.locator("h2")).to_have_text("You have starred nothing yet.")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("2027-09-22T22:31:00Z", "in 89 minutes"),
        ("2027-09-22T22:00:00Z", "in 2 hours"),
        ("2027-09-22T21:30:00Z", "in 2 hr 30 min"),
    ],
)
def test_how_long_it_is_is_not_rounded_up(open_page: Open, at: str, said: str) -> None:
    page = open_page("index.html", at=at)
    expect(page.locator("[data-now] .ev .soft").first).to_have_text(said)


def test_a_wrong_clock_draws_no_line_at_now(open_page: Open) -> None:
    page = open_page("index.html", at=DURING)
    expect(page.locator("[data-hours] .now").first).to_be_attached()
    page.add_init_script("""Object.defineProperty(Document.prototype, "lastModified", {
      get: () => "12/31/2027 00:00:00" })""")
    page.reload()
    expect(page.locator("[data-now]")).to_contain_text("seems to be wrong")
    expect(page.locator("[data-hours] .now")).to_have_count(0)


@pytest.mark.parametrize(
    ("zone", "city", "note"),
    [
        ("Asia/Calcutta", "Kolkata", "Times in Kolkata (UTC+5:30)"),
        ("Europe/Kiev", "Kyiv", "Times in Kyiv (UTC+3)"),
        ("Asia/Saigon", "Ho Chi Minh City", "Times in Ho Chi Minh City (UTC+7)"),
        ("Asia/Katmandu", "Kathmandu", "Times in Kathmandu (UTC+5:45)"),
        ("Asia/Rangoon", "Yangon", "Times in Yangon (UTC+6:30)"),
        ("Atlantic/Faeroe", "Faroe", "Times in Faroe (UTC+1)"),
        ("Etc/GMT+5", "UTC−5", "Times in UTC−5"),
        ("UTC", "UTC", "Times in UTC"),
    ],
)
def test_zones_have_the_names_of_today(open_page: Open, zone: str, city: str, note: str) -> None:
    page = open_page("help.html", timezone_id=zone, at="2027-01-05T12:00:00Z")
    expect(page.locator("[data-zone-switch] [data-zone-city]")).to_have_text(city)
    expect(page.locator(".foot [data-zone-note]")).to_have_text(note)


def test_a_title_in_the_grid_that_has_the_focus_has_a_whole_ring(open_page: Open) -> None:
    page = open_page("schedule.html", viewport={"width": 1280, "height": 900})
    block = page.locator(".grid .blk").first
    ring = "one => [getComputedStyle(one).outlineStyle, getComputedStyle(one).outlineWidth]"
    assert block.evaluate(ring)[0] == "none"
    page.keyboard.press("Tab")
    block.locator("h3 a").focus()
    assert block.evaluate(ring) == ["solid", "3px"]
