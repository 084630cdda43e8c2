"""A source and its files -> drafts, with an account of every record read."""

from __future__ import annotations

from collections.abc import Iterable

from miniconf.load.accounts import Account
from miniconf.load.convert import Reading
from miniconf.load.convert.names import field_of, normal
from miniconf.load.declared.applying import Applying
from miniconf.load.declared.asked import Used, hints_of
from miniconf.load.declared.columns import evaluator
from miniconf.load.declared.joins import Joins
from miniconf.load.declared.missing import report_missing, want_among, want_columns
from miniconf.load.declared.paths import Row
from miniconf.load.declared.readings import reading_of, reading_of_field
from miniconf.load.declared.records import mark_files, rows_of
from miniconf.load.declared.rows import (
    exploded,
    filled_down,
    grouped,
    matches,
    ordered,
    unpivoted,
)
from miniconf.load.declared.rules import Rule
from miniconf.load.declared.sources import Declared
from miniconf.load.declared.uses import named_by, used_by_others
from miniconf.load.drafts import Cell, Draft, Layout
from miniconf.load.files import Files
from miniconf.problems import Problems


def drafts_of(
    declared: Declared, files: Files, reading: Reading, problems: Problems, joins: Joins
) -> tuple[list[Draft], list[Account]]:
    """The drafts that a source gives, in the order of its files, and what became of its records.

    A draft counts as kept or merged later, when it meets those of other sources.
    """
    at = Applying(declared, files, reading_of(declared, reading, problems), problems, joins)
    source = declared.source
    if not declared.sound:
        mark_files(at)
        return [], []
    rows = _rows(at)
    _compute(rows, at)
    want_columns(at, "sort", source.sort, rows)
    left = _filtered(ordered(rows, source.sort), at)
    for join in source.joins:
        left = joins.add(left, join, at.declared, files, at.asked, problems)
    if source.group:
        at.asked.want(source.group, declared.line("group"))
        left = grouped(left, source, at.asked, at.reading.nothing, at.accounts)
    found = _drafts(left, at)
    if rows:
        report_missing(at, rows, found)
        want_among(at, "drop", source.drop, at.asked.seen)
    _report_uneven(at)
    return found, list(at.accounts.values())


def _rows(at: Applying) -> list[Row]:
    """The records of the source's files as rows, none left out; each is counted."""
    source = at.declared.source
    rows = rows_of(at)
    if source.explode:
        want_columns(at, "explode", (source.explode,), rows)
        rows = exploded(rows, source.explode, source.separator)
    want_columns(at, "fill_down", source.fill_down, rows)
    rows = filled_down(rows, source.fill_down)
    if source.unpivot:
        want_columns(at, "unpivot", source.unpivot, rows)
        rows = unpivoted(rows, source.unpivot)
    for row in rows:
        at.account(row.file).read += 1
        if not row.values.keys() <= at.asked.seen.keys():
            at.asked.seen.update(dict.fromkeys(row.values))
    return rows


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
    compiled, by_field = [], dict[str, Rule]()
    for name, rule in rules.items():
        target = (field_of(collection.record, name) or (normal(name), 0))[0]
        by_field[target] = rule
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
        part = "collect" if name in source.collect else "fields"
        at.asked.want(rule, at.declared.line(part, name))
    named, hints = named_by(source), hints_of(by_field)
    only = source.only or source.group is not None
    layouts: dict[str, Layout] = {}
    found = []
    for row in rows:
        layout = layouts.get(row.file)
        if layout is None:
            others = used_by_others(at.declared, row.file, at.asked.seen, at.files)
            layout = layouts[row.file] = Layout(
                collection, row.file, at.reading, Used([*named, *others]),
                {target for target, *_ in compiled}, source.drop, only, hints,
            )  # fmt: skip
        draft = layout.draft(row.values)
        for target, label, evaluate, reading in compiled:
            value = evaluate(row)
            if value is not None:
                cell: Cell = (label, value, *row.values.place_of(label, row.file), reading)
                draft.cells.setdefault(target, []).append(cell)
        found.append(draft)
    for file, layout in layouts.items():
        layout.report(at.problems)
        at.account(file).notes += layout.notes()
    return found


def _report_uneven(at: Applying) -> None:
    """Add a warning for each record whose parallel lists are not of one length."""
    for file, line, lengths in at.asked.uneven:
        (first, count), *others = lengths.items()
        for name, other in others:
            if other not in (0, count):
                message = f"expected as many {name} as {first} ({count}), got {other}"
                hint = "each goes to the one in the same place"
                at.problems.warning(file, line, name, message, hint)
