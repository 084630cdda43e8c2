"""Events side by side: blocks of one start, lanes without overlap, now and next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from miniconf.model.programme import Event


class Block(NamedTuple):
    """The events that begin at one instant."""

    start: datetime
    end: datetime
    """When the last of them ends."""
    events: tuple[Event, ...]


def blocks(events: Iterable[Event]) -> tuple[Block, ...]:
    """Events by the instant they begin at, in order; within a block by room, then title."""
    found: dict[datetime, list[Event]] = {}
    for event in events:
        found.setdefault(event.start, []).append(event)
    return tuple(
        Block(
            start,
            max(event.end for event in found[start]),
            tuple(sorted(found[start], key=lambda e: (e.room, e.title, e.place))),
        )
        for start in sorted(found)
    )


def lanes(events: Iterable[Event]) -> Mapping[tuple[str, str], int]:
    """For each event's `(collection, id)` the number of a lane, from 0, so that no two overlap.

    The fewest lanes that do: each event takes the first lane free at its start.
    """
    free_from: list[datetime] = []
    found: dict[tuple[str, str], int] = {}
    for event in sorted(events, key=lambda e: (e.start, e.end, e.place)):
        lane = next((n for n, until in enumerate(free_from) if until <= event.start), None)
        if lane is None:
            lane = len(free_from)
            free_from.append(event.end)
        free_from[lane] = event.end
        found[event.place] = lane
    return found


def under_way(events: Iterable[Event], instant: datetime) -> tuple[Event, ...]:
    """The events that have begun and not ended at `instant`, the last to begin first."""
    live = [event for event in events if event.start <= instant < event.end]
    return tuple(sorted(live, key=lambda e: (-e.start.timestamp(), e.place)))


def upcoming(events: Sequence[Event], instant: datetime, count: int = 3) -> tuple[Event, ...]:
    """The next `count` events that begin after `instant`."""
    later = sorted((e for e in events if e.start > instant), key=lambda e: (e.start, e.place))
    return tuple(later[:count])
