"""Canonical collections, in every format and shape, and the order that pages want."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from miniconf.load import Loaded
from miniconf.model import Member, Paper, Person, Question

Sites = Callable[..., Loaded]
ROWS = [{"id": "1", "title": "Nests", "authors": "Ana Vo|Bo Li", "abstract": "Cold."},
        {"id": "2", "title": "Tides", "authors": "Bo Li", "abstract": ""}]  # fmt: skip


def sheet() -> bytes:
    book = openpyxl.Workbook()
    for row in (list(ROWS[0]), *(list(row.values()) for row in ROWS)):
        book.worksheets[0].append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def lines(separator: str) -> str:
    return "\n".join(separator.join(row) for row in (ROWS[0], *(row.values() for row in ROWS)))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("papers.csv", lines(",")), ("papers.tsv", lines("\t")), ("papers.xlsx", sheet()),
        ("papers.json", ROWS), ("papers.json", {"papers": ROWS}),
        ("papers.json", {"1": {**ROWS[0]}, "2": {**ROWS[1]}}),
        ("papers.json", {row["id"]: {k: v for k, v in row.items() if k != "id"} for row in ROWS}),
        (
            "papers.yml",
            "- {id: 1, title: Nests, authors: [Ana Vo, Bo Li], abstract: Cold.}\n"
            "- {id: 2, title: Tides, authors: Bo Li}\n",
        ),
    ],
    ids=["csv", "tsv", "xlsx", "json", "rooted", "mapping with ids", "mapping", "yaml"],
)  # fmt: skip
def test_formats_are_equal(loaded: Sites, name: str, content: Any) -> None:
    found = loaded({name: content})
    assert [str(problem) for problem in found.problems] == []
    assert found.conference is not None
    ana, bo = Person(name="Ana Vo"), Person(name="Bo Li")
    assert list(found.conference.papers.values()) == [
        Paper(id="1", title="Nests", authors=(ana, bo), abstract="Cold."),  # type: ignore[arg-type]
        Paper(id="2", title="Tides", authors=(bo,)),
    ]


def test_several_files_of_one_collection(loaded: Sites) -> None:
    found = loaded({
        "papers.csv": "id,title,authors\n1,Nests,Ana Vo\n",
        "papers_2.csv": "id,title,authors\n2,Tides,Bo Li\n",
        "papers_10.yml": "- {id: 10, title: Sand, authors: Cy Do}\n",
        "papers-late.json": [{"id": "11", "title": "Salt", "authors": ["Di Fo"]}],
    })  # fmt: skip
    assert found.problems == ()
    assert found.conference is not None
    assert sorted(found.conference.papers) == ["1", "10", "11", "2"]


def test_classic_names(loaded: Sites) -> None:
    found = loaded({
        "papers.csv": "UID,title,authors,presentation_id,pdf_url,TL;DR\n"
        "1,Nests,Ana Vo,38938823,https://x.example/1.pdf,Ice.\n",
        "papers_projection.json": [{"id": "1", "pos": [1, 2.5]}],
        "paper_recs.json": {"1": []},
        "committee.yml": "committee:\n- {role: Chair, name: Ana Vo, aff: Shore}\n",
        "faq.yml": "FAQ:\n- Section: Before\n  QA:\n  - {Question: Why?, Answer: Ice.}\n"
        "- Section: After\n  QA:\n  - {Question: How?, Answer: Sand.}\n",
        "speakers.csv": "UID,speaker,title,institution\nk1,Bo Li,Tides,Reef\n",
    })  # fmt: skip
    assert [str(problem) for problem in found.problems] == []
    conference = found.conference
    assert conference is not None
    paper = conference.papers["1"]
    assert (paper.video[0].key, paper.pdf, paper.tldr, paper.position) == (
        "38938823", "https://x.example/1.pdf", "Ice.", (1.0, 2.5),
    )  # fmt: skip
    assert conference.committee == (Member(role="Chair", name="Ana Vo", affiliation="Shore"),)
    assert conference.faq == (
        Question(section="Before", question="Why?", answer="Ice."),  # type: ignore[arg-type]
        Question(section="After", question="How?", answer="Sand."),  # type: ignore[arg-type]
    )
    assert conference.speakers["k1"].affiliation == "Reef"


def test_ids_out_of_a_joined_file_are_told_there(loaded: Sites) -> None:
    config = """name: T
start: 2031-03-28
time_zone: UTC
sources:
  papers:
  - {file: p.csv, joins: {file: a.csv, on: {key: key}}, fields: {id: uid}}
  - {file: q.csv, joins: {file: b.csv, on: {key: key}}, fields: {id: uid}, update: true}
"""
    found = loaded({
        "p.csv": "key,title,authors\n1,Nests,Ana Vo\n2,Tides,Bo Li\n", "q.csv": "key,code\n1,\n",
        "a.csv": "key,uid\n\n1,a\n\n2,a\n", "b.csv": "key,uid\n\n1,c\n",
    }, config)  # fmt: skip
    assert [str(problem) for problem in found.problems] == [
        'a.csv:5: uid: expected each id once, got "a" again (hint: it stands at p.csv:2 too)',
        'b.csv:3: warning: uid: expected the id of one of the papers, got "c" '
        "(hint: it is left out)",
    ]


def test_order(loaded: Sites) -> None:
    found = loaded({
        "sponsors.csv": "name,level\nA,Bronze\nB,Other\nC,Diamond\nD,gold\n",
        "news.csv": "date,title\n2031-03-01,Old\n2031-03-02 09:00,New\n",
        "sessions.csv": "id,title,start,duration\nb,B,2031-03-28 09:00,30\n"
        "a,A,2031-03-28 09:00,30\nc,C,2031-03-27 09:00,30\n",
    })  # fmt: skip
    conference = found.conference
    assert conference is not None
    assert list(conference.sponsors) == ["C", "D", "A", "B"]
    assert [news.title for news in conference.news] == ["New", "Old"]
    assert list(conference.sessions) == ["c", "a", "b"]


def test_sponsors_by_the_levels_of_the_config(loaded: Sites) -> None:
    text = "name: T\nstart: 2031-03-28\ntime_zone: UTC\nlevels: [Moon, Sun]\n"
    found = loaded({"sponsors.csv": "name,level\nA,Sun\nB,Moon\n"}, text)
    assert found.conference is not None
    assert list(found.conference.sponsors) == ["B", "A"]


def test_hub(loaded: Sites) -> None:
    text = """
source: https://hub.example
synced: '2031-03-01T00:00:00+00:00'
papers:
- {id: '1', arxiv: '2001.00001', models: 2}
repos:
- {kind: model, id: tern/nest, papers: ['1'], downloads: 1200, pipeline_tag: text-classification}
- {kind: dataset, id: tern/nest}
"""
    found = loaded({"hub.yml": text, "papers.csv": "id,title,authors\n1,Nests,Ana Vo\n"})
    assert [str(problem) for problem in found.problems] == []
    conference = found.conference
    assert conference is not None
    assert list(conference.repos) == [("model", "tern/nest"), ("dataset", "tern/nest")]
    assert conference.repos["model", "tern/nest"].task == "text-classification"
    assert conference.hub_papers["1"].models == 2


def test_mentorship_seats(loaded: Sites) -> None:
    found = loaded({
        "mentorships.csv": "id,mentors,topic,start,duration\nm1,Ana Vo,Ice,2031-03-28 09:00,30\n",
        "mentorship-seats.yml": "mentorships:\n  m1: {taken: 7}\n  m2: {taken: 1}\n",
    })  # fmt: skip
    assert [str(problem) for problem in found.problems] == [
        "mentorship-seats.yml:3: warning: id: expected the id of one of the mentorships, "
        'got "m2" (hint: it is left out)'
    ]
    assert found.conference is not None
    assert found.conference.mentorships["m1"].taken == 7


def test_a_tree_without_records(loaded: Sites) -> None:
    assert [str(p) for p in loaded({"papers.json": {"a": [1], "b": 2}}).problems] == [
        "papers.json:1: expected a list of papers, got something else "
        "(hint: say where with `records`; the file has a, b)"
    ]
    assert [str(p) for p in loaded({"papers.json": '"x"'}).problems] == [
        "papers.json:1: expected a list of papers, got something else "
        "(hint: docs/data.md shows the shapes)"
    ]


def test_calendars_and_schedules_are_sessions(loaded: Sites) -> None:
    text = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a@x.example\r\n"
        "DTSTAMP:20310101T000000Z\r\nDTSTART:20310328T090000\r\nDTEND:20310328T100000\r\n"
        "SUMMARY:Posters\r\nLOCATION:Kelp\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    found = loaded({"sessions.ics": text})
    assert found.conference is not None, found.problems
    (session,) = found.conference.sessions.values()
    assert (session.title, session.room, session.kind) == ("Posters", "Kelp", "poster")
    assert f"{session.start:%H:%M}" == "10:00"


def test_records_of_one_line_are_named(loaded: Sites) -> None:
    papers = (
        '[{"id":"a1","title":"T","authors":["A B"]},{"id":"a2","title":"","authors":["C D"]},'
        '{"id":"a3","authors":["E F"],"similar":["b"]},{"title":"T","authors":["G H"]}]'
    )
    found = loaded({"papers.json": papers})
    assert [str(problem) for problem in found.problems] == [
        "papers.json:1: record #4: id: expected a value, got nothing",
        "papers.json:1: record a2: title: expected a value, got nothing",
        'papers.json:1: warning: record a3: similar: expected the id of one of the papers, got "b" '
        "(hint: it is left out)",
        "papers.json:1: record a3: title: expected a value, got nothing",
    ]


def test_sessions_in_place_of_one_line_are_named(loaded: Sites) -> None:
    sessions = [{"id": f"s{n}", "title": "Ice", "start": "x"} for n in (1, 2)]
    workshops = [{"id": "w", "title": "Ice", "sessions": sessions}]
    found = loaded({"workshops.json": json.dumps(workshops, separators=(",", ":"))})
    assert [(problem.record, problem.field) for problem in found.problems] == [
        ("s1", "start"), ("s2", "start"),
    ]  # fmt: skip
