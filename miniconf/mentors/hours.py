"""The hours that a mentee is free, on the clock of their own zone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WINDOW = re.compile(
    r"(?:(?P<date>\d{4}-\d\d-\d\d)|(?P<days>[a-z]{3,9}(?:\s*-\s*[a-z]{3,9})?))?\s*"
    r"(?:(?P<from>\d{1,2}(?::\d\d)?)\s*(?:-|–|to)\s*(?P<to>\d{1,2}(?::\d\d)?))?",
)
FORM = '"09:00-17:00", "Mon-Fri 18:00-22:00" or "2027-06-15 08:00-12:00", separated by "|"'


@dataclass(frozen=True, slots=True)
class Window:
    """One span of the clock: on a date, on days of the week (0 Monday), or, with neither, daily.

    Minutes from midnight; `until` may pass 24:00 where the span crosses midnight.
    """

    begins: int
    until: int
    date: date | None = None
    weekdays: tuple[int, ...] = ()

    def on(self, day: date) -> bool:
        """Whether the span begins on `day`."""
        if self.date:
            return day == self.date
        return not self.weekdays or day.weekday() in self.weekdays


Hours = tuple[Window, ...]
"""Free hours; none: free at any hour."""


def parse(text: str) -> Hours:
    """The free hours that `text` tells, windows separated by `|` or `;`; empty or `any`: no limit.

    Raises ValueError, with the form that is expected, for anything else.
    """
    parts = [part.strip().casefold() for part in re.split(r"[|;]", text) if part.strip()]
    return () if parts in ([], ["any"]) else tuple(_window(part) for part in parts)


Spans = tuple[tuple[datetime, datetime], ...]


def spans(hours: Hours, zone: str, start: datetime, end: datetime) -> Spans:
    """The times from `start` to `end` at which someone in `zone` is free, in UTC, in order.

    Windows that touch or overlap are one. Clock changes are taken as they fall in that zone.
    """
    if not hours:
        return ((start, end),)
    where = ZoneInfo(zone)
    first = start.astimezone(where).date() - timedelta(days=1)
    last = end.astimezone(where).date()
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    found: list[tuple[datetime, datetime]] = []
    for begins, until in sorted(
        (_at(day, window.begins, where), _at(day, window.until, where))
        for day in every
        for window in hours
        if window.on(day)
    ):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], until))
        else:
            found.append((begins, until))
    return tuple(found)


def is_free(free: Spans, start: datetime, end: datetime) -> bool:
    """Whether one of the spans holds all of `start` to `end`."""
    place = bisect_right(free, start, key=lambda span: span[0]) - 1
    return place >= 0 and end <= free[place][1]


def _at(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    later, rest = divmod(minutes, 24 * 60)
    wall = datetime.combine(day + timedelta(days=later), time(rest // 60, rest % 60), zone)
    return wall.astimezone(UTC)


def _window(text: str) -> Window:
    match = _WINDOW.fullmatch(text)
    if match is None:
        raise ValueError(f'expected hours as {FORM}, got "{text}"')
    begins, until = 0, 24 * 60
    if match["from"]:
        begins, until = _minutes(match["from"], text), _minutes(match["to"], text)
        until += 24 * 60 if until <= begins else 0
    day = None
    if match["date"]:
        try:
            day = date.fromisoformat(match["date"])
        except ValueError:
            raise ValueError(f'expected a date as 2027-06-15, got "{match["date"]}"') from None
    return Window(begins, until, day, _weekdays(match["days"] or "", text))


def _minutes(clock: str, text: str) -> int:
    hours, _, minutes = clock.partition(":")
    total = int(hours) * 60 + int(minutes or 0)
    if total > 24 * 60 or int(minutes or 0) > 59:
        raise ValueError(f'expected hours from 00:00 to 24:00, got "{text}"')
    return total


def _weekdays(text: str, whole: str) -> tuple[int, ...]:
    """The days that `mon`, `mon-fri` or `weekdays` name."""
    if not text or text in ("daily", "everyday"):
        return ()
    named: dict[str, Sequence[int]] = {"weekdays": range(5), "weekend": (5, 6), "weekends": (5, 6)}
    if text in named:
        return tuple(named[text])
    ends = [part.strip()[:3] for part in text.split("-")]
    if any(end not in DAYS for end in ends):
        raise ValueError(f'expected hours as {FORM}, got "{whole}"')
    first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
    return tuple((first + n) % 7 for n in range((last - first) % 7 + 1))
