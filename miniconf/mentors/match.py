"""Who sits at which table: as many as can be placed, and among those ways the best liked one.

Seating is a transport problem: its linear relaxation has whole numbers at every corner, so the
simplex method of HiGHS (through SciPy) ends at a proven optimum in seconds. Only tables that need a
minimum of mentees ask for whole-number variables, one a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from miniconf.mentors.hours import Spans, is_free, spans
from miniconf.mentors.people import Mentee, Table
from miniconf.problems import MiniconfError

FIRST_CHOICE = 100
"""Score of a first choice; each further choice counts 10 less, but 50 at least."""
TOPIC, FURTHER_TOPIC = 30, 5
"""Score of a shared topic, and of each further one, up to three."""
_MOST = FIRST_CHOICE + TOPIC + 3 * FURTHER_TOPIC


@dataclass(frozen=True, slots=True)
class Seat:
    """One mentee at one table. `choice` counts from 1; 0 where the table was not asked for."""

    mentee: Mentee
    table: Table
    choice: int
    shared: int
    """Number of topics in common."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """The outcome: who sits where, who does not and why, in the order of the mentees' ids."""

    seats: tuple[Seat, ...]
    unplaced: tuple[tuple[Mentee, str], ...]
    tables: tuple[Table, ...]
    score: int

    def at(self, table: Table) -> tuple[Mentee, ...]:
        """The mentees at `table`."""
        return tuple(seat.mentee for seat in self.seats if seat.table.id == table.id)


def match(tables: Sequence[Table], mentees: Sequence[Mentee]) -> Seating:
    """The best seating: most mentees placed, then the highest sum of scores; proven optimal.

    A mentee fits a table that speaks a language of theirs, falls into their free hours, and is
    among their choices or shares a topic; who names neither choice nor topic fits anywhere.
    Raises MiniconfError where the solver is not installed or ends without an optimum.
    """
    tables = sorted(tables, key=lambda table: table.id)
    mentees = sorted(mentees, key=lambda mentee: mentee.id)
    free = [_free(mentee, tables) for mentee in mentees]
    pairs = [
        (m, t, value)
        for m, mentee in enumerate(mentees)
        for t, table in enumerate(tables)
        if (value := score(mentee, table, free[m])) is not None
    ]
    placed = {pairs[n][0]: pairs[n] for n in _solve(pairs, tables, len(mentees))}
    seats = []
    for m, (_, t, _) in sorted(placed.items()):
        mentee, table = mentees[m], tables[t]
        seats.append(Seat(mentee, table, _choice(mentee, table), len(_shared(mentee, table))))
    left = tuple(
        (mentee, _reason(mentee, tables, free[m]))
        for m, mentee in enumerate(mentees)
        if m not in placed
    )
    total = sum(value for _, _, value in placed.values())
    return Seating(seats=tuple(seats), unplaced=left, tables=tuple(tables), score=total)


def score(mentee: Mentee, table: Table, free: Spans) -> int | None:
    """How well `table` suits `mentee`, 0 or more; None where it does not fit at all.

    `free`: the mentee's free times while tables are held.
    """
    if not _speak(mentee, table) or not is_free(free, table.start, table.end):
        return None
    choice, shared = _choice(mentee, table), len(_shared(mentee, table))
    if not choice and not shared and (mentee.choices or mentee.topics):
        return None
    liked = max(FIRST_CHOICE - 10 * (choice - 1), FIRST_CHOICE // 2) if choice else 0
    return liked + (TOPIC + FURTHER_TOPIC * min(shared - 1, 3) if shared else 0)


def _free(mentee: Mentee, tables: Sequence[Table]) -> Spans:
    """When the mentee is free, from the first table to the last."""
    if not tables:
        return ()
    first, last = min(table.start for table in tables), max(table.end for table in tables)
    return spans(mentee.free, mentee.zone, first, last)


def _solve(
    pairs: Sequence[tuple[int, int, int]], tables: Sequence[Table], mentees: int
) -> list[int]:
    """The numbers of the pairs that are seated.

    A table's minimum is asked for only once a seating has left it too few: what is best without
    that demand, and meets it, is best with it.
    """
    asking: set[int] = set()
    while pairs:
        chosen = _best(pairs, tables, mentees, sorted(asking))
        taken = Counter(pairs[n][1] for n in chosen)
        short = {t for t, count in taken.items() if count < tables[t].minimum}
        if not short:
            return chosen
        asking |= short
    return []


def _best(
    pairs: Sequence[tuple[int, int, int]],
    tables: Sequence[Table],
    mentees: int,
    asking: Sequence[int],
) -> list[int]:
    """The best seating where the tables in `asking` are held with their minimum or not at all.

    A placed mentee weighs more than all scores together, so that placing comes first.
    """
    try:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint
        from scipy.sparse import csr_array
    except ImportError:
        raise MiniconfError("matching needs the solver: pip install 'miniconf[schedule]'") from None
    size, wide = len(pairs), len(pairs) + len(asking)
    who, where, values = np.array(pairs).T
    numbers, ones = np.arange(size), np.ones(size)
    seated = csr_array((ones, (who, numbers)), shape=(mentees, wide))
    filled = csr_array((ones, (where, numbers)), shape=(len(tables), wide))
    capacities = np.array([table.capacity for table in tables], dtype=float)
    constraints = [
        LinearConstraint(seated, -np.inf, 1),
        LinearConstraint(filled, -np.inf, capacities),
        *(_minima(tables, asking, filled, size) if asking else ()),
    ]
    weights = np.concatenate([values + float(_MOST * mentees + 1), np.zeros(len(asking))])
    bounds = Bounds(np.zeros(wide), np.ones(wide))
    if asking:
        whole = np.concatenate([np.zeros(size), np.ones(len(asking))])
        held = np.round(_optimum(weights, whole, bounds, constraints)[size:])
        # With the tables that are held known, the corner of the rest is whole again
        bounds = Bounds(
            np.concatenate([np.zeros(size), held]), np.concatenate([np.ones(size), held])
        )
    amounts = _optimum(weights, np.zeros(wide), bounds, constraints)[:size]
    if float(np.abs(amounts - np.round(amounts)).max()) > 1e-6:
        raise MiniconfError("the solver found no whole seating; this is a fault in miniconf")
    return [int(n) for n in np.nonzero(amounts > 0.5)[0]]


def _optimum(weights: Any, whole: Any, bounds: Any, constraints: Any) -> Any:
    """The amounts with the greatest sum of weights; `whole` is 1 for those that must be whole."""
    from scipy.optimize import milp

    result = milp(
        -weights,
        integrality=whole,
        bounds=bounds,
        constraints=constraints,
        options={"mip_rel_gap": 0},
    )
    if result.status != 0:
        raise MiniconfError(f"the solver found no optimum: {result.message}")
    return result.x


def _minima(tables: Sequence[Table], asking: Sequence[int], filled: Any, size: int) -> list[Any]:
    """Constraints by which a table is either held, with its minimum, or empty."""
    import numpy as np
    from scipy.optimize import LinearConstraint
    from scipy.sparse import csr_array

    rows, held = np.arange(len(asking)), size + np.arange(len(asking))
    shape = (len(asking), filled.shape[1])
    most = np.array([tables[t].capacity for t in asking], dtype=float)
    least = np.array([tables[t].minimum for t in asking], dtype=float)
    people = filled[list(asking), :]
    return [
        LinearConstraint(people - csr_array((most, (rows, held)), shape=shape), -np.inf, 0),
        LinearConstraint(people - csr_array((least, (rows, held)), shape=shape), 0, np.inf),
    ]


def _speak(mentee: Mentee, table: Table) -> bool:
    both = mentee.languages and table.languages
    return not both or not set(mentee.languages).isdisjoint(table.languages)


def _shared(mentee: Mentee, table: Table) -> set[str]:
    return set(mentee.topics) & set(table.topics)


def _choice(mentee: Mentee, table: Table) -> int:
    return mentee.choices.index(table.id) + 1 if table.id in mentee.choices else 0


def _reason(mentee: Mentee, tables: Sequence[Table], free: Spans) -> str:
    """Why no seat was found, in words for the organiser."""
    if not tables:
        return "there is no table"
    spoken = [table for table in tables if _speak(mentee, table)]
    if not spoken:
        return f"no table speaks {' or '.join(mentee.languages)}"
    awake = [table for table in spoken if is_free(free, table.start, table.end)]
    if not awake:
        return f"none of the {len(spoken)} tables in a shared language is in their free hours"
    fitting = [table for table in awake if score(mentee, table, free) is not None]
    if not fitting:
        return f"none of the {len(awake)} tables they could come to is a choice or shares a topic"
    names = ", ".join(table.id for table in fitting[:3])
    more = f" and {len(fitting) - 3} more" if len(fitting) > 3 else ""
    return f"every table that fits is full or not held ({names}{more})"
