"""Columns that a declaration names and that no record has."""

from __future__ import annotations

import re
from collections.abc import Iterable

from miniconf.load.convert.names import field_of
from miniconf.load.declared.applying import Applying
from miniconf.load.declared.asked import ABSENT, BRACES, Asked, columns_of, numbers_pattern
from miniconf.load.declared.paths import Row
from miniconf.load.drafts import Draft
from miniconf.problems import fits, nearest


def report_missing(at: Applying, rows: list[Row], found: list[Draft]) -> None:
    """Add an error for each column that a rule asks for and none of `rows` has.

    `found`: the drafts made of those that are left, which may be none. Fields that would come from
    it are told there, once, and not record by record.
    """
    missing = [
        (columns, line)
        for columns, line in at.asked.missing()
        if not any(_is_there(column, rows, at.asked) for column in columns)
    ]
    absent = {columns for columns, _ in missing}
    for name, rule in at.declared.source.fields.items():
        if absent & {rule.column, *((column,) for column in columns_of(rule))}:
            target = field_of(at.declared.collection.record, name)
            for draft in found:
                draft.faulty.add(target[0] if target else name)
    for columns, line in missing:
        name = f"sources.{at.declared.collection.name}"
        got = " or ".join(f'"{column}"' for column in columns)
        message, hint = _told(at, got, columns[0], at.asked.seen)
        at.problems.error(at.declared.file, line, name, message, hint)


def _is_there(column: str, rows: list[Row], asked: Asked) -> bool:
    """Whether a row has `column`: one that is left out by a filter may."""
    if names := BRACES.findall(column):
        return all(may or _is_there(name, rows, asked) for name, may in names)
    if "#" in column and any(map(re.compile(numbers_pattern(column)).fullmatch, asked.seen)):
        return True
    return any(asked.look_up(row, column) is not ABSENT for row in rows)


def want_columns(at: Applying, part: str, wanted: Iterable[str], rows: list[Row]) -> None:
    """Add an error for each of the columns `wanted` at `part` that none of `rows` has."""
    if rows and wanted:
        want_among(at, part, wanted, dict.fromkeys(name for row in rows for name in row.values))


def want_among(at: Applying, part: str, wanted: Iterable[str], columns: Iterable[str]) -> None:
    """Add an error for each of the columns `wanted` at `part` that are not among `columns`.

    In `unpivot` and `drop` a `*` stands for anything.
    """
    for name in wanted:
        patterns = part in ("unpivot", "drop")
        if not any(fits(c, name) if patterns else c == name for c in columns):
            at.error((part,), *_told(at, f'"{name}"', name, columns))


def _told(at: Applying, got: str, name: str, columns: Iterable[str]) -> tuple[str, str]:
    """A message that `got` is no column, and a hint what `name` may mean."""
    hint = nearest(name, columns)
    if not hint:
        hint = f"there are {', '.join(n for n in columns if n[:1] != '@')}"[:200]
    return f"expected a column of {', '.join(at.declared.source.file)}, got {got}", hint
