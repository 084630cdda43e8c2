"""Archived rooms as JSON Lines: read, and written.

A room's file begins with a line about the room (`Header`); each further line is one message
(`Entry`), oldest first. Only what is in these two classes is ever kept of a room.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from msgspec import Struct
from msgspec.json import Decoder

from miniconf.model.record import record

FOLDER = "questions"
"""The folder beside the data that holds one `NAME.jsonl` a room."""
LONGEST = 20_000
"""Characters of one message; what is beyond is cut."""


@record
class Header:
    """The first line of a file.

    `key`: the record the room belongs to; `names`: how people are named in it (`Chat.names`);
    `cursor`: where the next archive run goes on, in the server's own terms;
    `authors`: whether the server knows who the authors are, so that only their answers count;
    `id`: the room as the server calls it, "" in files of before this was kept;
    `former`: some messages may be of a room before it, or of a server that is no more.
    """

    key: str
    room: str
    names: str = "shown"
    cursor: str = ""
    authors: bool = False
    id: str = ""
    former: bool = False


class Entry(Struct, kw_only=True, gc=False):
    """One message as it is kept; a struct of plain values, for a build reads 100,000 of them.

    `at`: aware, UTC; `thread`: id of the message it answers; `by`: a keyed digest of id and writer,
    by which the next run sees that the one who asked writes again; `asker`: whether that is so;
    `question`: said to be one; `answered`: marked as answered; `gone`: taken back, and nothing is
    left of it but its place above its answers.
    """

    id: str
    at: datetime
    text: str
    name: str = ""
    thread: str = ""
    by: str = ""
    author: bool = False
    asker: bool = False
    edited: bool = False
    up: int = 0
    question: bool | None = None
    answered: bool = False
    gone: bool = False


def read(line: str | bytes) -> dict[str, Any]:
    """The object on one line; ValueError says what is wrong with it."""
    found = json.loads(line)
    if not isinstance(found, dict):
        raise ValueError("expected an object in braces")
    return found


def read_entries(lines: bytes) -> list[Entry] | None:
    """The messages on `lines`, where they are as `written` writes them; else None.

    They are those that `entry_of` gives for each line, in a tenth of the time.
    """
    if not lines.isascii():
        return None
    try:
        found: list[Entry] = _ENTRIES.decode_lines(lines)
    except ValueError:
        return None
    if len(found) != lines.count(b"\n"):
        return None
    for entry in found:
        if entry.at.tzinfo is not UTC or not entry.id or len(entry.text) > LONGEST:
            return None
    return found


def entries_on(lines: bytes) -> list[Entry]:
    """The messages on `lines` that `read_entries` has looked through."""
    found: list[Entry] = _ENTRIES.decode_lines(lines)
    return found


def header_of(found: Mapping[str, Any]) -> Header:
    """The header on a file's first line; ValueError where it is none."""
    if not isinstance(found.get("key"), str) or not isinstance(found.get("room"), str):
        raise ValueError("expected the line about the room, with `key` and `room`")
    return Header(
        key=found["key"], room=found["room"], names=str(found.get("names", "shown")),
        cursor=str(found.get("cursor", "")), authors=found.get("authors") is True,
        id=str(found.get("id", "")), former=found.get("former") is True,
    )  # fmt: skip


def entry_of(found: Mapping[str, Any]) -> Entry:
    """The message on a line; ValueError where it is none. Unknown properties are passed over."""
    get = found.get
    identity, text, question, up = get("id"), get("text"), get("question"), get("up", 0)
    if not isinstance(identity, str) or not isinstance(text, str) or not identity:
        raise ValueError("expected a message with `id` and `text`")
    return Entry(
        id=identity, at=_instant(get("at")),
        text=text if len(text) <= LONGEST else f"{text[:LONGEST]}…",
        name=_text(get("name", "")), thread=_text(get("thread", "")), by=_text(get("by", "")),
        author=get("author") is True, asker=get("asker") is True, edited=get("edited") is True,
        up=up if type(up) is int else 0, question=question if type(question) is bool else None,
        answered=get("answered") is True, gone=get("gone") is True,
    )  # fmt: skip


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _instant(value: object) -> datetime:
    moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    if moment is None or moment.tzinfo is None:
        raise ValueError("expected `at` as an instant with its zone")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def written(header: Header, entries: Iterable[Entry]) -> str:
    """The text of a room's file: the same room gives the same bytes."""
    lines: list[dict[str, Any]] = [
        {"key": header.key, "room": header.room, "names": header.names}
        | {name: value for name in ("id", "former", "authors") if (value := getattr(header, name))}
        | {"cursor": header.cursor}
    ]
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.id)):
        at = f"{entry.at:%Y-%m-%dT%H:%M:%S}.{entry.at.microsecond // 1000:03d}Z"
        line: dict[str, Any] = {"id": entry.id, "at": at}
        for name in _KEPT:
            if value := getattr(entry, name):
                line[name] = value
        if entry.question is not None:
            line["question"] = entry.question
        lines.append(line | {"text": entry.text})
    # ASCII only: no line separator of any script can then break a line in two.
    return "".join(f"{json.dumps(line)}\n" for line in lines)


_ENTRIES = Decoder(Entry)
_KEPT = ("thread", "by", "name", "author", "asker", "edited", "up", "answered", "gone")
"""What a line has of a message where it is not as mostly, in this order."""
