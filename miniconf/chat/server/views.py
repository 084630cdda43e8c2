"""Messages and rooms as the panel and the pages show them: small, with clean HTML, the same for
every reader. Whose vote is the reader's own, the reader's page sees by the user names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from miniconf.chat.server import context, history, reactions, render, users
from miniconf.chat.server.instants import iso
from miniconf.chat.server.messages import Message
from miniconf.chat.server.questions import is_author
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.users import Rows, User

View = dict[str, Any]


class Viewer:
    """Shows messages of one room; who wrote them is looked up once. `staff`: whether the reader
    moderates and so sees the words of hidden messages."""

    def __init__(self, source: Rows, room: Room, staff: bool = False) -> None:
        self._source, self._room, self._staff = source, room, staff
        self._people: dict[str, User | None] = {}
        self._roles: dict[str, frozenset[str]] = {}

    def several(self, found: Iterable[Message]) -> list[View]:
        """The messages, shown."""
        listed = list(found)
        self._look_up({message.uid for message in listed} - self._people.keys())
        return [self.one(message) for message in listed]

    def threads(self, found: Iterable[Message]) -> list[View]:
        """The messages, each with its `answers`."""
        listed = list(found)
        below = history.threads_of(
            self._source, [m.id for m in listed if m.replies or m.tmid is None]
        )
        everything = [*listed, *(answer for answers in below.values() for answer in answers)]
        self._look_up({message.uid for message in everything} - self._people.keys())
        return [
            self.one(m)
            | {"answers": [self.one(a) for a in below.get(m.id, []) if a.state != "deleted"]}
            for m in listed
        ]

    def one(self, message: Message) -> View:
        """One message. What a moderator hid has no words but for moderators."""
        if message.uid not in self._people:
            self._look_up({message.uid})
        shown: View = {
            "id": message.id, "room": message.rid, "thread": message.tmid, "at": iso(message.ts),
            "ts": message.ts, "rev": message.rev, "state": message.state,
            "kind": self._kind(message), "user": self.person(message), "replies": message.replies,
            "html": "", "text": "", "votes": 0, "voters": [], "answered": False, "pinned": False,
            "edited": False,
        }  # fmt: skip
        if message.state == "deleted" or (message.state == "hidden" and not self._staff):
            return shown
        return shown | {
            "html": _html(message), "text": message.text, "votes": message.votes,
            "voters": reactions.people(message, reactions.VOTE),
            "answered": bool(message.answered), "pinned": message.pinned,
            "edited": "editedAt" in message.doc,
        }  # fmt: skip

    def person(self, message: Message) -> View:
        """Who wrote a message: `badge` is `author`, `moderator`, `organizer`, `bot` or nothing."""
        brief = message.doc["u"]
        found = self._people.get(message.uid)
        name = message.doc.get("alias") or (found.name if found else brief.get("name", ""))
        shown = {"id": message.uid, "username": brief["username"], "name": name, "badge": "",
                 "affiliation": "", "verified": False}  # fmt: skip
        if found:
            shown |= {"badge": self._badge(found), "affiliation": found.affiliation,
                      "verified": found.person is not None}  # fmt: skip
        return shown

    def _badge(self, person: User) -> str:
        if is_author(person, self._room):
            return "author"
        held = person.roles | self._roles.get(person.id, frozenset())
        for role, badge in (("bot", "bot"), ("admin", "organizer"), ("moderator", "moderator"),
                            ("owner", "organizer"), ("leader", "author")):  # fmt: skip
            if role in held:
                return badge
        return ""

    def _kind(self, message: Message) -> str:
        if message.t and message.state != "deleted":
            return "system"
        if message.tmid:
            return "answer"
        return "question" if message.question else "remark"

    def _look_up(self, ids: set[str]) -> None:
        self._people.update(dict.fromkeys(ids))
        rows = self._source.rows(
            "SELECT u.*, m.roles AS room_roles FROM users u"
            " LEFT JOIN members m ON m.uid = u.id AND m.rid = ?"
            " WHERE u.id IN (SELECT value FROM json_each(?))",
            (self._room.id, json.dumps(sorted(ids))),
        )
        for row in rows:
            self._people[row["id"]] = users.from_row(row)
            self._roles[row["id"]] = frozenset(json.loads(row["room_roles"] or "[]"))


def _html(message: Message) -> str:
    people = tuple(person["username"].lower() for person in message.doc.get("mentions", ()))
    rooms = tuple(room["name"] for room in message.doc.get("channels", ()))
    text = message.text
    for attachment in message.doc.get("attachments", ()):
        quoted = attachment.get("text")
        if isinstance(quoted, str) and quoted and not message.t:
            text += "\n\n> " + quoted.replace("\n", "\n> ")
    return render.html(text, people, rooms)


def room_view(room: Room) -> View:
    """A room for the panel: its texts, what it belongs to, and whether it is open."""
    slashed = room.record or ""
    return {
        "id": room.id, "name": room.name, "title": room.title, "topic": room.subtitle,
        "description": room.description, "announcement": room.announcement, "key": slashed,
        "locked": room.ro, "archived": room.archived, "slow": room.slow, "messages": room.msgs,
        "people": room.people, "last": iso(room.last) if room.last else None, "rev": room.rev,
    }  # fmt: skip


def counts(source: Rows, room: Room) -> dict[str, int]:
    """`questions` and `answered` of a room."""
    row = source.row(
        "SELECT count(*), coalesce(sum(answered > 0), 0) FROM messages"
        " WHERE rid = ? AND question = 1 AND state = 'shown'",
        (room.id,),
    )
    return {"questions": row[0], "answered": row[1]} if row else {"questions": 0, "answered": 0}


def standing(room: Room) -> View:
    """What the caller is in a room, and may do there."""
    who = context.caller()
    if who is None:
        return {"signedIn": False, "author": False, "answers": False, "moderates": False}
    muted = who.muted_until > context.now()
    return {
        "signedIn": True, "id": who.id, "username": who.username, "name": who.name,
        "author": is_author(who, room), "answers": context.answers(who, room),
        "moderates": context.may("miniconf-hide-message", room),
        "pins": context.may("pin-message", room), "bans": context.may("miniconf-ban-user"),
        "muted": muted or who.username in room.muted,
        "until": iso(who.muted_until) if muted else None,
    }  # fmt: skip
