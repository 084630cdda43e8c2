"""Rows of JSON that are plain as a whole, looked at by columns: half the time of row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, datetime
from itertools import chain
from operator import attrgetter
from typing import Generic, TypeVar

from msgspec.json import Decoder

from miniconf.load.convert.reading import NOTHING, UNKNOWN

SHORT = 40
"""A longer text is none of the words for no value."""
LONGEST = 10_000
"""Of longer texts the loader says itself whether they are too long."""
Record = TypeVar("Record")
Sorts = Mapping[type, Sequence[str]]
"""What a field holds -> the fields of a record."""


class Columns(Generic[Record]):
    """Reads records of one kind; `ids` are the fields with an id, each of which `is_id`."""

    def __init__(
        self, kind: type[Record], sorts: Sorts, ids: Sequence[str], is_id: Callable[[str], bool]
    ) -> None:
        self._decoder = Decoder(list[kind])  # type: ignore[valid-type]
        self._lines = Decoder(kind)
        self._sorts = {name: sort for sort, names in sorts.items() for name in names}
        self._ids, self._is_id = ids, is_id
        self._defaults = {field.name: field.default for field in fields(kind)}  # type: ignore[arg-type]

    def decoded(self, text: str) -> list[Record] | None:
        """The records of a JSON list; None where it is none, or one has a wrong value."""
        try:
            return self._decoder.decode(text)
        except (ValueError, RecursionError):
            return None

    def by_line(self, lines: memoryview) -> list[Record] | None:
        """The records of lines of JSON; None where one is none, or has a wrong value."""
        try:
            return self._lines.decode_lines(lines)
        except (ValueError, RecursionError):
            return None

    def plain(self, text: str) -> list[Record] | None:
        """The records of a JSON list where the loader would leave all as they are; else None.

        What repeats in a column is looked at once. A name that is not known, or that stands twice
        in an object, is found out because there are more names than values.
        """
        records = self.decoded(text)
        if records is None:
            return None
        texts, given, stamps = set[str](), 0, 0
        for name, sort in self._sorts.items():
            column, default = list(map(attrgetter(name), records)), self._defaults[name]
            values = set(column) - {default}
            here = len(column) - column.count(default)
            given += here
            if sort is str:
                texts |= values
            elif sort is list:
                texts.update(chain.from_iterable(values))
            elif sort is datetime:
                stamps += here
                if any(at.tzinfo is not UTC or at.microsecond for at in values):
                    return None
            elif values and not (is_short(min(values)) and is_short(max(values))):
                return None
        known = given == text.count('": ') and stamps == text.count('+00:00"')
        named = {getattr(record, name) for name in self._ids for record in records} - {""}
        return records if known and _all_plain(texts) and all(map(self._is_id, named)) else None


def _all_plain(texts: set[str]) -> bool:
    """Whether the loader would leave each of `texts` as it is; "" is none of them."""
    lines = "\n".join(["", *texts, ""])  # what is printable has no line end
    return (
        "" not in texts
        and all(map(str.isprintable, texts))
        and not ("  " in lines or "\n " in lines or " \n" in lines)
        and max(map(len, texts), default=0) < LONGEST
        and set(map(str.lower, texts)).isdisjoint(NOTHING | UNKNOWN)
    )


def is_short(number: int) -> bool:
    """Whether `number` is one that the loader takes for a count."""
    return 0 <= number < 10**17


def is_any(text: str) -> bool:
    """Whether `text` may be the id of a record of the conference: any may."""
    return True
