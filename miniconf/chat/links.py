"""Rooms that are kept by hand on a service we cannot drive: addresses only, from a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from miniconf.chat.plan import stamp
from miniconf.chat.provider import Batch, Found
from miniconf.chat.wire import ChatError
from miniconf.rooms import Room

_BY_HAND = "rooms of the engine `link` are made by hand: `miniconf chat plan` lists their addresses"


class LinkProvider:
    """The wanted rooms themselves: whatever is wanted is taken to be there."""

    def __init__(self, rooms: Iterable[Room], scope: str = "") -> None:
        self._rooms, self._scope = tuple(rooms), scope

    def found(self) -> Iterator[Found]:
        """Every wanted room, as it is wanted."""
        for room in self._rooms:
            yield Found(
                id=room.name, name=room.name, key=room.key, scope=self._scope, topic=room.topic,
                description=room.description, announcement=room.announcement, stamp=stamp(room),
            )  # fmt: skip

    def create(self, room: Room) -> Found:
        """Nothing can be made here."""
        raise ChatError(_BY_HAND)

    def adopt(self, found: Found, room: Room) -> Found:
        """Nothing can be changed here."""
        raise ChatError(_BY_HAND)

    def change(self, found: Found, room: Room, fields: Iterable[str]) -> Found:
        """Nothing can be changed here."""
        raise ChatError(_BY_HAND)

    def settle(self, found: Found, room: Room, stamp: str) -> Found:
        """Nothing can be changed here."""
        raise ChatError(_BY_HAND)

    def archive(self, found: Found) -> None:
        """Nothing can be changed here."""
        raise ChatError(_BY_HAND)

    def restore(self, found: Found) -> Found:
        """Nothing can be changed here."""
        raise ChatError(_BY_HAND)

    def delete(self, found: Found) -> None:
        """Nothing can be deleted here."""
        raise ChatError(_BY_HAND)

    def latest(self) -> None:
        """What is said behind a link is not known."""

    def moved(self, since: str) -> tuple[None, str]:
        """What is said behind a link is not known."""
        return None, ""

    def changes(self, found: Found, cursor: str) -> Iterator[Batch]:
        """What is said behind a link cannot be read."""
        yield Batch(cursor=cursor)

    def activity(self, memory: Mapping[str, object]) -> tuple[dict[str, int], dict[str, object]]:
        """What is said behind a link cannot be counted."""
        return {}, {}
