"""The three families of rooms, whose calls differ only in their prefix: channels, groups, dm."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from miniconf.chat.server import context, rooms, users
from miniconf.chat.server.answer import Answer, success
from miniconf.chat.server.errors import ApiError, room_not_found
from miniconf.chat.server.params import Params
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.users import User


@dataclass(frozen=True, slots=True)
class Family:
    """`prefix` of the calls, `key` and `plural` of their answers, type `t` of the rooms."""

    prefix: str
    key: str
    plural: str
    t: str

    def room(self, params: Params) -> Room:
        """The room that a request names by `roomId` or `roomName`, if it is of this family."""
        found = room_of(params)
        if found.t != self.t:
            raise room_not_found()
        return found

    def shown(self, room: Room, **more: Any) -> Answer:
        """An answer with the room under the family's key."""
        return success(**{self.key: rooms.document(room), **more})


CHANNELS = Family("channels", "channel", "channels", "c")
GROUPS = Family("groups", "group", "groups", "p")
DIRECT = Family("dm", "room", "ims", "d")
IM = Family("im", "room", "ims", "d")
"""The same calls as `dm`, under their older name."""


def room_of(params: Params) -> Room:
    """The room that a request names by `roomId`, `roomName` or (for direct messages) `username`."""
    identity, name = params.text("roomId", ""), params.text("roomName", "")
    if identity or name:
        return context.room(identity, name)
    if username := params.text("username", ""):
        other = users.find(context.chat().store, username=username)
        return context.room(direct_id(context.user(), other)) if other else _nobody()
    raise ApiError(
        'The parameter "roomId" or "roomName" is required', "error-roomid-param-not-provided"
    )


def _nobody() -> Room:
    raise room_not_found()


def direct_id(*people: User) -> str:
    """The id of the direct messages between `people`, the same whoever begins."""
    return "".join(sorted({person.id for person in people}))


def person_of(params: Params) -> User:
    """The account that a request names by `userId`, `username` or `user`."""
    here = context.chat()
    identity = params.text("userId", "")
    name = params.text("username", "") or params.text("user", "")
    if not identity and not name:
        raise ApiError(
            'The required "userId" or "username" param was not provided',
            "error-user-param-not-provided",
        )
    found = users.find(here.store, id=identity) if identity else None
    found = found or (users.find(here.store, username=name) if name else None)
    if found is None:
        raise ApiError(
            'The required "userId" or "username" param provided does not match any users',
            "error-invalid-user",
        )
    return found
