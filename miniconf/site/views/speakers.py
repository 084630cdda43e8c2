"""Invited speakers and their talks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.model import Speaker, Thread
from miniconf.site.data import event_data
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.media import players
from miniconf.site.offers import CalendarRef, calendar_of
from miniconf.site.refs import RoomRef, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _list_inputs(snapshot: Snapshot, key: str) -> Inputs:
    speakers = snapshot.conference.speakers.values()
    return tuple((s, snapshot.index.sessions_of(s.sessions)) for s in speakers)


def _list(shared: Shared, *speakers: tuple[Speaker, tuple[SessionRef, ...]]) -> Mapping[str, Any]:
    return {"speakers": speakers}


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    speaker = snapshot.conference.speakers[key]
    index = snapshot.index
    sessions = index.sessions_of(speaker.sessions)
    return (
        speaker, sessions, calendar_of(snapshot, "speakers", key, sessions),
        index.room_of("speakers", key),
        index.threads_of("speakers", key),
    )  # fmt: skip


def _speaker(
    shared: Shared,
    speaker: Speaker,
    sessions: tuple[SessionRef, ...],
    calendar: CalendarRef,
    room: RoomRef | None,
    threads: tuple[Thread, ...],
) -> Mapping[str, Any]:
    title = shared.prose.plain(speaker.title)
    return {
        "speaker": speaker, "sessions": sessions, "calendar": calendar, "room": room,
        "threads": threads, "players": players(speaker.video), "plain_title": title,
        "data": [event_data(session, shared.config, title) for session in sessions],
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="speakers",
        rule="/speakers.html",
        template="pages/speakers.html",
        keys=lambda snapshot: ("",) if snapshot.conference.speakers else (),
        inputs=_list_inputs,
        context=_list,
    ),
    Kind(
        endpoint="speaker",
        rule="/speakers/<stem:key>.html",
        template="pages/speaker.html",
        keys=lambda snapshot: snapshot.conference.speakers,
        inputs=_inputs,
        context=_speaker,
    ),
)
