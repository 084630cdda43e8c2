"""Bringing rooms home: what was said, into one file a room beside the data.

Nothing private is kept: no account, no address, no reaction's owner. Names follow the config:
as shown, as pseudonyms that only the key in the private folder connects, or not at all.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import structs

from miniconf import names
from miniconf.chat.provider import Found, Message, Provider
from miniconf.chat.server.nicknames import displayed
from miniconf.chat.wire import ChatError, RefusedError
from miniconf.threads import (
    FOLDER,
    Entry,
    Header,
    entry_of,
    header_of,
    read,
    read_entries,
    root_of,
    written,
)


@dataclass(frozen=True, slots=True)
class Naming:
    """How people are named: `mode` is the config's `chat.names`; `key` makes pseudonyms.

    The key never leaves the private folder, so nobody can try names until a pseudonym fits.
    """

    mode: str
    key: bytes

    def name(self, message: Message) -> str:
        """What the archive calls the writer of `message`: `Attendee 7KQ2M`."""
        if self.mode == "shown":
            return displayed(message.name)
        if self.mode == "pseudonyms":
            return f"Attendee {self._digest(message.user)}"
        return ""

    def mark(self, identity: str, user: str) -> str:
        """A sign that `user` wrote the message with this id; different for each message."""
        return self._digest(f"{identity} {user}", 12)

    def _digest(self, text: str, length: int = 5) -> str:
        digest = hmac.new(self.key, text.encode(), hashlib.sha256).digest()
        return base64.b32encode(digest)[:length].decode()


@dataclass(slots=True)
class Report:
    """What an archive run did: rooms asked, files written, messages new or changed, taken out.

    `memory` is for the next run: the server's token for all rooms as it was when this run began,
    and room id -> cursor in its file, of the rooms that are up to date since.
    """

    rooms: int = 0
    files: int = 0
    messages: int = 0
    removed: int = 0
    refused: tuple[str, ...] = ()
    stopped: str = ""
    memory: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """`600 rooms: 1200 messages new or changed, 3 taken out, 410 files written`."""
        rooms, messages, files = (
            f"{count} {noun}{'s' if count != 1 else ''}"
            for count, noun in (
                (self.rooms, "room"), (self.messages, "message"), (self.files, "file"),
            )
        )  # fmt: skip
        return f"{rooms}: {messages} new or changed, {self.removed} taken out, {files} written"


def rooms_to_keep(
    found: Iterable[Found], scope: str, collections: Iterable[str]
) -> tuple[Found, ...]:
    """The rooms of ours whose collections the config wants kept, in the order of their keys."""
    wanted = {"tracks" if name == "papers" else name for name in collections} | set(collections)
    kept = [
        room
        for room in found
        if room.key and room.scope == scope and room.key.partition("/")[0] in wanted
    ]
    return tuple(sorted(kept, key=lambda room: room.key))


def archive(
    rooms: Iterable[Found],
    provider: Provider,
    site: Path,
    naming: Naming,
    done: Callable[[Found], None] = lambda room: None,
    whole: bool = False,
    memory: Mapping[str, Any] = MappingProxyType({}),
) -> Report:
    """The report after bringing `rooms` into `site`; stopped anywhere, the next run goes on.

    Each room is asked only for what changed since its file was written, and not at all where the
    server says of all rooms at once that nothing did, unless `whole`, or the config names people
    otherwise than then. A file is replaced in one step, or not touched. `memory` is that of the
    last run's report.
    """
    report = Report()
    folder = site / FOLDER
    folder.mkdir(exist_ok=True)
    try:
        still, token = _still(provider, memory, whole)
    except ChatError as error:
        report.stopped, report.memory = str(error), dict(memory)
        return report
    cursors: dict[str, str] = {}
    if token:
        report.memory = {"token": token, "cursors": cursors}
    for room in rooms:
        path = folder / file_name(room.key)
        try:
            cursors[room.id] = _archive(room, provider, path, naming, whole, still, report)
        except RefusedError as error:
            report.refused += (f"{room.name}: {error}",)
        except ChatError as error:
            report.stopped = str(error)
            break
        report.rooms += 1
        done(room)
    return report


def file_name(key: str) -> str:
    """The name of a room's file, from its key: it stays when the room is called otherwise."""
    collection, _, identifier = key.partition("/")
    return f"{names.room_name(collection, identifier)}.jsonl"


Still = Callable[[Found, str], bool]
"""Whether nothing happened in a room since the cursor in its file."""


def _still(provider: Provider, memory: Mapping[str, Any], whole: bool) -> tuple[Still, str]:
    """What tells which rooms need not be asked, and the server's token as of now."""
    latest = None if whole else provider.latest()
    moved, token = provider.moved("" if whole else memory.get("token", ""))
    if latest is not None:
        return lambda room, cursor: latest.get(room.id, "") <= cursor, token
    if moved is None:
        return lambda room, cursor: False, token
    cursors = memory["cursors"]
    return lambda room, cursor: room.id not in moved and cursors.get(room.id) == cursor, token


def _archive(
    room: Found, provider: Provider, path: Path, naming: Naming, whole: bool, still: Still,
    report: Report,
) -> str:  # fmt: skip
    """Bring one room's file up to date; the cursor in it, "" where it needs none."""
    old_header, old = _present(path)
    header, entries = old_header, dict(old)
    if header is None or header.names != naming.mode or header.id not in ("", room.id) or whole:
        header, entries = _anew(old_header, old, room, naming)
    header = replace(header, key=room.key, room=room.name, id=room.id)
    users: dict[str, str] = {}
    removed: set[str] = set()
    for batch in () if still(room, header.cursor) else provider.changes(room, header.cursor):
        for message in batch.messages:
            entries[message.id] = entry(message, naming)
            users[message.id] = message.user
        for identity in batch.removed:
            entries.pop(identity, None)
        removed.update(batch.removed)
        known = header.authors or batch.authors_known
        header = replace(header, cursor=batch.cursor, authors=known)
    _note_askers(entries, users, naming)
    _note_places(entries, removed | old.keys())
    # A room in which nobody spoke needs no file.
    if (header, entries) == (old_header, old) or not (entries or old_header):
        return old_header.cursor if old_header else ""
    said, before = _said(entries), _said(old)
    report.messages += sum(1 for key, found in said.items() if before.get(key) != found)
    report.removed += len(before.keys() - said.keys())
    report.files += 1
    _replace(path, written(header, entries.values()))
    return header.cursor


def entry(message: Message, naming: Naming) -> Entry:
    """What is kept of a message."""
    return Entry(
        id=message.id,
        at=message.time.replace(microsecond=message.time.microsecond // 1000 * 1000),
        text=message.text,
        name=naming.name(message),
        thread=message.thread,
        by="" if message.thread else naming.mark(message.id, message.user),
        author=message.is_author,
        edited=message.edited,
        up=message.upvotes,
        question=message.question,
        answered=message.answered,
    )


def _note_askers(entries: dict[str, Entry], users: Mapping[str, str], naming: Naming) -> None:
    """Mark, among the messages of `users`, the answers of those who asked themselves."""
    for identity, user in users.items():
        found = entries.get(identity)
        if found is not None and found.thread:
            root = root_of(found, entries)
            asker = bool(root.by) and root.by == naming.mark(root.id, user)
            entries[identity] = structs.replace(found, asker=asker)


def _note_places(entries: dict[str, Entry], known: Iterable[str]) -> None:
    """Leave of every message among `known` that is gone its place above its answers, if it has any.

    Nothing is told there but since when it is answered.
    """
    first: dict[str, datetime] = {}
    for found in entries.values():
        if found.thread:
            first[found.thread] = min(found.at, first.get(found.thread, found.at))
    for identity in known:
        if identity in entries and not entries[identity].gone:
            continue
        entries.pop(identity, None)
        if identity in first:
            entries[identity] = Entry(id=identity, at=first[identity], text="", gone=True)


def _said(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    return {key: found for key, found in entries.items() if not found.gone}


def _anew(
    header: Header | None, entries: Mapping[str, Entry], room: Found, naming: Naming
) -> tuple[Header, dict[str, Entry]]:
    """`(header, messages)` that a file begins with whose room is asked for everything again.

    What only a former room or a damaged file tells stays, unnamed where people are named otherwise.
    """
    former = bool(entries)
    if header is not None:
        former = header.former or header.id not in ("", room.id)
    begun = Header(key=room.key, room=room.name, names=naming.mode, former=former)
    if not former:
        return begun, {}
    if header is not None and header.names == naming.mode:
        return begun, dict(entries)
    return begun, {key: structs.replace(found, name="") for key, found in entries.items()}


def _present(path: Path) -> tuple[Header | None, dict[str, Entry]]:
    """The file as it is; of a broken one what is sound, and no header, so that all is asked for."""
    if not path.is_file():
        return None, {}
    first, _, rest = path.read_bytes().partition(b"\n")
    entries = read_entries(rest)
    try:
        header = header_of(read(first))
    except ValueError:
        header = None
    if entries is None:
        lines = rest.splitlines()
        entries = [found for line in lines for found in _sound(line)]
        header = header if len(entries) == len(lines) else None
    return header, {found.id: found for found in entries}


def _sound(line: bytes) -> Iterator[Entry]:
    """The message that a line of a file holds, or nothing."""
    with suppress(ValueError):
        yield entry_of(read(line))


def _replace(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    partial = path.with_suffix(".partial")
    partial.write_text(text, "utf-8", newline="\n")
    os.replace(partial, path)  # noqa: PTH105
