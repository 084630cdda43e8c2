"""The records that the files of a source hold."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from miniconf.load import Loaded
from tests.load.declared.conftest import workbook

Sites = Callable[..., Loaded]
CONFIG = "name: Tern 2031\nstart: 2031-03-28\ntime_zone: Atlantic/Azores\n"
PAPER = {"id": "1", "title": "Nests", "authors": ["Ana Vo"]}
WANTED = "expected a record with fields such as id and title, got"


def told(found: Loaded) -> list[str]:
    return [str(problem) for problem in found.problems]


@pytest.mark.parametrize(
    ("name", "content", "lines"),
    [
        (
            "papers.yml",
            "- {id: 1, title: Nests, authors: Ana Vo}\n- just text\n- [a, b]\n-\n",
            [f'papers.yml:2: {WANTED} "just text"', f"papers.yml:3: {WANTED} a list"],
        ),
        (
            "papers.json",
            '[1,\n"x",\n{"id": 1, "title": "Nests", "authors": ["Ana Vo"]}]',
            [f'papers.json:1: {WANTED} "1"', f'papers.json:2: {WANTED} "x"'],
        ),
        (
            "papers.yml",
            "papers:\n- just text\n- {id: 1, title: Nests, authors: Ana Vo}\n",
            [f'papers.yml:2: {WANTED} "just text"'],
        ),
    ],
)
def test_an_item_that_is_no_record(
    loaded: Sites, name: str, content: str, lines: list[str]
) -> None:
    found = loaded({name: content})
    assert told(found) == lines
    (account,) = found.summary.accounts
    assert (account.kept, account.left) == (1, {"no record": len(lines)})


def test_an_item_that_is_no_record_in_a_lenient_site(loaded: Sites) -> None:
    found = loaded({"papers.json": ["x", PAPER]}, f"{CONFIG}lenient: true\n")
    assert told(found) == [f'papers.json:1: warning: {WANTED} "x" (hint: it is left out)']


def test_texts_are_records_where_their_value_is_used(loaded: Sites) -> None:
    source = "sources: {news: {file: n.yml, fields: {title: value}, constants: {date: 2031-03-28}}}"
    found = loaded({"n.yml": "- one\n- two\n", "papers.json": [PAPER]}, f"{CONFIG}{source}\n")
    assert told(found) == []
    assert found.conference is not None
    assert [news.title for news in found.conference.news] == ["one", "two"]


def test_questions_that_are_no_records(loaded: Sites) -> None:
    found = loaded({"faq.yml": "- Section: Before\n  QA:\n  - text\n- other\n"})
    wanted = "expected a record with fields such as question and answer, got"
    assert told(found) == [f'faq.yml:1: {wanted} "text"', f'faq.yml:4: {wanted} "other"']


@pytest.mark.parametrize("name", ["papers.csv", "papers.xlsx"])
def test_a_title_above_the_names_of_columns(loaded: Sites, name: str) -> None:
    rows = [["Accepted papers 2031", "", ""], ["", "", ""], ["id", "Title", "authors"],
            ["1", "Nests", "Ana Vo"], ["2", "Tides", "Bo Li"]]  # fmt: skip
    text = "\n".join(",".join(row) for row in rows)
    content = text if name.endswith("csv") else workbook(S=rows)
    assert told(loaded({name: content})) == [
        f'{name}:1: expected the names of columns, got "Accepted papers 2031" '
        "(hint: line 3 looks like them; declare `header: 3`, or remove what is above)"
    ]
    source = f"{CONFIG}sources: {{papers: {{file: {name}, header: 3}}}}\n"
    assert told(loaded({name: content}, source)) == []


def test_a_title_above_names_that_only_a_declaration_knows(loaded: Sites) -> None:
    source = "sources: {papers: {file: p.csv, fields: {id: Nr, title: Titel, authors: '{Wer}'}}}\n"
    text = "Liste vom Montag\nNr,Titel,Wer\n1,Nests,Ana Vo\n"
    assert told(loaded({"p.csv": text}, CONFIG + source))[-1] == (
        'p.csv:1: expected the names of columns, got "Liste vom Montag" '
        "(hint: line 2 looks like them; declare `header: 2`, or remove what is above)"
    )


def test_sheets_that_other_sources_ask_for_are_not_told(loaded: Sites) -> None:
    book = workbook(
        Main=[["id", "title", "who"], [1, "Nests", "a"]], People=[["key", "name"], ["a", "Ana Vo"]],
        Sessions=[["title", "start", "duration"], ["Opening", "2031-03-28 09:00", 30]],
    )  # fmt: skip
    papers = (
        "sources:\n  papers:\n    file: b.xlsx\n"
        "    joins: {file: b.xlsx, sheet: People, on: {who: key}}\n    fields: {authors: name}\n"
    )
    assert told(loaded({"b.xlsx": book}, CONFIG + papers)) == [
        "b.xlsx: warning: expected one sheet that holds rows, got others beside Main: Sessions "
        '(hint: it is not read; declare `sheet: "*"` for all, or one: `sheet: Sessions`)'
    ]
    sessions = "  sessions: {file: b.xlsx, sheet: Sessions}\n"
    assert told(loaded({"b.xlsx": book}, CONFIG + papers + sessions)) == []


def test_files_of_a_faulty_declaration(loaded: Sites) -> None:
    source = (
        "sources:\n  papers:\n    file: [p.csv, nope.csv]\n    recrods: x\n    joins: {file: %s}\n"
    )
    fault = (
        'config.yml:7: sources.papers.recrods: expected a field of a source, got "recrods" '
        '(hint: did you mean "records"?)'
    )
    found = loaded({"p.csv": "id,titel\n1,x\n", "a.csv": "id\n"}, CONFIG + source % "a.csv")
    missing = 'config.yml:6: sources.papers.file: expected a file, got none called "nope.csv" '
    missing += '(hint: did you mean "p.csv"?)'
    assert told(found) == [missing, fault]
    found = loaded({}, CONFIG + source % "[a.csv, b.csv]")
    assert told(found) == [
        missing, fault,
        'config.yml:8: sources.papers.joins.file: expected a file, got none called "b.csv"',
    ]  # fmt: skip
