"""The records that the files of a source hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from miniconf.load.convert.faults import described
from miniconf.load.convert.names import input_fields, required_fields
from miniconf.load.declared.applying import Applying
from miniconf.load.declared.columns import corrected
from miniconf.load.declared.paths import PathError, Row, rows_at
from miniconf.load.declared.rules import Source
from miniconf.load.declared.shapes import guessed
from miniconf.load.declared.uses import is_known, sheets_asked
from miniconf.problems import nearest
from miniconf.tables import Options, Record


def rows_of(at: Applying) -> list[Row]:
    """All records of the source's files; files that are not there are errors."""
    found: list[Row] = []
    source = at.declared.source
    for path in _paths(at):
        name = at.files.name(path)
        at.account(name)
        tree = at.files.read(path, at.problems, _options(source, name, at))
        rows = _records(tree, name, at)
        for row in rows:
            row.file = name
        found += rows
    return found


def mark_files(at: Applying) -> None:
    """Count the files of a faulty declaration as read; those that are not there are errors."""
    for path in _paths(at):
        at.files.text(path)
    for join in at.declared.source.joins:
        for pattern in join.file:
            for path in _found(pattern, ("joins", "file"), at):
                at.files.text(path)


def _paths(at: Applying) -> list[Path]:
    return [p for pattern in at.declared.source.file for p in _found(pattern, ("file",), at)]


def _found(pattern: str, part: tuple[str, ...], at: Applying) -> list[Path]:
    """The files that `pattern` means; that there is none is an error at `part`."""
    paths = at.files.find(pattern)
    if not paths:
        others = [at.files.name(p) for p in at.files.unread()]
        message = f'expected a file, got none called "{pattern}"'
        at.error(part, message, nearest(pattern, others))
    return paths


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
        return _records_only(rows or [], name, at)
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


def _records_only(rows: list[Row], name: str, at: Applying) -> list[Row]:
    """`rows` without the items of a list that are no records: each is an error, told once."""
    if not any(row.bare for row in rows) or is_known(at.declared)("value"):
        return rows
    record = at.declared.collection.record
    fields = list(required_fields(record)) or list(input_fields(record))
    problems = at.problems.softened() if at.reading.lenient else at.problems
    account = at.account(name)
    for row in (row for row in rows if row.bare):
        wanted = f"expected a record with fields such as {' and '.join(fields[:2])}"
        got = described(row.values["value"])
        problems.error(name, row.values.line, "", f"{wanted}, got {got}")
        account.read += 1
        account.leave("no record")
    return [row for row in rows if not row.bare]


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
        elsewhere=sheets_asked(at.declared, name, at.files), known=is_known(at.declared),
        fix=fix if source.corrections else None, as_is=bool(source.records),
    )  # fmt: skip
