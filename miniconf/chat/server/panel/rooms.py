"""Rooms for the panel: `miniconf.rooms`, `miniconf.room`, `miniconf.changed` and others."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import context, history, members, params, rooms, views
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.room_lists import page_of
from miniconf.chat.server.api.subscriptions import seen_until
from miniconf.chat.server.errors import UnauthorizedError
from miniconf.chat.server.instants import iso
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room

api = Api("panel-rooms")


def room_of(asked: Params) -> Room:
    """The room that `room` (name or id) or `key` (`papers/main.12`) names."""
    store = context.chat().store
    if key := asked.text("key", ""):
        return context.readable(rooms.find(store, record=key))
    return context.readable(rooms.named(store, asked.text("room")))


@api.get_("miniconf.rooms", guests=True)
def every() -> Answer:
    """Public rooms, those with the latest messages first; `filter` looks into names and topics."""
    here, who = context.chat(), context.caller()
    if who is None and not here.settings.guests:
        raise UnauthorizedError
    words = params.query().text("filter", "", limit=200).split()[:6]
    where, values = "r.t = 'c' AND r.archived = 0", []
    for word in words:
        where += " AND (r.name LIKE ? OR r.fname LIKE ? OR r.topic LIKE ?)"
        values += [f"%{word}%"] * 3
    found, total, offset = page_of(where, tuple(values))
    return listing("rooms", [views.room_view(room) for room in found], total, offset)


@api.get_("miniconf.changed")
def changed() -> Answer:
    """When a message of each room last came, changed or went, for the archive.

    Welcomes and what the server itself says count for nothing, as they are not kept.
    """
    context.require("view-room-administration")
    rows = context.chat().store.rows(
        "SELECT rid, max(rev) AS rev FROM messages WHERE id NOT GLOB 'welcome-*'"
        " AND (t IS NULL OR state <> 'shown') GROUP BY rid"
    )
    return success(rooms={row["rid"]: iso(row["rev"]) for row in rows})


@api.get_("miniconf.room", guests=True)
def one() -> Answer:
    """One room: its texts, counts and pinned messages, and what the caller may do there."""
    room = room_of(params.query())
    return success(**room_page(room))


def room_page(room: Room) -> dict[str, Any]:
    """What a page of the room begins with."""
    store = context.chat().store
    # What comes after `rev` comes through the live feed, so it is read first.
    rev = store.last
    me = views.standing(room)
    viewer = views.Viewer(store, room, me["moderates"])
    pinned = history.select(store, history.shown(room.id).both("m.pinned = 1"), count=10)
    who = context.caller()
    member = members.find(store, room.id, who.id) if who else None
    return {
        "room": views.room_view(room) | views.counts(store, room), "me": me,
        "pinned": viewer.several(pinned), "seen": member.seen if member else None,
        "rev": rev,
    }  # fmt: skip


@api.get_("miniconf.joined")
def joined() -> Answer:
    """The caller's rooms with what is unread in each, latest first."""
    who, store = context.user(), context.chat().store
    rows = store.rows(
        f"SELECT {rooms.FIELDS} JOIN members m ON m.rid = r.id WHERE m.uid = ? AND m.open = 1"
        " ORDER BY r.last DESC LIMIT 200",
        (who.id,),
    )
    shown = []
    for row in rows:
        room = rooms.from_row(row)
        member = members.find(store, room.id, who.id)
        unread, mentions = members.unread(store, member) if member else (0, 0)
        shown.append(views.room_view(room) | {"unread": unread, "mentions": mentions})
    return success(rooms=shown)


@api.get_("miniconf.mine")
def mine() -> Answer:
    """The rooms of the caller's papers with their questions: waiting ones first, then newest."""
    who, store = context.user(), context.chat().store
    rows = store.rows(
        f"SELECT {rooms.FIELDS} JOIN members m ON m.rid = r.id"
        " WHERE m.uid = ? AND r.record IS NOT NULL ORDER BY r.name",
        (who.id,),
    )
    shown = []
    for room in map(rooms.from_row, rows):
        if views.standing(room)["author"]:
            asked = history.shown(room.id).both("m.question = 1")
            found = history.select(store, asked, order="m.answered > 0, m.ts DESC", count=100)
            viewer = views.Viewer(store, room)
            shown.append(views.room_view(room) | views.counts(store, room)
                         | {"asked": viewer.threads(found)})  # fmt: skip
    return success(rooms=shown)


@api.post_("miniconf.seen")
def seen() -> Answer:
    """The caller has read a room up to the message written at `ts`."""
    body = params.body()
    seen_until(room_of(body), min(body.number("ts", 0), context.now()))
    return success()
