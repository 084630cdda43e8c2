"""Canonical files, and classic MiniConf's, as sources: where their records lie."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.load.collections import Collection
from miniconf.load.convert.names import field_of, normal
from miniconf.load.convert.reading import Exact
from miniconf.load.declared.paths import Row, rows_at
from miniconf.load.declared.rules import Rule, Source
from miniconf.load.declared.sources import Declared
from miniconf.tables import Record

SEATS = "mentorship-seats.yml"
"""Seats taken at each table, as the matching of mentors writes them."""
_QUESTIONS = ("qa", "questions", "items")


def canonical(collection: Collection, files: list[str]) -> Declared:
    """The source that reads the canonical `files` of `collection`."""
    source = Source(file=tuple(Exact(name) for name in files))
    return Declared(collection=collection, source=source)


def updates(collection: Collection) -> Mapping[str, Source]:
    """Name of a file that adds values to records of `collection` -> the source that reads it."""
    if collection.name == "mentorships":
        fields = {"id": Rule(column=(Exact("id"),)), "taken": Rule(column=(Exact("taken"),))}
        return {
            SEATS: Source(
                file=(Exact(SEATS),),
                update=True,
                only=True,
                records=Exact("mentorships.{id}"),
                fields=fields,
            )
        }
    if collection.name != "papers":
        return {}
    return {
        "papers_projection.json": Source(
            file=(Exact("papers_projection.json"),), update=True, only=True,
            fields={
                "id": Rule(column=(Exact("id"),)),
                "position": Rule(column=(Exact("pos"), Exact("position"))),
            },
        ),
        "paper_recs.json": Source(
            file=(Exact("paper_recs.json"),), update=True, only=True, records=Exact("{id}"),
            fields={
                "id": Rule(column=(Exact("id"),)), "similar": Rule(column=(Exact("value"),)),
            },
        ),
    }  # fmt: skip


def guessed(tree: Any, collection: Collection) -> list[Row] | None:
    """The records of `collection` in a canonical file's `tree`; None where it has none.

    A list of them; or a list or mapping under the collection's name; or a mapping whose keys are
    ids. Questions may stand in sections, each with a list of its own.
    """
    if isinstance(tree, list):
        rows = rows_at(tree, "")
        return _sections(rows) if collection.name == "faq" else rows
    if not isinstance(tree, Record):
        return None
    roots = {normal(name) for name in collection.root}
    for name, value in tree.items():
        if normal(name) in roots and isinstance(value, list | Record):
            return guessed(value, collection)
    if tree and all(isinstance(value, Record) for value in tree.values()):
        path = "*" if not collection.has_id or _have_ids(tree, collection) else "{id}"
        return rows_at(tree, path)
    if any(field_of(collection.record, name) for name in tree):
        return rows_at(tree, "")
    return [] if not tree else None


def _have_ids(tree: Record, collection: Collection) -> bool:
    """Whether the records of a mapping have ids of their own."""
    return all(
        any((place := field_of(collection.record, n)) and place[0] == "id" for n in record)
        for record in tree.values()
    )


def _sections(rows: list[Row]) -> list[Row]:
    """Questions, with the section around them in a column of that name."""
    found = []
    for row in rows:
        inner = next((n for n in row.values if normal(n) in _QUESTIONS), "")
        if not inner or not isinstance(row.values[inner], list):
            found.append(row)
            continue
        section = next((v for n, v in row.values.items() if normal(n) in ("section", "title")), "")
        for item in rows_at(row.values[inner], ""):
            values = Record({"section": section, **item.values}, item.values.line,
                            item.values.lines)  # fmt: skip
            values.line = values.line or row.values.line
            found.append(Row(values, row, bare=item.bare))
    return found
