"""What the matching achieved, in words without a name: safe to show and to pass on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from miniconf.mentors.match import Seating


def report(seating: Seating) -> str:
    """Placed and unplaced mentees by choice and by reason, and how full each table is."""
    return "\n".join([*_placed(seating), *_unplaced(seating), "", *_tables(seating)]) + "\n"


def _placed(seating: Seating) -> Iterator[str]:
    placed, all_of_them = len(seating.seats), len(seating.seats) + len(seating.unplaced)
    seats = sum(table.capacity for table in seating.tables)
    yield f"{all_of_them} mentees, {len(seating.tables)} tables with {seats} seats"
    yield f"placed: {placed}, which is the most that can be (proven optimal)"
    choices = Counter(seat.choice for seat in seating.seats)
    for choice in sorted(choices, key=lambda number: number or 10**9):
        name = f"choice {choice}" if choice else "a table not asked for"
        yield f"  {name}: {choices[choice]} ({100 * choices[choice] / placed:.1f} %)"
    shared = sum(1 for seat in seating.seats if seat.shared)
    if placed:
        yield f"  with a shared topic: {shared} ({100 * shared / placed:.1f} %)"


def _unplaced(seating: Seating) -> Iterator[str]:
    yield f"without a seat: {len(seating.unplaced)}"
    kinds = Counter(
        re.sub(r"the \d+ tables", "the tables", reason.partition(" (")[0])
        for _, reason in seating.unplaced
    )
    for reason, count in sorted(kinds.items(), key=lambda item: (-item[1], item[0])):
        yield f"  {count}: {reason}"


def _tables(seating: Seating) -> Iterator[str]:
    taken = Counter(seat.table.id for seat in seating.seats)
    for table in seating.tables:
        note = ", not held" if table.minimum and not taken[table.id] else ""
        yield f"{table.id}: {taken[table.id]} of {table.capacity}{note} ({table.topic})"
