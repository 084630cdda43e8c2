"""The list of all papers as columns, small enough to fetch whole: for browsing and searching."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from miniconf.model.record import record
from miniconf.search.terms import STOP_WORDS

HAS = ("video", "pdf", "poster", "slides", "code", "demo", "model", "dataset", "space", "award")
"""What a paper may come with; bit n of a paper's number says whether it has the n-th."""


@record
class Row:
    """What the browser knows of one paper: plain text, no markup.

    `path`: its page below the root; `authors`: names in order; `sessions`: `(id, title, start)`
    with the start as seconds since 1970; `has`: names out of `HAS`.
    """

    path: str
    key: str
    title: str
    authors: tuple[str, ...]
    track: str = ""
    program: str = ""
    type: str = ""
    keywords: tuple[str, ...] = ()
    sessions: tuple[tuple[str, str, int], ...] = ()
    has: tuple[str, ...] = ()


def columns(
    rows: Sequence[Row],
    depth: int,
    labels: Mapping[str, Callable[[str], str]] = MappingProxyType({}),
) -> str:
    """The rows as JSON, column by column, repeated values by number into a list of their own.

    Keys: `depth` (see `abstracts.Shelf`), `stop` (words passed over), `has_names` (`HAS`),
    `lists` (`author`, `track`, `program`, `type`, `keyword`, `session`), `labels` (the same lists
    in the reader's words, where `labels` has a function for one), `path` (number -> path, where it
    is not `papers/KEY.html`), and per paper `key`, `title`, `authors`, `track`, `program`, `type`,
    `keywords`, `sessions`, `has`.
    """
    authors, keywords = _List(), _List()
    tracks, programs, types, sessions = _List(), _List(), _List(), _List()
    table = {
        "key": [row.key for row in rows],
        "title": [row.title for row in rows],
        "authors": [authors.numbers(row.authors) for row in rows],
        "track": [tracks.number(row.track) for row in rows],
        "program": [programs.number(row.program) for row in rows],
        "type": [types.number(row.type) for row in rows],
        "keywords": [keywords.numbers(row.keywords) for row in rows],
        "sessions": [sessions.numbers(row.sessions) for row in rows],
        "has": [sum(1 << HAS.index(name) for name in row.has) for row in rows],
    }
    lists = {
        "author": authors.values, "track": tracks.values, "program": programs.values,
        "type": types.values, "keyword": keywords.values, "session": sessions.values,
    }  # fmt: skip
    paths = {n: row.path for n, row in enumerate(rows) if row.path != f"papers/{row.key}.html"}
    said = {name: [label(str(v)) for v in lists[name]] for name, label in labels.items()}
    whole = {
        "depth": depth, "stop": sorted(STOP_WORDS), "has_names": HAS, "lists": lists,
        "labels": said, "path": paths, **table,
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


class _List:
    """Distinct values in the order of their first use."""

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}

    def number(self, value: object) -> int:
        """The value's number, a new one where it is new."""
        return self._numbers.setdefault(value, len(self._numbers))

    def numbers(self, values: Iterable[object]) -> list[int]:
        """The numbers of several values."""
        return [self.number(value) for value in values]

    @property
    def values(self) -> list[object]:
        """All values, by number."""
        return list(self._numbers)
