"""A source and its files -> drafts, with an account of every record read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from miniconf.load.accounts import Account
from miniconf.load.convert import Reading
from miniconf.load.convert.names import field_of, normal
from miniconf.load.declared.asked import BRACES, Asked, Used, columns_of
from miniconf.load.declared.columns import corrected, evaluator
from miniconf.load.declared.joins import Joins
from miniconf.load.declared.paths import PathError, Row, rows_at
from miniconf.load.declared.readings import reading_of, reading_of_field
from miniconf.load.declared.rows import (
    exploded,
    filled_down,
    grouped,
    matches,
    ordered,
    unpivoted,
)
from miniconf.load.declared.rules import Rule, Source
from miniconf.load.declared.shapes import guessed
from miniconf.load.declared.sources import Declared
from miniconf.load.drafts import Cell, Draft, Layout
from miniconf.load.files import Files
from miniconf.problems import Problems, nearest
from miniconf.tables import Options, Record


@dataclass(slots=True)
class Applying:
    """One source while it is read."""

    declared: Declared
    files: Files
    reading: Reading
    problems: Problems
    joins: Joins
    accounts: dict[str, Account] = field(default_factory=dict)
    asked: Asked = field(default_factory=Asked)

    def error(self, path: tuple[str, ...], message: str, hint: str = "") -> None:
        """Add an error at the entry `path` of the declaration."""
        name = ".".join(("sources", self.declared.collection.name, *path))
        self.problems.error(self.declared.file, self.declared.line(*path), name, message, hint)

    def account(self, file: str) -> Account:
        """The account of one file."""
        found = self.accounts.get(file)
        if found is None:
            found = self.accounts[file] = Account(self.declared.collection.name, file)
        return found


def drafts_of(
    declared: Declared, files: Files, reading: Reading, problems: Problems, joins: Joins
) -> tuple[list[Draft], list[Account]]:
    """The drafts that a source gives, in the order of its files, and what became of its records.

    A draft counts as kept or merged later, when it meets those of other sources.
    """
    at = Applying(declared, files, reading_of(declared, reading, problems), problems, joins)
    source = declared.source
    rows = _rows(at)
    separator = source.separator
    if source.explode:
        rows = exploded(rows, source.explode, separator)
    rows = filled_down(rows, source.fill_down)
    if source.unpivot:
        rows = _unpivoted(rows, at)
    for row in rows:
        at.account(row.file).read += 1
    _compute(rows, at)
    rows = ordered(rows, source.sort)
    rows = _filtered(rows, at)
    for join in source.joins:
        rows = joins.add(rows, join, at.declared, files, at.asked, problems)
    if source.group:
        rows = grouped(rows, source, at.asked, at.reading.nothing, at.accounts)
    found = _drafts(rows, at)
    if at.asked.seen:
        _report_missing(at, found)
    _report_uneven(at)
    return found, list(at.accounts.values())


def _rows(at: Applying) -> list[Row]:
    """All records of the source's files; files that are not there are errors."""
    found: list[Row] = []
    source = at.declared.source
    for pattern in source.file:
        paths = at.files.find(pattern)
        if not paths:
            others = [at.files.name(p) for p in at.files.unread()]
            at.error(("file",), f'expected a file, got none called "{pattern}"',
                     nearest(pattern, others))  # fmt: skip
        for path in paths:
            name = at.files.name(path)
            at.account(name)
            options = _options(source, name, at)
            tree = at.files.read(path, at.problems, options)
            rows = _records(tree, name, at)
            for row in rows:
                row.file = name
            found += rows
    return found


def _unpivoted(rows: list[Row], at: Applying) -> list[Row]:
    """A row for each cell; columns that are not there are errors."""
    wanted, seen = at.declared.source.unpivot, set[str]()
    found = unpivoted(rows, wanted, seen)
    columns = dict.fromkeys(name for row in rows for name in row.values)
    files = ", ".join(at.declared.source.file)
    for name in wanted:
        if rows and name not in seen:
            hint = nearest(name, columns)
            at.error(("unpivot",), f'expected a column of {files}, got "{name}"', hint)
    return found


def _records(tree: Any, name: str, at: Applying) -> list[Row]:
    if tree is None:
        return []
    path = at.declared.source.records
    if not path:
        rows = guessed(tree, at.declared.collection)
        if rows is None:
            line = tree.line if isinstance(tree, Record) else 1
            message = f"expected a list of {at.declared.collection.name}, got something else"
            keys = ", ".join(list(tree)[:6]) if isinstance(tree, Record) else ""
            hint = "docs/data.md shows the shapes"
            if keys:
                hint = f"say where with `records`; the file has {keys}"
            at.problems.error(name, line, "", message, hint)
        return rows or []
    try:
        return rows_at(tree, path)
    except PathError as error:
        keys = list(tree) if isinstance(tree, Record) else []
        hint = nearest(str(error), keys)
        if not hint and keys:
            hint = f"the file has {', '.join(keys[:6])}"
        message = f'expected records at "{path}", got nothing at "{error}" in {name}'
        at.error(("records",), message, hint)
        return []


def _options(source: Source, name: str, at: Applying) -> Options:
    """How the file is to be read; corrections are counted as they are made."""

    def fix(text: str) -> str:
        for correction in source.corrections:
            text, count = corrected(text, correction)
            if correction.count is not None and count != correction.count:
                wanted = f'{correction.count} of "{correction.find}" in {name}'
                message = f"expected {wanted}, got {count}"
                at.error(("corrections",), message, "has the file been corrected?")
        return text

    return Options(
        encoding=source.encoding, delimiter=source.delimiter, quote=source.quote,
        header=source.header, columns=source.columns, drop=source.drop, sheet=source.sheet,
        fix=fix if source.corrections else None, as_is=bool(source.records),
    )  # fmt: skip


def _compute(rows: list[Row], at: Applying) -> None:
    """Add the columns that `let` computes."""
    for name, rule in at.declared.source.let.items():
        at.asked.want(rule, at.declared.line("let", name))
        evaluate = evaluator(rule, at.asked, at.reading.nothing, at.declared.source.separator)
        for row in rows:
            value = evaluate(row)
            row.values = row.values.like({**row.values, name: value})


def _filtered(rows: list[Row], at: Applying) -> list[Row]:
    source = at.declared.source
    if not source.where and not source.unless:
        return rows
    for part, wanted in (("where", source.where), ("unless", source.unless)):
        for column in wanted:
            at.asked.wanted.setdefault((column,), at.declared.line(part, column))
    kept = []
    for row in rows:
        if matches(row, source.where, at.asked, all) and not (
            source.unless and matches(row, source.unless, at.asked, any)
        ):
            kept.append(row)
        else:
            at.account(row.file).leave("filtered by the declaration")
    return kept


def _drafts(rows: Iterable[Row], at: Applying) -> list[Draft]:
    source, collection = at.declared.source, at.declared.collection
    constants = {name: Rule(value=value) for name, value in source.constants.items()}
    rules = {**constants, **source.fields, **source.collect}
    compiled = []
    for name, rule in rules.items():
        target = (field_of(collection.record, name) or (normal(name), 0))[0]
        label = rule.column[0] if len(rule.column) == 1 else target
        evaluate = evaluator(rule, at.asked, at.reading.nothing, source.separator)
        if name in source.collect:
            label, evaluate = target, lambda row, name=name: row.values.get(f"@collect {name}")
        compiled.append(
            (
                target,
                label,
                evaluate,
                reading_of_field(rule, name, at.declared, at.reading, at.problems),
            )
        )
        at.asked.want(rule, at.declared.line("fields", name))
    names = [name for rule in rules.values() for name in columns_of(rule)]
    kept = [name for name, _ in BRACES.findall(source.records)]  # columns that keys became
    used = Used([*names, *source.let, *kept, *(name.partition(".")[0] for name in names)])
    only = source.only or source.group is not None
    layouts: dict[str, Layout] = {}
    found = []
    for row in rows:
        layout = layouts.get(row.file)
        if layout is None:
            layout = layouts[row.file] = Layout(
                collection, row.file, at.reading, used,
                {target for target, *_ in compiled}, source.drop, only,
            )  # fmt: skip
        if not row.values.keys() <= at.asked.seen.keys():
            at.asked.seen.update(dict.fromkeys(row.values))
        draft = layout.draft(row.values)
        for target, label, evaluate, reading in compiled:
            value = evaluate(row)
            if value is not None:
                line = row.values.line_of(label)
                cell: Cell = (label, value, row.file, line, reading)
                draft.cells.setdefault(target, []).append(cell)
        found.append(draft)
    for file, layout in layouts.items():
        layout.report(at.problems)
        at.account(file).notes += layout.notes()
    return found


def _report_missing(at: Applying, found: list[Draft]) -> None:
    """Add an error for each column that a rule asks for and no record has.

    Fields that would come from it are told there, once, and not record by record.
    """
    absent = {columns for columns, _ in at.asked.missing()}
    for name, rule in at.declared.source.fields.items():
        if absent & {rule.column, *((column,) for column in columns_of(rule))}:
            target = field_of(at.declared.collection.record, name)
            for draft in found:
                draft.faulty.add(target[0] if target else name)
    for columns, line in at.asked.missing():
        name = f"sources.{at.declared.collection.name}"
        got = " or ".join(f'"{column}"' for column in columns)
        message = f"expected a column of {', '.join(at.declared.source.file)}, got {got}"
        hint = nearest(columns[0], at.asked.seen)
        if not hint:
            hint = f"there are {', '.join(n for n in at.asked.seen if n[:1] != '@')}"[:200]
        at.problems.error(at.declared.file, line, name, message, hint)


def _report_uneven(at: Applying) -> None:
    """Add a warning for each record whose parallel lists are not of one length."""
    for file, line, lengths in at.asked.uneven:
        (first, count), *others = lengths.items()
        for name, other in others:
            if other not in (0, count):
                message = f"expected as many {name} as {first} ({count}), got {other}"
                hint = "each goes to the one in the same place"
                at.problems.warning(file, line, name, message, hint)
