"""Who may write in a room now, and the writing itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from miniconf.chat.server import context, members, messages, questions, reactions
from miniconf.chat.server.context import Chat
from miniconf.chat.server.errors import ApiError, banned
from miniconf.chat.server.instants import iso, spoken
from miniconf.chat.server.messages import Message
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

_CHOSEN = frozenset({"user", "guest"})
"""The roles of who came in with a name of their choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What somebody wants to say. `asked`: whether they said it is a question."""

    text: str
    identity: str = ""
    tmid: str | None = None
    asked: bool | None = None
    extra: dict[str, Any] | None = None


def post(user: User, room: Room, draft: Draft) -> Message:
    """The message, written and kept; whoever may not write here gets an ApiError."""
    here = context.chat()
    if draft.identity and (earlier := messages.find(here.store, draft.identity)):
        return here.store.write(lambda change: _written(change, user, room, draft, earlier))
    check(here, user, room, draft.text)
    return here.store.write(lambda change: _written(change, user, room, draft, None))


def _written(
    change: Change, user: User, room: Room, draft: Draft, earlier: Message | None
) -> Message:
    """The message, with its writer a member and its question marked or answered."""
    answers = context.answers(user, room)
    extra = dict(draft.extra or {})
    question = draft.tmid is None and questions.is_question(draft.text, draft.asked, answers)
    if question and draft.asked:
        extra["reactions"] = reactions.beginning(user, reactions.QUESTION)
    message = messages.write(
        change, room, user, draft.text, identity=draft.identity, tmid=draft.tmid, extra=extra,
        question=question,
    )  # fmt: skip
    if earlier is None:
        _join(change, room, user)
        if draft.tmid and answers:
            questions.note_answer(change, message, user)
    return message


def _join(change: Change, room: Room, user: User) -> None:
    """Whoever writes is a member; an author leads, which every Rocket.Chat client shows."""
    leads = questions.is_author(user, room)
    member = members.find(change, room.id, user.id)
    if member is None:
        members.join(change, room, user, *(["leader"] if leads else []))
    elif leads and "leader" not in member.roles:
        members.give(change, room, user, "leader")


def check(here: Chat, user: User, room: Room, text: str) -> None:
    """Raise ApiError where this person may not write this here and now."""
    silence(here, user, room)
    limits = here.settings.limits
    if len(text) > limits.message_characters:
        raise ApiError(
            f"Message is longer than {limits.message_characters} characters",
            "error-message-size-exceeded",
        )
    if context.may("api-bypass-rate-limit"):
        return
    _slow(here, user, room)
    here.limiter.spend("messages", user.id, limits.messages)
    here.limiter.spend("messages-from", context.address(), limits.address_messages)


def silence(here: Chat, user: User, room: Room) -> None:
    """Raise ApiError where the room is closed to this person, or the person to all rooms."""
    now = context.now()
    if room.archived:
        raise ApiError(f"The room {room.title} is archived", "error-room-archived")
    if user.banned_until > now:
        raise banned(user.banned_until)
    if user.person is None and user.roles <= _CHOSEN:
        check_address(here)
    if user.muted_until > now:
        raise ApiError(
            f"A moderator has muted you until {spoken(user.muted_until)}", "error-user-muted",
            details={"until": iso(user.muted_until)},
        )  # fmt: skip
    if user.username in room.muted:
        raise ApiError("You have been muted and cannot speak in this room", "error-user-muted")
    if room.ro and not context.may("post-readonly", room):
        raise ApiError(
            "You can't send messages because the room is readonly.", "error-room-readonly"
        )


def check_address(here: Chat) -> None:
    """Raise ApiError where nobody with a chosen name may write from the caller's address.

    People known by their link or role may: many share one address, and each of them can be shut
    out by themselves.
    """
    until = here.store.value("SELECT until FROM bans WHERE address = ?", (context.address(),))
    if until is not None and until > context.now():
        raise banned(until, address=True)


def _slow(here: Chat, user: User, room: Room) -> None:
    """Raise ApiError where slow mode asks this person to wait."""
    if not room.slow or context.may("miniconf-bypass-slow-mode", room):
        return
    if questions.is_author(user, room):
        return
    last = here.store.value(
        "SELECT max(ts) FROM messages WHERE uid = ? AND rid = ?", (user.id, room.id)
    )
    wait = (last or 0) + room.slow * 1000 - context.now()
    if wait > 0:
        seconds = math.ceil(wait / 1000)
        raise ApiError(
            f"Slow mode: you can write again in {seconds} seconds.", "error-slow-mode", 429,
            {"seconds": seconds},
        )  # fmt: skip
