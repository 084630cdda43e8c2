"""Messages marked: pinned, starred, followed, reported, and people ignored."""

from __future__ import annotations

import json

from miniconf.chat.server import audit, context, history, members, messages, params, rooms
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api.chat import fresh, marked, visible
from miniconf.chat.server.api.room_history import page
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.ids import new_id
from miniconf.chat.server.instants import iso
from miniconf.chat.server.messages import Message
from miniconf.chat.server.store import Change

api = Api("marks")


@api.post_("chat.pinMessage")
def pin() -> Answer:
    """Pin a message, with a line in the room that says so."""
    message = marked(params.body())
    here, who = context.chat(), context.user()
    room = rooms.known(here.store, message.rid)
    context.require("pin-message", room, 400)

    def work(change: Change) -> Message:
        set_pinned(change, fresh(change, message), True)
        quoted = {"text": message.text, "author_name": message.doc["u"]["username"],
                  "author_icon": f"/avatar/{message.doc['u']['username']}",
                  "ts": iso(message.ts), "attachments": []}  # fmt: skip
        return messages.write(
            change,
            room,
            who,
            "",
            t="message_pinned",
            extra={"attachments": [quoted], "groupable": False},
        )

    return success(message=messages.document(here.store.write(work)))


@api.post_("chat.unPinMessage")
def unpin() -> Answer:
    """Unpin a message."""
    message = marked(params.body())
    here = context.chat()
    context.require("pin-message", rooms.known(here.store, message.rid), 400)
    here.store.write(lambda change: set_pinned(change, fresh(change, message), False))
    return success()


def set_pinned(change: Change, message: Message, on: bool) -> Message:
    """The message pinned by the caller, or unpinned."""
    if message.pinned == on:
        return message
    keys = ("pinned", "pinnedAt", "pinnedBy")
    doc = {key: value for key, value in message.doc.items() if key not in keys}
    if on:
        who = context.user()
        by = {"_id": who.id, "username": who.username}
        doc |= {"pinned": True, "pinnedAt": iso(change.rev()), "pinnedBy": by}
    audit.record(change, "pin-message" if on else "unpin-message", rid=message.rid,
                 target=message.uid, message=message.id)  # fmt: skip
    return messages.save(change, message, doc, pinned=int(on))


@api.get_("chat.getPinnedMessages")
def pinned() -> Answer:
    """The pinned messages of a room."""
    return page(_of_room("error-roomId-param-not-provided").both("m.pinned = 1"))


@api.post_("chat.starMessage")
def star() -> Answer:
    """Remember a message for oneself."""
    return _starred(marked(params.body()), True)


@api.post_("chat.unStarMessage")
def unstar() -> Answer:
    """Forget a remembered message."""
    return _starred(marked(params.body()), False)


def _starred(message: Message, on: bool) -> Answer:
    who = context.user()

    def work(change: Change) -> None:
        sql = "INSERT OR IGNORE INTO stars VALUES (?, ?)"
        if not on:
            sql = "DELETE FROM stars WHERE uid = ? AND mid = ?"
        change.run(sql, (who.id, message.id))

    context.chat().store.write(work)
    return success()


@api.get_("chat.getStarredMessages")
def starred() -> Answer:
    """What the caller remembered in a room; nobody else is told."""
    who = context.user()
    query = _of_room("error-invalid-params").both("x.uid = ?", who.id)
    answer = page(query, join="JOIN stars x ON x.mid = m.id")
    for message in answer["messages"]:
        message["starred"] = [{"_id": who.id}]
    return answer


@api.get_("chat.getMentionedMessages")
def mentioned() -> Answer:
    """The messages of a room that name the caller."""
    query = _of_room("error-invalid-params").both("x.uid = ?", context.user().id)
    return page(query, join="JOIN mentions x ON x.mid = m.id")


def _of_room(kind: str) -> history.Query:
    asked = params.query()
    if not asked.text("roomId", ""):
        raise ApiError('The required "roomId" query param is missing.', kind)
    return history.shown(context.room(asked.text("roomId")).id)


@api.post_("chat.followMessage")
def follow() -> Answer:
    """Be told of answers to a message."""
    return _followed(True)


@api.post_("chat.unfollowMessage")
def unfollow() -> Answer:
    """Be told of answers to a message no longer."""
    return _followed(False)


def _followed(on: bool) -> Answer:
    body = params.body()
    if "mid" not in body:
        raise ApiError("", 'The required "mid" body param is missing.')
    message, who = visible(body.text("mid")), context.user()

    def work(change: Change) -> None:
        now = fresh(change, message)
        people = [uid for uid in now.doc.get("replies", []) if uid != who.id]
        messages.save(change, now, now.doc | {"replies": [*people, who.id] if on else people})

    context.chat().store.write(work)
    return success()


@api.post_("chat.reportMessage")
def report() -> Answer:
    """Tell the moderators of a message."""
    body = params.body()
    identity, why = body.text("messageId"), body.text("description", limit=2000)
    reported(visible(identity), why)
    return success()


def reported(message: Message, why: str) -> None:
    """Keep a report of a message for the moderators."""
    here, who = context.chat(), context.user()
    if not context.may("api-bypass-rate-limit"):
        here.limiter.spend("reactions", who.id, here.settings.limits.reactions)
    here.store.write(
        lambda change: change.run(
            "INSERT INTO reports (id, mid, target, reporter, description, ts)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (new_id(), message.id, message.uid, who.id, why, change.rev()),
        )
    )


@api.get_("chat.ignoreUser")
def ignore() -> Answer:
    """Hide a person's messages from oneself, or show them again."""
    asked = params.query()
    rid, uid, on = asked.text("rid"), asked.text("userId"), asked.flag("ignore", True)
    here, who = context.chat(), context.user()
    member = members.find(here.store, rid, who.id)
    if member is None:
        raise ApiError("Invalid subscription", "error-invalid-subscription",
                       details={"method": "ignoreUser"})  # fmt: skip
    people = sorted({*member.ignored, uid} if on else set(member.ignored) - {uid})
    here.store.write(
        lambda change: members.set_member(change, rid, who.id, ignored=json.dumps(people[:500]))
    )
    return success()


@api.get_("chat.getMessageReadReceipts")
def read_receipts() -> Answer:
    """Nobody: who read what is not kept for others to see."""
    visible(params.query().text("messageId"))
    return success(receipts=[])
