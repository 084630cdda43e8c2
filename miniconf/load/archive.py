"""The archived rooms of a site folder as threads of questions and answers."""

from __future__ import annotations

import gc
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from miniconf import names
from miniconf.model import Thread
from miniconf.problems import Problems
from miniconf.threads import (
    FOLDER,
    Conversations,
    Entry,
    Header,
    Questions,
    entry_of,
    header_of,
    questions,
    read,
    read_entries,
)


class Plain(NamedTuple):
    """The file `name` of a room: its header, the lines of its messages, and what they ask.

    There is no header where the file is odd.
    """

    name: str
    header: Header | None = None
    lines: bytes = b""
    asked: Questions | None = None


def plain_rooms(site: Path) -> list[Plain]:
    """Every file of the archive in `site`, by name; those written by `written` are looked through.

    They are most of it: what is in them is made of their lines when a page shows it.
    """
    folder = site / FOLDER
    found = sorted(path.name for path in folder.iterdir()) if folder.is_dir() else ()
    with _no_collections():
        return [_plain(os.fspath(folder), name) for name in found if name.endswith(".jsonl")]


def _plain(folder: str, name: str) -> Plain:
    with open(f"{folder}/{name}", "rb", 0) as file:  # noqa: PTH123 a Path costs half of the read
        first, _, rest = file.read().partition(b"\n")
    entries = read_entries(rest)
    if entries is not None:
        with suppress(ValueError):  # told later, with its line
            header = header_of(read(first.decode()))
            return Plain(name, header, rest, questions(entries, names.thread_anchor))
    return Plain(name)


@contextmanager
def _no_collections() -> Iterator[None]:
    """Keep Python from looking for garbage: 100,000 new messages hold none, and it costs 2 s."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def archived(
    site: Path, known: Collection[str], problems: Problems, rooms: Iterable[Plain] | None = None
) -> Mapping[str, tuple[Thread, ...]]:
    """`record key -> threads`, from `questions/*.jsonl` in `site`, in the order of file names.

    `rooms`: what `plain_rooms` gives, where it is known.
    A broken line is a warning and is left out: a conversation is not lost over one line. A room
    whose record is not among the `known` keys is kept, for an archive outlives its records.
    """
    found: dict[str, tuple[Header, bytes | list[Entry]]] = {}
    questions_of: dict[str, Questions | None] = {}
    for name, header, lines, asked in plain_rooms(site) if rooms is None else rooms:
        shown, messages = f"{FOLDER}/{name}", lines
        if header is None:
            header, messages = _line_by_line((site / shown).read_bytes(), shown, problems)
        if header is None:
            continue
        if header.key in found:
            problems.warning(shown, 1, "key", f"a second file for the room of {header.key}")
        if header.key not in known and not header.key.startswith(("general/", "tracks/")):
            problems.warning(shown, 1, "key", f"no record has the key {header.key}")
        found[header.key], questions_of[header.key] = (header, messages), asked
    return Conversations(found, names.thread_anchor, questions_of)


def _line_by_line(
    content: bytes, shown: str, problems: Problems
) -> tuple[Header | None, list[Entry]]:
    try:
        lines = content.decode().splitlines()
    except UnicodeDecodeError:
        problems.warning(shown, 0, "", "expected UTF-8 text")
        return None, []
    header: Header | None = None
    entries: list[Entry] = []
    for number, line in enumerate(lines, 1):
        try:
            found = read(line)
            if number == 1:
                header = header_of(found)
            else:
                entries.append(entry_of(found))
        except ValueError as error:
            hint = "run `miniconf chat archive` again" if number == 1 else ""
            problems.warning(shown, number, "", f"not a line of an archive: {error}", hint)
            if number == 1:
                return None, []
    return header, entries
