"""Who belongs to a room: `invite`, `kick`, `join`, `leave`, roles, `open` and `close`."""

from __future__ import annotations

import hmac

from miniconf.chat.server import audit, context, members, messages, params, rooms, users
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api.family import Family, person_of
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User


def register(api: Api, family: Family) -> None:
    """Add the family's membership calls to `api`."""
    prefix = family.prefix

    @api.post_(f"{prefix}.invite")
    def invite() -> Answer:
        body = params.body()
        room = family.room(body)
        return family.shown(invited(room, _invitees(body)))

    @api.post_(f"{prefix}.addAll")
    def add_all() -> Answer:
        room = family.room(params.body())
        context.require("add-all-to-room", room, 400)
        rows = context.chat().store.rows("SELECT * FROM users WHERE active = 1")
        return family.shown(joined(room, [users.from_row(row) for row in rows]))

    @api.post_(f"{prefix}.kick")
    def kick() -> Answer:
        body = params.body()
        room = family.room(body)
        return family.shown(kicked(room, person_of(body)))

    @api.post_(f"{prefix}.join")
    def join() -> Answer:
        body = params.body()
        room = family.room(body)
        return family.shown(entered(room, body.text("joinCode", "")))

    @api.post_(f"{prefix}.leave")
    def leave() -> Answer:
        room = family.room(params.body())
        return family.shown(left(room))

    @api.post_(f"{prefix}.close")
    def close() -> Answer:
        return shown_in_list(family.room(params.body()), False)

    @api.post_(f"{prefix}.open")
    def open_() -> Answer:
        return shown_in_list(family.room(params.body()), True)

    for role in members.ROOM_ROLES:
        _add_role(api, family, role, take=False)
        _add_role(api, family, role, take=True)


def _add_role(api: Api, family: Family, role: str, *, take: bool) -> None:
    verb = "remove" if take else "add"

    @api.post_(f"{family.prefix}.{verb}{role.capitalize()}")
    def set_role() -> Answer:
        body = params.body()
        room, person = family.room(body), person_of(body)
        context.require(f"set-{role}", room, 400)

        def work(change: Change) -> None:
            audit.record(change, f"{verb}-{role}", rid=room.id, target=person.id)
            members.give(change, room, person, role, take=take)
            # Readers show who moderates, so they hear of it.
            rooms.update(change, room.id)

        context.chat().store.write(work)
        return success()


def _invitees(body: Params) -> list[User]:
    """The people of `userId`, `username`, `userIds` or `usernames`."""
    store = context.chat().store
    several = [users.find(store, id=one) for one in body.texts("userIds")]
    several += [users.find(store, username=one) for one in body.texts("usernames")]
    found = [person for person in several if person]
    if several and len(found) == len(several):
        return found
    return [person_of(body)]


def invited(room: Room, people: list[User]) -> Room:
    """The room with `people` added."""
    anywhere = context.may(f"add-user-to-any-{room.t}-room")
    if not anywhere:
        context.require("add-user-to-joined-room", room, 400)
    return joined(room, people)


def joined(room: Room, people: list[User]) -> Room:
    """The room with `people` as members; whether they may be is the caller's to have asked."""

    def work(change: Change) -> Room:
        for person in people:
            if members.join(change, room, person):
                messages.write(change, room, person, person.username, t="uj")
        return rooms.known(change, room.id)

    return context.chat().store.write(work)


def kicked(room: Room, person: User) -> Room:
    """The room without `person`; that somebody is not in it is no error, as on the real server."""
    context.require("remove-user", room, 400)

    def work(change: Change) -> Room:
        if members.find(change, room.id, person.id):
            members.leave(change, room, person)
            audit.record(change, "remove-user", rid=room.id, target=person.id)
        return rooms.known(change, room.id)

    return context.chat().store.write(work)


def entered(room: Room, code: str) -> Room:
    """The room with the caller as a member; a room with a code asks for it."""
    who = context.user()
    if room.t != "c":
        raise ApiError("Not allowed", "error-not-allowed")
    closed = room.join_code and not context.may("join-without-join-code")
    if closed and not hmac.compare_digest(code.encode(), room.join_code.encode()):
        raise ApiError("Code invalid", "error-code-invalid")
    return joined(room, [who])


def left(room: Room) -> Room:
    """The room without the caller."""
    who = context.user()

    def work(change: Change) -> Room:
        members.leave(change, room, who)
        return rooms.known(change, room.id)

    return context.chat().store.write(work)


def shown_in_list(room: Room, wanted: bool) -> Answer:
    """Take the room out of the caller's list, or put it back."""
    here, who = context.chat(), context.user()
    member = members.find(here.store, room.id, who.id)
    if member is None:
        raise ApiError(f"The user is not in the room, {room.title}", "error-not-in-room")
    if member.open == wanted:
        state = "open" if wanted else "closed"
        raise ApiError(f"The channel, {room.title}, is already {state} to the sender")
    here.store.write(lambda change: members.set_member(change, room.id, who.id, open=int(wanted)))
    return success()
