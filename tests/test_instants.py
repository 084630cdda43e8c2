from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.days import NotATimeError
from miniconf.instants import (
    find_zone,
    parse_date,
    parse_instant,
    parse_length,
    parse_time,
    zone_names,
)

LISBON = ZoneInfo("Europe/Lisbon")


def utc(text: str, **options: object) -> str:
    """The instant that `text` names, in UTC, as a text."""
    options.setdefault("zone", LISBON)
    found = parse_instant(text, **options)  # type: ignore[arg-type]
    assert found.value.tzinfo is UTC
    return f"{found.value:%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    "text",
    [
        "2031-07-01 10:00", "2031-07-01T10:00:00", "2031-07-01_10:00:00", "2031/7/1 10:00",
        "2031.07.01, 10.00", "20310701T100000", "2031-07-01T09:00:00Z", "2031-07-01 09:00 UTC",
        "2031-07-01 10:00+01:00", "2031-07-01 11:00 +0200", "2031-07-01 04:00 −05",
        "2031-07-01 11:00 UTC+2", "2031-07-01 09:00:00.123 GMT", "2031-07-01 18:00 Asia/Tokyo",
        "2031-07-01 18:00 (Asia/Tokyo)", "2031-07-01 10 am", "2031-07-01 10:00AM",
        "2031-07-01 10:00 a.m.", "1 July 2031 10:00", "Tue, 1 Jul 2031, 10:00",
        "July 1st, 2031 at 10:00", "Tuesday, Jul 1 2031 10:00 AM", "2031-06-30 21:00 AoE",
        "2031-07-01 10h00", "2031-07-01 05:00 America/New_York", "2031-07-01 5 am America/New_York",
        "TUE 1 July 2031 10:00",
    ],
)  # fmt: skip
def test_parse_instant_in_many_hands(text: str) -> None:
    assert utc(text) == "2031-07-01 09:00:00"


@pytest.mark.parametrize(
    ("text", "formats", "expected"),
    [
        ("01/07/2031 10:00", ("%d/%m/%Y %H:%M",), "2031-07-01 09:00:00"),
        ("07/01/2031 10:00", ("%Y", "%m/%d/%Y %H:%M"), "2031-07-01 09:00:00"),
        ("Jul 1 10:00", ("%b %d %H:%M",), "2031-07-01 09:00:00"),
        ("1940410800", ("epoch",), "2031-06-28 11:00:00"),
        ("1940410800000", ("epoch-ms",), "2031-06-28 11:00:00"),
        ("2031-07-01 10:00", ("%d/%m/%Y",), "2031-07-01 09:00:00"),
        ("01.07.2031 09:00 UTC", ("%d.%m.%Y %H:%M %Z",), "2031-07-01 09:00:00"),
        ("01.07.2031 05:00 America/New_York", ("%d.%m.%Y %H:%M %Z",), "2031-07-01 09:00:00"),
    ],
)
def test_parse_instant_by_formats(text: str, formats: tuple[str, ...], expected: str) -> None:
    assert utc(text, formats=formats, year=2031) == expected


def test_parse_instant_without_year() -> None:
    assert utc("Jul 1 10:00", year=2031) == "2031-07-01 09:00:00"
    assert utc("1 July, 10:00", year=2031) == "2031-07-01 09:00:00"


def test_parse_instant_at_the_ends_of_a_day() -> None:
    assert utc("2031-01-01 00:00") == "2031-01-01 00:00:00"
    assert utc("2031-01-01 24:00") == "2031-01-02 00:00:00"
    assert utc("2031-01-01 12 am") == "2031-01-01 00:00:00"
    assert utc("2031-01-01 12:30 pm") == "2031-01-01 12:30:00"


@pytest.mark.parametrize(
    ("text", "expected", "hint"),
    [
        ("", "an instant such as 2031-03-28 09:00", ""),
        ("soon", "an instant such as 2031-03-28 09:00", ""),
        ("2031-03-28", "an instant such as 2031-03-28 09:00", "it has no time of day"),
        ("28 March 9:00", "a date with its year", "2031-03-28"),
        ("2031-02-29 09:00", "a day that exists", ""),
        ("2031-03-28 25:00", "a time that exists", ""),
        ("2031-03-28 24:30", "a time that exists", ""),
        ("2031-03-28 13 pm", "an hour from 1 to 12 before am or pm", ""),
        (
            "3/28/2031 9:00",
            "a date such as 2031-03-28",
            "write 2031-03-28, or declare `dates`, such as %d/%m/%Y %H:%M",
        ),
        (
            "3/4/2031 9:00",
            "a date such as 2031-03-28",
            "day and month could be either: declare `dates`, such as %d/%m/%Y %H:%M",
        ),
        (
            "31/31/2031 9:00",
            "a date such as 2031-03-28",
            "day and month could be either: declare `dates`, such as %d/%m/%Y %H:%M",
        ),
        ("Fri, 29 March 2031 9:00", "a Friday, or no day of the week", "2031-03-29 is a Saturday"),
        ("9999-12-31 23:30", "a year from 1900 to 2199", ""),
        ("0027-03-29 09:00", "a year from 1900 to 2199", ""),
        (
            "2031-03-28 09:00 EST",
            "an offset such as +01:00, or Z, behind the time",
            '"EST" is ambiguous or unknown',
        ),
        (
            "2031-03-28 09:00 +25:00",
            "an offset such as +01:00, or Z, behind the time",
            '"+25:00" is ambiguous or unknown',
        ),
        (
            "2031-03-30 01:30",
            "a time that exists in Europe/Lisbon",
            "clocks are put forward over it that night",
        ),
    ],
)
def test_parse_instant_refused(text: str, expected: str, hint: str) -> None:
    with pytest.raises(NotATimeError) as caught:
        parse_instant(text, LISBON)
    assert (caught.value.expected, caught.value.hint) == (expected, hint)


@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("28.03.2031 09:00 EST", "%d.%m.%Y %H:%M %Z",
         "an offset such as +01:00, or Z, behind the time"),
        ("UTC 28.03.2031 09:00", "%Z %d.%m.%Y %H:%M", "a pattern with %Z at its end, if at all"),
        ("10000000000", "epoch", "a year from 1900 to 2199"),
        ("28.03.0031 09:00", "%d.%m.%Y %H:%M", "a year from 1900 to 2199"),
    ],
)  # fmt: skip
def test_parse_instant_refused_by_format(text: str, pattern: str, expected: str) -> None:
    with pytest.raises(NotATimeError) as caught:
        parse_instant(text, LISBON, [pattern])
    assert caught.value.expected == expected


def test_parse_instant_never_takes_the_zone_of_the_machine() -> None:
    with pytest.raises(NotATimeError, match="an instant with its offset"):
        parse_instant("2031-03-28 09:00", None)


def test_parse_instant_twice_in_one_night() -> None:
    found = parse_instant("2031-10-26 01:30", LISBON)
    assert f"{found.value:%H:%M}" == "00:30"
    assert found.doubt == "2031-10-26 01:30+01:00 or 2031-10-26 01:30+00:00"
    assert parse_instant("2031-10-26 01:30+00:00", LISBON).doubt == ""


def test_parse_instant_tells_whether_the_offset_was_there() -> None:
    assert parse_instant("2031-03-28 09:00Z", None).declared
    assert parse_instant("2031-03-28 09:00 Asia/Tokyo", None).declared
    assert not parse_instant("2031-03-28 09:00", LISBON).declared
    assert parse_instant("2031-07-01 09:00", LISBON).local.hour == 9


@given(
    st.datetimes(datetime(1980, 1, 1), datetime(2060, 1, 1)),  # noqa: DTZ001 - naive on purpose
    st.sampled_from(["Europe/Lisbon", "America/St_Johns", "Asia/Kathmandu", "Pacific/Chatham"]),
)
def test_parse_instant_is_what_the_clock_showed(naive: datetime, zone: str) -> None:
    naive = naive.replace(microsecond=0)
    try:
        found = parse_instant(naive.isoformat(" "), ZoneInfo(zone))
    except NotATimeError:
        there = naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone))
        assert there.replace(tzinfo=None) != naive
    else:
        assert found.value.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == naive


@pytest.mark.parametrize(
    "text", ["2031-03-28", "28 March 2031", "Mar 28, 2031", "2031-03-28 00:00:00", "20310328"]
)
def test_parse_date(text: str) -> None:
    assert parse_date(text) == date(2031, 3, 28)


def test_parse_date_refused() -> None:
    with pytest.raises(NotATimeError, match="a day such as 2031-03-28"):
        parse_date("2031-03-28 09:00")
    with pytest.raises(NotATimeError, match="a year from 1900 to 2199"):
        parse_date("9999-12-31")
    with pytest.raises(NotATimeError, match="a year from 1900 to 2199"):
        parse_date("31.12.9999", ["%d.%m.%Y"])
    with pytest.raises(NotATimeError, match="a Friday, or no day of the week"):
        parse_date("Friday, March 29, 2031")


def test_parse_date_by_format() -> None:
    assert parse_date("28.3.", ["%d.%m."], 2031) == date(2031, 3, 28)
    assert parse_date("29.2.", ["%d.%m."], 2032) == date(2032, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9:30", time(9, 30)), ("14:00:15", time(14, 0, 15)), ("2 pm", time(14)),
        ("12 am", time(0)), ("24:00", time(0)), ("24:30", None), ("9", None),
        ("25:00", None), ("9:30 tomorrow", None), ("", None),
        ("2031-03-28 09:00", None),
    ],
)  # fmt: skip
def test_parse_time(text: str, expected: time | None) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("90", 90), ("1:30", 90), ("01:30:00", 90), ("1h30", 90), ("1 h 30 min", 90),
        ("1.5 hours", 90), ("90 minutes", 90), ("PT1H30M", 90), ("45m", 45), ("2hrs", 120),
    ],
)  # fmt: skip
def test_parse_length(text: str, minutes: int) -> None:
    assert parse_length(text) == timedelta(minutes=minutes)


def test_parse_length_in_other_units() -> None:
    assert parse_length("0.833", "hours") == timedelta(minutes=50)
    assert parse_length("5400", "seconds") == timedelta(minutes=90)


@pytest.mark.parametrize("text", ["", "0", "long", "-5", "1:75 x", "9" * 400, f"{'9' * 14} h"])
def test_parse_length_refused(text: str) -> None:
    with pytest.raises(NotATimeError, match="a length of time"):
        parse_length(text)


def test_find_zone() -> None:
    assert find_zone("Europe/Lisbon") == LISBON
    for name in ("", "Lisbon", "../etc/passwd", "Europe", "Europe/Lisbon\0"):
        assert find_zone(name) is None
    assert "Europe/Lisbon" in zone_names()
