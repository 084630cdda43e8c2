"""Discussions: rooms that branch off a room, which a line in that room leads to."""

from __future__ import annotations

from miniconf.chat.server import context, history, members, messages, params, rooms, users
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.chat import visible
from miniconf.chat.server.api.family import room_of
from miniconf.chat.server.api.room_lists import page_of
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.ids import new_id
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change

api = Api("discussions")
CREATED = "discussion-created"
_LONGEST_NAME = 200


@api.post_("rooms.createDiscussion")
def create() -> Answer:
    """A new room below the room `prid`, named `t_name`."""
    body = params.body()
    parent = context.room(body.text("prid"))
    if parent.t == "d" or parent.prid:
        raise ApiError("Discussions cannot be nested here", "error-nested-discussion")
    if body.text("pmid", "") and visible(body.text("pmid")).rid != parent.id:
        raise ApiError("Invalid message", "error-invalid-message")
    context.require("start-discussion", parent, 400)
    return success(discussion=_document(_made(parent, body)))


def _made(parent: Room, body: Params) -> Room:
    who = context.user()
    title, reply = body.text("t_name", limit=_LONGEST_NAME), body.text("reply", "", limit=5000)
    names = [who.username, *body.texts("users")]

    def work(change: Change) -> Room:
        room = rooms.create(
            change, new_id(), who, t=parent.t, fname=title, prid=parent.id, topic=parent.topic
        )
        for name in dict.fromkeys(names):
            if person := users.find(change, username=name):
                members.join(change, room, person, *(["owner"] if person.id == who.id else []))
        if reply:
            messages.write(change, room, who, reply)
        messages.write(
            change,
            parent,
            who,
            title,
            t=CREATED,
            extra={"drid": room.id, "dcount": int(bool(reply))},
        )
        return rooms.known(change, room.id)

    return context.chat().store.write(work)


def _document(room: Room) -> dict[str, object]:
    return rooms.document(room) | {"rid": room.id}


@api.get_("rooms.getDiscussions")
def of_room() -> Answer:
    """The rooms below a room."""
    room = room_of(params.query())
    found, total, offset = page_of("r.prid = ?", (room.id,))
    return listing("discussions", [rooms.document(each) for each in found], total, offset)


@api.get_("chat.getDiscussions")
def messages_of() -> Answer:
    """The lines of a room that lead to discussions."""
    asked = params.query()
    room = context.room(asked.text("roomId"))
    offset, count = params.page()
    query = history.shown(room.id).both("m.t = ?", CREATED)
    if words := asked.text("text", ""):
        query = query.both("json_extract(m.doc, '$.msg') LIKE ?", f"%{words}%")
    store = context.chat().store
    found = history.select(store, query, offset=offset, count=count)
    shown = [messages.document(message) for message in found]
    return listing("messages", shown, history.total(store, query), offset)
