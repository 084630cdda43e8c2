"""Edited abstracts are found by reading few rows, or else it is said that there is no telling."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pytest
import yaml

from miniconf.load import load
from miniconf.load.edited import edited

TABLE = """id,title,authors,abstract,keywords
a,Nests on Ice,Ana Vo,Cold.,ice|nests
b,"Tides, again",Bo Li,"Two
lines, with ""quotes"".",sea
c,Wind,Cy Do,,air
d,Snow,Ana Vo|Bo Li,Not warm.,
"""


def found(
    site: Path, now: str, before: str = TABLE, told: bool = False, name: str = "papers.csv"
) -> dict[str, str] | None:
    """Id -> abstract of the papers that have another one, once the table of `site` is `now`."""
    table = site / name
    table.write_text(before, "utf-8", newline="")
    loaded = load(site)
    assert loaded.conference
    assert loaded.tables == (table,)
    papers = loaded.conference.papers
    changed = edited(site, table, before.encode(), now.encode(), told=told)
    if changed is None or any(papers[key].abstract != old for key, (old, _) in changed.items()):
        return None
    table.write_text(now, "utf-8", newline="")
    again = load(site).conference
    assert again
    edits = {key: replace(papers[key], abstract=new) for key, (_, new) in changed.items()}
    assert {**papers, **edits} == again.papers  # as a whole loading has it
    return {key: new for key, (_, new) in changed.items()}


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("Cold.", "Colder, and $x < y$.", None),  # a comma parts cells
        ("Cold.", '"Colder, and $x < y$."', {"a": "Colder, and $x < y$."}),
        ("Cold.", "", {"a": ""}),
        ("Do,,air", "Do,At last.,air", {"c": "At last."}),
        ("Not warm.", "Warm.", {"d": "Warm."}),
        ('with ""quotes"".', 'with\n""more""\nlines.', {"b": 'Two\nlines, with\n"more"\nlines.'}),
        ("Cold.,", " Cold. ,", {}),
        ("Cold.", "One [link](https://tern.example).", None),
        ("Cold.", "An <b>old</b> one.", {"a": "An <b>old</b> one."}),
        ("Nests on Ice", "Nests", None),
        ("ice|nests", "ice", None),
        ("a,Nests", "e,Nests", None),
        ("abstract,keywords", "tldr,keywords", None),
        ("id,title", "id,Title", None),
        ('with ""quotes"".', 'with "quotes.', None),
        ("Cold.", '"Cold.', None),
        ("c,Wind,Cy Do,,air\n", "", None),
        ("d,Snow,Ana Vo|Bo Li,Not warm.,\n", "", None),
        ("c,Wind", "e,New,Ana Vo,Quite.,\nc,Wind", None),
        ("Not warm.,\n", "Not warm.,", {}),
    ],
)
def test_what_an_edit_changes(
    site: Path, old: str, new: str, changed: dict[str, str] | None
) -> None:
    assert TABLE.count(old) == 1
    assert found(site, TABLE.replace(old, new)) == changed


def test_several_edits_at_once(site: Path) -> None:
    now = TABLE.replace("Cold.", "Colder.").replace("Not warm.", "Ice.")
    assert found(site, now) == {"a": "Colder.", "d": "Ice."}
    assert found(site, TABLE) == {}
    windows = TABLE.replace("\n", "\r\n")
    assert found(site, windows.replace("Cold.", "Colder."), windows) == {"a": "Colder."}


def test_lines_that_were_told_must_stay(site: Path) -> None:
    more = TABLE.replace("Two\n", "Two\n\n")
    assert found(site, more, told=True) is None
    assert found(site, more) == {"b": 'Two\n\nlines, with "quotes".'}
    assert found(site, TABLE.replace("Cold", "Ice"), told=True) == {"a": "Ice."}


def test_what_was_corrected_by_hand_is_left_to_loading(site: Path) -> None:
    (site / "overrides.yml").write_text("papers:\n  a: {abstract: By hand.}\n")
    assert found(site, TABLE.replace("Cold.", "Colder.")) is None
    assert found(site, TABLE.replace("Not warm.", "Warm.")) == {"d": "Warm."}
    (site / "overrides.yml").write_text("papers:\n  d: {abstract: Not warm.}\n")
    assert found(site, TABLE.replace("Not warm.", "Warm.")) is None  # the same words by hand


RECORDS = [
    {"id": "a", "title": "Nests on Ice", "authors": ["Ana Vo"], "abstract": "Cold."},
    {"id": "b", "title": "Tides", "authors": ["Bo Li"], "abstract": "Two\n\n- lines\n"},
    {"id": "c", "title": "Wind", "authors": [{"name": "Cy Do"}], "abstract": ""},
]
"""Papers as other formats than tables hold them."""


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("papers.json", json.dumps),
        ("papers.json", partial(json.dumps, indent=1)),
        ("papers.json", lambda records: json.dumps({"count": 3, "papers": records})),
        ("papers.yml", yaml.safe_dump),
        ("papers.yaml", partial(yaml.safe_dump, default_style='"', width=20)),
        ("papers.yml", lambda records: "papers:\n" + yaml.safe_dump(records)),
        ("papers.yml", lambda records: yaml.safe_dump(records).replace("\n", "\r\n")),
    ],
)
def test_records_of_other_formats(
    site: Path, name: str, write: Callable[[list[dict[str, object]]], str]
) -> None:
    (site / "papers.csv").unlink()

    def after(*changes: dict[str, object]) -> dict[str, str] | None:
        now = [{**one, **two} for one, two in zip_longest(RECORDS, changes, fillvalue={})]
        return found(site, write(now), write(RECORDS), name=name)

    assert after({"abstract": "Colder,\n- and *more*"}) == {"a": "Colder,\n- and *more*"}
    assert after({}, {"abstract": ""}) == {"b": ""}
    assert after({"abstract": "Ice."}, {}, {"abstract": "Air."}) == {"a": "Ice.", "c": "Air."}
    assert after({"title": "Nests"}) is None
    assert after({"abstract": "Ice.", "id": "d"}) is None
    assert after({}, {}, {}, RECORDS[0] | {"id": "d"}) is None


def test_a_declaration_that_reads_row_by_row(site: Path) -> None:
    with (site / "config.yml").open("a") as config:
        config.write(
            "sources: {papers: {file: papers.csv, fields: {abstract: summary, id: 'm.{id}'}}}\n"
        )
    table = TABLE.replace("abstract", "summary")
    assert found(site, table.replace("Cold.", "Colder."), table) == {"m.a": "Colder."}


def test_a_declaration_with_a_second_file(site: Path) -> None:
    (site / "more.csv").write_text("key,abstract,track\nb,Elsewhere.,Seas\nd,,Ice\n")
    with (site / "config.yml").open("a") as config:
        config.write(
            "sources: {papers: {file: papers.csv, joins: {file: more.csv, on: {id: key}, "
            "prefix: more_}, fields: {abstract: [more_abstract, summary], track: more_track}}}\n"
        )
    table = TABLE.replace("abstract", "summary")
    assert found(site, table.replace("Cold.", "Colder."), table) == {"a": "Colder."}
    assert found(site, table.replace("Not warm.", "Warm."), table) == {"d": "Warm."}
    assert found(site, table.replace("Two\n", "Three\n"), table) == {}  # told in the second file


@pytest.mark.parametrize(
    ("name", "text", "rest", "asked"),
    [
        ("paper_recs.json", '{"a": ["b", "c"]}', "", True),
        ("papers_projection.json", '[{"id": "a", "pos": [0, 1], "abstract": "No."}]', "", True),
        ("more.yml", "- {id: a, track: Ice}", "update: true", True),
        ("more.yml", "- {id: a, Abstract: Cold.}", "update: true", False),
        ("more.yml", "- {id: a, Abstract: Cold.}", "update: true, only: true", True),
        ("more.csv", "a,Cold.", "update: true, columns: [id, abstract]", False),
        ("more.yml", "- {id: a, words: Cold.}", "update: true, fields: {abstract: words}", False),
        ("more.yml", "- {id: a, track: Ice}", "merge: fill", False),
    ],
)
def test_another_file_that_adds_to_papers(
    site: Path, name: str, text: str, rest: str, asked: bool
) -> None:
    (site / name).write_text(text)
    if rest:
        with (site / "config.yml").open("a") as config:
            config.write(f"sources: {{papers: [papers.csv, {{file: {name}, {rest}}}]}}\n")
    if asked:
        assert found(site, TABLE.replace("Cold.", "Colder.")) == {"a": "Colder."}
    else:
        (site / "papers.csv").write_text(TABLE)
        assert load(site).tables == ()


@pytest.mark.parametrize(
    ("sources", "tables"),
    [
        ("", ["papers.csv", "papers_demo.csv", "papers_more.yml"]),
        (
            "papers: [papers.csv, papers_demo.csv, papers_more.yml]",
            ["papers.csv", "papers_demo.csv", "papers_more.yml"],
        ),
        ("papers: [papers.csv, {file: papers_demo.csv, merge: skip}, papers_more.yml]", []),
        (
            "papers: ['p*.csv', {file: p_demo.csv, joins: {file: papers.csv, on: {id: id}}}]",
            ["papers_demo.csv"],
        ),
        ("papers: [{file: papers.csv, fill_down: [title]}, papers_demo.csv]", ["papers_demo.csv"]),
        ("workshops: {file: papers_demo.csv}", ["papers.csv", "papers_more.yml"]),
        (
            "speakers: {file: speakers.csv, joins: {file: papers.csv, on: {id: id}}}",
            ["papers_demo.csv", "papers_more.yml"],
        ),
    ],
)
def test_which_tables_are_asked_about(site: Path, sources: str, tables: list[str]) -> None:
    (site / "papers_demo.csv").write_text("id,title,authors\nx,X,Ana Vo\n")
    (site / "papers_more.yml").write_text("- {id: y, title: Y, authors: [Ana Vo]}\n")
    (site / "speakers.csv").write_text("id,name\na,Ana Vo\n")
    with (site / "config.yml").open("a") as config:
        config.write(f"sources: {{{sources}}}\n")
    assert load(site).tables == tuple(site / name for name in tables)
