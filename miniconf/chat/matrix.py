"""Matrix: rooms with aliases in a space, over the plain Client-Server API."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from threading import Lock
from typing import Any

from miniconf import names
from miniconf.chat import matrix_messages as reading
from miniconf.chat import matrix_state as states
from miniconf.chat.matrix_client import MatrixClient, quoted
from miniconf.chat.matrix_welcome import welcome
from miniconf.chat.plan import stamp as stamp_of
from miniconf.chat.provider import Batch, Found
from miniconf.chat.wire import RefusedError
from miniconf.rooms import Room

_NOTHING: dict[str, Any] = {"types": []}


class MatrixProvider:
    """The rooms of one conference on one homeserver.

    `guests`: whether those without an account may read; `open_to_write`: whether they may write.
    """

    def __init__(
        self,
        client: MatrixClient,
        domain: str,
        title: str,
        scope: str = "",
        guests: bool = True,
        open_to_write: bool = True,
    ) -> None:
        self._client, self._domain, self._title, self._scope = client, domain, title, scope
        self._guests, self._open = guests, open_to_write
        self._space = ""
        self._lifted = False
        self._first = Lock()

    def found(self) -> Iterator[Found]:
        """All rooms our account is in, out of one sync; the space itself is not among them."""
        rooms, _ = self._sync()
        space = next((r for r in rooms if self._mine(r) and r.key == states.SPACE), None)
        self._space = space.id if space else ""
        children = frozenset(space.extra["children"]) if space else frozenset()  # type: ignore[arg-type]
        for room in rooms:
            if self._mine(room) and room.id not in children:
                room = replace(room, stamp=states.UNFINISHED)
            if room.key != states.SPACE:
                yield room

    def _mine(self, room: Found) -> bool:
        return bool(room.key) and room.scope == self._scope

    def _sync(self) -> tuple[list[Found], str]:
        """`(rooms with their state, token for later)`."""
        only = {
            "presence": _NOTHING, "account_data": _NOTHING,
            "room": {"ephemeral": _NOTHING, "account_data": _NOTHING,
                     "timeline": {"types": [], "limit": 1}, "state": {"types": list(states.KINDS)}},
        }  # fmt: skip
        # Synapse answers the same first sync from memory for two minutes; another time-out, which
        # a first sync never waits for, makes it look again.
        answer = self._client.get("sync", filter=only, timeout=time.monotonic_ns() % 10**9)
        joined = answer.get("rooms", {}).get("join", {})
        rooms = [
            states.found_of(
                identity, [*room["state"]["events"], *room["timeline"]["events"]], self._domain
            )
            for identity, room in joined.items()
        ]
        return rooms, answer["next_batch"]

    def create(self, room: Room) -> Found:
        """The new room, with alias, key, texts and rights in one call."""
        with self._first:
            if not self._lifted:
                self._lifted = True
                self._client.lift_limits()
        body = states.creation(room, self._scope, self._guests, self._open, stamp_of(room))
        try:
            identity = self._client.post("createRoom", body)["room_id"]
        except RefusedError as error:
            if error.code != "M_ROOM_IN_USE":
                raise
            return self._repeated(room)
        mark = states.ours(room, self._scope, stamp_of(room))
        return Found(
            id=identity, name=room.name, key=room.key, scope=self._scope, topic=room.topic,
            description=room.description, announcement=room.announcement,
            stamp=states.UNFINISHED, extra={"mark": mark, "fresh": True},
        )  # fmt: skip

    def _repeated(self, room: Room) -> Found:
        """The room that an earlier, unanswered call of `create` made."""
        for found in self.found():
            if found.name == room.name and (found.key, found.scope) == (room.key, self._scope):
                return found
        raise RefusedError("a room of this name is there already, and it is not ours")

    def _account(self, name: str) -> str:
        return name if name.startswith("@") else f"@{name}:{self._domain}"

    def adopt(self, found: Found, room: Room) -> Found:
        """The room with our state event."""
        return self._mark(found, room, "")

    def _mark(self, found: Found, room: Room, stamp: str) -> Found:
        mark = states.ours(room, self._scope, stamp, found.archived)
        self._client.set_state(found.id, states.STATE, mark)
        return replace(
            found, key=room.key, scope=self._scope, description=room.description,
            announcement=room.announcement, stamp=stamp, extra={**found.extra, "mark": mark},
        )  # fmt: skip

    def change(self, found: Found, room: Room, fields: Iterable[str]) -> Found:
        """The room with another alias or other texts; titles change with topics."""
        wanted = set(fields)
        if "name" in wanted:
            self._rename(found, room)
        if wanted - {"name"}:
            self._client.set_state(found.id, "m.room.name", {"name": room.title})
            self._client.set_state(found.id, "m.room.topic", {"topic": states.topic(room)})
            stamp = "" if found.stamp == states.UNFINISHED else found.stamp
            marked = self._mark(found, room, stamp)
            found = replace(marked, stamp=found.stamp)
        return replace(found, name=room.name, topic=room.topic)

    def _rename(self, found: Found, room: Room) -> None:
        """A new alias, shown, then the old one taken away."""
        alias = f"#{room.name}:{self._domain}"
        try:
            self._client.put(f"directory/room/{quoted(alias)}", {"room_id": found.id})
        except RefusedError:
            there = self._client.get(f"directory/room/{quoted(alias)}")["room_id"]
            if there != found.id:
                raise
        self._client.set_state(found.id, "m.room.canonical_alias", {"alias": alias})
        if found.name:
            with suppress(RefusedError):
                self._client.delete(f"directory/room/{quoted(f'#{found.name}:{self._domain}')}")

    def settle(self, found: Found, room: Room, stamp: str) -> Found:
        """Moderators with their rights, welcome message pinned, in the space, stamped."""
        if room.moderators:
            self._appoint(found, [self._account(name) for name in room.moderators])
        if room.welcome:
            welcome(self._client, found, room, self._scope)
        if found.extra.get("mark", {}).get("stamp", "") != stamp:  # type: ignore[attr-defined]
            found = self._mark(found, room, stamp)
        # Last, for a room that is not in the space counts as unfinished whatever its stamp.
        child = {"via": [self._domain], "suggested": False}
        # One at a time: of two at once in one room, a sync may show the state of either alone.
        with self._first:
            self._client.set_state(self._home(), "m.space.child", child, found.id)
        return replace(found, stamp=stamp)

    def _appoint(self, found: Found, accounts: list[str]) -> None:
        levels = self._client.state(found.id, "m.room.power_levels")
        users = levels.get("users", {})
        if missing := [name for name in accounts if users.get(name, 0) < states.MODERATOR]:
            users = users | dict.fromkeys(missing, states.MODERATOR)
            self._client.set_state(found.id, "m.room.power_levels", levels | {"users": users})
        for account in accounts:
            # Who is in the room already, or invited, cannot be invited again.
            with suppress(RefusedError):
                self._client.post(f"rooms/{quoted(found.id)}/invite", {"user_id": account})

    def _home(self) -> str:
        """The id of the conference's space, made where there is none."""
        if not self._space:
            alias = f"{self._scope}{names.slug(self._title)}"
            body = states.space(self._title, alias, self._scope, self._guests)
            try:
                self._space = self._client.post("createRoom", body)["room_id"]
            except RefusedError as error:
                if error.code != "M_ROOM_IN_USE":
                    raise
                where = f"directory/room/{quoted(f'#{alias}:{self._domain}')}"
                self._space = self._client.get(where)["room_id"]
        return self._space

    def archive(self, found: Found) -> None:
        """Nobody but us may write any more; the room stays readable."""
        self._write_level(found, 100, archived=True)

    def restore(self, found: Found) -> Found:
        """The room with the right to write given back."""
        self._write_level(found, 0, archived=False)
        return replace(found, archived=False)

    def _write_level(self, found: Found, level: int, archived: bool) -> None:
        levels = self._client.state(found.id, "m.room.power_levels")
        self._client.set_state(found.id, "m.room.power_levels", levels | {"events_default": level})
        mark = dict(found.extra["mark"]) | {"archived": archived}  # type: ignore[call-overload]
        self._client.set_state(found.id, states.STATE, mark)

    def delete(self, found: Found) -> None:
        """Purge the room from the server; needs an account that is an admin there."""
        try:
            self._client.admin("DELETE", f"v1/rooms/{quoted(found.id)}", {"purge": True})
        except RefusedError as error:
            if error.status == 404:
                return
            raise RefusedError(
                f"only an admin of the Matrix server can delete a room ({error})", error.code
            ) from None

    def latest(self) -> None:
        """Not known: cursors of Matrix cannot be compared. See `moved`."""

    def moved(self, since: str) -> tuple[frozenset[str] | None, str]:
        """Of all rooms in one sync; messages, edits, reactions and redactions count."""
        return reading.moved(self._client, since)

    def changes(self, found: Found, cursor: str) -> Iterator[Batch]:
        """Messages by the server's own order of events; the cursor is its token."""
        yield from reading.changes(self._client, found.id, cursor)

    def activity(self, memory: Mapping[str, object]) -> tuple[dict[str, int], dict[str, object]]:
        """Messages of others since the last call, out of one sync."""
        rooms, token = self._sync()
        keys = {room.id: room.key for room in rooms if self._mine(room)}
        counts = dict.fromkeys(keys.values(), 0)
        if isinstance(since := memory.get("since"), str):
            for identity, count in reading.counts(self._client, since).items():
                if identity in keys:
                    counts[keys[identity]] = count
        return counts, {"since": token}
