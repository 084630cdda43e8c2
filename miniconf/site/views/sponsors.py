"""Sponsors by level, and the booth of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.model import Link, Sponsor, Thread
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.media import players
from miniconf.site.offers import CalendarRef, calendar_of
from miniconf.site.prose import own_image
from miniconf.site.refs import PaperRow, RoomRef, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.walls import Logo, logos


def _list_inputs(snapshot: Snapshot, key: str) -> Inputs:
    sponsors = tuple(snapshot.conference.sponsors.values())
    return logos(sponsors), sponsors


def _list(
    shared: Shared, shown: tuple[Logo, ...], sponsors: tuple[Sponsor, ...]
) -> Mapping[str, Any]:
    levels: dict[str, list[tuple[Logo, Sponsor]]] = {}
    for logo, sponsor in zip(shown, sponsors, strict=True):
        levels.setdefault(sponsor.level, []).append((logo, sponsor))
    return {"levels": levels}


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    sponsor = snapshot.conference.sponsors[key]
    index = snapshot.index
    join = snapshot.conference.config.publish.joins(sponsor.join)
    sessions = index.sessions_of(sponsor.sessions)
    return (
        sponsor, sessions, calendar_of(snapshot, "sponsors", key, sessions),
        index.rows(sponsor.publications), index.room_of("sponsors", key), join,
        index.threads_of("sponsors", key),
    )  # fmt: skip


def _sponsor(
    shared: Shared,
    sponsor: Sponsor,
    sessions: tuple[SessionRef, ...],
    calendar: CalendarRef,
    rows: tuple[PaperRow, ...],
    room: RoomRef | None,
    join: tuple[Link, ...],
    threads: tuple[Thread, ...],
) -> Mapping[str, Any]:
    return {
        "sponsor": sponsor, "sessions": sessions, "calendar": calendar, "rows": rows,
        "room": room, "join": join, "threads": threads, "players": players(sponsor.video),
        "logo": own_image(sponsor.logo), "logo_dark": own_image(sponsor.logo_dark),
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="sponsors",
        rule="/sponsors.html",
        template="pages/sponsors.html",
        keys=lambda snapshot: ("",) if snapshot.conference.sponsors else (),
        inputs=_list_inputs,
        context=_list,
    ),
    Kind(
        endpoint="sponsor",
        rule="/sponsors/<stem:key>.html",
        template="pages/sponsor.html",
        keys=lambda snapshot: snapshot.conference.sponsors,
        inputs=_inputs,
        context=_sponsor,
    ),
)
