"""Declarations are checked before any file is read; those in docs/data.md are sound."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from miniconf.load.collections import COLLECTIONS
from miniconf.load.declared import Correction, Join, Rule, Source
from miniconf.load.declared.sources import declared_sources
from miniconf.problems import Problems
from miniconf.tables import Record
from miniconf.tables.yamlfile import parse_yaml

DOCS = Path(__file__).parents[3] / "docs" / "data.md"
PAGE = DOCS.read_text("utf-8").partition("## Declared sources")[2]
BLOCKS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def declared(text: str) -> tuple[dict[str, list[Source]], list[str]]:
    problems = Problems()
    tree = parse_yaml(text, "config.yml", problems)
    found = declared_sources(tree, "config.yml", problems)
    sources = {name: [one.source for one in several] for name, several in found.items()}
    return sources, [str(problem) for problem in problems]


def as_sources(block: Any) -> Record:
    """A block of the page as the value of `sources`: some show a source, or its fields, alone."""
    if "sources" in block:
        return block["sources"]  # type: ignore[no-any-return]
    if set(block) <= set(COLLECTIONS):
        return block  # type: ignore[no-any-return]
    if set(block) <= set(Source.__dataclass_fields__):
        return Record({"papers": Record({"file": "x", **block})})
    return Record({"papers": Record({"file": "x", "fields": block})})


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_declarations_in_the_docs_are_sound(block: str) -> None:
    problems = Problems()
    tree = parse_yaml(block, "data.md", problems)
    found = declared_sources(as_sources(tree), "data.md", problems)
    assert [str(problem) for problem in problems] == []
    assert found


def test_declared_short_forms() -> None:
    found, told = declared("papers: a.csv\nsessions: [a.csv, b.csv]\nfaq: [{file: c.yml}, d.yml]\n")
    assert told == []
    assert found == {
        "papers": [Source(file=("a.csv",))],
        "sessions": [Source(file=("a.csv", "b.csv"))],
        "faq": [Source(file=("c.yml",)), Source(file=("d.yml",))],
    }  # type: ignore[arg-type]


def test_declared_rules() -> None:
    found, told = declared("""
papers:
  file: a.csv
  fields:
    id: "{a}.{b}"
    title: c
    track: [d, e]
    type: {column: f, values: {1: x}, replace: {find: ' ', replace: ''}, default: ''}
  separator: ", "
  joins: {file: b.csv, on: {a: b}}
""")
    assert told == []
    (source,) = found["papers"]
    assert source.fields == {
        "id": Rule(template="{a}.{b}"),  # type: ignore[arg-type]
        "title": Rule(column=("c",)),  # type: ignore[arg-type]
        "track": Rule(column=("d", "e")),  # type: ignore[arg-type]
        "type": Rule(column=("f",), values={"1": "x"}, replace=(Correction(find=" "),)),  # type: ignore[arg-type]
    }
    assert source.separator == ", "
    assert source.joins == (
        Join(file=("b.csv",), on={"a": Rule(column=("b",))}),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- a\n", "config.yml: sources: expected a mapping from collection to sources"),
        (
            "paers: a.csv\n",
            'config.yml:1: sources.paers: expected a collection, got "paers" '
            '(hint: did you mean "papers"?)',
        ),
        (
            "papers:\n  file: a.csv\n  feilds: {}\n  duraton: 1\n",
            'config.yml:4: sources.papers.duraton: expected a field of a source, got "duraton" '
            '(hint: did you mean "duration"?)',
        ),
        (
            "papers:\n  file: a.csv\n  fields:\n    id: {colum: a}\n",
            "config.yml:4: sources.papers.fields.id.colum: expected a field of a rule, "
            'got "colum" (hint: did you mean "column"?)',
        ),
        (
            "papers:\n  file: a.csv\n  merge: both\n",
            "config.yml:3: sources.papers.merge: expected one of error, fill, override, skip, "
            'got "both"',
        ),
        (
            "papers:\n  file: a.csv\n  constants:\n    prgram: x\n",
            'config.yml:4: sources.papers.constants.prgram: expected a field of papers, '
            'got "prgram" (hint: did you mean "program"?)',
        ),
        (
            "papers:\n  - file: a.csv\n    corrections: [{find: '(', regex: yes}]\n",
            'config.yml:3: sources.papers.corrections.find: expected a regular expression, '
            'got "(" (missing ), unterminated subpattern at position 0)',
        ),
        (
            "papers:\n  file: a.csv\n  fields:\n    authors:\n      each:\n        name:\n"
            "          replace: {find: a, replace: '\\1', regex: yes}\n",
            'config.yml:7: sources.papers.fields.authors.each.name.replace.find: expected a '
            'regular expression, got "a" (invalid group reference 1 at position 1)',
        ),
        ("papers:\n  - {}\n", "config.yml:2: sources.papers.file: expected a value, got nothing"),
        ("papers:\n  - [[a]]\n", "config.yml:1: sources.papers: expected a file, several, or a "
         "source, got a list"),
    ],
)  # fmt: skip
def test_declared_wrongly(text: str, told: str) -> None:
    assert told in declared(text)[1]


def test_declared_wrongly_in_several_ways() -> None:
    text = "papers:\n  file: a.csv\n  recrods: x\n  fields: {titel: x}\n  where: [x]\n"
    assert declared(text)[1] == [
        'config.yml:3: sources.papers.recrods: expected a field of a source, got "recrods" '
        '(hint: did you mean "records"?)',
        'config.yml:4: sources.papers.fields.titel: expected a field of papers, got "titel" '
        '(hint: did you mean "title"?)',
        'config.yml:5: sources.papers.where: expected a mapping, got "x"',
    ]


def test_sources_know_the_others() -> None:
    tree = parse_yaml(
        "papers: [a.csv, {file: b.csv}]\nfaq: {file: c.yml, merg: x}\n", "c", Problems()
    )
    papers, faq = declared_sources(tree, "c", Problems()).values()
    assert [one.sound for one in (*papers, *faq)] == [True, True, False]
    assert [other.source.file for other in papers[0].others] == [("b.csv",), ("c.yml",)]


def test_nothing_declared() -> None:
    assert declared("") == ({}, [])
