"""The schedule: every day as a grid by room that reads as a list, and the hours above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from miniconf.site.grid import Bands, bands
from miniconf.site.hours import Bricks, bricks
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import GROUPS, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.since import what
from miniconf.site.when import Clock
from miniconf.site.words import Words


class Day(NamedTuple):
    """A day of the programme. `anchor`: `day-2027-06-15`; `bricks`: its hours as drawn above."""

    date: date
    anchor: str
    events: tuple[SessionRef, ...]
    bricks: Bricks
    bands: Bands


def days_of(events: tuple[SessionRef, ...], clock: Clock) -> dict[date, tuple[SessionRef, ...]]:
    """Events by the day on which they begin in the conference's zone, in order."""
    found: dict[date, list[SessionRef]] = {}
    for event in events:
        found.setdefault(clock.day_of(event.start), []).append(event)
    return {day: tuple(found[day]) for day in sorted(found)}


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    return (snapshot.index.events,)


def _schedule(shared: Shared, events: tuple[SessionRef, ...]) -> Mapping[str, Any]:
    clock = shared.clock
    by_day = days_of(events, clock)
    drawn = bricks(events, list(by_day), clock)
    days = [
        Day(day, f"day-{day.isoformat()}", found, drawn[n], bands(found, clock))
        for n, (day, found) in enumerate(by_day.items())
    ]
    present = {event.group for event in events}
    groups = [name for name in GROUPS if name in present]
    return {"days": days, "groups": groups, "said": said(shared.words, groups)}


def said(words: Words, groups: Iterable[str]) -> Mapping[str, Any]:
    """The words that the page's script needs."""
    own = (
        "no_sessions", "none_fit", "nothing", "to_star", "today", "track", "all_tracks", "view",
        "recorded",
    )  # fmt: skip
    return {
        **{name: words(f"schedule.{name}") for name in own},
        **{name: words(f"now.{name}") for name in ("now", "next", "live", "join")},
        "what": what(words), "mine": words("nav.starred"), "no_star": words("mine.nothing"),
        "other": words("group.other"), "show": words.forms("schedule.show"),
        "sessions": words.forms("schedule.sessions"), "in_night": words.forms("schedule.in_night"),
        "groups": {name: words(f"group.{name}") for name in groups},
        "views": {name: words(f"schedule.by_{name}") for name in ("room", "track", "list")},
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="schedule",
        rule="/schedule.html",
        template="pages/schedule.html",
        keys=lambda snapshot: ("",) if snapshot.index.events else (),
        inputs=_inputs,
        context=_schedule,
    ),
)
