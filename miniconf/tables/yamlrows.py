"""Records of a YAML file that stand on a line each as JSON: read at once, not event by event."""

from __future__ import annotations

import json
import re
from typing import Any

from miniconf.patterns import regex
from miniconf.tables.record import Items, Record

_ROWS = regex(r'^(?:- \{"[^\r\n]*\}\n)++', re.MULTILINE)
_PLACE = "rows-set-aside-"


def set_aside(text: str, first_line: int = 1) -> tuple[str, list[list[Record]]]:
    """`text` with one place for lines on end of the form `- {"id": ...}`, and the records of each.

    A file written by a program may hold thousands of them, and YAML is slow. What is not plain JSON
    of texts, numbers and lists of them stays where it is. A place is followed by as many line ends
    as it stands for, so that what comes after keeps its line.
    """
    runs: list[list[Record]] = []
    if '\n- {"' not in text or _PLACE in text:
        return text, runs
    line, seen = first_line, 0

    def place(match: re.Match[str]) -> str:
        nonlocal line, seen
        line += text.count("\n", seen, match.start())
        seen = match.start()
        return _placed(match[0][:-1].split("\n"), line, runs)

    return _ROWS.sub(place, text), runs


def _placed(lines: list[str], first: int, runs: list[list[Record]]) -> str:
    """A place for `lines`, the first of which is line `first`, and what cannot be set aside."""
    rows = _rows(lines)
    if rows is None and len(lines) > 1:
        half = len(lines) // 2
        above = _placed(lines[:half], first, runs)
        return above + _placed(lines[half:], first + half, runs)
    if rows is None:
        return f"{lines[0]}\n"
    for number, row in enumerate(rows, first):
        row.line = number
    runs.append(rows)
    return f"- {_PLACE}{len(runs) - 1}" + "\n" * len(lines)


def _rows(lines: list[str]) -> list[Record] | None:
    """The records of `lines`, or None where they are not one on each line."""
    items = ",".join([line[2:] for line in lines])
    try:
        found: list[Record] = json.loads(
            f"[{items}]", object_pairs_hook=_record,
            parse_int=str, parse_float=str, parse_constant=str,
        )  # fmt: skip
    except ValueError:
        return None
    return found if len(found) == len(lines) else None


def put_back(tree: Any, runs: list[list[Record]]) -> Any | None:
    """`tree` with the records in their places; None where a place is not one of a list's items."""
    expected = 0
    for items in tree.values() if isinstance(tree, Record) else [tree]:
        if not isinstance(items, Items):
            continue
        found = Items()
        for item, line in zip(items, items.lines, strict=True):
            if item == f"{_PLACE}{expected}" and expected < len(runs):
                for row in runs[expected]:
                    found.put(row, row.line)
                expected += 1
            else:
                found.put(item, line)
        items[:], items.lines = found, found.lines
    return tree if expected == len(runs) else None


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
