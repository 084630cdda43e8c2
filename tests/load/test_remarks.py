"""Columns that no field has, and columns of which one field takes one alone, are told once."""

from __future__ import annotations

from typing import Any

from miniconf.load.collections import COLLECTIONS
from miniconf.load.convert import Reading
from miniconf.load.drafts import Layout
from miniconf.problems import Problems
from miniconf.tables import Record


def told(*rows: dict[str, Any], collection: str = "papers") -> list[str]:
    problems = Problems()
    layout = Layout(COLLECTIONS[collection], "p.csv", Reading())
    for line, row in enumerate(rows, 2):
        layout.draft(Record(row, line, head=1))
    layout.report(problems)
    return [str(problem) for problem in problems]


def test_two_columns_of_one_field_that_differ_are_told() -> None:
    rows = [{"Paper ID": "x", "id": str(n), "pdf_url": f"{n}.pdf", "pdf": "p.pdf"} for n in (1, 2)]
    hint = "(hint: {} is read, {} is left out; remove one, or `drop` it)"
    assert told({"Paper ID": "0", "id": "0", "pdf_url": "a.pdf", "pdf": ""}, *rows) == [
        'p.csv:3: warning: Paper ID: expected one value for id, got "1" in id '
        f'and "x" in Paper ID (2 records) {hint.format("id", "Paper ID")}',
        'p.csv:3: warning: pdf_url: expected one value for pdf, got "p.pdf" in pdf '
        f'and "1.pdf" in pdf_url (2 records) {hint.format("pdf", "pdf_url")}',
    ]
    assert told({"name": "Ice", "title": "Nests"}, collection="sessions") == [
        'p.csv:2: warning: name: expected one value for title, got "Nests" in title '
        f'and "Ice" in name {hint.format("title", "name")}'
    ]


def test_two_columns_of_one_field_that_agree_or_add_up_are_not_told() -> None:
    row = {"id": "1", "Paper ID": " 1", "title": "Nests", "keywords": "a", "keyword": "b"}
    assert told(row, {"id": "2", "Paper ID": "TBD"}) == []


def test_the_kind_of_a_session_may_be_said_twice() -> None:
    assert told({"type": "QA", "category": "time"}, collection="sessions") == []


def test_names_that_no_field_has() -> None:
    assert told({"titel": "a"}, {"titel": "b", "x": "nan", "y": None, "z": ["c"]}) == [
        'p.csv:1: warning: titel: expected a field of papers, got "titel" (2 values) '
        '(hint: did you mean "title"?)',
        'p.csv:1: warning: z: expected a field of papers, got "z" (hint: it is left out)',
    ]
