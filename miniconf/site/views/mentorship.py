"""Mentorship: the tables by time, and the page of each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from miniconf.model import Link, Mentorship, Thread
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.offers import CalendarRef, calendar_of
from miniconf.site.refs import RoomRef, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot

_NIGHT = (22, 6.5)
"""The hours of a mentor's night, from and to."""


def _list_inputs(snapshot: Snapshot, key: str) -> Inputs:
    tables = sorted(snapshot.conference.mentorships.values(), key=lambda t: (t.start, t.id))
    return tuple(_public(table) for table in tables)


def _public(table: Mentorship) -> tuple[Any, ...]:
    """What pages show of a table: all but its meeting links."""
    return (
        table.id, table.topic, table.mentors, table.start, table.end, table.description,
        table.capacity, table.taken, table.languages, table.room, table.signup,
    )  # fmt: skip


def _list(shared: Shared, *tables: tuple[Any, ...]) -> Mapping[str, Any]:
    return {"tables": [_table(table) for table in tables]}


def _table(table: tuple[Any, ...]) -> dict[str, Any]:
    fields = (
        "id", "topic", "mentors", "start", "end", "description", "capacity", "taken", "languages",
        "room", "signup",
    )  # fmt: skip
    shown = dict(zip(fields, table, strict=True))
    shown["left"] = max(0, shown["capacity"] - shown["taken"]) if shown["capacity"] else None
    shown["night"] = _night(shown["start"], shown["mentors"])
    return shown


def _night(start: datetime, mentors: tuple[Any, ...]) -> str:
    """The mentor's clock at the start, `02:00`, where it is night there; else ""."""
    for mentor in mentors:
        if mentor.zone:
            local = start.astimezone(ZoneInfo(mentor.zone))
            hour = local.hour + local.minute / 60
            if hour >= _NIGHT[0] or hour < _NIGHT[1]:
                return f"{local:%H:%M}"
    return ""


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    table = snapshot.conference.mentorships[key]
    index = snapshot.index
    ref = index.table_of(table)
    return (
        _public(table), ref, index.room_of("mentorships", key),
        snapshot.conference.config.publish.joins(table.join),
        calendar_of(snapshot, "mentorships", key, [ref]),
        index.threads_of("mentorships", key),
    )  # fmt: skip


def _one(
    shared: Shared,
    table: tuple[Any, ...],
    ref: SessionRef,
    room: RoomRef | None,
    join: tuple[Link, ...],
    calendar: CalendarRef,
    threads: tuple[Thread, ...],
) -> Mapping[str, Any]:
    shown = _table(table)
    return {
        "table": shown, "ref": ref, "room": room, "join": join,
        "calendar": calendar, "threads": threads,
        "plain_title": shared.prose.plain(shown["topic"]),
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="mentorship",
        rule="/mentorship.html",
        template="pages/mentorship.html",
        keys=lambda snapshot: ("",) if snapshot.conference.mentorships else (),
        inputs=_list_inputs,
        context=_list,
    ),
    Kind(
        endpoint="mentorship_table",
        rule="/mentorship/<stem:key>.html",
        template="pages/mentorship_table.html",
        keys=lambda snapshot: snapshot.conference.mentorships,
        inputs=_inputs,
        context=_one,
    ),
)
