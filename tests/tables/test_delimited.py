from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.problems import Problems
from miniconf.tables import Options
from miniconf.tables.delimited import _lines, read_csv, read_tsv


def rows(text: str, reader: Any = read_csv, **options: Any) -> tuple[list[Any], list[str]]:
    """`((line, values) of each record, problems)`."""
    problems = Problems()
    found = reader(text.encode(), "a.csv", Options(**options), problems)
    return [(row.line, dict(row)) for row in found], [str(p) for p in problems]


def test_read_csv_lines_of_records() -> None:
    text = 'id,text\r\n1,"two\r\nlines, ""quoted"""\r\n\r\n2,x\r\n'
    assert rows(text) == (
        [(2, {"id": "1", "text": 'two\r\nlines, "quoted"'}), (5, {"id": "2", "text": "x"})],
        [],
    )


def test_read_csv_nothing_is_guessed() -> None:
    assert rows("id,a\n007,NA\n") == ([(2, {"id": "007", "a": "NA"})], [])


@pytest.mark.parametrize("text", ["", "\n", "id,title\n", "id,title\n,,\n"])
def test_read_csv_empty(text: str) -> None:
    assert rows(text) == ([], [])


@pytest.mark.parametrize(
    "text", ["id;title\n1;a, b\n", "sep=;\nid;title\n1;a, b\n", "id\ttitle\n1\ta, b\n"]
)
def test_read_csv_other_delimiters(text: str) -> None:
    assert [values for _, values in rows(text)[0]] == [{"id": "1", "title": "a, b"}]


def test_read_csv_delimiter_in_a_quoted_name() -> None:
    assert rows('"a;b;c",d\n1,2\n') == ([(2, {"a;b;c": "1", "d": "2"})], [])


def test_read_csv_declared_layout() -> None:
    text = "Exported on Monday\n\nid|title\n1|'a|b'\n"
    assert rows(text, delimiter="|", quote="'", header=3)[0] == [(4, {"id": "1", "title": "a|b"})]
    assert rows("1,a\n", columns=("id", "title")) == ([(1, {"id": "1", "title": "a"})], [])
    assert rows('id,title\n1,5" disk\n', quote="none")[0] == [(2, {"id": "1", "title": '5" disk'})]


def test_read_csv_delimiter_of_a_header_further_down() -> None:
    found = rows("Exported, on Monday\n\nid;title\n1;a\n", header=3)
    assert found == ([(4, {"id": "1", "title": "a"})], [])


def title_told(text: str) -> tuple[list[Any], list[str]]:
    return rows(text, known=["id", "title", "authors", "papers"].__contains__)


@pytest.mark.parametrize("title", ["Accepted papers", "Papers of,2031,", "papers,,"])
def test_read_csv_title_above_the_header(title: str) -> None:
    shown = title.strip(",").replace(",", " ")
    assert title_told(f"{title}\n\nid,title,authors\n1,a,b\n2,c,d\n") == (
        [],
        [
            f'a.csv:1: expected the names of columns, got "{shown}" '
            "(hint: line 3 looks like them; declare `header: 3`, or remove what is above)"
        ],
    )


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_read_csv_title_above_a_header_with_another_delimiter(delimiter: str) -> None:
    told = title_told("Accepted papers\nid,title\n1,a\n".replace(",", delimiter))[1]
    assert told == [
        'a.csv:1: expected the names of columns, got "Accepted papers" '
        "(hint: line 2 looks like them; declare `header: 2`, or remove what is above)"
    ]


def test_read_csv_title_of_several_lines_above_the_header() -> None:
    assert title_told('sep=,\n"Accepted\npapers"\nid,title\n1,a\n')[1] == [
        'a.csv:2: expected the names of columns, got "Accepted papers" '
        "(hint: line 4 looks like them; declare `header: 2`, or remove what is above)"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "title\nNests, on ice\n", "id,x\nid,title\n", "id,title\n1,a\nid,authors\n",
        "x,y\n1,title\n", "x\n" + "y\n" * 9 + "id,title\n",
    ],
)  # fmt: skip
def test_read_csv_no_title_above_the_header(text: str) -> None:
    assert not [told for told in title_told(text)[1] if "header" in told]


def test_read_csv_header_again() -> None:
    text = "id,title\n1,a\n\ufeffid,title\nid,b\nid,title\n"
    assert rows(f"\ufeff{text}") == (
        [(2, {"id": "1", "title": "a"}), (4, {"id": "id", "title": "b"})],
        [
            f"a.csv:{line}: warning: expected a record, got the names of the columns again "
            "(hint: it is left out)"
            for line in (3, 5)
        ],
    )


def test_read_csv_names_of_columns() -> None:
    assert rows(" id , Paper\n\n")[0] == []
    assert rows('id,"Paper\nTitle",\n1,a,x\n')[0] == [(3, {"id": "1", "Paper Title": "a"})]


def test_read_csv_column_without_a_name() -> None:
    assert rows(",id\n0,a\n") == ([(2, {"id": "a"})], [])


def test_read_csv_column_twice() -> None:
    assert rows("id,x,id\n1,2,3\n")[1] == [
        "a.csv:1: id: expected each column once, got it as number 1 and 3 "
        "(hint: give one another name (`corrections` in a source may), or `drop` both)"
    ]
    found = rows("x1,id,x1,x1\n1,2,3,4\n", drop=("x*",))
    assert found == ([(2, {"x1": "1", "id": "2"})], [])


def test_read_csv_row_too_long() -> None:
    found, told = rows("id,title\n1,Hello, world\n2,b,,\n")
    assert found == [(2, {"id": "1", "title": "Hello"}), (3, {"id": "2", "title": "b"})]
    assert told == [
        "a.csv:2: expected 2 cells, got 3 (hint: put quotes around cells that hold the delimiter; "
        'the first too many is "world")'
    ]


def test_read_csv_row_too_short() -> None:
    found, told = rows("id,title,x\n1\n")
    assert found == [(2, {"id": "1", "title": "", "x": ""})]
    assert told == [
        "a.csv:2: warning: expected 3 cells, got 1 (hint: from title on they are empty)"
    ]


def test_read_csv_quote_never_closed() -> None:
    assert rows('id,title\n1,a\n2,"b\n3,c\n') == (
        [(2, {"id": "1", "title": "a"})],
        [
            "a.csv:3: expected a closing quote, got the end of the file "
            "(hint: the record that begins here opens a quote and never closes it)"
        ],
    )


def test_read_csv_quote_inside() -> None:
    assert rows('id,title\n1,"a "b" c"\n')[1] == [
        "a.csv:2: expected a well-formed record, got: ',' expected after '\"' (in line 2) "
        '(hint: a quote inside a quoted cell is written twice: "")'
    ]


def test_read_csv_cell_too_long() -> None:
    text = f'id,title\n1,"{"x" * (csv.field_size_limit() + 1)}"\n'
    assert rows(text)[1] == [
        "a.csv:2: expected cells of at most 131,072 characters, got a longer one "
        "(hint: is a closing quote missing? the record goes on to line 2)"
    ]


def test_read_tsv() -> None:
    assert rows("id\ttitle\n1\ta, b;c\n", read_tsv) == ([(2, {"id": "1", "title": "a, b;c"})], [])


@given(st.text('a";,\n\r\v\f\x1c\x85\u2028é', max_size=30))
def test_lines_are_those_of_a_file(text: str) -> None:
    assert [*_lines(text)] == [*io.StringIO(text, newline="")]
