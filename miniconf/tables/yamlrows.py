"""Records of a YAML file that stand on a line each as JSON: read at once, not event by event."""

from __future__ import annotations

import json
import re
from typing import Any

from miniconf.tables.record import Record

_ROW = re.compile(r'^- (\{"[^\r\n]*\})$', re.MULTILINE)
_PLACE = "row-set-aside-"


def set_aside(text: str, first_line: int = 1) -> tuple[str, list[Record]]:
    """`text` with a place in each line of the form `- {"id": ...}`, and the records of those lines.

    A file written by a program may hold thousands of them, and YAML is slow. What is not plain JSON
    of texts, numbers and lists of them stays where it is.
    """
    rows: list[Record] = []
    if '\n- {"' not in text or _PLACE in text:
        return text, rows
    line, seen = first_line, 0
    decode = json.JSONDecoder(
        object_pairs_hook=_record, parse_int=str, parse_float=str, parse_constant=str
    ).decode

    def place(match: re.Match[str]) -> str:
        nonlocal line, seen
        line += text.count("\n", seen, match.start())
        seen = match.start()
        try:
            row = decode(match[1])
        except ValueError:
            return match[0]
        row.line = line
        rows.append(row)
        return f"- {_PLACE}{len(rows) - 1}"

    return _ROW.sub(place, text), rows


def put_back(tree: Any, rows: list[Record]) -> Any | None:
    """`tree` with the records in their places; None where a place is not one of a list's items."""
    lists = tree.values() if isinstance(tree, Record) else [tree]
    expected = 0
    for items in lists:
        for n, item in enumerate(items if isinstance(items, list) else ()):
            if item == f"{_PLACE}{expected}":
                items[n] = rows[expected]
                expected += 1
    return tree if expected == len(rows) else None


def _record(pairs: list[tuple[str, Any]]) -> Record:
    found = Record(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key given twice")
    for name, value in pairs:
        if type(value) is not str:
            found[name] = _text(value)
    return found


def _text(value: Any) -> Any:
    """`value` with words for true and false, as YAML's reader gives them."""
    if isinstance(value, Record):
        raise ValueError("a mapping inside a mapping, which would not know its line")
    if isinstance(value, list):
        return value if all(type(item) is str for item in value) else [*map(_text, value)]
    return str(value).lower() if isinstance(value, bool) else value
