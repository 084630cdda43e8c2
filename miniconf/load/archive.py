"""The archived rooms of a site folder as threads of questions and answers."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from operator import attrgetter
from pathlib import Path

from miniconf import names
from miniconf.model import Thread
from miniconf.problems import Problems
from miniconf.threads import (
    FOLDER,
    Conversations,
    Entry,
    Header,
    entry_of,
    header_of,
    read,
    read_entries,
)


def archived(
    site: Path, known: Collection[str], problems: Problems
) -> Mapping[str, tuple[Thread, ...]]:
    """`record key -> threads`, from `questions/*.jsonl` in `site`, in the order of file names.

    A broken line is a warning and is left out: a conversation is not lost over one line. A room
    whose record is not among the `known` keys is kept, for an archive outlives its records.
    """
    with _no_collections():
        return _archived(site, known, problems)


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


def _archived(site: Path, known: Collection[str], problems: Problems) -> Conversations:
    found: dict[str, tuple[Header, list[Entry]]] = {}
    folder = site / FOLDER
    for path in sorted(folder.glob("*.jsonl"), key=attrgetter("name")):
        shown = f"{FOLDER}/{path.name}"
        header, entries = room(path, shown, problems)
        if header is None:
            continue
        if header.key in found:
            problems.warning(shown, 1, "key", f"a second file for the room of {header.key}")
        if header.key not in known and not header.key.startswith(("general/", "tracks/")):
            problems.warning(shown, 1, "key", f"no record has the key {header.key}")
        found[header.key] = header, entries
    return Conversations(found, names.thread_anchor)


def room(path: Path, shown: str, problems: Problems) -> tuple[Header | None, list[Entry]]:
    """`(header, messages)` of one file; without a header the file is of no use."""
    content = path.read_bytes()
    first, _, rest = content.partition(b"\n")
    known = read_entries(rest)
    if known is not None:
        with suppress(ValueError):  # told below, with its line
            return header_of(read(first.decode())), known
    return _line_by_line(content, shown, problems)


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
