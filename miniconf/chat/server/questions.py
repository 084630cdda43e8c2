"""Questions and their answers: which message is a question, and when it counts as answered."""

from __future__ import annotations

from miniconf.chat.server import messages, reactions
from miniconf.chat.server.messages import Message
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

_MARKS = ("?", "？", "؟", "⸮", "՞", "፧", "꘏")
"""Question marks of the scripts people ask in. The Greek one is a semicolon and says nothing."""


RECORDS = "miniconf_records"
"""The custom field with further records that share a room: `["papers/main.12", ...]`."""


def is_author(user: User, room: Room) -> bool:
    """Whether the room belongs to a record of this person's.

    Attendees' records are papers' ids (`main.12`) or whole keys (`workshops/w3`).
    """
    if not user.papers or room.record is None:
        return False
    further = room.custom.get(RECORDS)
    keys = {room.record, *(further if isinstance(further, list) else [])}
    own = {record if "/" in record else f"papers/{record}" for record in user.papers}
    return not own.isdisjoint(keys)


def asks(text: str) -> bool:
    """Whether a text without further word is taken for a question: it has a question mark."""
    return any(mark in text for mark in _MARKS)


def is_question(text: str, asked: bool | None, answers: bool) -> bool:
    """Whether a new message that begins a thread is a question.

    `asked` is what the writer said about it (None: nothing); `answers` tells that the writer is
    one of those who answer here, whose messages are no questions unless they say so.
    """
    return asked if asked is not None else not answers and asks(text)


def note_answer(change: Change, message: Message, user: User) -> None:
    """Mark the question as answered when one of its room's authors answers it."""
    parent = messages.find(change, message.tmid or "")
    if parent and parent.question and not parent.answered and parent.uid != user.id:
        reactions.react(change, parent, user, reactions.ANSWERED, True, True)


def settle(change: Change, message: Message, user: User, on: bool) -> Message:
    """The question marked as answered, or as waiting again."""
    if on:
        marked = reactions.react(change, message, user, reactions.ANSWERED, True, True)
        if marked.answered:
            return marked
        return messages.save(change, marked, marked.doc, answered=change.rev())
    return reactions.drop(change, message, reactions.ANSWERED)


def declare(change: Change, message: Message, user: User, on: bool) -> Message:
    """The message as a question, or as a remark."""
    if on:
        marked = reactions.react(change, message, user, reactions.QUESTION, True, True)
        return marked if marked.question else messages.save(change, marked, marked.doc, question=1)
    dropped = reactions.drop(change, message, reactions.QUESTION)
    return messages.save(change, dropped, dropped.doc, question=0)
