"""Reading messages: pages of a room, threads, what is new, and searching."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from miniconf.chat.server.messages import Message, from_row
from miniconf.chat.server.users import Rows

LATEST = 10**14
"""Later than any message."""


@dataclass(frozen=True, slots=True)
class Query:
    """A condition on messages of one room, with its values."""

    where: str
    values: tuple[Any, ...]

    def both(self, where: str, *values: Any) -> Query:
        """This condition and another."""
        return Query(f"{self.where} AND {where}", (*self.values, *values))


def shown(rid: str) -> Query:
    """The messages of a room that everybody may see."""
    return Query("m.rid = ? AND m.state = 'shown'", (rid,))


def gone(source: Rows, rid: str, count: int = 1000) -> list[str]:
    """Ids of what stood at the top level of a room and shows no more, the latest first."""
    query = Query("m.rid = ? AND m.tmid IS NULL AND m.state != 'shown' AND m.replies = 0", (rid,))
    return [message.id for message in select(source, query, count=count)]


def select(
    source: Rows, query: Query, *, order: str = "m.ts DESC", offset: int = 0, count: int = 50,
    join: str = "",
) -> list[Message]:  # fmt: skip
    """One page of the messages that fit; `order` and `join` are the program's own words."""
    rows = source.rows(
        f"SELECT m.* FROM messages m {join} WHERE {query.where} ORDER BY {order} LIMIT ? OFFSET ?",
        (*query.values, count, offset),
    )
    return [from_row(row) for row in rows]


def total(source: Rows, query: Query, join: str = "") -> int:
    """How many messages fit."""
    row = source.row(
        f"SELECT count(*) FROM messages m {join} WHERE {query.where}",
        query.values,
    )
    return row[0] if row else 0


def searched(rid: str, text: str) -> Query:
    """Messages of a room that hold every word of `text`, whatever its case."""
    query = shown(rid).both("m.t IS NULL")
    for word in text.split()[:8]:
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        query = query.both("json_extract(m.doc, '$.msg') LIKE ? ESCAPE '\\'", f"%{escaped}%")
    return query


def changed(source: Rows, rid: str, since: int, count: int = 1000) -> list[Message]:
    """What was written or changed after `since`, in the order in which it happened.

    Hidden and deleted messages are among it: whoever shows them must leave their words out.
    """
    rows = source.rows(
        "SELECT * FROM messages WHERE rid = ? AND rev > ? ORDER BY rev LIMIT ?", (rid, since, count)
    )
    return [from_row(row) for row in rows]


def threads_of(source: Rows, ids: list[str]) -> dict[str, list[Message]]:
    """Thread -> its answers, oldest first; hidden and deleted ones among them."""
    if not ids:
        return {}
    marks = ",".join("?" * len(ids))
    rows = source.rows(
        f"SELECT * FROM messages WHERE tmid IN ({marks}) ORDER BY ts",
        ids,
    )
    found: dict[str, list[Message]] = {identity: [] for identity in ids}
    for row in rows:
        found[row["tmid"]].append(from_row(row))
    return found
