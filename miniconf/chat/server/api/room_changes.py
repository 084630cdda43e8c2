"""Rooms made and changed: `create`, `rename`, `setTopic` and its like, `archive`, `delete`."""

from __future__ import annotations

from typing import Any

from miniconf.chat.server import audit, context, members, params, rooms, users
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api.family import Family
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change

TEXTS = {
    "setTopic": ("topic", "topic"),
    "setDescription": ("description", "description"),
    "setPurpose": ("purpose", "description"),
    "setAnnouncement": ("announcement", "announcement"),
}
"""Call -> the property of its body, and the column it sets."""


def register(api: Api, family: Family) -> None:
    """Add the family's changes to `api`."""
    prefix = family.prefix

    @api.post_(f"{prefix}.create")
    def create() -> Answer:
        context.require(f"create-{family.t}")
        return family.shown(created(family, params.body()))

    @api.post_(f"{prefix}.rename")
    def rename() -> Answer:
        body = params.body()
        name = body.text("name")
        room = family.room(body)

        def work(change: Change) -> Room:
            rooms.check_name(change, name, but=room.id)
            return rooms.update(change, room.id, name=name, fname=name)

        return family.shown(changed(room, "edit-room", work))

    @api.post_(f"{prefix}.archive")
    def archive() -> Answer:
        return _archived(family.room(params.body()), True)

    @api.post_(f"{prefix}.unarchive")
    def unarchive() -> Answer:
        return _archived(family.room(params.body()), False)

    @api.post_(f"{prefix}.delete")
    def delete() -> Answer:
        return deleted(family.room(params.body()))

    for call, (name, column) in TEXTS.items():
        _set_text(api, family, call, name, column)
    _set_others(api, family)


def _set_text(api: Api, family: Family, call: str, name: str, column: str) -> None:
    @api.post_(f"{family.prefix}.{call}")
    def set_text() -> Answer:
        body = params.body()
        text = body.text(name)
        saved(family.room(body), "edit-room", **{column: text})
        return success(**{name: text})


def _set_others(api: Api, family: Family) -> None:
    prefix = family.prefix

    @api.post_(f"{prefix}.setReadOnly")
    def set_read_only() -> Answer:
        body = params.body()
        return family.shown(saved(family.room(body), "set-readonly", ro=body.flag("readOnly")))

    @api.post_(f"{prefix}.setDefault")
    def set_default() -> Answer:
        body = params.body()
        room = saved(family.room(body), "view-room-administration", standard=body.flag("default"))
        return family.shown(room)

    @api.post_(f"{prefix}.setJoinCode")
    def set_join_code() -> Answer:
        body = params.body()
        return family.shown(saved(family.room(body), "edit-room", join_code=body.text("joinCode")))

    @api.post_(f"{prefix}.setCustomFields")
    def set_custom_fields() -> Answer:
        body = params.body()
        return family.shown(
            saved(family.room(body), "edit-room", custom=body.mapping("customFields"))
        )

    @api.post_(f"{prefix}.setEncrypted")
    def set_encrypted() -> Answer:
        body = params.body()
        body.flag("encrypted")
        raise ApiError("End-to-end encryption is not offered", "error-action-not-allowed")

    @api.post_(f"{prefix}.setType")
    def set_type() -> Answer:
        body = params.body()
        wanted, room = body.text("type"), family.room(body)
        if wanted == room.t:
            raise ApiError(
                "The room type is already the same as requested", "error-same-channel-type"
            )
        if wanted not in ("c", "p"):
            raise ApiError("must be c or p: type", "invalid-params")
        context.require(f"create-{wanted}")
        return family.shown(saved(room, "edit-room", t=wanted))


def created(family: Family, body: Params, **more: Any) -> Room:
    """The new room that a body describes, with its creator as owner and its members."""
    here, who = context.chat(), context.user()
    name = body.text("name")
    extra = body.mapping("extraData") if "extraData" in body else {}
    texts = {key: str(extra[key]) for key in ("topic", "description", "announcement", "fname")
             if isinstance(extra.get(key), str)}  # fmt: skip
    custom = body.mapping("customFields") if "customFields" in body else {}
    usernames = body.texts("members")

    def work(change: Change) -> Room:
        room = rooms.create(
            change, name, who, t=family.t, ro=body.flag("readOnly", False), custom=custom,
            slow=here.settings.slow_seconds, **texts, **more,
        )  # fmt: skip
        if not body.flag("excludeSelf", False):
            members.join(change, room, who, "owner")
        for username in usernames:
            if person := users.find(change, username=username):
                members.join(change, room, person)
        return rooms.known(change, room.id)

    return here.store.write(work)


def changed(room: Room, permission: str, work: Any) -> Room:
    """The room after `work`, which needs `permission` in it."""
    context.require(permission, room, 400)
    result: Room = context.chat().store.write(work)
    return result


def saved(room: Room, permission: str, **values: Any) -> Room:
    """The room with new values of its columns; nothing is written where they are the same."""
    if all(getattr(room, column) == value for column, value in values.items()):
        context.require(permission, room, 400)
        return room
    return changed(room, permission, lambda change: rooms.update(change, room.id, **values))


def _archived(room: Room, wanted: bool) -> Answer:
    context.require("archive-room" if wanted else "unarchive-room", room, 400)
    if room.archived == wanted:
        state = "archived" if wanted else "not archived"
        raise ApiError(
            f"The channel, {room.name}, is {state}",
            "error-room-archived" if wanted else "error-room-not-archived",
        )
    archive(room, wanted)
    return success()


def archive(room: Room, wanted: bool) -> None:
    """Close the room for writing, or open it again."""

    def work(change: Change) -> Room:
        audit.record(change, "archive-room" if wanted else "unarchive-room", rid=room.id)
        return rooms.update(change, room.id, archived=wanted)

    context.chat().store.write(work)


def deleted(room: Room) -> Answer:
    """The room is removed with all that was said in it."""
    context.require(f"delete-{room.t}", room, 400)

    def work(change: Change) -> None:
        audit.record(change, "delete-room", rid=room.id, name=room.name, messages=room.msgs)
        rooms.delete(change, room.id)

    context.chat().store.write(work)
    return success()
