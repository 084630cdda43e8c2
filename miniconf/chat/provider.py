"""What a chat engine must be able to do for a conference, and the values that pass to and fro.

Every operation may be repeated without harm: a command that was stopped anywhere is run again, and
finds or finishes what it had begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from miniconf.rooms import Room

TEXTS = ("name", "topic", "description", "announcement")
"""What is compared between a room on the server and the room as it is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A room as the server has it.

    `key`: the record it belongs to, as the server stores it; "" where it is none of ours;
    `scope`: the prefix of the conference that made it;
    `stamp`: what `plan.stamp` gave when welcome message and moderators were last put in place;
    `messages`: how many there are, where the server counts them;
    `extra`: what only the provider itself understands.
    """

    id: str
    name: str
    key: str = ""
    scope: str = ""
    topic: str = ""
    description: str = ""
    announcement: str = ""
    archived: bool = False
    stamp: str = ""
    messages: int = 0
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message as the server has it; what of it is kept, the archive decides.

    `user`: the server's id of the writer, never published; `name`: the name the writer shows;
    `thread`: id of the message it answers, or ""; `question`: what server or writer said about it,
    None where nothing; `answered`: somebody who may say so has marked it.
    """

    id: str
    time: datetime
    text: str
    user: str
    name: str
    thread: str = ""
    is_author: bool = False
    edited: bool = False
    upvotes: int = 0
    question: bool | None = None
    answered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Changes of a room since a cursor: messages new or changed, ids of those taken back.

    `cursor` is where to go on from;
    `authors_known`: the server knows who the authors are here, so only their answers settle.
    """

    cursor: str
    messages: tuple[Message, ...] = ()
    removed: tuple[str, ...] = ()
    authors_known: bool = False


class Provider(Protocol):
    """One chat engine."""

    def found(self) -> Iterable[Found]:
        """All rooms that the server knows, ours and others."""

    def create(self, room: Room) -> Found:
        """The room, made with its key in one step; one that is there already is taken as it is."""

    def adopt(self, found: Found, room: Room) -> Found:
        """A room that nobody made for us, with the key of `room` stored in it."""

    def change(self, found: Found, room: Room, fields: Iterable[str]) -> Found:
        """The room with `fields` (see `TEXTS`) as `room` wants them."""

    def settle(self, found: Found, room: Room, stamp: str) -> Found:
        """The room with the welcome message pinned and its moderators; `stamp` is stored last."""

    def archive(self, found: Found) -> None:
        """Close a room for writing; it stays readable."""

    def restore(self, found: Found) -> Found:
        """Open an archived room again."""

    def delete(self, found: Found) -> None:
        """Remove a room with everything in it, for good."""

    def latest(self) -> Mapping[str, str] | None:
        """Room id -> cursor of its last change, of rooms with messages; None where each is asked.

        A room whose own cursor is as late has nothing new.
        """

    def moved(self, since: str) -> tuple[frozenset[str] | None, str]:
        """`(ids of rooms in which something happened, token)` since an earlier call's token.

        None where each room is asked: for an engine that cannot tell, whose token is "", without
        a token, or with one that the server forgot.
        """

    def changes(self, found: Found, cursor: str) -> Iterator[Batch]:
        """What happened in a room since `cursor` ("" for all), in pieces, oldest change first."""

    def activity(self, memory: Mapping[str, object]) -> tuple[dict[str, int], dict[str, object]]:
        """`key -> messages since the last call`, and the memory to hand in next time."""
