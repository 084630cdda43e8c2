"""Calls that name a room of any kind: `rooms.info`, `rooms.get`, `rooms.adminRooms` and others."""

from __future__ import annotations

import json

from miniconf.chat.server import audit, context, history, members, messages, params, rooms
from miniconf.chat.server.answer import Answer, Api, listing, success
from miniconf.chat.server.api import room_changes, room_people
from miniconf.chat.server.api.family import person_of, room_of
from miniconf.chat.server.api.room_lists import members_of, page_of, with_roles
from miniconf.chat.server.errors import ApiError, missing, room_not_found
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change

api = Api("rooms")


@api.get_("rooms.info")
def info() -> Answer:
    """One room."""
    return success(room=rooms.document(room_of(params.query())))


@api.get_("rooms.get")
def mine() -> Answer:
    """The caller's rooms, or those of them that changed since an instant."""
    since = params.query().instant("updatedSince", 0)
    rows = context.chat().store.rows(
        f"SELECT {rooms.FIELDS} JOIN members m ON m.rid = r.id"
        " WHERE m.uid = ? AND max(r.rev, r.last) > ? ORDER BY r.name",
        (context.user().id, since),
    )
    return success(update=[rooms.document(rooms.from_row(row)) for row in rows], remove=[])


@api.get_("rooms.adminRooms")
def admin_rooms() -> Answer:
    """All rooms, for those who look after them."""
    context.require("view-room-administration")
    asked = params.query()
    text = f"%{asked.text('filter', '')}%"
    where, values = "(r.name LIKE ? OR r.fname LIKE ?)", [text, text]
    if types := [t for t in asked.text("types[]", asked.text("types", "")).split(",") if t]:
        where += f" AND r.t IN ({','.join('?' * len(types))})"
        values += types
    found, total, offset = page_of(where, tuple(values))
    return listing("rooms", [rooms.document(room) for room in found], total, offset)


@api.get_("rooms.adminRooms.getRoom")
def admin_room() -> Answer:
    """One room, for those who look after them."""
    context.require("view-room-administration")
    found = rooms.find(context.chat().store, params.query().text("rid"))
    if found is None:
        raise ApiError("not-allowed")
    return success(**rooms.document(found))


@api.get_("rooms.nameExists")
def name_exists() -> Answer:
    """Whether a room has this name."""
    name = params.query().text("roomName")
    return success(exists=rooms.find(context.chat().store, name=name) is not None)


@api.post_("rooms.join")
def join() -> Answer:
    """Become a member."""
    body = params.body()
    entered = room_people.entered(room_of(body), body.text("joinCode", ""))
    return success(room=rooms.document(entered))


@api.post_("rooms.leave")
def leave() -> Answer:
    """Be a member no longer."""
    room_people.left(room_of(params.body()))
    return success()


@api.post_("rooms.delete")
def delete() -> Answer:
    """Remove a room."""
    body = params.body()
    if "roomId" not in body:
        raise ApiError("The 'roomId' param is required")
    return room_changes.deleted(context.room(body.text("roomId")))


@api.post_("rooms.open")
def open_() -> Answer:
    """Put a room into one's list."""
    room_people.shown_in_list(_by_id(params.body()), True)
    return success()


@api.post_("rooms.hide")
def hide() -> Answer:
    """Take a room out of one's list."""
    room_people.shown_in_list(_by_id(params.body()), False)
    return success()


@api.post_("rooms.favorite")
def favorite() -> Answer:
    """Mark a room as a favourite, or no longer."""
    body = params.body()
    on = body.flag("favorite")
    room, who = room_of(body), context.user()
    done = context.chat().store.write(
        lambda change: members.set_member(change, room.id, who.id, favorite=int(on))
    )
    if not done:
        raise ApiError("Invalid subscription", "error-invalid-subscription")
    return success()


@api.get_("rooms.roles")
def room_roles() -> Answer:
    """Who holds a role in a room."""
    return success(roles=with_roles(context.room(params.query().text("rid"))))


@api.get_("rooms.isMember")
def is_member() -> Answer:
    """Whether somebody is a member."""
    asked = params.query()
    room, person = context.room(asked.text("roomId")), person_of(asked)
    return success(isMember=members.find(context.chat().store, room.id, person.id) is not None)


@api.get_("rooms.membersOrderedByRole")
def members_by_role() -> Answer:
    """A room's members."""
    return members_of(room_of(params.query()))


@api.post_("rooms.changeArchivationState")
def archivation() -> Answer:
    """Close a room for writing, or open it again."""
    body = params.body()
    room, action = _rid(body), body.text("action")
    if action not in ("archive", "unarchive"):
        raise ApiError("must be archive or unarchive: action", "invalid-params")
    context.require(f"{action}-room", room, 400)
    room_changes.archive(room, action == "archive")
    return success()


_SETTINGS = {
    "roomName": "name", "roomTopic": "topic", "roomDescription": "description",
    "roomAnnouncement": "announcement", "joinCode": "join_code",
}  # fmt: skip


@api.post_("rooms.saveRoomSettings")
def save_settings() -> Answer:
    """Several settings of a room at once."""
    body = params.body()
    room = _rid(body)
    values: dict[str, object] = {
        column: body.text(name) for name, column in _SETTINGS.items() if name in body
    }
    if "name" in values:
        rooms.check_name(context.chat().store, str(values["name"]), but=room.id)
        values["fname"] = values["name"]
    if "readOnly" in body:
        values["ro"] = body.flag("readOnly")
    if "default" in body:
        context.require("view-room-administration")
        values["standard"] = body.flag("default")
    if "roomCustomFields" in body:
        values["custom"] = body.mapping("roomCustomFields")
    room_changes.saved(room, "edit-room", **values)
    return success(rid=room.id)


@api.post_("rooms.muteUser")
def mute() -> Answer:
    """Silence somebody in a room."""
    return _muted(True)


@api.post_("rooms.unmuteUser")
def unmute() -> Answer:
    """Let somebody speak again in a room."""
    return _muted(False)


def _muted(on: bool) -> Answer:
    body = params.body()
    if "roomId" not in body:
        raise missing("roomId")
    room, person = context.room(body.text("roomId")), person_of(body)
    context.require("mute-user", room, 400)
    silenced(room, person.id, person.username, on)
    return success()


def silenced(room: Room, uid: str, username: str, on: bool) -> None:
    """Keep who may not speak in a room."""

    def work(change: Change) -> None:
        now = set(rooms.known(change, room.id).muted)
        names = now | {username} if on else now - {username}
        audit.record(change, "mute-user" if on else "unmute-user", rid=room.id, target=uid)
        rooms.update(change, room.id, muted=sorted(names))

    context.chat().store.write(work)


@api.post_("rooms.cleanHistory")
def clean_history() -> Answer:
    """Delete the messages of a stretch of time."""
    body = params.body()
    for name in ("roomId", "latest", "oldest"):
        if name not in body:
            raise missing(name)
    room = context.room(body.text("roomId"))
    context.require("clean-channel-history", room)
    equal = "=" if body.flag("inclusive", False) else ""
    query = history.shown(room.id).both(f"m.ts <{equal} ?", body.instant("latest"))
    query = query.both(f"m.ts >{equal} ?", body.instant("oldest"))
    if body.flag("excludePinned", False):
        query = query.both("m.pinned = 0")
    if names := body.texts("users"):
        wanted = "json_extract(m.doc, '$.u.username') IN (SELECT value FROM json_each(?))"
        query = query.both(wanted, json.dumps(names))

    def work(change: Change) -> int:
        found = history.select(change, query, count=body.number("limit", 0) or 1_000_000)
        for message in found:
            messages.erase(change, message)
        if found:
            audit.record(change, "clean-history", rid=room.id, messages=len(found))
        return len(found)

    return success(_id=room.id, count=context.chat().store.write(work))


def _by_id(body: Params) -> Room:
    return context.room(body.text("roomId"))


def _rid(body: Params) -> Room:
    found = rooms.find(context.chat().store, body.text("rid"))
    if found is None:
        raise ApiError("Invalid room", "error-invalid-room")
    return context.readable(found)


@api.post_("rooms.media/<rid>")
def upload(rid: str) -> Answer:
    """Files are not taken: papers, posters and slides have their place on the site."""
    if rooms.find(context.chat().store, rid) is None:
        raise room_not_found()
    raise ApiError("File upload is not offered", "error-file-upload-disabled")
