"""Messages: written, edited, taken back, hidden, pinned and reacted to.

`doc` is the message as Rocket.Chat's API shows it; what is asked for by number (votes, answered)
stands in columns beside it and is worked out from the reactions (see `questions`).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.ids import new_id
from miniconf.chat.server.instants import iso
from miniconf.chat.server.rooms import Room
from miniconf.chat.server.store import Change, Row
from miniconf.chat.server.users import Rows, User

_MENTION = re.compile(r"(?<![\w@./-])@([0-9a-zA-Z][0-9a-zA-Z._-]{0,63})")
_CHANNEL = re.compile(r"(?<![\w#./&-])#([0-9a-zA-Z][0-9a-zA-Z._-]{0,119})")
_URL = re.compile(r"https?://[^\s<>\"'`)\]]{3,2000}")
_MOST_MENTIONS = 20
IDENTITY = re.compile(r"[0-9a-zA-Z_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Message:
    """One message. `state` is `shown`, `hidden` (by a moderator) or `deleted`."""

    id: str
    rid: str
    uid: str
    ts: int
    rev: int
    tmid: str | None
    t: str | None
    state: str
    pinned: bool
    question: bool
    votes: int
    answered: int
    replies: int
    doc: dict[str, Any]

    @property
    def text(self) -> str:
        """What was written."""
        text: str = self.doc.get("msg", "")
        return text


def from_row(row: Row) -> Message:
    """The message of a row of `messages`."""
    return Message(
        row["id"], row["rid"], row["uid"], row["ts"], row["rev"], row["tmid"], row["t"],
        row["state"], bool(row["pinned"]), bool(row["question"]), row["votes"], row["answered"],
        row["replies"], json.loads(row["doc"]),
    )  # fmt: skip


def document(message: Message) -> dict[str, Any]:
    """The message as the API shows it."""
    return message.doc | {"_updatedAt": iso(message.rev)}


def find(source: Rows, identity: str) -> Message | None:
    """The message with this id in any state, or None."""
    row = source.row("SELECT * FROM messages WHERE id = ?", (identity,))
    return from_row(row) if row else None


def write(
    change: Change, room: Room, user: User, text: str, *, identity: str = "",
    tmid: str | None = None, t: str | None = None, extra: dict[str, Any] | None = None,
    question: bool = False,
) -> Message:  # fmt: skip
    """A new message, in the transaction `change`.

    The same `identity` again, from the same person with the same words, gives the message that is
    already there, so that a request may be repeated safely; with other words it raises ApiError.
    """
    if identity and (earlier := find(change, identity)):
        return _repeated(earlier, room, user, text)
    identity = identity or new_id()
    if not IDENTITY.fullmatch(identity):
        raise ApiError("Invalid message id", "error-invalid-message-id")
    now = change.rev(room.id)
    doc: dict[str, Any] = {
        "_id": identity, "rid": room.id, "msg": text, "ts": iso(now), "u": user.brief,
        "urls": [], "mentions": [], "channels": [],
    }  # fmt: skip
    if t:
        doc["t"] = t
    if tmid:
        doc["tmid"] = tmid
        _reply(change, tmid, room, user, now)
    doc |= extra or {}
    mentioned = _annotate(change, doc)
    change.run(
        "INSERT INTO messages (id, rid, uid, ts, rev, tmid, t, question, doc)"
        " VALUES (?,?,?,?,?,?,?,?,?)",
        (identity, room.id, user.id, now, now, tmid, t, int(question), json.dumps(doc)),
    )
    _note_mentions(change, identity, room.id, now, mentioned)
    if t is None:
        change.run(
            "UPDATE rooms SET msgs = msgs + 1, last = ? WHERE id = ?",
            (now, room.id),
        )
    return Message(
        identity, room.id, user.id, now, now, tmid, t, "shown", False, question, 0, 0, 0, doc
    )


def _repeated(earlier: Message, room: Room, user: User, text: str) -> Message:
    if (earlier.rid, earlier.uid, earlier.text) == (room.id, user.id, text):
        return earlier
    raise ApiError("This message id is taken", "error-message-id-taken")


def _reply(change: Change, tmid: str, room: Room, user: User, now: int) -> None:
    """Count an answer on the message that began the thread."""
    parent = find(change, tmid)
    if parent is None or parent.rid != room.id or parent.tmid or parent.state == "deleted":
        raise ApiError("Invalid thread message", "error-invalid-message")
    doc = parent.doc
    people = [*doc.get("replies", []), user.id]
    doc["replies"] = list(dict.fromkeys([*people, parent.uid]))
    doc["tcount"], doc["tlm"] = parent.replies + 1, iso(now)
    save(change, parent, doc, replies=parent.replies + 1)


def save(change: Change, message: Message, doc: dict[str, Any], **columns: Any) -> Message:
    """The message with a new document and new `columns`; its readers are told."""
    if not columns.keys() <= {"state", "pinned", "question", "votes", "answered", "replies"}:
        raise ValueError(columns)
    values = columns | {"doc": json.dumps(doc), "rev": change.rev(message.rid)}
    assigned = ", ".join(f"{column} = ?" for column in values)
    change.run(
        f"UPDATE messages SET {assigned} WHERE id = ?",
        (*values.values(), message.id),
    )
    saved = find(change, message.id)
    if saved is None:
        raise ApiError("Invalid message", "error-invalid-message")
    return saved


def edit(change: Change, message: Message, editor: User, text: str) -> Message:
    """The message with other words."""
    doc = message.doc | {
        "msg": text, "editedAt": iso(change.rev()), "editedBy": editor.brief,
        "urls": [], "mentions": [], "channels": [],
    }  # fmt: skip
    mentioned = _annotate(change, doc)
    change.run("DELETE FROM mentions WHERE mid = ?", (message.id,))
    _note_mentions(change, message.id, message.rid, message.ts, mentioned)
    return save(change, message, doc)


def erase(change: Change, message: Message) -> Message:
    """The message without its words; the place stays, so that answers keep their question."""
    doc = {"_id": message.id, "rid": message.rid, "msg": "", "ts": iso(message.ts),
           "u": message.doc["u"], "t": "rm"}  # fmt: skip
    if message.tmid:
        doc["tmid"] = message.tmid
        _uncount(change, message.tmid)
    change.run("DELETE FROM mentions WHERE mid = ?", (message.id,))
    change.run("DELETE FROM stars WHERE mid = ?", (message.id,))
    if message.t is None and message.state != "deleted":
        change.run("UPDATE rooms SET msgs = max(msgs - 1, 0) WHERE id = ?", (message.rid,))
    return save(change, message, doc, state="deleted", pinned=0, question=0, votes=0, answered=0)


def _uncount(change: Change, tmid: str) -> None:
    parent = find(change, tmid)
    if parent and parent.state != "deleted":
        doc = parent.doc | {"tcount": max(parent.replies - 1, 0)}
        save(change, parent, doc, replies=max(parent.replies - 1, 0))


def _annotate(source: Rows, doc: dict[str, Any]) -> list[str]:
    """Fill in the mentions, rooms and links of a document; the ids of the people mentioned."""
    text = doc["msg"]
    names = list(dict.fromkeys(name.rstrip(".-") for name in _MENTION.findall(text)))
    for name in names[:_MOST_MENTIONS]:
        row = source.row("SELECT id, username, name FROM users WHERE username = ?", (name,))
        if row:
            person = {"_id": row["id"], "username": row["username"], "name": row["name"]}
            doc["mentions"].append(person | {"type": "user"})
        elif name in ("all", "here"):
            doc["mentions"].append({"_id": name, "username": name})
    for name in list(dict.fromkeys(_CHANNEL.findall(text)))[:_MOST_MENTIONS]:
        row = source.row("SELECT id, name FROM rooms WHERE name = ? AND t = 'c'", (name,))
        if row:
            doc["channels"].append({"_id": row["id"], "name": row["name"]})
    urls = [url.rstrip(".,;:!?") for url in _URL.findall(text)]
    doc["urls"] = [{"url": url} for url in dict.fromkeys(urls)]
    return [person["_id"] for person in doc["mentions"] if person.get("type") == "user"]


def _note_mentions(change: Change, mid: str, rid: str, ts: int, people: list[str]) -> None:
    for uid in people:
        change.run("INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?)", (uid, rid, ts, mid))
