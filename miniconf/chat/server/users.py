"""People who read and write: their rows, and the documents the API shows of them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, Protocol

from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.ids import new_id
from miniconf.chat.server.instants import iso
from miniconf.chat.server.nicknames import skeleton
from miniconf.chat.server.store import Change, Row, Values

USERNAME = re.compile(r"[0-9a-zA-Z._-]{1,64}")


class Rows(Protocol):
    """Where rows come from: the store, or a change in progress."""

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """The rows of a query."""

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, or None."""


@dataclass(frozen=True, slots=True)
class User:
    """One account. `person` is set for those who came by a personal link."""

    id: str
    username: str
    name: str
    roles: frozenset[str]
    kind: str
    active: bool
    email: str | None
    password: str | None
    person: str | None
    affiliation: str
    papers: frozenset[str]
    status: str
    status_text: str
    custom: dict[str, Any]
    preferences: dict[str, Any]
    created: int
    updated: int
    last_login: int | None
    muted_until: int
    banned_until: int

    @property
    def brief(self) -> dict[str, Any]:
        """The `u` of rooms and messages."""
        return {"_id": self.id, "username": self.username, "name": self.name}


def from_row(row: Row) -> User:
    """The account of a row of `users`."""
    return User(
        row["id"], row["username"], row["name"], frozenset(json.loads(row["roles"])), row["kind"],
        bool(row["active"]), row["email"], row["password"], row["person"], row["affiliation"],
        frozenset(json.loads(row["papers"])), row["status"], row["status_text"],
        json.loads(row["custom"]), json.loads(row["preferences"]), row["created"],
        row["updated"], row["last_login"], row["muted_until"], row["banned_until"],
    )  # fmt: skip


def find(source: Rows, **by: str) -> User | None:
    """The account with this `id`, `username`, `email` or `person`, or None."""
    ((column, value),) = by.items()
    if column not in ("id", "username", "email", "person"):
        raise ValueError(column)
    row = source.row(f"SELECT * FROM users WHERE {column} = ?", (value,))
    return from_row(row) if row else None


def document(user: User, online: bool, private: bool = False) -> dict[str, Any]:
    """The account as the API shows it; with mail address and roles only where `private`."""
    shown: dict[str, Any] = {
        "_id": user.id, "username": user.username, "name": user.name, "type": user.kind,
        "status": presence(user, online), "active": user.active,
        "_updatedAt": iso(user.updated),
    }  # fmt: skip
    if user.status_text:
        shown["statusText"] = user.status_text
    if private:
        emails = [{"address": user.email, "verified": False}] if user.email else []
        shown |= {
            "roles": sorted(user.roles), "emails": emails, "createdAt": iso(user.created),
            "customFields": user.custom, "settings": {"preferences": user.preferences},
            "utcOffset": 0,
        }  # fmt: skip
        if user.last_login:
            shown["lastLogin"] = iso(user.last_login)
    return shown


def presence(user: User, online: bool) -> str:
    """`online`, `away`, `busy` or `offline`: what the person chose, while there is a connection."""
    return (user.status or "online") if online else "offline"


def create(
    change: Change, username: str, name: str, *, roles: frozenset[str] = frozenset({"user"}),
    kind: str = "user", email: str | None = None, password: str | None = None,
    person: str | None = None, affiliation: str = "", papers: frozenset[str] = frozenset(),
    custom: dict[str, Any] | None = None,
) -> User:  # fmt: skip
    """A new account; a taken or impossible user name or address raises ApiError."""
    if not USERNAME.fullmatch(username):
        raise ApiError(f"{username} is not a valid username", "error-invalid-username")
    if find(change, username=username):
        raise ApiError(f"{username} is already in use", "error-field-unavailable")
    if email and find(change, email=email):
        raise ApiError(f"{email} is already in use", "error-field-unavailable")
    now = change.rev()
    identity = new_id()
    change.run(
        "INSERT INTO users (id, username, name, skeleton, email, password, roles, kind, person,"
        " affiliation, papers, custom, created, updated) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (identity, username, name, skeleton(name), email or None, password,
         json.dumps(sorted(roles)), kind, person, affiliation, json.dumps(sorted(papers)),
         json.dumps(custom or {}), now, now),
    )  # fmt: skip
    return known(change, identity)


def known(source: Rows, identity: str) -> User:
    """The account with this id; none raises the API's error."""
    user = find(source, id=identity)
    if user is None:
        raise ApiError("Invalid user", "error-invalid-user")
    return user


_COLUMNS = frozenset({
    "username", "name", "email", "password", "roles", "active", "affiliation", "papers", "status",
    "status_text", "custom", "preferences", "last_login", "muted_until", "banned_until",
})  # fmt: skip


def update(change: Change, identity: str, **values: Any) -> User:
    """The account with new `values`, keyed as the columns; lists and dicts are stored as JSON."""
    if not values.keys() <= _COLUMNS:
        raise ValueError(values)
    if "name" in values:
        change.run(
            "UPDATE users SET skeleton = ? WHERE id = ?", (skeleton(values["name"]), identity)
        )
    for column, value in values.items():
        plain = sorted(value) if isinstance(value, (set, frozenset)) else value
        stored = json.dumps(plain) if isinstance(plain, (list, dict)) else plain
        change.run(f"UPDATE users SET {column} = ? WHERE id = ?", (stored, identity))
    change.run("UPDATE users SET updated = ? WHERE id = ?", (change.rev(), identity))
    return known(change, identity)
