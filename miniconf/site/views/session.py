"""The page of one session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from miniconf.model import Link, Session, Thread
from miniconf.site.data import event_data
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.media import players
from miniconf.site.offers import CalendarRef, calendar_of
from miniconf.site.refs import PaperRow, RecordRef, RoomRef, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


class Around(NamedTuple):
    """What the page shows of other records. `join`: meeting links that may be published."""

    ref: SessionRef
    rows: tuple[PaperRow, ...]
    owner: RecordRef | None
    parent: SessionRef | None
    parts: tuple[SessionRef, ...]
    room: RoomRef | None
    threads: tuple[Thread, ...]
    join: tuple[Link, ...]
    calendar: CalendarRef


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    index, conference = snapshot.index, snapshot.conference
    session = conference.sessions[key]
    return _shown(session), Around(
        index.sessions[key], index.rows(session.papers), index.owner(session),
        index.sessions.get(session.parent), index.parts.get(key, ()),
        index.room_of("sessions", key) or _owners_room(snapshot, session),
        index.threads_of("sessions", key),
        conference.config.publish.joins(session.join),
        calendar_of(snapshot, "sessions", key, [index.sessions[key]]),
    )  # fmt: skip


def _shown(session: Session) -> tuple[object, ...]:
    """What the page shows of the session itself, meeting links left out."""
    return (
        session.title, session.description, session.chairs, session.video + session.livestream,
        session.link, session.track,
    )  # fmt: skip


def _owners_room(snapshot: Snapshot, session: Session) -> RoomRef | None:
    return snapshot.index.room_of(*session.owner) if session.owner else None


def _session(shared: Shared, session: tuple[Any, ...], around: Around) -> Mapping[str, Any]:
    title, description, chairs, videos, link, track = session
    config, plain = shared.config, shared.prose.plain
    return {
        "title": title, "description": description, "chairs": chairs, "link": link, "track": track,
        "players": players(videos), "around": around, "plain_title": plain(title),
        "mark_number": shared.marks.get(track, 0),
        "data": [event_data(around.ref, config, plain(title))],
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="session",
        rule="/sessions/<stem:key>.html",
        template="pages/session.html",
        keys=lambda snapshot: snapshot.conference.sessions,
        inputs=_inputs,
        context=_session,
    ),
)
