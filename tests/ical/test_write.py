"""The lines of calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from miniconf.ical.colours import nearest_name
from miniconf.ical.entries import Entry
from miniconf.ical.write import Heading, block, calendar, fold

ENTRY = Entry(
    uid="1@tern.example",
    title="Ice; tides, and \\more",
    start=datetime(2031, 3, 28, 9, tzinfo=UTC),
    end=datetime(2031, 3, 28, 10, 30, tzinfo=UTC),
    location="Hall A",
    url="https://tern.example/sessions/s1.html",
    description="One\n\nTwo",
    categories=("poster", "Sea, sky"),
    conference=(('"Zoom" ^n', "https://meet.example/1?p=a,b"),),
)
STAMP = datetime(2031, 1, 1, 12, tzinfo=UTC)


def test_a_block_is_these_lines() -> None:
    assert block(ENTRY, 3, STAMP) == (
        "BEGIN:VEVENT\r\n"
        "UID:1@tern.example\r\n"
        "DTSTAMP:20310101T120000Z\r\n"
        "LAST-MODIFIED:20310101T120000Z\r\n"
        "SEQUENCE:3\r\n"
        "DTSTART:20310328T090000Z\r\n"
        "DTEND:20310328T103000Z\r\n"
        "SUMMARY:Ice\\; tides\\, and \\\\more\r\n"
        "STATUS:CONFIRMED\r\n"
        "TRANSP:OPAQUE\r\n"
        "LOCATION:Hall A\r\n"
        "DESCRIPTION:One\\n\\nTwo\r\n"
        "URL:https://tern.example/sessions/s1.html\r\n"
        "CATEGORIES:poster,Sea\\, sky\r\n"
        "CONFERENCE;FEATURE=VIDEO;LABEL=\"'Zoom'  n\";VALUE=URI:https://meet.example/1\r\n"
        " ?p=a,b\r\n"
        "END:VEVENT\r\n"
    )


def test_a_cancelled_event_takes_no_time() -> None:
    lines = block(replace(ENTRY, cancelled=True), 4, STAMP).splitlines()
    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:4"} <= {*lines}


def test_what_is_empty_has_no_line() -> None:
    bare = Entry(uid="1@x", title="", start=ENTRY.start, end=ENTRY.end)
    names = [line.partition(":")[0] for line in block(bare, 0, STAMP).splitlines()]
    assert names == [
        "BEGIN", "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY",
        "STATUS", "TRANSP", "END",
    ]  # fmt: skip


def test_a_calendar_says_what_it_is_in_old_and_new_names() -> None:
    heading = Heading(
        name="Tern, 2031", description="Birds", url="https://tern.example/",
        source="https://tern.example/calendar.ics", refresh=timedelta(minutes=90),
        colour="#0b5d4b",
    )  # fmt: skip
    assert calendar(heading, ["X\r\n"]).decode() == (
        "BEGIN:VCALENDAR\r\n"
        "VERSION:2.0\r\n"
        "PRODID:-//miniconf//miniconf//EN\r\n"
        "CALSCALE:GREGORIAN\r\n"
        "NAME:Tern\\, 2031\r\n"
        "X-WR-CALNAME:Tern\\, 2031\r\n"
        "DESCRIPTION:Birds\r\n"
        "X-WR-CALDESC:Birds\r\n"
        "URL:https://tern.example/\r\n"
        "SOURCE;VALUE=URI:https://tern.example/calendar.ics\r\n"
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H30M\r\n"
        "X-PUBLISHED-TTL:PT1H30M\r\n"
        "COLOR:darkslategray\r\n"
        "X-APPLE-CALENDAR-COLOR:#0b5d4b\r\n"
        "X\r\n"
        "END:VCALENDAR\r\n"
    )


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("a" * 75, "a" * 75 + "\r\n"),
        ("a" * 76, "a" * 75 + "\r\n a\r\n"),
        ("a" * 74 + "é" + "b", "a" * 74 + "\r\n éb\r\n"),
        ("日" * 50, "日" * 25 + "\r\n " + "日" * 24 + "\r\n 日\r\n"),
    ],
)
def test_fold_never_cuts_a_character(line: str, folded: str) -> None:
    assert fold(line) == folded


@pytest.mark.parametrize(
    ("colour", "name"), [("#ff0000", "red"), ("#fff", "white"), ("#0b5d4b", "darkslategray")]
)
def test_nearest_name(colour: str, name: str) -> None:
    assert nearest_name(colour) == name


def test_a_colour_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match=r'^expected a colour as "#rrggbb", got "reddish"$'):
        nearest_name("reddish")
