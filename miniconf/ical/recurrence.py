"""The sittings of a repeated event (RFC 5545, 3.8.5), by dateutil's rules.

A rule repeats a time of day: it is unfolded on the wall clock of its zone and each sitting turned
into an instant after that, so that clock changes move the instant and not the hour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from dateutil.rrule import rruleset, rrulestr
from icalendar import Event as Component

MOST = 1000
"""More sittings than this are a mistake."""


@dataclass(frozen=True, slots=True)
class Series:
    """A repeated event: its component, first instant, and the zone of its clock."""

    event: Component
    start: datetime
    zone: tzinfo


def unfold(series: Series, window: tuple[datetime, datetime] | None) -> list[datetime]:
    """The instants, in UTC, at which sittings begin, exceptions left out.

    A rule without an end is followed within `window`. Raises ValueError, as a sentence, for an
    endless rule without a window, for too many sittings and for a rule that cannot be read.
    """
    first = _wall(series.start, series)
    dates = rruleset()
    endless = False
    for rule in _values(series.event, "RRULE"):
        endless = endless or not ("COUNT" in rule or "UNTIL" in rule)
        dates.rrule(_rule(rule, first, series))
    if "RRULE" not in series.event:
        dates.rdate(first)
    for value in _dates(series.event, "RDATE"):
        dates.rdate(_wall(value, series))
    for value in _dates(series.event, "EXDATE"):
        dates.exdate(_wall(value, series))
    if endless and window is None:
        raise ValueError("expected COUNT or UNTIL, got a rule that never ends")
    found = []
    for wall in dates:
        instant = wall.replace(tzinfo=series.zone).astimezone(UTC)
        if endless and window and instant > window[1]:
            break
        if not endless or window is None or instant >= window[0]:
            found.append(instant)
        if len(found) > MOST:
            raise ValueError(f"expected at most {MOST} sittings, got more")
    return found


def _rule(rule: Any, first: datetime, series: Series) -> Any:
    """dateutil's rule for a component's, its end on the wall clock too."""
    parts = {name: list(values) for name, values in rule.items()}
    if "UNTIL" in parts:
        until = parts.pop("UNTIL")[0]
        whole = not isinstance(until, datetime)
        last = datetime.combine(until, time.max) if whole else _wall(until, series)
    else:
        last = None
    text = ";".join(f"{n}={','.join(str(v) for v in values)}" for n, values in parts.items())
    try:
        found = rrulestr(text, dtstart=first)
        return found.replace(until=last) if last else found
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f'expected a rule, got "{text}" ({error})') from None


def _wall(value: date | datetime, series: Series) -> datetime:
    """`value` on the wall clock of the series' zone, without a zone."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value.astimezone(series.zone).replace(tzinfo=None) if value.tzinfo else value


def _values(event: Component, name: str) -> list[Any]:
    """The values of a property that may stand once, several times, or not at all."""
    found = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _dates(event: Component, name: str) -> Iterator[date | datetime]:
    for values in _values(event, name):
        for value in values.dts:
            if isinstance(value.dt, tuple):
                raise ValueError(f"expected the start of a sitting in {name}, got a period")
            yield value.dt
