"""How instants are written."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from miniconf.site.when import Clock, utc
from miniconf.site.words import words


def clock(zone: str, start: date = date(2027, 6, 14), end: date = date(2027, 6, 18)) -> Clock:
    return Clock(zone, words("en"), start, end)


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def test_a_moment_names_its_day_in_the_zone() -> None:
    assert clock("Pacific/Auckland").moment(at(6, 14, 23), at(6, 15, 0, 30)) == (
        '<time datetime="2027-06-14T23:00:00Z" data-end="2027-06-15T00:30:00Z">'
        "Tue 15, 11:00–12:30</time>"
    )


def test_a_time_alone() -> None:
    assert clock("Europe/Lisbon").time(at(6, 14, 7)) == (
        '<time datetime="2027-06-14T07:00:00Z" data-f="t">08:00</time>'
    )


def test_a_long_span_names_the_day_of_its_end() -> None:
    html = clock("UTC").moment(at(6, 14, 9), at(6, 16, 17))
    assert html.endswith(">Mon 14, 09:00 – Wed 16, 17:00</time>")


def test_a_day_outside_the_conference_names_its_month() -> None:
    assert clock("UTC").short_day(date(2027, 8, 3)) == "Tue 3 August"


def test_a_long_conference_names_the_month_always() -> None:
    long = clock("UTC", date(2027, 6, 1), date(2027, 7, 15))
    assert long.short_day(date(2027, 6, 3)) == "Thu 3 June"


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (date(2027, 6, 14), date(2027, 6, 18), "14–18 June 2027"),
        (date(2027, 6, 28), date(2027, 7, 2), "28 June – 2 July 2027"),
        (date(2027, 6, 14), date(2027, 6, 14), "14 June 2027"),
    ],
)
def test_a_span_of_days(start: date, end: date, text: str) -> None:
    assert clock("UTC").dates(start, end) == text


@pytest.mark.parametrize(
    ("zone", "name"),
    [
        ("Europe/Lisbon", "Lisbon (WEST, UTC+1)"),
        ("UTC", "UTC"),
        ("Asia/Kathmandu", "Kathmandu (UTC+5:45)"),
        ("America/St_Johns", "St Johns (NDT, UTC−2:30)"),
    ],
)
def test_the_zone_has_a_name(zone: str, name: str) -> None:
    assert clock(zone).zone_name([at(6, 14, 9)]) == name


def test_a_zone_that_changes_during_the_conference_has_both_offsets() -> None:
    assert clock("Pacific/Auckland").zone_name([at(9, 24, 0), at(9, 27, 0)]) == (
        "Auckland (NZST, UTC+12, then NZDT, UTC+13)"
    )


def test_machines_read_utc() -> None:
    assert utc(at(6, 14, 7, 5)) == "2027-06-14T07:05:00Z"


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("de", ["Di 15.", "Dienstag, 15. Juni", "15. Juni 2027", "14.–18. Juni 2027"]),
        ("zh", ["15日周二", "6月15日星期二", "2027年6月15日", "2027年6月14日至18日"]),
    ],
)
def test_days_in_another_language(language: str, texts: list[str]) -> None:
    start, day, end = (date(2027, 6, n) for n in (14, 15, 18))
    own = Clock("Europe/Lisbon", words(language), start, end)
    assert [
        own.short_day(day), own.long_day(day), own.plain_date(day), own.dates(start, end)
    ] == texts  # fmt: skip


def test_scripts_are_told_how_days_are_written_unless_they_know() -> None:
    assert clock("UTC").script() == {}
    long = clock("UTC", date(2027, 6, 1), date(2027, 7, 15)).script()
    assert (long["short"], long["full"]) == ("{weekday} {day} {month}", "{weekday} {day} {month}")
