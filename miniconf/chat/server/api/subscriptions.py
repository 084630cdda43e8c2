"""The caller's rooms, and how far each has been read: `subscriptions.*`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import context, members, messages, params, rooms
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.errors import ApiError, missing
from miniconf.chat.server.members import Member
from miniconf.chat.server.rooms import Room

api = Api("subscriptions")


def _shown(member: Member, room: Room) -> dict[str, Any]:
    return members.subscription(context.chat().store, member, room, context.user())


@api.get_("subscriptions.get")
def every() -> Answer:
    """The caller's memberships, or those of them that changed since an instant."""
    since = params.query().instant("updatedSince", 0)
    store = context.chat().store
    rows = store.rows(
        "SELECT m.*, r.last FROM members m JOIN rooms r ON r.id = m.rid"
        " WHERE m.uid = ? AND max(m.updated, r.last) > ?",
        (context.user().id, since),
    )
    found = [members.from_row(row) for row in rows]
    return success(update=[_shown(m, rooms.known(store, m.rid)) for m in found], remove=[])


@api.get_("subscriptions.getOne")
def one() -> Answer:
    """The caller's membership of one room, or null."""
    rid = params.query().text("roomId")
    store = context.chat().store
    member = members.find(store, rid, context.user().id)
    shown = _shown(member, rooms.known(store, rid)) if member else None
    return success(subscription=shown)


@api.post_("subscriptions.read")
def read() -> Answer:
    """All of a room is read."""
    body = params.body()
    rid = body.text("rid", "") or body.text("roomId", "")
    if not rid:
        raise missing("rid")
    room = context.room(rid)
    seen_until(room, context.now())
    return success()


def seen_until(room: Room, ts: int) -> None:
    """Remember that the caller has read the room up to an instant; a guest's browser does so."""
    who = context.user()
    context.chat().store.write(
        lambda change: members.set_member(change, room.id, who.id, seen=ts, alert=0)
    )


@api.post_("subscriptions.unread")
def unread() -> Answer:
    """Nothing of a room is read, or nothing from a message on."""
    body, who = params.body(), context.user()
    here = context.chat()
    if "firstUnreadMessage" in body:
        first = str(body.mapping("firstUnreadMessage").get("_id", ""))
        message = messages.find(here.store, first)
        if message is None:
            raise ApiError("Invalid message", "error-invalid-message")
        rid, seen = message.rid, message.ts - 1
    else:
        rid = body.text("roomId")
        last = here.store.value("SELECT max(ts) FROM messages WHERE rid = ? AND uid <> ?",
                                (rid, who.id))  # fmt: skip
        seen = (last or 1) - 1
    room = context.room(rid)
    here.store.write(lambda change: members.set_member(change, room.id, who.id, seen=seen, alert=1))
    return success()
