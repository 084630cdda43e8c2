"""The page that tells how the programme changed, version by version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from miniconf.model import News
from miniconf.schedule.changes import Group, groups, notices
from miniconf.schedule.state import Change, Facts
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot

PAGE = "changes.html"
ENDPOINTS = {"sessions": "session", "mentorships": "mentorship_table"}
"""Collection of an event -> endpoint of its page."""


class Line(NamedTuple):
    """One change as the page shows it; `endpoint` is "" where the event has no page any more."""

    what: str
    title: str
    endpoint: str
    key: str
    before: Facts | None
    after: Facts | None


def changed(snapshot: Snapshot) -> tuple[Group, ...]:
    """Every version of the programme that changed something, newest first."""
    return groups(snapshot.agenda.state)


def announced(snapshot: Snapshot, most: int | None = None) -> tuple[News, ...]:
    """What the organisers wrote and how the programme changed, newest first.

    Of each version's changes at most `most` are told.
    """
    conference = snapshot.conference
    zone = conference.config.time_zone
    every = [*conference.news, *notices(snapshot.agenda.state, zone, PAGE, most)]
    return tuple(sorted(every, key=lambda item: item.date, reverse=True))


def _inputs(snapshot: Snapshot, _: str) -> Inputs:
    present = frozenset(snapshot.agenda.events)
    return tuple(
        (group.version, group.at, tuple(_line(change, present) for change in group.changes))
        for group in changed(snapshot)
    )


def _line(change: Change, present: frozenset[str]) -> Line:
    collection, _, key = change.key.partition("/")
    endpoint = ENDPOINTS[collection] if change.key in present else ""
    return Line(change.what, change.facts.title, endpoint, key, change.before, change.after)


def _changes(shared: Shared, *versions: tuple[Any, ...]) -> Mapping[str, Any]:
    return {"versions": versions}


KINDS = (
    Kind(
        endpoint="changes",
        rule=f"/{PAGE}",
        template="pages/changes.html",
        keys=lambda snapshot: ("",) if changed(snapshot) else (),
        inputs=_inputs,
        context=_changes,
    ),
)
