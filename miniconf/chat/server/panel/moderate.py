"""Moderating: hide, pin, mute, ban, lock, slow down, see reports and the log. All is logged."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import audit, context, messages, params, rooms, users, views
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.marks import set_pinned
from miniconf.chat.server.errors import ApiError, not_allowed
from miniconf.chat.server.instants import iso
from miniconf.chat.server.messages import Message
from miniconf.chat.server.panel.rooms import room_of
from miniconf.chat.server.panel.writing import message_of
from miniconf.chat.server.posting import Draft, post
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

api = Api("panel-moderate")
LONGEST_MINUTES = 60 * 24 * 365


def _reason() -> str:
    return params.body().text("reason", "", limit=500)


@api.post_("miniconf.hide")
def hide() -> Answer:
    """A message hidden from everybody but moderators, or shown again."""
    body = params.body()
    message, on = message_of(body.text("message")), body.flag("on", True)
    room = rooms.known(context.chat().store, message.rid)
    context.require("miniconf-hide-message", room)
    if message.state == "deleted":
        raise ApiError("This message is deleted", "error-invalid-message")
    reason = _reason()

    def work(change: Change) -> Message:
        audit.record(change, "hide-message" if on else "show-message", rid=room.id,
                     target=message.uid, message=message.id, reason=reason)  # fmt: skip
        return messages.save(change, message, message.doc, state="hidden" if on else "shown")

    hidden = context.chat().store.write(work)
    return success(message=views.Viewer(context.chat().store, room, True).one(hidden))


@api.post_("miniconf.pin")
def pin() -> Answer:
    """A message pinned to the top of its room, or let go."""
    body = params.body()
    message, on = message_of(body.text("message")), body.flag("on", True)
    room = rooms.known(context.chat().store, message.rid)
    context.require("pin-message", room)
    pinned = context.chat().store.write(lambda change: set_pinned(change, message, on))
    return success(message=views.Viewer(context.chat().store, room, True).one(pinned))


def _target() -> User:
    """The person a body names, who must not be staff."""
    who = users.known(context.chat().store, params.body().text("user"))
    if context.chat().rights.may(who.roles, "manage-moderation-actions"):
        raise not_allowed("Moderators cannot be silenced")
    return who


def _until() -> int:
    minutes = params.body().number("minutes", 60)
    return context.now() + min(minutes, LONGEST_MINUTES) * 60_000 if minutes else 0


@api.post_("miniconf.mute")
def mute() -> Answer:
    """Somebody silenced in all rooms for some `minutes`; 0 ends it."""
    context.require("manage-moderation-actions")
    who, until, reason = _target(), _until(), _reason()

    def work(change: Change) -> None:
        audit.record(change, "mute" if until else "unmute", target=who.id, reason=reason,
                     until=iso(until) if until else None)  # fmt: skip
        users.update(change, who.id, muted_until=until)
        change.rev(who.id)

    context.chat().store.write(work)
    return success(until=iso(until) if until else None)


@api.post_("miniconf.ban")
def ban() -> Answer:
    """Somebody shut out for some `minutes`; with `address`, also from where they last came in."""
    context.require("miniconf-ban-user")
    body = params.body()
    who, until, reason = _target(), _until(), _reason()
    with_address = body.flag("address", False)

    def work(change: Change) -> int:
        audit.record(change, "ban" if until else "unban", target=who.id, reason=reason,
                     until=iso(until) if until else None, address=with_address)  # fmt: skip
        users.update(change, who.id, banned_until=until)
        change.rev(who.id)
        addresses = change.rows(
            "SELECT DISTINCT address FROM sessions WHERE uid = ? AND address <> ''", (who.id,)
        )
        if not until:
            change.run("DELETE FROM bans WHERE uid = ?", (who.id,))
        elif with_address:
            for row in addresses:
                change.run("INSERT OR REPLACE INTO bans VALUES (?, ?, ?)",
                           (row["address"], until, who.id))  # fmt: skip
        return len(addresses)

    count = context.chat().store.write(work)
    return success(until=iso(until) if until else None, addresses=count if with_address else 0)


@api.post_("miniconf.lock")
def lock() -> Answer:
    """A room in which only authors' moderators and staff may write, or everybody again."""
    body = params.body()
    room, on = room_of(body), body.flag("on", True)
    context.require("set-readonly", room)
    return _changed(room, "lock-room" if on else "unlock-room", ro=int(on))


@api.post_("miniconf.slow")
def slow() -> Answer:
    """Slow mode: so many `seconds` between two messages of one person; 0 ends it."""
    body = params.body()
    room, seconds = room_of(body), min(body.number("seconds", 0), 3600)
    context.require("set-readonly", room)
    return _changed(room, "slow-room", slow=seconds)


def _changed(room: Room, action: str, **values: Any) -> Answer:
    reason = _reason()

    def work(change: Change) -> Room:
        audit.record(change, action, rid=room.id, reason=reason, **values)
        return rooms.update(change, room.id, **values)

    return success(room=views.room_view(context.chat().store.write(work)))


@api.get_("miniconf.audit")
def log() -> Answer:
    """What moderators and admins did, newest first; of one `room`, or everywhere."""
    context.require("miniconf-view-audit")
    asked = params.query()
    offset, count = params.page()
    rid = room_of(asked).id if "room" in asked else None
    entries, total = audit.entries(context.chat().store, offset, count, rid)
    return listing("entries", entries, total, offset)


@api.get_("miniconf.reports")
def reports() -> Answer:
    """Messages that people reported, newest first, with the words and why."""
    context.require("view-moderation-console")
    offset, count = params.page()
    store = context.chat().store
    rows = store.rows(
        "SELECT p.*, u.name AS by_name FROM reports p LEFT JOIN users u ON u.id = p.reporter"
        " WHERE p.open = 1 AND p.mid IS NOT NULL ORDER BY p.ts DESC LIMIT ? OFFSET ?",
        (count, offset),
    )
    shown = []
    for row in rows:
        message = messages.find(store, row["mid"])
        if message:
            room = rooms.known(store, message.rid)
            view = views.Viewer(store, room, True).one(message)
            shown.append({"id": row["id"], "at": iso(row["ts"]), "by": row["by_name"] or "",
                          "reason": row["description"], "message": view,
                          "roomName": room.name, "roomTitle": room.title})  # fmt: skip
    total = store.value("SELECT count(*) FROM reports WHERE open = 1 AND mid IS NOT NULL")
    return listing("reports", shown, total, offset)


@api.post_("miniconf.announce")
def announce() -> Answer:
    """A message pinned in a room in one go, for moderators."""
    body = params.body()
    room = room_of(body)
    context.require("pin-message", room)
    draft = Draft(text=body.text("text").strip(), identity=body.text("id"), asked=False)
    written = post(context.user(), room, draft)
    pinned = context.chat().store.write(lambda change: set_pinned(change, written, True))
    return success(message=views.Viewer(context.chat().store, room, True).one(pinned))
