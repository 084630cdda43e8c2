"""The home page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from miniconf.model import Member, News, Speaker
from miniconf.site.data import conference_data
from miniconf.site.hours import bricks, piled, span
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.looks.card import card
from miniconf.site.refs import PaperRow, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.changes import announced
from miniconf.site.views.schedule import days_of
from miniconf.site.views.since import said as since_said
from miniconf.site.walls import Logo, logos

_MOST_DAYS = 10
_KEYNOTES = 4
_NEWS = 5
_CHANGES = 3
"""So many changes of each version are told."""
_LONG_NAME = 18
"""A longer name is set smaller, so that it does not fill the page."""


class Way(NamedTuple):
    """A numeral of the index: how many there are of what, and where they are."""

    endpoint: str
    count: int


def _inputs(snapshot: Snapshot, _: str) -> Inputs:
    index, conference = snapshot.index, snapshot.conference
    keynotes = tuple(conference.speakers.values())
    return (
        index.events, _ways(snapshot), keynotes[:_KEYNOTES], len(keynotes),
        tuple(index.sessions_of(speaker.sessions) for speaker in keynotes[:_KEYNOTES]),
        announced(snapshot, _CHANGES)[:_NEWS], conference.committee,
        logos(conference.sponsors.values()),
        index.rows(conference.config.highlighted or index.awarded[:6]),
    )  # fmt: skip


def _ways(snapshot: Snapshot) -> tuple[Way, ...]:
    conference, index = snapshot.conference, snapshot.index
    counts = {
        "papers": len(conference.papers),
        "map": len(index.marks) if snapshot.positions else 0,
        "schedule": len(index.events),
        "workshops": len(conference.workshops),
        "tutorials": len(conference.tutorials),
        "mentorship": len(conference.mentorships),
        "socials": len(conference.socials),
        "hub": len(index.hub.rows),
    }
    return tuple(Way(name, count) for name, count in counts.items() if count)


def _home(
    shared: Shared,
    events: tuple[SessionRef, ...],
    ways: tuple[Way, ...],
    keynotes: tuple[Speaker, ...],
    speakers: int,
    times: tuple[tuple[SessionRef, ...], ...],
    news: tuple[News, ...],
    committee: tuple[Member, ...],
    sponsors: tuple[Logo, ...],
    highlights: tuple[PaperRow, ...],
) -> Mapping[str, Any]:
    days: list[date] = list(days_of(events, shared.clock))[:_MOST_DAYS]
    rows = bricks(events, days, shared.clock)
    return {
        "days": days, "rows": rows, "groups": span(rows), "ways": ways[:6], "news": news,
        "keynotes": list(zip(keynotes, times, strict=True)), "speakers": speakers,
        "committee": _by_role(committee), "sponsors": sponsors, "highlights": highlights,
        "first": events[0] if events else None, "last": events[-1] if events else None,
        "long_name": len(shared.config.name) > _LONG_NAME, "data": [conference_data(shared.config)],
        "since": since_said(shared.words),
        "now": {
            name: shared.words.raw(f"now.{name}")
            for name in ("now", "next", "live", "until", "in", "join")
        },
        "programme": [event for event in events if event.group == "plenary"][:3] or events[:3],
    }  # fmt: skip


def _by_role(members: tuple[Member, ...]) -> dict[str, list[Member]]:
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(member.role, []).append(member)
    return found


def _card(shared: Shared, *events: SessionRef) -> bytes:
    days = list(days_of(events, shared.clock))
    return card(piled(events, shared.clock), days, shared.config.theme)


def _shared_by_address(snapshot: Snapshot) -> tuple[str, ...]:
    """A card is named by its full address, so it needs the site's own, and hours to draw."""
    known = snapshot.conference.config.base_url and snapshot.index.events
    return ("",) if known else ()


KINDS = (
    Kind(
        endpoint="home",
        rule="/index.html",
        template="pages/home.html",
        inputs=_inputs,
        context=_home,
    ),
    Kind(
        endpoint="card",
        rule="/card.png",
        mimetype="image/png",
        keys=_shared_by_address,
        inputs=lambda snapshot, _: snapshot.index.events,
        render=_card,
    ),
)
