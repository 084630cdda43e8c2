"""Second files: their columns are added to the records that have the same key."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from miniconf.load.accounts import Account
from miniconf.load.declared.asked import ABSENT, Asked, columns_of
from miniconf.load.declared.columns import Evaluate, corrected, evaluator
from miniconf.load.declared.paths import PathError, Row, rows_at
from miniconf.load.declared.rows import exploded, matches
from miniconf.load.declared.rules import Join, Rule
from miniconf.load.declared.sources import Declared
from miniconf.load.declared.uses import sheets_asked
from miniconf.load.files import Files
from miniconf.problems import Problems, nearest, shown
from miniconf.tables import Options, Record

Key = tuple[str, ...]
_MOST_HINTS = 20
"""For so many keys that meet nothing the nearest one is looked up: it takes long."""


@dataclass(slots=True)
class _Second:
    """The records of a second file by key, and which of them some record asked for."""

    rows: dict[Key, list[Row]]
    columns: dict[str, None]
    account: Account
    keys: tuple[str, ...]
    is_table: bool
    met: set[Key] = field(default_factory=set)


@dataclass(slots=True)
class Joins:
    """All second files of a conference: sources that join the same one share it."""

    _seconds: dict[tuple[Join, str], _Second] = field(default_factory=dict)
    _accounts: list[Account] = field(default_factory=list)

    def add(
        self, rows: list[Row], join: Join, declared: Declared, files: Files, asked: Asked,
        problems: Problems,
    ) -> list[Row]:  # fmt: skip
        """`rows` with the columns of the second file added."""
        second = self._second(join, declared, files, problems)
        mine = [_key_rule(name) for name in join.on]
        if join.within:
            asked.found.update(f"{join.within}.{join.prefix}{name}" for name in second.columns)
            return _within(rows, second, mine, join, declared, asked)
        for rule in mine:
            asked.want(rule, declared.line("joins"))
        evaluators = [evaluator(rule, asked, frozenset(), "") for rule in mine]
        asked.seen.update((f"{join.prefix}{name}", None) for name in second.columns)
        asked.found.update(f"{join.prefix}{name}" for name in second.columns)
        if join.into:
            asked.seen[join.into] = None
            asked.found.add(join.into)
        return [_joined(row, second, evaluators, join) for row in rows]

    def _second(self, join: Join, declared: Declared, files: Files, problems: Problems) -> _Second:
        mark = (repr(join), declared.collection.name)
        if mark not in self._seconds:
            self._seconds[mark] = _read(join, declared, files, problems)
        return self._seconds[mark]

    def report(self, problems: Problems) -> list[Account]:
        """What became of the second files' records; those that met nothing are warnings."""
        for second in self._seconds.values():
            for key, rows in second.rows.items():
                if key in second.met:
                    second.account.merged += len(rows)
                    continue
                second.account.leave("no record has its key", len(rows))
                if second.is_table:
                    continue
                known = [" ".join(k) for k in second.met]
                for row in rows:
                    name = second.keys[0] if second.keys else ""
                    line = row.values.line_of(name)
                    wanted = f"expected the key of a record of {second.account.collection}"
                    got = shown(row.values.get(name, " ".join(key)))
                    few = second.account.left["no record has its key"] <= _MOST_HINTS
                    hint = (few and nearest(" ".join(key), known)) or "it is left out"
                    problems.warning(row.file, line, name, f"{wanted}, got {got}", hint)
        return [second.account for second in self._seconds.values()]


def _key_rule(name: str) -> Rule:
    """The rule for a key of the records that are joined to: a column's name or a template."""
    rule: Rule = Rule.from_short(name, [])
    return rule


def _read(join: Join, declared: Declared, files: Files, problems: Problems) -> _Second:
    """The second file's records by key; what is wrong is said at the join's declaration."""
    asked = Asked()
    line = declared.line("joins")
    name = f"sources.{declared.collection.name}.joins"
    rows: list[Row] = []
    read: list[str] = []
    for pattern in join.file:
        paths = files.find(pattern)
        if not paths:
            problems.error(declared.file, line, f"{name}.file",
                           f'expected a file, got none called "{pattern}"')  # fmt: skip
        for path in paths:
            rows += _rows(join, files, path, declared, problems)
            read.append(files.name(path))
    account = Account(declared.collection.name, ", ".join(read))
    tell = partial(_tell_missing, declared=declared, file=account.file, problems=problems)
    if join.explode:
        tell("explode", (join.explode,), rows)
        rows = exploded(rows, join.explode, "")
    account.read = len(rows)
    tell("where", join.where, rows)
    kept = [row for row in rows if matches(row, join.where, asked, all)]
    account.leave("filtered by the declaration", len(rows) - len(kept))
    theirs = [evaluator(rule, asked, frozenset(), "") for rule in join.on.values()]
    wanted = {column for rule in join.on.values() for column in columns_of(rule)}
    found: dict[Key, list[Row]] = {}
    columns: dict[str, None] = {}
    for row in kept:
        columns.update(dict.fromkeys(row.values))
        key = _key(row, theirs)
        if key is None:
            account.leave("no key")
        else:
            found.setdefault(key, []).append(row)
    tell("on", sorted(wanted - asked.found), kept)
    return _Second(found, columns, account, tuple(sorted(wanted)), join.lookup)


def _tell_missing(
    part: str, wanted: Iterable[str], rows: list[Row], declared: Declared, file: str,
    problems: Problems,
) -> None:  # fmt: skip
    """Add an error for each of the columns `wanted` at `part` that none of `rows` has."""
    columns = dict.fromkeys(name for row in rows for name in row.values)
    for column in wanted if rows else ():
        if all(Asked().look_up(row, column) is ABSENT for row in rows):
            hint = nearest(column, columns) or f"there are {', '.join(columns)}"
            message = f'expected a column of {file}, got "{column}"'
            name = f"sources.{declared.collection.name}.joins.{part}"
            problems.error(declared.file, declared.line("joins"), name, message, hint)


def _rows(join: Join, files: Files, path: Any, declared: Declared, problems: Problems) -> list[Row]:
    def fix(text: str) -> str:
        for correction in join.corrections:
            text = corrected(text, correction)[0]
        return text

    options = Options(
        encoding=join.encoding, delimiter=join.delimiter, header=join.header,
        columns=join.columns, sheet=join.sheet, fix=fix if join.corrections else None,
        as_is=bool(join.records), elsewhere=sheets_asked(declared, files.name(path), files),
    )  # fmt: skip
    tree = files.read(path, problems, options)
    if tree is None:
        return []
    try:
        rows = rows_at(tree, join.records)
    except PathError as error:
        where = f"sources.{declared.collection.name}.joins.records"
        message = f'expected records at "{join.records}", got nothing at "{error}"'
        problems.error(declared.file, declared.line("joins"), where, message)
        return []
    for row in rows:
        row.file = files.name(path)
    return rows


def _key(row: Row, evaluators: list[Evaluate]) -> Key | None:
    """The key of a row, alike whether ids are numbers or texts; None where a part is missing."""
    found = []
    for evaluate in evaluators:
        value = evaluate(row)
        if not isinstance(value, str) or not value.strip():
            return None
        found.append(alike(value))
    return tuple(found)


def alike(text: str) -> str:
    """What ids share that are written as number and as text: `007`, `7` and `7.0` are one."""
    text = " ".join(text.split()).casefold()
    if match := re.fullmatch(r"0*(\d+)(?:\.0+)?", text):
        return match[1]
    return text


def _within(
    rows: list[Row], second: _Second, mine: list[Rule], join: Join, declared: Declared, asked: Asked
) -> list[Row]:
    """`rows` with the columns of the second file added to each item of the list in one column."""
    line = declared.line("joins")
    inner = [name for rule in mine for name in columns_of(rule) if name != "value"]
    for name in (join.within, *(f"{join.within}.{name}" for name in inner)):
        asked.wanted.setdefault((name,), line)
    evaluators = [evaluator(rule, Asked(), frozenset(), "") for rule in mine]
    found = []
    for row in rows:
        for name in inner:
            asked.look_up(row, f"{join.within}.{name}")
        items = asked.look_up(row, join.within)
        if isinstance(items, list):
            joined = [_joined(_item(item, row), second, evaluators, join).values for item in items]
            row = Row(row.values.like({**row.values, join.within: joined}), row.parent, row.file)
        found.append(row)
    return found


def _item(item: Any, row: Row) -> Row:
    """An item of a list as a row; what is no mapping has the one column `value`."""
    values = item if isinstance(item, Record) else Record({"value": item}, row.values.line)
    return Row(values, row, row.file)


def _joined(row: Row, second: _Second, evaluators: list[Evaluate], join: Join) -> Row:
    key = _key(row, evaluators)
    others = second.rows.get(key, []) if key else []
    if key and others:
        second.met.add(key)
    added: dict[str, Any] = {}
    origins: dict[str, tuple[str, int]] = {}
    if join.into:
        if others:
            added[join.into], origins = _listed(others, join.into)
    else:
        for other in others:
            for name, value in other.values.items():
                put = f"{join.prefix}{name}"
                if value not in (None, "", []) and name not in second.keys and put not in added:
                    added[put], origins[put] = value, other.values.place_of(name, other.file)
    # The record's own columns win, unless they are empty.
    own = {name: value for name, value in row.values.items() if value not in (None, "", [])}
    values = row.values.like({**row.values, **added, **own})
    values.origins = {**values.origins, **{n: at for n, at in origins.items() if n not in own}}
    return Row(values, row.parent, row.file)


def _listed(others: list[Row], name: str) -> tuple[list[Record], dict[str, tuple[str, int]]]:
    """The records of `others`, and where they stand; of several files none knows its line."""
    if len({other.file for other in others}) > 1:
        return [Record(other.values) for other in others], {}
    return [other.values for other in others], {name: (others[0].file, others[0].values.line)}
