"""Rooms as pages name them: where each opens, and on which page its questions stand."""

from __future__ import annotations

from miniconf import names
from miniconf.model import Chat
from miniconf.rooms import Room, Rooms, room_url
from miniconf.site.refs import PAGE_OF, RoomRef


def room_ref(chat: Chat, room: Room, place: tuple[str, str] | None = None) -> RoomRef:
    """The reference of `room`; `place` where its questions stand on another page."""
    return RoomRef(room.name, room.title, room_url(chat, room.name), room.page, place)


def room_of(chat: Chat, rooms: Rooms, collection: str, key: str) -> RoomRef | None:
    """The room of a record, or None where it has none."""
    record = names.record_key(collection, key)
    room = rooms.rooms.get(rooms.of.get(record, ""))
    if room is None:
        return None
    return room_ref(chat, room, None if room.key == record else _place(room.key))


def _place(key: str) -> tuple[str, str]:
    """Endpoint and key of the page with the questions of a room that is not a record's own."""
    collection, _, identifier = key.partition("/")
    if collection in ("tracks", "general"):
        return "chat", ""
    return PAGE_OF.get(collection, collection.removesuffix("s")), identifier
