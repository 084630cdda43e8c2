"""Social events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.model import Link, Social, Thread
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.offers import CalendarRef, calendar_of
from miniconf.site.prose import own_image
from miniconf.site.refs import RoomRef, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _list_inputs(snapshot: Snapshot, key: str) -> Inputs:
    socials = snapshot.conference.socials.values()
    return tuple((social, snapshot.index.sessions_of(social.sessions)) for social in socials)


def _list(shared: Shared, *socials: tuple[Social, tuple[SessionRef, ...]]) -> Mapping[str, Any]:
    ordered = sorted(socials, key=lambda item: (not item[1], item[1][0].start if item[1] else None))
    return {"socials": ordered}


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    social = snapshot.conference.socials[key]
    join = snapshot.conference.config.publish.joins(social.join)
    sessions = snapshot.index.sessions_of(social.sessions)
    return (
        social, sessions, calendar_of(snapshot, "socials", key, sessions),
        snapshot.index.room_of("socials", key), join, snapshot.index.threads_of("socials", key),
    )  # fmt: skip


def _social(
    shared: Shared,
    social: Social,
    sessions: tuple[SessionRef, ...],
    calendar: CalendarRef,
    room: RoomRef | None,
    join: tuple[Link, ...],
    threads: tuple[Thread, ...],
) -> Mapping[str, Any]:
    return {
        "social": social, "sessions": sessions, "calendar": calendar, "room": room, "join": join,
        "threads": threads, "picture": own_image(social.image),
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="socials",
        rule="/socials.html",
        template="pages/socials.html",
        keys=lambda snapshot: ("",) if snapshot.conference.socials else (),
        inputs=_list_inputs,
        context=_list,
    ),
    Kind(
        endpoint="social",
        rule="/socials/<stem:key>.html",
        template="pages/social.html",
        keys=lambda snapshot: snapshot.conference.socials,
        inputs=_inputs,
        context=_social,
    ),
)
