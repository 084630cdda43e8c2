"""Columns that a declaration names and that no record has are errors, whatever asks for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from miniconf.load import Loaded

Sites = Callable[..., Loaded]
CONFIG = "name: Tern 2031\nstart: 2031-03-28\ntime_zone: Atlantic/Azores\nsources:\n  papers:\n"
PAPERS = "id,title,authors,Decision\n1,Nests,Ana Vo,Reject\n"
WANTED = "expected a column of p.csv, got"


def told(loaded: Sites, source: str, papers: Any = PAPERS, name: str = "p.csv") -> list[str]:
    """What is told of a source with `source` in line 7."""
    found = loaded({name: papers}, f"{CONFIG}    file: {name}\n    {source}\n")
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("source", "part", "got"),
    [
        ("where: {Decison: Accept*}", "", '"Decison" (hint: did you mean "Decision"?)'),
        ("unless: {Decison: Reject}", "", '"Decison" (hint: did you mean "Decision"?)'),
        ("where: {id: 9, Decison: x}", "", '"Decison" (hint: did you mean "Decision"?)'),
        ("group: Decison", "", '"Decison" (hint: did you mean "Decision"?)'),
        ("group: {column: Decison}", "", '"Decison" (hint: did you mean "Decision"?)'),
        ("let: {a: titel}", "", '"titel" (hint: did you mean "title"?)'),
        ("explode: author", ".explode", '"author" (hint: did you mean "authors"?)'),
        ("drop: [titel]", ".drop", '"titel" (hint: did you mean "title"?)'),
        ("drop: [in*]", ".drop", '"in*" (hint: there are id, title, authors, Decision)'),
        ("fill_down: [titel, id]", ".fill_down", '"titel" (hint: did you mean "title"?)'),
        ("sort: [titel, id]", ".sort", '"titel" (hint: did you mean "title"?)'),
        ("unpivot: [Room *]", ".unpivot",
         '"Room *" (hint: there are id, title, authors, Decision)'),
    ],
)  # fmt: skip
def test_a_column_that_is_not_there(loaded: Sites, source: str, part: str, got: str) -> None:
    expected = f"config.yml:7: sources.papers{part}: {WANTED} {got}"
    assert [line for line in told(loaded, source) if WANTED in line] == [expected]


def test_columns_of_fields_are_told_where_no_record_is_left(loaded: Sites) -> None:
    fields = (
        'fields: {title: titel, abstract: "{id} {abs}", keywords: [x, "{y}"], track: "K #", '
        'code: [x, "{title} {z?}"], award: "I #", type: {all: true, column: [title, x]}}'
    )
    assert told(loaded, f"where: {{id: 9}}\n    {fields}", "id,title,authors,I 1\n1,a,b,c\n") == [
        f'config.yml:8: sources.papers: expected a column of p.csv, got {got}'
        for got in (
            '"K #" (hint: there are id, title, authors, I 1)',
            '"abs" (hint: there are id, title, authors, I 1)',
            '"titel" (hint: did you mean "title"?)',
            '"x" or "{y}" (hint: there are id, title, authors, I 1)',
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "papers"),
    [
        ("where: {Decision: x}", PAPERS), ("unless: {id: 1, Decision: x}", PAPERS),
        ("explode: authors\n    where: {authors: x}", PAPERS), ("where: {'@sheet': x}", ""),
        ("sort: [x]", "id,title\n"), ("where: {x: y}", "id,title\n"), ("drop: [x]", ""),
        ("let: {a: id}\n    sort: [a]\n    where: {a: x}\n    drop: [Dec*]", PAPERS),
        ("where: {id: 9}\n    joins: {file: p.csv, on: {id: id}, prefix: x_}\n    drop: [x_id]\n"
         "    fields: {title: x_title}", PAPERS),
    ],
)  # fmt: skip
def test_nothing_is_missing(loaded: Sites, source: str, papers: str) -> None:
    assert [line for line in told(loaded, source, papers) if "expected a column" in line] == []


def test_columns_deep_in_a_tree(loaded: Sites) -> None:
    tree = [{"id": "1", "of": {"a": ["x"]}, "people": [{"n": "1"}]}, {"id": "2", "more": "y"}]
    joins = "joins: {file: p.json, within: people, on: {n: id}}"
    source = f"where: {{of.a: z}}\n    {joins}\n    fields: {{title: more, authors: people.more}}"
    found = told(loaded, source, tree, "p.json")
    assert [line for line in found if "expected a column" in line] == []
    assert told(loaded, "where: {of.b: x}", tree, "p.json") == [
        'config.yml:7: sources.papers: expected a column of p.json, got "of.b" '
        "(hint: there are id, of, people, more)"
    ]


def test_columns_of_a_join(loaded: Sites) -> None:
    join = "joins: {file: p.csv, on: {id: id}, lookup: true, "
    name = "config.yml:7: sources.papers.joins"
    hint = 'expected a column of p.csv, got "Decison" (hint: did you mean "Decision"?)'
    assert f"{name}.where: {hint}" in told(loaded, join + "where: {Decison: x}}")
    assert f"{name}.explode: {hint}" in told(loaded, join + "explode: Decison}")
