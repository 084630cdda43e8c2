"""Workshops with their programme and papers, and tutorials, which are told in the same way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from miniconf.model import Link, Thread, Workshop
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.media import Player, players
from miniconf.site.offers import CalendarRef, calendar_of
from miniconf.site.refs import PaperRow, RoomRef, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot

Context = Mapping[str, Any]


def _list_inputs(collection: str) -> Callable[[Snapshot, str], Inputs]:
    def inputs(snapshot: Snapshot, key: str) -> Inputs:
        index = snapshot.index
        return tuple(
            (
                record.id, record.title, tuple(p.name for p in record.organizers),
                index.sessions_of(record.sessions), len(record.papers), record.abstract,
            )
            for record in getattr(snapshot.conference, collection).values()
        )  # fmt: skip

    return inputs


def _list(collection: str, endpoint: str) -> Callable[..., Context]:
    def context(shared: Shared, *records: tuple[Any, ...]) -> Context:
        return {"records": records, "collection": collection, "single": endpoint}

    return context


def _inputs(collection: str) -> Callable[[Snapshot, str], Inputs]:
    def inputs(snapshot: Snapshot, key: str) -> Inputs:
        record = getattr(snapshot.conference, collection)[key]
        index = snapshot.index
        sessions = index.sessions_of(record.sessions)
        return (
            record, sessions, calendar_of(snapshot, collection, key, sessions),
            index.rows(record.papers), index.room_of(collection, key),
            index.threads_of(collection, key),
            snapshot.conference.config.publish.joins(record.join),
        )  # fmt: skip

    return inputs


def _one(collection: str) -> Callable[..., Context]:
    def context(
        shared: Shared,
        record: Workshop,
        sessions: tuple[SessionRef, ...],
        calendar: CalendarRef,
        rows: tuple[PaperRow, ...],
        room: RoomRef | None,
        threads: tuple[Thread, ...],
        join: tuple[Link, ...],
    ) -> Context:
        talks: list[tuple[Any, tuple[Player, ...]]] = [
            (talk, players(talk.video)) for talk in record.talks
        ]
        return {
            "workshop": record, "sessions": sessions, "calendar": calendar, "rows": rows,
            "room": room, "join": join, "threads": threads, "talks": talks,
            "players": players(record.video), "collection": collection,
            "plain_title": shared.prose.plain(record.title),
        }  # fmt: skip

    return context


def _kinds(collection: str, endpoint: str) -> tuple[Kind, Kind]:
    """The list of a collection and the page of each of its records."""
    return (
        Kind(
            endpoint=collection,
            rule=f"/{collection}.html",
            template="pages/workshops.html",
            keys=lambda snapshot: ("",) if getattr(snapshot.conference, collection) else (),
            inputs=_list_inputs(collection),
            context=_list(collection, endpoint),
        ),
        Kind(
            endpoint=endpoint,
            rule=f"/{collection}/<stem:key>.html",
            template="pages/workshop.html",
            keys=lambda snapshot: getattr(snapshot.conference, collection),
            inputs=_inputs(collection),
            context=_one(collection),
        ),
    )


KINDS = (*_kinds("workshops", "workshop"), *_kinds("tutorials", "tutorial"))
