"""Where sessions stand in the grid of a day: rooms across, quarter hours down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from miniconf.site.refs import SessionRef
from miniconf.site.when import Clock

QUARTER = timedelta(minutes=15)
MOST_COLUMNS = 8
"""More rooms than this leave no room for words: the day is then a list at every width."""
_GAP = timedelta(hours=2)
"""A longer pause is folded."""
MOST_ROWS = 96
"""Quarter hours for which there are classes: a whole day; a longer band is cut there."""
MOST_SPAN = 48
"""Quarter hours that a block may be high; what is longer is drawn as twelve hours."""
MOST_FOURS, MOST_EIGHTS = 60, 16
"""Sizes of bands for which there are classes: in four sessions, and in eight quarter hours."""


class Block(NamedTuple):
    """One session's place: quarter hours from the band's start, columns from 1."""

    session: SessionRef
    row: int
    rows: int
    column: int
    columns: int


class Band(NamedTuple):
    """Hours without a long pause. `gap`: the pause before it, as (from, to), or None."""

    start: datetime
    hours: tuple[tuple[int, datetime], ...]
    rows: int
    blocks: tuple[Block, ...]
    gap: tuple[datetime, datetime] | None

    @property
    def end(self) -> datetime:
        """Where the last row ends."""
        return self.start + self.rows * QUARTER

    @property
    def size(self) -> str:
        """Classes that say how high the band is before it is drawn: as a list, and as a grid."""
        fours, eights = -(-len(self.blocks) // 4), -(-self.rows // 8)
        return f"bn-{min(fours, MOST_FOURS)} bq-{min(eights, MOST_EIGHTS)}"


class Bands(NamedTuple):
    """A day's grid. `rooms`: heads of the columns; empty where the day shows as a list."""

    rooms: tuple[str, ...]
    bands: tuple[Band, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The rooms that have a name; the columns without one come after them."""
        return tuple(room for room in self.rooms if room)


def bands(events: Sequence[SessionRef], clock: Clock) -> Bands:
    """The grid of one day's events, which are in order of start."""
    groups: list[list[SessionRef]] = []
    until: datetime | None = None
    for event in events:
        if until is None or event.start - until >= _GAP:
            groups.append([])
        groups[-1].append(event)
        until = max(until, event.end) if until else event.end
    columns, wide = _columns(events)
    last: datetime | None = None
    found = []
    for group in groups:
        gap = (last, group[0].start) if last else None
        found.append(_band(group, columns, wide, clock, gap))
        last = max(event.end for event in group)
    rooms = _rooms(events, columns) if len(columns) and _count(columns) <= MOST_COLUMNS else ()
    return Bands(rooms, tuple(found))


def _columns(events: Sequence[SessionRef]) -> tuple[dict[str, int], set[str]]:
    """Session id -> column from 0, and the ids of sessions that take the whole width.

    A room is a column; what has no room, or overlaps in its room, takes the first that is free.
    """
    wide = {event.id for event in events if _alone(event, events)}
    free: list[tuple[str, datetime]] = []
    found: dict[str, int] = {}
    rooms = list(dict.fromkeys(e.room for e in events if e.room and e.id not in wide))
    free = [(room, datetime.min.replace(tzinfo=events[0].start.tzinfo)) for room in rooms]
    for event in events:
        if event.id in wide:
            continue
        column = next(
            (n for n, (room, until) in enumerate(free)
             if room == event.room and until <= event.start), len(free),
        )  # fmt: skip
        if column == len(free):
            free.append((event.room, event.end))
        free[column] = (event.room, event.end)
        found[event.id] = column
    order = sorted(range(len(free)), key=lambda n: (_place(free[n][0], rooms), n))
    rank = {column: place for place, column in enumerate(order)}
    return {key: rank[column] for key, column in found.items()}, wide


def _place(room: str, rooms: Sequence[str]) -> int:
    return rooms.index(room) if room in rooms else len(rooms)


def _alone(event: SessionRef, events: Sequence[SessionRef]) -> bool:
    """Whether nothing else happens at the same time, so that the whole width is free."""
    return not any(
        other.id != event.id and other.start < event.end and event.start < other.end
        for other in events
    )


def _count(columns: dict[str, int]) -> int:
    return max(columns.values()) + 1


def _rooms(events: Sequence[SessionRef], columns: dict[str, int]) -> tuple[str, ...]:
    heads = [""] * _count(columns)
    for event in events:
        if event.id in columns:
            heads[columns[event.id]] = event.room
    return tuple(heads)


def _band(
    group: list[SessionRef],
    columns: dict[str, int],
    wide: set[str],
    clock: Clock,
    gap: tuple[datetime, datetime] | None,
) -> Band:
    first = clock.local(group[0].start)
    start = group[0].start - timedelta(minutes=first.minute % 60, seconds=first.second)
    width = _count(columns) if columns else 1
    blocks = []
    for event in group:
        row = min(int((event.start - start) / QUARTER), MOST_ROWS - 2)
        rows = max(1, -int(-((event.end - event.start) / QUARTER) // 1))
        across = event.id in wide or event.id not in columns
        blocks.append(
            Block(event, row, min(rows, MOST_SPAN, MOST_ROWS - row),
                  1 if across else columns[event.id] + 1, width if across else 1)
        )  # fmt: skip
    height = max(block.row + block.rows for block in blocks)
    hours = tuple((row, start + row * QUARTER) for row in range(0, height + 1, 4))
    return Band(start, hours, height, tuple(blocks), gap)
