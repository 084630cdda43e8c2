"""Where the conference talks: its general rooms, and where to find the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from miniconf.model import Thread
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import RoomRef
from miniconf.site.roomrefs import room_ref
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    index, chat = snapshot.index, snapshot.conference.config.chat
    rooms = index.rooms.rooms.values()
    general = tuple(
        (room_ref(chat, room), index.threads_of(*room.key.split("/", 1)))
        for room in rooms
        if room.key.startswith(("general/", "tracks/"))
    )
    kinds = Counter(room.key.partition("/")[0] for room in rooms)
    return general, tuple(item for item in kinds.items() if item[0] not in ("general", "tracks"))


def _chat(
    shared: Shared,
    general: tuple[tuple[RoomRef, tuple[Thread, ...]], ...],
    kinds: tuple[tuple[str, int], ...],
) -> Mapping[str, Any]:
    pages = {"papers": "papers", "sessions": "schedule", "mentorships": "mentorship"}
    counted = [
        (pages.get(collection, collection), count)
        for collection, count in kinds
        if pages.get(collection, collection) in shared.pages
    ]
    return {"general": general, "kinds": counted}


KINDS = (
    Kind(
        endpoint="chat",
        rule="/chat.html",
        template="pages/chat.html",
        keys=lambda snapshot: ("",) if snapshot.index.rooms.rooms else (),
        inputs=_inputs,
        context=_chat,
    ),
)
