"""Rooms: public channels (`c`), private groups (`p`) and direct messages (`d`)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.ids import new_id
from miniconf.chat.server.instants import iso
from miniconf.chat.server.store import Change, Row
from miniconf.chat.server.users import Rows, User

NAME = re.compile(r"[0-9a-zA-Z._-]{1,120}")
RECORD = "miniconf_key"
"""The custom field that says which record a room belongs to: `papers/main.12`."""

FIELDS = (
    "r.*, o.username AS owner_username, o.name AS owner_name"
    " FROM rooms r LEFT JOIN users o ON o.id = r.uid"
)


@dataclass(frozen=True, slots=True)
class Room:
    """One room. `record` is the key of the record it belongs to, `last` the latest message."""

    id: str
    t: str
    name: str | None
    fname: str
    topic: str
    description: str
    announcement: str
    ro: bool
    archived: bool
    standard: bool
    join_code: str
    slow: int
    custom: dict[str, Any]
    record: str | None
    muted: tuple[str, ...]
    uid: str | None
    owner: dict[str, Any]
    prid: str | None
    uids: tuple[str, ...]
    created: int
    rev: int
    last: int
    msgs: int
    people: int

    @property
    def title(self) -> str:
        """What the room is called on a page; for a record, what its topic says first."""
        return self._heading()[0]

    @property
    def subtitle(self) -> str:
        """What stands below the title: the people of the record, or the topic."""
        return self._heading()[1]

    def _heading(self) -> tuple[str, str]:
        own = self.fname if self.fname != self.name else ""
        if own or not self.record or not self.topic:
            return own or self.name or "", self.topic
        title, _, people = self.topic.rpartition(" (")
        if title and people.endswith(")"):
            return title, people[:-1]
        return self.topic, ""


def from_row(row: Row) -> Room:
    """The room of a row of `SELECT {FIELDS}`."""
    owner = {}
    if row["uid"]:
        owner = {"_id": row["uid"], "username": row["owner_username"], "name": row["owner_name"]}
    return Room(
        row["id"], row["t"], row["name"], row["fname"], row["topic"], row["description"],
        row["announcement"], bool(row["ro"]), bool(row["archived"]), bool(row["standard"]),
        row["join_code"], row["slow"], json.loads(row["custom"]),
        row["record"], tuple(json.loads(row["muted"])), row["uid"], owner, row["prid"],
        tuple(json.loads(row["uids"] or "[]")), row["created"], row["rev"], row["last"],
        row["msgs"], row["people"],
    )  # fmt: skip


def find(source: Rows, identity: str = "", name: str = "", record: str = "") -> Room | None:
    """The room with this id, name or record key, or None."""
    column, value = ("id", identity) if identity else ("name", name)
    if record:
        column, value = "record", record
    row = source.row(f"SELECT {FIELDS} WHERE r.{column} = ?", (value,))
    return from_row(row) if row else None


def named(source: Rows, word: str) -> Room | None:
    """The room with this name or, where there is none, with this id."""
    row = source.row(
        f"SELECT {FIELDS} WHERE r.name = ? OR r.id = ? ORDER BY r.name = ? DESC LIMIT 1",
        (word,) * 3,
    )
    return from_row(row) if row else None


def document(room: Room) -> dict[str, Any]:
    """The room as the API shows it."""
    shown: dict[str, Any] = {
        "_id": room.id, "fname": room.fname or room.name, "t": room.t, "msgs": room.msgs,
        "usersCount": room.people, "u": room.owner, "ts": iso(room.created), "ro": room.ro,
        "default": room.standard, "sysMes": True, "customFields": room.custom,
        "topic": room.topic, "description": room.description, "announcement": room.announcement,
        "broadcast": False, "encrypted": False, "_updatedAt": iso(room.rev),
    }  # fmt: skip
    if room.name:
        shown["name"] = room.name
    if room.archived:
        shown["archived"] = True
    if room.join_code:
        shown["joinCodeRequired"] = True
    if room.muted:
        shown["muted"] = list(room.muted)
    if room.last:
        shown["lm"] = iso(room.last)
    if room.prid:
        shown["prid"] = room.prid
    if room.uids:
        shown["uids"] = list(room.uids)
    return shown


def create(
    change: Change, name: str | None, owner: User, *, t: str = "c", fname: str = "",
    topic: str = "", description: str = "", announcement: str = "", ro: bool = False,
    custom: dict[str, Any] | None = None, slow: int = 0, prid: str | None = None,
    uids: tuple[str, ...] = (), identity: str = "", standard: bool = False,
) -> Room:  # fmt: skip
    """A new room without members; a taken or impossible name raises ApiError."""
    if name is not None:
        check_name(change, name)
    identity = identity or new_id()
    fields = custom or {}
    change.run(
        "INSERT INTO rooms (id, t, name, fname, topic, description, announcement, ro, custom,"
        " record, slow, uid, prid, uids, created, rev, standard)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (identity, t, name, fname, topic, description, announcement, ro, json.dumps(fields),
         record_of(fields), slow, owner.id, prid, json.dumps(uids) if uids else None,
         now := change.rev(identity), now, standard),
    )  # fmt: skip
    return known(change, identity)


def record_of(custom: dict[str, Any]) -> str | None:
    """The record key among a room's custom fields, or None."""
    record = custom.get(RECORD)
    return record if isinstance(record, str) and record else None


def check_name(source: Rows, name: str, but: str = "") -> None:
    """Raise ApiError where `name` is impossible or taken by a room other than `but`."""
    if not NAME.fullmatch(name):
        raise ApiError(f"{name} is not a valid room name.", "error-invalid-room-name")
    other = find(source, name=name)
    if other is None or other.id == but:
        return
    if other.archived:
        raise ApiError(
            f"There's an archived channel with name {name}", "error-archived-duplicate-name"
        )
    raise ApiError(f"A channel with name '{name}' exists", "error-duplicate-channel-name")


def known(source: Rows, identity: str) -> Room:
    """The room with this id; none raises the API's error."""
    room = find(source, identity)
    if room is None:
        raise ApiError("Invalid room", "error-invalid-room")
    return room


_COLUMNS = frozenset({
    "t", "name", "fname", "topic", "description", "announcement", "ro", "archived", "standard",
    "join_code", "slow", "custom", "muted", "uid",
})  # fmt: skip


def update(change: Change, identity: str, **values: Any) -> Room:
    """The room with new `values`, keyed as the columns; its readers are told."""
    if not values.keys() <= _COLUMNS:
        raise ValueError(values)
    if "custom" in values:
        record = record_of(values["custom"])
        change.run("UPDATE rooms SET record = ? WHERE id = ?", (record, identity))
    for column, value in values.items():
        stored = json.dumps(value) if isinstance(value, (dict, list, tuple)) else value
        change.run(f"UPDATE rooms SET {column} = ? WHERE id = ?", (stored, identity))
    change.run("UPDATE rooms SET rev = ? WHERE id = ?", (change.rev(identity), identity))
    return known(change, identity)


def delete(change: Change, identity: str) -> None:
    """Remove the room with all its messages and members."""
    change.rev(identity)
    change.run("DELETE FROM rooms WHERE id = ?", (identity,))
