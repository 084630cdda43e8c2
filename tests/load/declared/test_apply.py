"""Where what is told of a source's columns and values stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from miniconf.load import Loaded

Sites = Callable[..., Loaded]
CONFIG = "name: Tern 2031\nstart: 2031-03-28\ntime_zone: Atlantic/Azores\n"
TALKS = (
    "id,title,authors,session_name,start,end,room,order,x,Status\n"
    "1,Nests,Ana Vo,Ice,2031-03-28 09:00,2031-03-28 10:00,Kelp,1,y,In\n"
)


def told(loaded: Sites, sources: str, **files: Any) -> list[str]:
    found = loaded(
        {name.replace("_", "."): content for name, content in files.items()},
        f"{CONFIG}sources:\n{sources}",
    )
    return [str(problem) for problem in found.problems]


def unknown(*columns: str) -> list[str]:
    wanted = 'p.csv:1: warning: {0}: expected a field of papers, got "{0}" (hint: it is left out)'
    return [wanted.format(column) for column in columns]


@pytest.mark.parametrize(
    "used",
    [
        "unless: {Status: Withdrawn}", "where: {Status: '*'}", "sort: [Status]",
        "fill_down: [Status]", "let: {a: Status}", "group: Status",
        "joins: {file: a.csv, on: {Status: key}, lookup: true}",
    ],
)  # fmt: skip
def test_columns_that_a_source_uses_are_not_unknown(loaded: Sites, used: str) -> None:
    text = "id,title,authors,Status,x\n1,Nests,Ana Vo,In,y\n"
    found = told(loaded, f"  papers:\n    file: p.csv\n    {used}\n", p_csv=text, a_csv="key\nb\n")
    assert [line for line in found if "expected a field" in line] == (
        unknown("x") if "group" not in used else []
    )


@pytest.mark.parametrize("fields", ["room: room", "room: room, id: session_name"])
def test_columns_that_another_source_uses_are_not_unknown(loaded: Sites, fields: str) -> None:
    sources = """
  papers: p.csv
  sessions:
    file: p.csv
    sort: [start, order]
    group: session_name
    collect: {papers: id}
    unless: {Status: Out}
    fields:
      title: session_name
      start: start
      end: end
      ROOM
"""
    sources = sources.replace("ROOM", fields.replace(", ", "\n      "))
    assert told(loaded, sources, p_csv=TALKS) == unknown("x")


def test_columns_that_another_source_reads_by_their_names(loaded: Sites) -> None:
    sources = (
        "  papers: p.csv\n  sessions: {file: p.csv, only: %s, fields: {title: session_name}}\n"
    )
    found = told(loaded, sources % "false", p_csv=TALKS)
    columns = unknown("Status", "order", "x")
    assert [line for line in found if "expected a field of papers" in line] == columns
    assert sum("expected a field of sessions" in line for line in found) == len(columns)
    found = told(loaded, sources % "true", p_csv=TALKS)
    assert [line for line in found if "expected a field" in line] == unknown(
        "Status", "end", "order", "room", "start", "x"
    )


def test_columns_that_another_source_joins(loaded: Sites) -> None:
    sources = """
  papers: p.csv
  sessions:
    file: s.csv
    joins: {file: p.csv, on: {key: order}, where: {Status: In}, into: talks}
    fields: {chairs: {column: talks, each: {name: session_name}}}
    only: true
"""
    found = told(loaded, sources, p_csv=TALKS, s_csv="key,title\n1,Ice\n")
    assert [line for line in found if "expected a field" in line] == unknown(
        "end", "room", "start", "x"
    )


PEOPLE = "paper,First,Last\n1,Ana,Vo\n1,Bo,\n"
JOIN = """
  papers:
    file: p.csv
    joins: {file: a*.csv, on: {id: paper}, into: people}
    fields: {authors: {column: people, each: {name: "{First} {Last}"}}}
"""
HINT = (
    '(hint: nothing is made of "{First} {Last}" where one is empty; '
    "write {Last?} for one that may be)"
)


def test_faults_in_a_joined_file(loaded: Sites) -> None:
    found = told(loaded, JOIN, p_csv="id,title\n1,Nests\n", a_csv=PEOPLE)
    assert found == [f"a.csv:3: people[2].name: expected a value, got nothing {HINT}"]


def test_faults_in_several_joined_files_are_told_at_the_record(loaded: Sites) -> None:
    found = told(
        loaded, JOIN, p_csv="id,title\n1,Nests\n", a_csv=PEOPLE, a2_csv="paper,First,Last\n"
        "1,Cy,Do\n",
    )  # fmt: skip
    assert found == [f"p.csv:2: people[3].name: expected a value, got nothing {HINT}"]


def test_faults_in_the_columns_of_a_joined_file(loaded: Sites) -> None:
    sources = "  papers: {file: p.csv, joins: {file: a.csv, on: {id: paper}}}\n"
    found = told(
        loaded, sources, p_csv="id,title,authors\n1,Nests,Ana Vo\n",
        a_csv="paper,arxiv,x\n\n1,abc,y\n",
    )  # fmt: skip
    assert found == [
        'a.csv:3: arxiv: expected an arXiv id such as 2001.00001, got "abc"',
        'a.csv:3: warning: x: expected a field of papers, got "x" (hint: it is left out)',
    ]


def test_a_template_over_a_column_that_is_empty(loaded: Sites) -> None:
    sources = '  papers: {file: p.csv, fields: {title: "{a}: {b}", authors: "{c?}"}}\n'
    assert told(loaded, sources, p_csv="id,a,b,c\n1,x,,Ana Vo\n") == [
        "p.csv:2: title: expected a value, got nothing (hint: nothing is made of "
        '"{a}: {b}" where one is empty; write {b?} for one that may be)'
    ]
