"""What a request has at hand: the server's parts, and who is calling."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any, cast

from flask import current_app, g, request

from miniconf.chat.server import members, rooms
from miniconf.chat.server.errors import ShutOutError, UnauthorizedError, forbidden, room_not_found
from miniconf.chat.server.limits import Limiter
from miniconf.chat.server.live import Live, Presence
from miniconf.chat.server.members import Member
from miniconf.chat.server.memory import Remembered
from miniconf.chat.server.people import People
from miniconf.chat.server.questions import is_author
from miniconf.chat.server.rights import Rights
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.runtime import Runtime
from miniconf.chat.server.sessions import Session, Tokens
from miniconf.chat.server.settings import ChatSettings
from miniconf.chat.server.store import Store
from miniconf.chat.server.users import User

EXTENSION = "miniconf-chat"


@dataclass(frozen=True, slots=True)
class Chat:
    """The parts of one running server."""

    settings: ChatSettings
    runtime: Runtime
    store: Store
    live: Live
    presence: Presence
    limiter: Limiter
    rights: Rights
    tokens: Tokens
    people: People
    sessions: Remembered[Session | None]
    members: Remembered[Member | None]
    shown: Remembered[list[dict[str, Any]]]

    def member(self, room: Room, who: User) -> Member | None:
        """The membership of a person in a room, or None."""
        return self.members.get(
            (room.id, who.id), lambda: members.find(self.store, room.id, who.id)
        )


def chat() -> Chat:
    """The server that answers this request."""
    return cast(Chat, current_app.extensions[EXTENSION])


def address() -> str:
    """Where the request comes from; behind proxies, what the last trusted one says."""
    return request.remote_addr or ""


def session() -> Session | None:
    """The caller's session, or None."""
    if "session" not in g:
        token, uid = request.headers.get("X-Auth-Token", ""), request.headers.get("X-User-Id", "")
        here = chat()
        found = None
        if token and uid:
            known = here.sessions.get(token[:500], lambda: here.tokens.find(here.store, token))
            g.holder = known.user if known and known.user.id == uid else None
            found = known if g.holder and known and known.runs(now()) else None
        if found:
            here.presence.note(found.user.id)
        g.session = found
    return cast(Session | None, g.session)


def now() -> int:
    """This instant in milliseconds, never before one that a change was given."""
    return max(chat().store.last, time.time_ns() // 1_000_000)


def caller() -> User | None:
    """Who is calling, or None for a guest without a session."""
    found = session()
    return found.user if found else None


def user() -> User:
    """Who is calling; nobody raises UnauthorizedError."""
    found = caller()
    if found is None:
        raise _refusal()
    return found


def check_session() -> None:
    """Raise UnauthorizedError where the request names a session that opens nothing (any more)."""
    if request.headers.get("X-Auth-Token") and caller() is None:
        raise _refusal()


def _refusal() -> UnauthorizedError:
    """Why nobody is calling: no session was named, or its person is shut out."""
    holder: User | None = g.get("holder")
    if holder and holder.banned_until > now():
        return ShutOutError(holder.banned_until)
    return UnauthorizedError()


def roles(room: Room | None = None) -> frozenset[str]:
    """The caller's roles: of the account, and of `room`."""
    who = caller()
    if who is None:
        return frozenset({"anonymous"})
    known: dict[str, frozenset[str]] = g.setdefault("roles", {})
    key = room.id if room else ""
    if key not in known:
        known[key] = roles_of(who, room)
    return known[key]


def refresh() -> None:
    """Forget who is calling, so that the next question looks again: after waiting for long."""
    g.pop("session", None)
    g.pop("holder", None)
    g.pop("roles", None)


def roles_of(who: User, room: Room | None) -> frozenset[str]:
    """A person's roles: of the account, and of `room`."""
    member = chat().member(room, who) if room else None
    return who.roles | (member.roles if member else frozenset())


def may(permission: str, room: Room | None = None) -> bool:
    """Whether the caller holds a permission, everywhere or in `room`."""
    return chat().rights.may(roles(room), permission)


def require(permission: str, room: Room | None = None, status: int = 403) -> None:
    """Raise the API's refusal where the caller lacks a permission."""
    if not may(permission, room):
        raise forbidden(status)


def answers(who: User, room: Room) -> bool:
    """Whether the caller, `who`, is one of those who answer in the room: an author, or staff."""
    return is_author(who, room) or may("miniconf-mark-answered", room)


def readable(room: Room | None) -> Room:
    """The room, where the caller may read it; otherwise it is as if it were not there."""
    here = chat()
    who = caller()
    if room is None:
        raise room_not_found()
    if room.t == "c":
        if who is None and not here.settings.guests:
            raise UnauthorizedError
        return room
    if who is None or not (here.member(room, who) or "admin" in who.roles):
        raise room_not_found()
    # A direct message is between its people, whatever role others hold.
    if room.t == "d" and who.id not in room.uids:
        raise room_not_found()
    return room


def room(identity: str = "", name: str = "") -> Room:
    """The room with this id or name, where the caller may read it."""
    return readable(rooms.find(chat().store, identity, name))
