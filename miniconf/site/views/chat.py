"""Where the conference talks: its general rooms, and where to find the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from miniconf.rooms import room_url
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import RoomRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    rooms = snapshot.index.rooms.rooms.values()
    chat = snapshot.conference.config.chat
    general = tuple(
        RoomRef(room.name, room.title, room_url(chat, room.name))
        for room in rooms
        if room.key.startswith("general/")
    )
    kinds = Counter(room.key.partition("/")[0] for room in rooms)
    return general, tuple(item for item in kinds.items() if item[0] != "general")


def _chat(
    shared: Shared, general: tuple[RoomRef, ...], kinds: tuple[tuple[str, int], ...]
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
