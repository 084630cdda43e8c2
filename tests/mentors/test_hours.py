"""Free hours on a mentee's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from miniconf.mentors.hours import FORM, Window, is_free, parse, spans


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("", ()),
        ("any", ()),
        ("09:00-17:00", (Window(540, 1020),)),
        ("9-17 | 20:00 to 24:00", (Window(540, 1020), Window(1200, 1440))),
        ("22:00-02:00", (Window(1320, 1560),)),
        ("Mon-Wed 18:00–22:00", (Window(1080, 1320, weekdays=(0, 1, 2)),)),
        ("Saturday; Sun 10-12", (Window(0, 1440, weekdays=(5,)), Window(600, 720, weekdays=(6,)))),
        ("Fri-Mon 10-12", (Window(600, 720, weekdays=(4, 5, 6, 0)),)),
        ("weekdays 8-9", (Window(480, 540, weekdays=(0, 1, 2, 3, 4)),)),
        ("2031-03-28 08:00-12:00", (Window(480, 720, date(2031, 3, 28)),)),
    ],
)
def test_parse(text: str, windows: tuple[Window, ...]) -> None:
    assert parse(text) == windows


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mornings", f'expected hours as {FORM}, got "mornings"'),
        ("25:00-26:00", 'expected hours from 00:00 to 24:00, got "25:00-26:00"'),
        ("2031-02-30 08:00-12:00", 'expected a date as 2027-06-15, got "2031-02-30"'),
        ("09:00-17:00, maybe", f'expected hours as {FORM}, got "09:00-17:00, maybe"'),
    ],
)
def test_parse_tells_the_form(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert str(caught.value) == message


def free(text: str, zone: str, first: str, last: str) -> bool:
    start, end = (datetime.fromisoformat(f"{t}+00:00") for t in (first, last))
    return is_free(spans(parse(text), zone, start, end), start, end)


@pytest.mark.parametrize(
    ("text", "zone", "first", "last", "expected"),
    [
        ("09:00-17:00", "Asia/Tokyo", "2031-03-28T00:00", "2031-03-28T08:00", True),
        ("09:00-17:00", "Asia/Tokyo", "2031-03-28T00:00", "2031-03-28T08:01", False),
        ("09:00-17:00", "Asia/Tokyo", "2031-03-27T23:59", "2031-03-28T01:00", False),
        ("22:00-02:00", "UTC", "2031-03-28T23:00", "2031-03-29T02:00", True),
        ("09:00-12:00|12:00-13:00", "UTC", "2031-03-28T11:00", "2031-03-28T13:00", True),
        ("Sat", "Pacific/Auckland", "2031-03-28T12:00", "2031-03-28T13:00", True),
        ("Sat", "UTC", "2031-03-28T12:00", "2031-03-28T13:00", False),
        ("2031-03-28 8-12", "UTC", "2031-03-29T09:00", "2031-03-29T10:00", False),
        # the clock in Lisbon goes from 01:00 to 02:00 that night
        ("00:00-03:00", "Europe/Lisbon", "2031-03-30T00:00", "2031-03-30T02:00", True),
        ("00:00-03:00", "Europe/Lisbon", "2031-03-30T00:00", "2031-03-30T02:01", False),
        ("", "UTC", "2031-03-29T03:00", "2031-03-29T04:00", True),
    ],
)
def test_is_free(text: str, zone: str, first: str, last: str, expected: bool) -> None:
    assert free(text, zone, first, last) is expected


def test_spans_are_in_utc_and_joined() -> None:
    start, end = datetime(2031, 3, 28, tzinfo=UTC), datetime(2031, 3, 28, 23, tzinfo=UTC)
    found = spans(parse("00:00-24:00"), "Asia/Tokyo", start, end)
    assert found == (
        (datetime(2031, 3, 26, 15, tzinfo=UTC), datetime(2031, 3, 29, 15, tzinfo=UTC)),
    )
