"""A Matrix room's state: what it is made with, and how it reads as a room of ours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from miniconf.chat.provider import Found
from miniconf.rooms import Room

STATE = "org.miniconf.room"
"""Our state event: key, scope, stamp, and the texts for which Matrix has no place of its own."""
SPACE = "space/conference"
"""The key of the space that holds a conference's rooms."""
MODERATOR, AUTHOR = 50, 25
"""Power levels. An account with 25 to 49 counts as an author of what the room is about."""
KINDS = (
    STATE, "m.room.name", "m.room.topic", "m.room.canonical_alias", "m.space.child",
    "m.room.create",
)  # fmt: skip
UNFINISHED = "unfinished"
"""The stamp of a room that is not yet in the conference's space."""

Content = dict[str, Any]


def creation(room: Room, scope: str, guests: bool, open_to_write: bool, stamp: str = "") -> Content:
    """The body of `createRoom` for `room`: its alias and its key come into being with it."""
    history = "world_readable" if guests else "shared"
    access = "can_join" if guests and open_to_write else "forbidden"
    return {
        "preset": "public_chat",
        "visibility": "public",
        "room_alias_name": room.name,
        "name": room.title,
        "topic": topic(room),
        "initial_state": [
            {"type": STATE, "state_key": "", "content": ours(room, scope, stamp)},
            {"type": "m.room.guest_access", "state_key": "", "content": {"guest_access": access}},
            {"type": "m.room.history_visibility", "state_key": "",
             "content": {"history_visibility": history}},
        ],
    }  # fmt: skip


def space(title: str, alias: str, scope: str, guests: bool) -> Content:
    """The body of `createRoom` for the conference's space, in which only we put rooms."""
    history = "world_readable" if guests else "shared"
    return {
        "preset": "public_chat",
        "visibility": "public",
        "room_alias_name": alias,
        "name": title,
        "creation_content": {"type": "m.space"},
        "power_level_content_override": {"events_default": 100, "invite": 50},
        "initial_state": [
            {"type": STATE, "state_key": "", "content": {"key": SPACE, "scope": scope}},
            {"type": "m.room.history_visibility", "state_key": "",
             "content": {"history_visibility": history}},
        ],
    }  # fmt: skip


def topic(room: Room) -> str:
    """The text of `m.room.topic`: topic, announcement and link back, a line each."""
    return "\n".join(text for text in (room.topic, room.announcement, room.description) if text)


def ours(room: Room, scope: str, stamp: str = "", archived: bool = False) -> Content:
    """The content of our state event."""
    content: Content = {"key": room.key, "scope": scope, "description": room.description,
                        "announcement": room.announcement}  # fmt: skip
    content |= {"stamp": stamp} if stamp else {}
    return content | ({"archived": True} if archived else {})


def found_of(room_id: str, events: Iterable[Mapping[str, Any]], domain: str) -> Found:
    """The room that `events` of a sync describe, its name without `#` and server."""
    state: dict[str, Content] = {}
    children: list[str] = []
    for event in events:
        if event["type"] == "m.space.child" and event["content"].get("via"):
            children.append(event["state_key"])
        elif event.get("state_key") == "":
            state[event["type"]] = event["content"]
    mark = state.get(STATE, {})
    alias = str(state.get("m.room.canonical_alias", {}).get("alias", ""))
    extra = "\n".join(t for t in (mark.get("announcement"), mark.get("description")) if t)
    shown = str(state.get("m.room.topic", {}).get("topic", ""))
    return Found(
        id=room_id,
        name=alias.removeprefix("#").removesuffix(f":{domain}"),
        key=str(mark.get("key", "")),
        scope=str(mark.get("scope", "")),
        topic=shown.removesuffix(f"\n{extra}") if extra else shown,
        description=str(mark.get("description", "")),
        announcement=str(mark.get("announcement", "")),
        archived=bool(mark.get("archived")),
        stamp=str(mark.get("stamp", "")),
        extra={"mark": mark, "children": children},
    )
