"""Passwords in the columns of a table: their label stands in its first row alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from miniconf.patterns import regex
from miniconf.site.safety.shapes import ID, WORD

_LABEL = regex(
    rf"[\s*_`]*(?:[\w-]+ ){{0,2}}(?:{WORD}|{ID}|(?:access|pass)[ -]code)[\s*_`:：]*", re.IGNORECASE
)
_VALUE = regex(r"(?=[^|]*\d)[\s*_`]*([\w!#$%+@.-]{4,40}|\d(?:[ -]?\d){5,20})[\s*_`]*")
_WIDEST = 80
"""Longer cells hold prose."""


def is_head(line: str) -> bool:
    """Whether `line` begins with a row of a table that says where passwords, or ids, stand."""
    return "|" in line and bool(_columns(line.partition("\n")[0]))


def cells(text: str) -> Iterator[tuple[int, int]]:
    """Where in `text` the passwords stand that are told in a column of a table."""
    columns: frozenset[int] = frozenset()
    place = 0
    for line in text.split("\n"):
        if "|" not in line:
            columns = frozenset()
        elif columns:
            yield from _values(line, place, columns)
        else:
            columns = frozenset(_columns(line))
        place += len(line) + 1


def _columns(line: str) -> list[int]:
    """The numbers of the columns that `line` names; none where it has values already."""
    parts = [cell if len(cell) < _WIDEST else "" for cell in line.split("|")]
    found = [number for number, cell in enumerate(parts) if _LABEL.fullmatch(cell)]
    return [] if found and any(map(_VALUE.fullmatch, parts)) else found


def _values(line: str, place: int, columns: frozenset[int]) -> Iterator[tuple[int, int]]:
    for number, cell in enumerate(line.split("|")):
        if number in columns and len(cell) < _WIDEST and (value := _VALUE.fullmatch(cell)):
            yield place + value.start(1), place + value.end(1)
        place += len(cell) + 1
