"""The hours of the week: a row a day, a brick for each session in each half hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from miniconf.site.refs import GROUPS, SessionRef
from miniconf.site.when import Clock

Bricks = Mapping[str, str]
"""Group -> path of its bricks; a unit across is half an hour (48 a day), the row is 1 high."""
_HALF = timedelta(minutes=30)
_LEAST_LAYERS = 9
"""A row with fewer sessions at once keeps its bricks this thin, so that calm days look calm."""
STACK = ("plenary", "talk", "poster", "mentorship", "social", "other")
"""Groups from the bottom brick up."""
Piles = Mapping[tuple[date, int], Mapping[str, int]]
"""Day and half hour -> group -> how many sessions."""


def bricks(events: Sequence[SessionRef], days: Sequence[date], clock: Clock) -> list[Bricks]:
    """The bricks of each day in `days`, bottom row first, drawn on the conference's clock.

    A session after midnight stands on the day on which that half hour falls.
    """
    piles = piled(events, clock)
    most = max((sum(pile.values()) for pile in piles.values()), default=1)
    layer = 1 / max(most, _LEAST_LAYERS)
    return [_row(day, piles, layer) for day in days]


def piled(events: Sequence[SessionRef], clock: Clock) -> Piles:
    """How many sessions of each group there are in each half hour of the conference's clock."""
    piles: dict[tuple[date, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for event in events:
        for moment in _halves(event, clock):
            piles[(moment.date(), moment.hour * 2 + moment.minute // 30)][event.group] += 1
    return piles


def span(rows: Sequence[Bricks]) -> tuple[str, ...]:
    """The groups that occur, in the legend's order."""
    present = {group for row in rows for group in row}
    return tuple(group for group in GROUPS if group in present)


def _row(day: date, piles: Piles, layer: float) -> dict[str, str]:
    paths: dict[str, list[str]] = {}
    for half in range(48):
        pile = piles.get((day, half))
        if not pile:
            continue
        level = 0
        for group in STACK:
            for _ in range(pile.get(group, 0)):
                top = 1 - (level + 1) * layer
                paths.setdefault(group, []).append(_brick(half, top, layer * 0.8))
                level += 1
    return {group: "".join(path) for group, path in paths.items()}


def _brick(half: int, top: float, high: float) -> str:
    return f"M{half}.04 {top:.3f}h.92v{high:.3f}h-.92z".replace(" 0.", " .").replace("v0.", "v.")


def _halves(event: SessionRef, clock: Clock) -> list[datetime]:
    """The half hours that an event touches, on the conference's clock."""
    start = clock.local(event.start)
    moment = event.start - timedelta(minutes=start.minute % 30, seconds=start.second)
    found = []
    while moment < event.end and len(found) < 96:
        found.append(clock.local(moment))
        moment += _HALF
    return found
