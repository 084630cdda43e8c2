"""Texts -> days, as organisers write them. Pure."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import TypeVar

from miniconf.patterns import regex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS = tuple(name[:3].lower() for name in _FULL)
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)})[a-z]*\.?,?\s+)?"
_NAMED = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_DATES = tuple(
    regex(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})(?P<s>[-/.])(?P<number>\d{1,2})(?P=s)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<number>\d\d)(?P<day>\d\d)(?=T|$)",
        rf"{_WEEKDAY}{_NAMED}\s+{_DAY}{_YEAR}(?!\d|:)",
        rf"{_WEEKDAY}{_DAY}\s+{_NAMED}{_YEAR}(?!\d|:)",
    )
)
_NUMERIC = regex(r"(?P<one>\d{1,2})([/.])(?P<other>\d{1,2})\2(?P<year>\d{4}|\d\d)")
_YEARS = range(1900, 2200)
Day = TypeVar("Day", bound=date)


class NotATimeError(ValueError):
    """A text that is no instant, day or length; `expected` and `hint` are for its writer."""

    def __init__(self, expected: str, hint: str = "") -> None:
        super().__init__(expected)
        self.expected, self.hint = expected, hint


def day_at_start(text: str, year: int | None) -> tuple[date, str]:
    """The day that `text` begins with, and what follows it; `year` is used where it has none.

    Raises NotATimeError.
    """
    for pattern in _DATES:
        match = pattern.match(text)
        if not match:
            continue
        parts = match.groupdict()
        month = parts.get("number") or _MONTHS.index(parts["month"].lower()) + 1
        which = parts["year"] or year
        if not which:
            raise NotATimeError("a date with its year", "2031-03-28")
        try:
            day = date(int(which), int(month), int(parts["day"]))
        except ValueError:
            raise NotATimeError("a day that exists") from None
        _agree(parts.get("weekday") or "", in_our_time(day))
        return day, text[match.end() :]
    if match := _NUMERIC.match(text):
        raise NotATimeError("a date such as 2031-03-28", _either(match))
    raise NotATimeError("an instant such as 2031-03-28 09:00")


def in_our_time(day: Day) -> Day:
    """`day`, whose year a conference may name: others are mistyped, or stand for no day.

    Raises NotATimeError.
    """
    if day.year not in _YEARS:
        raise NotATimeError(f"a year from {_YEARS[0]} to {_YEARS[-1]}")
    return day


def _agree(weekday: str, day: date) -> None:
    """Refuse a date whose day of the week, "" where it has none, is that of another year."""
    if weekday and weekday.lower() != _WEEKDAYS[day.weekday()]:
        named = _FULL[_WEEKDAYS.index(weekday.lower())]
        raise NotATimeError(
            f"a {named}, or no day of the week", f"{day} is a {_FULL[day.weekday()]}"
        )


def _either(match: re.Match[str]) -> str:
    """What to do about a date in numbers alone, written out where it can mean one day only."""
    found = set()
    for month, day in ((match["one"], match["other"]), (match["other"], match["one"])):
        with suppress(ValueError):
            found.add(date(int(match["year"]), int(month), int(day)))
    declare = "declare `dates`, such as %d/%m/%Y %H:%M"
    if len(found) == 1 and len(match["year"]) == 4:
        return f"write {found.pop()}, or {declare}"
    return f"day and month could be either: {declare}"


def parse_month(text: str) -> date:
    """The first day of the month that `text` names: `May 2031`, `2031-05`. Raises NotATimeError."""
    text = text.strip()
    if match := re.fullmatch(rf"{_NAMED},?\s+(?P<year>[1-9]\d{{3}})", text, re.IGNORECASE):
        return in_our_time(date(int(match["year"]), _MONTHS.index(match["month"].lower()) + 1, 1))
    if match := re.fullmatch(r"([1-9]\d{3})-(0[1-9]|1[0-2])", text):
        return in_our_time(date(int(match[1]), int(match[2]), 1))
    raise NotATimeError("a day or a month such as May 2031")
