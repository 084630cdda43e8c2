"""Days of the programme in one zone, and what happens in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from miniconf.model.programme import Event

HALF_HOUR = timedelta(minutes=30)


class Day(NamedTuple):
    """One calendar day of a zone: the events that begin on it, and those still running."""

    date: date
    events: tuple[Event, ...]
    """Those that begin on this day, by start."""
    continued: tuple[Event, ...] = ()
    """Those that began on an earlier day and go on after midnight."""


def local_date(instant: datetime, zone: str) -> date:
    """The calendar day of `instant` in `zone`."""
    return instant.astimezone(ZoneInfo(zone)).date()


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """The first instant of `day` in `zone` and that of the next day, in UTC.

    23 to 25 hours apart: clocks may change in between.
    """
    where, utc = ZoneInfo(zone), ZoneInfo("UTC")
    first = datetime.combine(day, time(), where)
    last = datetime.combine(day + timedelta(days=1), time(), where)
    return first.astimezone(utc), last.astimezone(utc)


def days(events: Iterable[Event], zone: str) -> tuple[Day, ...]:
    """The days of `zone` on which something happens, in order.

    An event belongs to the day on which it begins; each later day that it reaches names it as
    continued. An event that ends at midnight does not reach the next day.
    """
    begins: dict[date, list[Event]] = {}
    goes_on: dict[date, list[Event]] = {}
    for event in sorted(events, key=lambda e: (e.start, e.place)):
        first = local_date(event.start, zone)
        begins.setdefault(first, []).append(event)
        last = local_date(event.end - timedelta(microseconds=1), zone)
        for later in range(1, (last - first).days + 1):
            goes_on.setdefault(first + timedelta(days=later), []).append(event)
    return tuple(
        Day(day, tuple(begins.get(day, ())), tuple(goes_on.get(day, ())))
        for day in sorted({*begins, *goes_on})
    )


def bricks(events: Sequence[Event], day: date, zone: str) -> tuple[tuple[Event, ...], ...]:
    """For each half hour of `day` in `zone`, the events that are under way in it.

    46 to 50 half hours, as the day is long.
    """
    first, last = day_bounds(day, zone)
    count = int((last - first) / HALF_HOUR)
    starts = [first + n * HALF_HOUR for n in range(count)]
    return tuple(
        tuple(e for e in events if e.start < start + HALF_HOUR and e.end > start)
        for start in starts
    )
