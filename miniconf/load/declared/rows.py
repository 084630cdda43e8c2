"""What a declaration does to rows before they become records: filter, explode, group, fill down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from miniconf.load.accounts import Account
from miniconf.load.convert.lists import splitter
from miniconf.load.declared.asked import ABSENT, Asked
from miniconf.load.declared.columns import evaluator
from miniconf.load.declared.paths import Row
from miniconf.load.declared.rules import Source
from miniconf.load.files import natural
from miniconf.problems import fits
from miniconf.tables import Record


def matches(
    row: Row,
    wanted: Mapping[str, Sequence[str]],
    asked: Asked,
    every: Callable[[Iterable[bool]], bool],
) -> bool:
    """Whether `every` (all or any) column in `wanted` of `row` has one of the values wanted."""
    return every(
        any(fits(value, pattern) for value in _values(row, column, asked) for pattern in patterns)
        for column, patterns in wanted.items()
    )


def _values(row: Row, column: str, asked: Asked) -> list[str]:
    value = asked.look_up(row, column)
    items = value if isinstance(value, list) else [value]
    return ["" if item is None or item is ABSENT else str(item).strip() for item in items]


def exploded(rows: list[Row], column: str, separator: str) -> list[Row]:
    """One row for each item of the list in `column`; the row it stands in is its parent."""
    found = []
    split = splitter(separator, False)
    for row in rows:
        items: Any = row.values.get(column)
        if isinstance(items, str):
            items = split(items)
        if isinstance(items, Record):
            items = list(items.values())
        for item in items or []:
            values = item
            if not isinstance(item, Record):
                values = row.values.like({**row.values, column: item})
            found.append(Row(values, row, row.file))
    return found


def unpivoted(rows: list[Row], columns: Sequence[str]) -> list[Row]:
    """One row for each filled cell of `columns`: `value`, with `@column`, and the other columns."""
    found = []
    for row in rows:
        cells = {name: any(fits(name, column) for column in columns) for name in row.values}
        others = {name: row.values[name] for name, wanted in cells.items() if not wanted}
        for name, wanted in cells.items():
            value = row.values[name]
            if wanted and value is not None and (not isinstance(value, str) or value.strip()):
                values = row.values.like({**others, "@column": name, "value": value})
                found.append(Row(values, row.parent, row.file))
    return found


def filled_down(rows: list[Row], columns: Sequence[str]) -> list[Row]:
    """The rows, with empty cells of `columns` as in the row above, inside each file."""
    if not columns:
        return rows
    last: dict[str, Any] = {}
    file = ""
    found = []
    for row in rows:
        if row.file != file:
            file, last = row.file, {}
        values = row.values.like(row.values)
        for column in columns:
            if values.get(column):
                last[column] = values[column]
            elif column in last:
                values[column] = last[column]
        found.append(Row(values, row.parent, row.file))
    return found


def ordered(rows: list[Row], columns: Sequence[str]) -> list[Row]:
    """The rows sorted by `columns`, numbers as numbers; those without a value come last."""
    if not columns:
        return rows

    def key(row: Row) -> list[tuple[bool, list[tuple[int, str]]]]:
        values = [str(row.values.get(column) or "").strip() for column in columns]
        return [(not value, natural(value)) for value in values]

    return sorted(rows, key=key)


def grouped(
    rows: list[Row], source: Source, asked: Asked, nothing: frozenset[str],
    accounts: Mapping[str, Account],
) -> list[Row]:  # fmt: skip
    """One row for all rows with the same key: the first value of each column, all of some.

    Rows without a key are left out; a row that joins another counts as merged.
    """
    if source.group is None:
        return rows
    key_of = evaluator(source.group, asked, nothing, source.separator)
    collect = {
        name: evaluator(rule, asked, nothing, source.separator)
        for name, rule in source.collect.items()
    }
    found: dict[str, Row] = {}
    for row in rows:
        keys = key_of(row)
        keys = keys if isinstance(keys, list) else [keys]
        if keys == [None]:
            accounts[row.file].leave("nothing to group by")
            continue
        # A record in several groups counts once for each, so that the numbers add up.
        accounts[row.file].read += len(keys) - 1
        for key in keys:
            if not _put(found, str(key).strip(), row):
                accounts[row.file].merged += 1
            _collect(found[str(key).strip()].values, row, collect)
    return list(found.values())


def _put(found: dict[str, Row], key: str, row: Row) -> bool:
    """Put `row` to those with its key; whether it is the first."""
    if key not in found:
        values = row.values.like({**row.values, "@group": key})
        found[key] = Row(values, row.parent, row.file)
        return True
    for name, value in row.values.items():
        if value not in (None, "", []) and found[key].values.get(name) in (None, "", []):
            found[key].values[name] = value
    return False


def _collect(values: Record, row: Row, collect: Mapping[str, Callable[[Row], Any]]) -> None:
    for name, evaluate in collect.items():
        value = evaluate(row)
        items = values.setdefault(f"@collect {name}", [])
        items += value if isinstance(value, list) else [] if value is None else [value]
