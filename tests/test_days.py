from __future__ import annotations

from datetime import date

import pytest

from miniconf.days import NotATimeError, day_at_start, in_our_time, parse_month


def test_day_at_start() -> None:
    assert day_at_start("2031-03-28T09:00", None) == (date(2031, 3, 28), "T09:00")
    assert day_at_start("Fri, 28 March 9:00", 2031) == (date(2031, 3, 28), " 9:00")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("30/03/2031", "write 2031-03-30, or declare `dates`, such as %d/%m/%Y %H:%M"),
        ("3.30.2031", "write 2031-03-30, or declare `dates`, such as %d/%m/%Y %H:%M"),
        ("4/3/2031", "day and month could be either: declare `dates`, such as %d/%m/%Y %H:%M"),
        ("30/03/31", "day and month could be either: declare `dates`, such as %d/%m/%Y %H:%M"),
    ],
)
def test_day_at_start_in_numbers(text: str, hint: str) -> None:
    with pytest.raises(NotATimeError, match="a date such as 2031-03-28") as caught:
        day_at_start(text, None)
    assert caught.value.hint == hint


@pytest.mark.parametrize("text", ["Thu 28 March 2031", "Thursday, March 28, 2031"])
def test_day_at_start_of_another_year(text: str) -> None:
    with pytest.raises(NotATimeError, match="a Thursday, or no day of the week") as caught:
        day_at_start(text, None)
    assert caught.value.hint == "2031-03-28 is a Friday"


def test_in_our_time() -> None:
    assert in_our_time(date(1900, 1, 1)) == date(1900, 1, 1)
    for year in (1899, 2200):
        with pytest.raises(NotATimeError, match="a year from 1900 to 2199"):
            in_our_time(date(year, 1, 1))


def test_parse_month() -> None:
    assert parse_month("May 2031") == date(2031, 5, 1)
    assert parse_month(" sept. 2031 ") == date(2031, 9, 1)
    assert parse_month("2031-05") == date(2031, 5, 1)
    for text in ("2031-13", "0000-05", "May 0000", "May 9999"):
        with pytest.raises(NotATimeError):
            parse_month(text)
