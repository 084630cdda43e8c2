"""Direct messages: `dm.create`, `dm.open`, `dm.close`, `dm.setTopic`, `dm.delete`."""

from __future__ import annotations

from miniconf.chat.server import context, members, params, rooms, users
from miniconf.chat.server.answer import Answer, Api, success
from miniconf.chat.server.api import room_people
from miniconf.chat.server.api.family import Family, direct_id
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

MOST_PEOPLE = 8


def register(api: Api, family: Family) -> None:
    """Add the calls under the family's prefix (`dm`, or `im` as they were called before)."""
    prefix = family.prefix

    @api.post_(f"{prefix}.create")
    def create() -> Answer:
        context.require("create-d", status=400)
        room, people = _created()
        names = [person.username for person in people]
        return success(room=rooms.document(room) | {"rid": room.id, "usernames": names})

    @api.post_(f"{prefix}.open")
    def open_() -> Answer:
        return _listed(family, True)

    @api.post_(f"{prefix}.close")
    def close() -> Answer:
        return _listed(family, False)

    @api.post_(f"{prefix}.setTopic")
    def set_topic() -> Answer:
        body = params.body()
        topic, room = body.text("topic"), family.room(body)
        context.chat().store.write(lambda change: rooms.update(change, room.id, topic=topic))
        return success(topic=topic)

    @api.post_(f"{prefix}.delete")
    def delete() -> Answer:
        room = family.room(params.body())
        context.require("delete-d", room, 400)
        context.chat().store.write(lambda change: rooms.delete(change, room.id))
        return success()


def _listed(family: Family, wanted: bool) -> Answer:
    """Direct messages open and close without complaint, however they were before."""
    room = family.room(params.body())
    member = members.find(context.chat().store, room.id, context.user().id)
    if member and member.open == wanted:
        return success()
    return room_people.shown_in_list(room, wanted)


def _created() -> tuple[Room, list[User]]:
    """The room between the caller and the people of the body, made where there is none."""
    body, who = params.body(), context.user()
    here = context.chat()
    names = [name.strip() for name in body.text("usernames", "").split(",") if name.strip()]
    names = names or [body.text("username", "")]
    if not any(names):
        lines = "must have required property 'usernames'\n must have required property 'username'"
        raise ApiError(f"{lines}\n must match exactly one schema in oneOf", "invalid-params")
    found = [users.find(here.store, username=name.lstrip("@")) for name in names]
    people = [who, *[person for person in found if person and person.id != who.id]]
    if None in found or len(people) > MOST_PEOPLE:
        raise ApiError(
            "Invalid user", "error-invalid-user", details={"method": "createDirectMessage"}
        )
    identity = direct_id(*people)

    def work(change: Change) -> Room:
        existing = rooms.find(change, identity)
        if existing:
            return existing
        uids = tuple(sorted(person.id for person in people))
        room = rooms.create(change, None, who, t="d", uids=uids, identity=identity)
        for person in people:
            members.join(change, room, person)
        return rooms.known(change, room.id)

    return here.store.write(work), people
