"""Stars, notes and "My schedule", as a reader uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar

pytest.importorskip("playwright")
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Page

Open = Callable[..., "Page"]
PAPER = "papers/8.html"


def starred(page: Page) -> str:
    return page.locator("[data-stars] .num").inner_text()


def star_page(open_page: Open, path: str) -> Page:
    page = open_page(path)
    page.locator(".margin-acts [data-star]").click()
    return page


def test_a_star_on_a_paper_is_kept_and_counted_on_every_page(open_page: Open) -> None:
    page = open_page(PAPER)
    button = page.locator(".margin-acts [data-star]")
    expect(button).to_have_text("Star this")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(button).to_have_text("Starred")
    assert starred(page) == "1"
    other = open_page("papers.html")
    expect(other.locator("[data-stars] .num")).to_have_text("1")
    key = other.locator(".row [data-star]").first.get_attribute("data-star")
    other.locator(f'[data-star="{key}"]').click()
    expect(page.locator("[data-stars] .num")).to_have_text("2")  # in the other tab
    button.click()
    expect(other.locator("[data-stars] .num")).to_have_text("1")


def test_my_schedule_shows_sessions_of_starred_papers_by_day(open_page: Open) -> None:
    title = star_page(open_page, PAPER).locator("h1").inner_text()
    page = open_page("mine.html")
    expect(page.locator(".mine-day .why a").first).to_have_text(title)
    assert page.locator(".mine-day h2").count() >= 1
    expect(page.locator("[data-print]")).to_be_visible()
    expect(page.locator("[data-count]")).to_have_text(re.compile(r"\d+ entr"))
    page.locator(".mine-day .why [data-star]").first.click()
    expect(page.locator("[data-days]")).to_contain_text("You have starred nothing yet.")
    expect(page.locator("[data-print]")).to_be_hidden()


def test_sessions_at_the_same_time_are_said_to_clash(open_page: Open) -> None:
    page = open_page("schedule.html")
    blocks = page.evaluate(
        """() => [...document.querySelectorAll(".blk")].map((b) => {
          const time = b.querySelector("time");
          return [b.dataset.session, Date.parse(time.dateTime), Date.parse(time.dataset.end)];
        })"""
    )
    one, other = next(
        (a, b) for n, a in enumerate(blocks) for b in blocks[n + 1 :] if b[1] < a[2] and a[1] < b[2]
    )
    for key, *_ in (one, other):
        page.locator(f'[data-star="{key}"]').click()
    mine = open_page("mine.html")
    expect(mine.locator(".clash")).to_have_count(2)


def test_the_calendar_file_says_what_the_sites_own_says_and_why(
    open_page: Open, built: Path
) -> None:
    paper = star_page(open_page, PAPER)
    title = paper.locator("h1").inner_text()
    page = open_page("mine.html")
    with page.expect_download() as got:
        page.locator("[data-ics]").click()
    raw = Path(got.value.path()).read_bytes()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")
    site = Calendar.from_ical(built.joinpath("2027/calendar.ics").read_bytes())
    own = {str(event["UID"]): event for event in site.walk("VEVENT")}
    events = Calendar.from_ical(raw).walk("VEVENT")
    assert events
    for event in events:
        there = own[str(event["UID"])]
        assert (event["DTSTART"].dt, event["SUMMARY"]) == (there["DTSTART"].dt, there["SUMMARY"])
        assert str(event["DESCRIPTION"]) == f"★ {title}\n\n{there['DESCRIPTION']}"


def test_a_note_is_kept(open_page: Open) -> None:
    page = open_page(PAPER)
    page.locator(".note summary").click()
    page.locator(".note textarea").fill("Read the appendix; and, “why”\nagain")
    page.locator(".note textarea").blur()
    again = open_page(PAPER)
    expect(again.locator(".note textarea")).to_have_value("Read the appendix; and, “why”\nagain")


def test_stars_move_as_a_file(open_page: Open, tmp_path: Path) -> None:
    star_page(open_page, PAPER)
    page = open_page("mine.html")
    with page.expect_download() as got:
        page.locator("[data-export]").click()
    file = tmp_path / "mine.json"
    got.value.save_as(file)
    other = open_page("mine.html", locale="en-GB")
    assert starred(other) == ""
    other.locator("[data-import]").set_input_files(file)
    expect(other.locator("[data-said]")).to_have_text("Added 1 stars and notes from there.")
    expect(other.locator(".mine-day .why li")).not_to_have_count(0)
    file.write_text('{"kind": "shopping"}')
    other.locator("[data-import]").set_input_files(file)
    expect(other.locator("[data-said]")).to_have_text(
        "This file holds no stars of this conference."
    )


def test_stars_move_as_a_link_with_a_code_to_scan(open_page: Open, server: str) -> None:
    star_page(open_page, PAPER)
    page = open_page("mine.html")
    page.locator("[data-link]").click()
    expect(page.get_by_role("img", name="The link as a QR code")).to_be_visible()
    link = page.locator(".link-text").input_value()
    assert link.startswith(f"{server}mine.html#mine=")
    other = open_page(link.removeprefix(server), locale="en-GB")
    other.get_by_role("button", name="Add them").click()
    expect(other.locator("[data-stars] .num")).to_have_text("1")
    assert "#" not in other.url


def test_with_storage_blocked_the_page_says_so_and_works(open_page: Open) -> None:
    page = open_page("mine.html", locale="en-GB")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })"
    )
    page.reload()
    expect(page.locator("[data-blocked]")).to_be_visible()
    page.goto(page.url.replace("mine.html", PAPER))
    page.locator(".margin-acts [data-star]").click()
    expect(page.locator("[data-stars] .num")).to_have_text("1")


def test_without_script_the_page_leads_to_the_schedule(open_page: Open) -> None:
    page = open_page("mine.html", java_script_enabled=False)
    expect(page.get_by_text("is kept by script")).to_be_visible()
    expect(page.locator("[data-export]")).to_be_hidden()


def test_my_schedule_names_the_offset_of_its_days_not_of_today(open_page: Open) -> None:
    at = "2027-01-05T12:00:00Z"
    page = open_page("sessions/opening.html", timezone_id="Europe/London", at=at)
    page.locator(".margin-acts [data-star]").click()
    mine = open_page("mine.html", at=at)
    expect(mine.locator(".mine-day time")).to_have_text("01:00–01:45")
    notes = mine.locator("[data-zone-note]")
    expect(notes).to_have_text(["Times in London (UTC+1)"] * 2)


def test_a_star_that_will_not_be_kept_says_so(open_page: Open) -> None:
    page = open_page(PAPER)
    page.add_init_script("""Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("", "SecurityError") } })""")
    page.reload()
    expect(page.locator("[data-notice-bar]")).to_have_count(0)
    page.locator(".margin-acts [data-star]").click()
    expect(page.locator("[data-notice-bar]")).to_have_text(
        "Your browser keeps nothing for this site now: stars last until you leave the page."
    )
