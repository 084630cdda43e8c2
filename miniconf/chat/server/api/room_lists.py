"""Rooms and their people, listed: `list`, `list.joined`, `info`, `members`, `roles`, `counters`."""

from __future__ import annotations

import json
from typing import Any

from miniconf.chat.server import context, members, params, rooms, users
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api.family import Family, person_of
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.instants import iso
from miniconf.chat.server.rooms import Room

SORTS = {
    "name": "r.name", "fname": "r.fname", "ts": "r.created", "msgs": "r.msgs", "lm": "r.last",
    "usersCount": "r.people", "_updatedAt": "r.rev", "t": "r.t",
}  # fmt: skip
"""Field that a list of rooms may be sorted by -> its column."""


def page_of(where: str, values: tuple[Any, ...]) -> tuple[list[Room], int, int]:
    """`(rooms, total, offset)`: the page that the request asks for."""
    here = context.chat()
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    order = params.order(SORTS, "r.name, r.id")
    rows = here.store.rows(
        f"SELECT {rooms.FIELDS} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, count, offset),
    )
    total = here.store.value(f"SELECT count(*) FROM rooms r WHERE {where}", values)
    return [rooms.from_row(row) for row in rows], total, offset


def register(api: Api, family: Family) -> None:
    """Add the family's lists to `api`."""
    mine = "r.t = ? AND EXISTS (SELECT 1 FROM members m WHERE m.rid = r.id AND m.uid = ?"

    def show(where: str, *values: Any) -> Answer:
        found, total, offset = page_of(where, values)
        return listing(family.plural, [rooms.document(room) for room in found], total, offset)

    @api.get_(f"{family.prefix}.list")
    def every() -> Answer:
        if family.t == "c":
            return show("r.t = ?", "c")
        return show(f"{mine} AND m.open = 1)", family.t, context.user().id)

    @api.get_(f"{family.prefix}.list.joined")
    def joined() -> Answer:
        return show(f"{mine})", family.t, context.user().id)

    @api.get_(f"{family.prefix}.{'list.everyone' if family.t == 'd' else 'listAll'}")
    def everyone() -> Answer:
        context.require("view-room-administration")
        return show("r.t = ?", family.t)

    _of_one_room(api, family)
    _people_of_one_room(api, family)


def _of_one_room(api: Api, family: Family) -> None:
    @api.get_(f"{family.prefix}.info")
    def info() -> Answer:
        return family.shown(family.room(params.query()))

    @api.get_(f"{family.prefix}.members")
    def people() -> Answer:
        return members_of(family.room(params.query()))

    @api.get_(f"{family.prefix}.counters")
    def counters() -> Answer:
        return _counters(family.room(params.query()))

    @api.get_(f"{family.prefix}.files")
    def files() -> Answer:
        family.room(params.query())
        return listing("files", [], 0, 0)

    @api.get_(f"{family.prefix}.getIntegrations")
    def integrations() -> Answer:
        family.room(params.query())
        return listing("integrations", [], 0, 0)


def _people_of_one_room(api: Api, family: Family) -> None:
    @api.get_(f"{family.prefix}.online")
    def online() -> Answer:
        asked = params.query()
        room = context.room(asked.text("_id", "") or asked.text("roomId", ""))
        rows = context.chat().store.rows(
            "SELECT u.* FROM members m JOIN users u ON u.id = m.uid WHERE m.rid = ?", (room.id,)
        )
        here = [users.from_row(row) for row in rows]
        present = context.chat().presence
        return success(
            online=[{"_id": u.id, "username": u.username} for u in here if present.online(u.id)]
        )

    @api.get_(f"{family.prefix}.moderators")
    def moderators() -> Answer:
        found = [entry["u"] for entry in with_roles(family.room(params.query()))
                 if "moderator" in entry["roles"]]  # fmt: skip
        return success(moderators=found)

    @api.get_(f"{family.prefix}.roles")
    def room_roles() -> Answer:
        return success(roles=with_roles(family.room(params.query())))


def members_of(room: Room) -> Answer:
    """The page of a room's members that the request asks for, by user name."""
    here = context.chat()
    offset, count = params.page(context.may("api-bypass-rate-limit"))
    pattern = f"%{params.query().text('filter', '')}%"
    where = "m.rid = ? AND (u.username LIKE ? OR u.name LIKE ?)"
    values = (room.id, pattern, pattern)
    joined = "FROM members m JOIN users u ON u.id = m.uid"
    rows = here.store.rows(
        f"SELECT u.*, m.roles AS room_roles {joined} WHERE {where}"
        " ORDER BY u.username LIMIT ? OFFSET ?",
        (*values, count, offset),
    )
    total = here.store.value(f"SELECT count(*) {joined} WHERE {where}", values)
    shown = []
    for row in rows:
        person = users.from_row(row)
        entry = users.document(person, here.presence.online(person.id))
        shown.append(entry | {"roles": json.loads(row["room_roles"])})
    return listing("members", shown, total, offset)


def with_roles(room: Room) -> list[dict[str, Any]]:
    """The members of a room that hold a role there."""
    rows = context.chat().store.rows(
        "SELECT m.rid, m.uid, m.roles, u.username, u.name FROM members m"
        " JOIN users u ON u.id = m.uid WHERE m.rid = ? AND m.roles <> '[]' ORDER BY u.username",
        (room.id,),
    )
    return [
        {"_id": f"{row['rid']}{row['uid']}", "rid": row["rid"], "roles": json.loads(row["roles"]),
         "u": {"_id": row["uid"], "username": row["username"], "name": row["name"]}}
        for row in rows
    ]  # fmt: skip


def _counters(room: Room) -> Answer:
    here, who = context.chat(), context.user()
    asked = params.query()
    if "userId" in asked and asked.text("userId") != who.id:
        context.require("view-full-other-user-info")
        who = person_of(asked)
    member = members.find(here.store, room.id, who.id)
    unread, mentions = members.unread(here.store, member) if member else (0, 0)
    shown: dict[str, Any] = {
        "joined": member is not None, "members": room.people, "unreads": unread,
        "msgs": room.msgs, "latest": iso(room.last or room.created), "userMentions": mentions,
    }  # fmt: skip
    if member:
        shown["unreadsFrom"] = iso(member.seen or member.joined)
    return success(**shown)


def named(room_name: str) -> Room:
    """The room with this name; none raises the API's error."""
    found = rooms.find(context.chat().store, name=room_name)
    if found is None:
        raise ApiError("Invalid room", "error-invalid-room")
    return found
