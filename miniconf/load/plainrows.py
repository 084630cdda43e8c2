"""Repositories of `hub.yml` that stand there as a program writes them, made at once.

The loader turns rows into texts that know their lines, and these into values, so that it can tell
each fault with its place. Of the 20,000 rows that a large conference has nearly all are plain JSON
with values of the right kinds, which the loader would leave as they are: those become records here.
All others stay in the text, on their lines, for the loader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import fields
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple, get_args

from msgspec.json import Decoder

from miniconf.load.convert.reading import NOTHING, UNKNOWN
from miniconf.load.files import Files
from miniconf.model import HubRepo
from miniconf.model.values import RepoKind
from miniconf.names import is_repo_id

_HEAD = "\nrepos:\n"
_KINDS = frozenset(get_args(RepoKind))
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_SHORT = 40
"""A longer text is none of the words for no value."""
_LONGEST = 10_000
"""Of longer texts the loader says itself whether they are too long."""
_SORTS = {
    bool: ("by_authors", "custom_code", "gated", "running", "stopped", "missing"),
    int: ("parameters", "downloads", "likes"),
    list: ("papers", "languages", "trained_on"),
    datetime: ("last_modified", "asked"),
    str: (
        "kind", "id", "task", "library", "loader", "size", "license", "revision", "summary",
        "intended_use", "limitations", "base_model", "sdk", "host", "moved_to",
    ),
}  # fmt: skip
"""What a field holds -> the fields of a repository."""
_SORT_OF = {name: sort for sort, names in _SORTS.items() for name in names}


def take_plain(files: Files, claimed: Collection[str]) -> tuple[HubRepo, ...]:
    """The plain repositories of the one `hub.yml`, which are then no longer read from it.

    None where there are several files, or where a source declares (`claimed`) it for itself.
    """
    paths = files.canonical("hub")
    if len(paths) != 1 or paths[0].suffix != ".yml" or _claims(files, claimed, paths[0]):
        return ()
    try:
        found = plain_rows(paths[0].read_bytes().decode())
    except (OSError, UnicodeDecodeError):
        return ()
    if found is None:
        return ()
    files.instead(paths[0], found.text.encode())
    return found.repos


def _claims(files: Files, patterns: Collection[str], path: Path) -> bool:
    return any(path in files.find(pattern) for pattern in patterns)


class PlainRows(NamedTuple):
    """The repositories made, in the file's order, and the text with all that they leave."""

    repos: tuple[HubRepo, ...]
    text: str


def plain_rows(text: str) -> PlainRows | None:
    """What of the text of a `hub.yml` is plain; None where nothing is, or all must be looked at.

    The repositories have to be the last thing in the file, one on a line.
    """
    head, found, rows = text.partition(_HEAD)
    lines = rows.split("\n")
    if not found or lines.pop() or not all(map(_is_row, lines)):
        return None
    made = _read(",".join([line[2:] for line in lines]))
    if made is None or len(made) != len(lines):
        return None
    repos = tuple([repo for repo in made if repo is not None])
    if len(repos) == len(lines):
        return PlainRows(repos, f"{head}\nrepos: []\n")
    left = ["" if repo else line for repo, line in zip(made, lines, strict=True)]
    if _clash(repos, filter(None, left)):
        return None
    return PlainRows(repos, "\n".join([f"{head}\nrepos:", *left, ""]))


def _is_row(line: str) -> bool:
    return line[:4] == '- {"' and line[-1] == "}"


def _read(objects: str) -> list[HubRepo | None] | None:
    """The repositories of JSON objects, None for each that is not plain; None for no JSON."""
    text = f"[{objects}]"
    whole = _whole(text)
    if whole is not None:
        return [*whole]
    makes = _Makes()
    try:
        found: list[HubRepo | None] = json.loads(text, object_pairs_hook=makes)
    except (ValueError, RecursionError):
        return None
    return found


def _whole(text: str) -> list[HubRepo] | None:
    """The repositories of a JSON list where all are plain, in half the time; else None.

    What repeats in a column is looked at once. A name that is not known, or that stands twice in an
    object, is found out because there are more names than values.
    """
    try:
        repos = _REPOS.decode(text)
    except (ValueError, RecursionError):
        return None
    texts, given, stamps = set[str](), 0, 0
    for name, sort in _SORT_OF.items():
        column = list(map(attrgetter(name), repos))
        values = set(column) - {_DEFAULTS[name]}
        here = len(column) - column.count(_DEFAULTS[name])
        given += here
        if sort is str:
            texts |= values
        elif sort is list:
            texts.update(chain.from_iterable(values))
        elif sort is datetime:
            stamps += here
            if any(at.tzinfo is not UTC or at.microsecond for at in values):
                return None
        elif values and not (_is_short(min(values)) and _is_short(max(values))):
            return None
    known = given == text.count('": ') and stamps == text.count('+00:00"')
    names = {repo.id for repo in repos} | {repo.moved_to for repo in repos} - {""}
    return repos if known and _all_plain(texts) and all(map(is_repo_id, names)) else None


def _all_plain(texts: set[str]) -> bool:
    """Whether the loader would leave each of `texts` as it is; "" is none of them."""
    lines = "\n".join(["", *texts, ""])  # what is printable has no line end
    return (
        "" not in texts
        and all(map(str.isprintable, texts))
        and not ("  " in lines or "\n " in lines or " \n" in lines)
        and max(map(len, texts), default=0) < _LONGEST
        and set(map(str.lower, texts)).isdisjoint(NOTHING | UNKNOWN)
    )


_REPOS = Decoder(list[HubRepo])
_DEFAULTS = {field.name: field.default for field in fields(HubRepo)}


def _is_short(number: int) -> bool:
    return -(10**17) < number < 10**17


def _clash(repos: Collection[HubRepo], lines: Any) -> bool:
    """Whether one of `lines` is no object of its own, or about one of `repos`."""
    known = {repo.id for repo in repos}
    try:
        return any(json.loads(line[2:]).get("id") in known for line in lines)
    except (ValueError, TypeError, RecursionError):
        return True


class _Makes:
    """Makes a repository of the pairs of one JSON object; None where the loader has to look."""

    def __init__(self) -> None:
        self._plain: set[str] = set()
        self._instants: dict[str, datetime | None] = {}

    def __call__(self, pairs: list[tuple[str, Any]]) -> HubRepo | None:
        values = {}
        plain = self._plain
        for name, raw in pairs:
            sort = _SORT_OF.get(name)
            if sort is str and type(raw) is str:
                if raw not in plain and not self.is_plain(raw):
                    return None
                values[name] = raw
            else:
                values[name] = value = self._other(sort, raw)
                if value is None:
                    return None
        named = values.get("kind") in _KINDS and is_repo_id(values.get("id", ""))
        moved = values.get("moved_to")
        if not named or len(values) < len(pairs) or (moved and not is_repo_id(moved)):
            return None
        return HubRepo(**values)

    def _other(self, sort: Any, raw: Any) -> Any:
        """`raw` as a value of its sort; None where it is another, or the loader would change it."""
        kind = type(raw)
        if kind is str and sort is datetime:
            return self._instant(raw)
        if kind is not sort or (kind is int and not _is_short(raw)):
            return None
        if kind is not list:
            return raw
        for item in raw:
            if type(item) is not str or not item or not self.is_plain(item):
                return None
        return tuple(raw)

    def is_plain(self, text: str) -> bool:
        """Whether `text` is one line, and no word for no value."""
        if text in self._plain:
            return True
        if not text.isprintable() or "  " in text or text != text.strip():
            return False
        if len(text) >= _SHORT:
            return len(text) < _LONGEST
        if text.lower() in NOTHING or text.lower() in UNKNOWN:
            return False
        self._plain.add(text)
        return True

    def _instant(self, text: str) -> datetime | None:
        """The instant that `text` is, where it is written as a program writes one; in UTC."""
        if text not in self._instants:
            try:
                found = datetime.fromisoformat(text) if _STAMP.fullmatch(text) else None
            except ValueError:
                found = None
            self._instants[text] = found
        return self._instants[text]
