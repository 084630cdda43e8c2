"""Calendars that others wrote, as rows of sessions."""

from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.ical.read import Row, rows
from miniconf.ical.words import first_kind, meeting_links, without_hashtags
from miniconf.problems import Problems

REAL = Path(__file__).parents[3] / "shared" / "data" / "iclr2020" / "sample_cal.ics"


def ics(*events: str, head: str = "") -> str:
    inside = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{inside}END:VCALENDAR\n"


def read(text: str, zone: str | None = None) -> tuple[list[Row], list[str]]:
    problems = Problems()
    found = rows(text, "sessions.ics", problems, zone)
    return found, [str(problem) for problem in problems]


def times(text: str, zone: str | None = None) -> list[tuple[str, str, str]]:
    found, problems = read(text, zone)
    assert problems == []
    return [(row["id"], row["start"], row.get("end", "")) for _, row in found]


TALK = "UID:talk@x\nSUMMARY:Talk\nDTSTART:20310328T090000Z\nDTEND:20310328T100000Z"


def test_an_event_is_a_row_with_its_line() -> None:
    event = (
        "UID:abc@google.com\nSUMMARY:Day 1\\, ice #poster #1\nDTSTART:20310328T090000Z\n"
        "DTEND:20310328T100000Z\nLOCATION:https://tern.example/a?b=c\nCATEGORIES:Sea,Sky\n"
        "DESCRIPTION:Bring a coat."
    )
    assert read(ics(TALK, event)) == (
        [
            (4, {"id": "talk", "title": "Talk", "start": "2031-03-28T09:00:00+00:00",
                 "end": "2031-03-28T10:00:00+00:00"}),
            (10, {"id": "abc", "title": "Day 1, ice #1", "kind": "poster", "track": "Sea",
                  "link": "https://tern.example/a?b=c", "description": "Bring a coat.",
                  "start": "2031-03-28T09:00:00+00:00", "end": "2031-03-28T10:00:00+00:00"}),
        ],
        [],
    )  # fmt: skip


def test_meeting_links_are_private_wherever_they_stand() -> None:
    event = (
        "UID:a@x\nDTSTART:20310328T090000Z\nDURATION:PT1H\nLOCATION:https://x.zoom.us/j/1?pwd=2\n"
        "DESCRIPTION:Join https://meet.google.com/abc now"
    )
    found, problems = read(ics(event))
    assert found[0][1]["join"] == [
        {"label": "Join", "url": "https://x.zoom.us/j/1?pwd=2"},
        {"label": "Join", "url": "https://meet.google.com/abc"},
    ]
    assert (found[0][1]["description"], "link" in found[0][1]) == ("Join now", False)
    assert problems == [
        'sessions.ics:4: warning: DESCRIPTION: holds a meeting link ("https://meet.google.com/abc")'
        " (hint: it is kept private, as `join`)"
    ]


def test_floating_times_take_the_calendars_zone_then_the_declared_one_else_none() -> None:
    event = "UID:a@x\nDTSTART:20310328T090000\nDTEND:20310328T100000"
    tokyo = ics(event, head="X-WR-TIMEZONE:Asia/Tokyo\n")
    assert times(tokyo, "America/Lima") == [
        ("a", "2031-03-28T00:00:00+00:00", "2031-03-28T01:00:00+00:00")
    ]
    assert times(ics(event), "America/Lima") == [
        ("a", "2031-03-28T14:00:00+00:00", "2031-03-28T15:00:00+00:00")
    ]
    assert times(ics(event)) == [("a", "2031-03-28T09:00:00", "2031-03-28T10:00:00")]


def test_all_day_events_fill_the_day_of_the_zone() -> None:
    event = "UID:a@x\nDTSTART;VALUE=DATE:20310330"
    assert times(ics(event), "Europe/Lisbon") == [
        ("a", "2031-03-30T00:00:00+00:00", "2031-03-30T23:00:00+00:00")
    ]
    two = "UID:a@x\nDTSTART;VALUE=DATE:20310328\nDTEND;VALUE=DATE:20310330"
    assert times(ics(two), "UTC") == [
        ("a", "2031-03-28T00:00:00+00:00", "2031-03-30T00:00:00+00:00")
    ]


def test_a_repetition_keeps_its_clock_when_clocks_change() -> None:
    event = (
        "UID:r@x\nDTSTART;TZID=Europe/Lisbon:20310329T090000\n"
        "DTEND;TZID=Europe/Lisbon:20310329T100000\nRRULE:FREQ=DAILY;COUNT=3\n"
        "EXDATE;TZID=Europe/Lisbon:20310331T090000\nRDATE;TZID=Europe/Lisbon:20310405T120000"
    )
    assert times(ics(event)) == [
        ("r-20310329T0900", "2031-03-29T09:00:00+00:00", "2031-03-29T10:00:00+00:00"),
        ("r-20310330T0800", "2031-03-30T08:00:00+00:00", "2031-03-30T09:00:00+00:00"),
        ("r-20310405T1100", "2031-04-05T11:00:00+00:00", "2031-04-05T12:00:00+00:00"),
    ]


def test_one_sitting_moved_and_one_cancelled() -> None:
    master = (
        "UID:r@x\nSUMMARY:Tea\nDTSTART:20310328T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3"
    )
    moved = (
        "UID:r@x\nSUMMARY:Late tea\nRECURRENCE-ID:20310329T090000Z\nDTSTART:20310329T110000Z\n"
        "DURATION:PT30M"
    )
    off = "UID:r@x\nSTATUS:CANCELLED\nRECURRENCE-ID:20310330T090000Z\nDTSTART:20310330T090000Z"
    found, problems = read(ics(master, moved, off))
    assert problems == []
    assert [(row["id"], row["title"], row["start"][8:16]) for _, row in found] == [
        ("r-20310328T0900", "Tea", "28T09:00"), ("r-20310329T0900", "Late tea", "29T11:00"),
    ]  # fmt: skip


def test_a_sitting_and_all_after_it_moved() -> None:
    series = (
        "UID:tea@x\nSUMMARY:Tea\nDTSTART;TZID=Europe/Lisbon:20310328T090000\n"
        "DTEND;TZID=Europe/Lisbon:20310328T100000\nRRULE:FREQ=DAILY;COUNT=4"
    )
    later = (
        "UID:tea@x\nSUMMARY:Late tea\n"
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Lisbon:20310330T090000\n"
        "DTSTART;TZID=Europe/Lisbon:20310330T110000\nDTEND;TZID=Europe/Lisbon:20310330T113000"
    )
    found, problems = read(ics(series, later))
    assert problems == []
    assert [(row["title"], row["start"], row["end"]) for _, row in found] == [
        ("Tea", "2031-03-28T09:00:00+00:00", "2031-03-28T10:00:00+00:00"),
        ("Tea", "2031-03-29T09:00:00+00:00", "2031-03-29T10:00:00+00:00"),
        ("Late tea", "2031-03-30T10:00:00+00:00", "2031-03-30T10:30:00+00:00"),
        ("Late tea", "2031-03-31T10:00:00+00:00", "2031-03-31T10:30:00+00:00"),
    ]


def test_a_period_as_a_date_is_told() -> None:
    event = f"{TALK}\nRDATE;VALUE=PERIOD:20310330T090000Z/PT2H"
    assert read(ics(event)) == (
        [],
        ["sessions.ics:4: RRULE: expected the start of a sitting in RDATE, got a period"],
    )


@pytest.mark.parametrize(
    "value",
    [
        "TZID=Eastern Standard Time:20310328T090000",
        'TZID="W. Europe Standard Time":20310328T140000',
        "TZID=Here:20310328T184500",
    ],
)
def test_zones_by_windows_names_or_as_the_file_describes_them(value: str) -> None:
    head = (
        "BEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\nDTSTART:16010101T000000\n"
        "TZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    event = f"UID:talk@x\nSUMMARY:Talk\nDTSTART;{value}\nDURATION:PT1H"
    assert times(ics(event, head=head)) == [
        ("talk", "2031-03-28T13:00:00+00:00", "2031-03-28T14:00:00+00:00")
    ]


def test_the_calendars_zone_may_be_a_windows_name() -> None:
    event = "UID:talk@x\nSUMMARY:Talk\nDTSTART:20310328T090000\nDURATION:PT1H"
    assert times(ics(event, head="X-WR-TIMEZONE:Eastern Standard Time\n")) == [
        ("talk", "2031-03-28T13:00:00+00:00", "2031-03-28T14:00:00+00:00")
    ]


def test_until_is_understood_on_the_clock_of_the_rule() -> None:
    event = (
        "UID:r@x\nDTSTART;TZID=Asia/Tokyo:20310328T090000\nDURATION:PT1H\n"
        "RRULE:FREQ=DAILY;UNTIL=20310329T000000Z"
    )
    assert [start for _, start, _ in times(ics(event))] == [
        "2031-03-28T00:00:00+00:00", "2031-03-29T00:00:00+00:00",
    ]  # fmt: skip


def test_a_rule_without_end_is_told() -> None:
    event = "UID:r@x\nDTSTART:20310328T090000Z\nRRULE:FREQ=DAILY"
    assert read(ics(event)) == (
        [],
        ["sessions.ics:4: RRULE: expected COUNT or UNTIL, got a rule that never ends"],
    )


def test_what_is_wrong_is_told_and_the_rest_read() -> None:
    broken = "UID:b@x\nSUMMARY:Broken\nDTSTART:20311328T090000Z"
    bare = "UID:c@x\nSUMMARY:Bare"
    strange = "UID:d@x\nDTSTART;TZID=Moon/Tranquility:20310328T090000"
    found, problems = read(ics(broken, bare, strange, TALK))
    assert [row["id"] for _, row in found] == ["talk"]
    assert len(problems) == 3
    assert problems[0].startswith("sessions.ics:4: DTSTART: cannot be read: ")
    assert problems[1:] == [
        "sessions.ics:9: DTSTART: expected a start, found none",
        "sessions.ics:13: DTSTART: expected a time zone that is known or described, "
        'got "Moon/Tranquility"',
    ]


@pytest.mark.parametrize("text", ["", "<html>", "BEGIN:VCALENDAR\nEND:VEVENT\n"])
def test_something_else_is_refused_without_a_traceback(text: str) -> None:
    found, problems = read(text)
    assert (found, len(problems)) == ([], 1)
    assert "expected an iCalendar file" in problems[0]


def test_two_ids_that_differ_after_the_at_sign_stay_apart() -> None:
    other = TALK.replace("talk@x", "talk@y")
    assert [row["id"] for _, row in read(ics(TALK, other))[0]] == ["talk@x", "talk@y"]


@pytest.mark.skipif(not REAL.exists(), reason="the data of a real conference is not here")
def test_a_real_calendar() -> None:
    found, problems = read(REAL.read_text("utf-8"))
    assert (len(found), problems) == (56, [])
    assert len({row["id"] for _, row in found}) == 56
    assert sum("link" in row for _, row in found) == 26


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Day 1 #posters", "poster"), ("#Talk", "oral"), ("#other #qa", "other"), ("# poster", ""),
     ("https://x.example/#poster", ""), ("#1 #NLProc", "")],
)  # fmt: skip
def test_first_kind(text: str, kind: str) -> None:
    assert first_kind(text) == kind


def test_other_hashtags_stay() -> None:
    assert without_hashtags("Session #1 #poster on #NLProc") == "Session #1 on #NLProc"


def test_meeting_links_are_told_by_their_host() -> None:
    assert meeting_links("(https://zoom.us/j/1), https://notzoom.us/a. https://zoom.us/j/1") == (
        ["https://zoom.us/j/1"], ["https://notzoom.us/a"],
    )  # fmt: skip
    assert meeting_links("see http://[ soon") == ([], ["http://["])
