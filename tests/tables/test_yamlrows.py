from __future__ import annotations

from typing import Any

import pytest

from miniconf.problems import Problems
from miniconf.tables import Record
from miniconf.tables.yamlfile import parse_yaml
from miniconf.tables.yamlrows import put_back, set_aside

TEXT = """\
# written by a program
source: "https://hub.example"
papers:
- {"id": "1", "indexed": false, "models": 12, "title": "a: b #", "share": 0.50}
- {"id": "2", "of": ["x", 3, null], "asked": null}
repos:
- {"id": "3"}
- id: 4
"""


def read(text: str) -> tuple[Any, list[str]]:
    problems = Problems()
    return parse_yaml(text, "a.yml", problems), [str(problem) for problem in problems]


def test_rows_are_read_as_yaml_reads_them() -> None:
    assert read(TEXT) == (
        {
            "source": "https://hub.example",
            "papers": [
                {
                    "id": "1", "indexed": "false", "models": "12", "title": "a: b #",
                    "share": "0.50",
                },
                {"id": "2", "of": ["x", "3", None], "asked": None},
            ],
            "repos": [{"id": "3"}, {"id": "4"}],
        },
        [],
    )  # fmt: skip


def test_rows_know_their_line() -> None:
    found, _ = read(TEXT)
    assert [row.line for row in (*found["papers"], *found["repos"])] == [4, 5, 7, 8]
    assert found["papers"][1].line_of("asked") == 5


def test_only_plain_rows_are_set_aside() -> None:
    short, rows = set_aside('a:\n- {"b": {"c": 1}}\n- {"d": 1, "d": 2}\n- {"e": 1}\n- {f: 1}\n')
    assert rows == [[{"e": "1"}]]
    assert short.count("\n") == 5


def test_rows_keep_their_lines_around_one_that_is_read_as_it_stands() -> None:
    rows = [f'- {{"id": "{n}", "says": "a\u2028b"}}' for n in range(7)]
    rows[4] = '- {"id": "4", "of": {"deep": "c"}}'
    found, problems = read("\n".join(["repos:", *rows, "more:", "- id: 8", ""]))
    assert problems == []
    assert [row["id"] for row in found["repos"]] == [*"0123456"]
    assert [row.line for row in found["repos"]] == [2, 3, 4, 5, 6, 7, 8]
    assert found["repos"][4]["of"] == {"deep": "c"}
    assert found["repos"][6]["says"] == "a\u2028b"
    assert found["more"][0].line == 10


def test_items_between_rows_know_their_line() -> None:
    found, _ = read('- a\n- {"id": "1"}\n- {"id": "2"}\n- b\n')
    assert found == ["a", {"id": "1"}, {"id": "2"}, "b"]
    assert found.lines == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "rows",
    [
        '- {"a": "1"}, {"b": "2"}\n- {"c": [{"d": "3"}\n- {"e": "4"}]}\n',
        '- {"a": ["1"\n- {"b": "2"}]}\n- {"c": "3"}\n',
    ],
)
def test_rows_that_mean_something_only_together_are_not_set_aside(rows: str) -> None:
    text = f"a:\n{rows}"
    _, runs = set_aside(text)
    assert [row for run in runs for row in run] in ([], [{"c": "3"}])
    assert len(read(text)[1]) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a:\n- {"d": 1, "d": 2}\n', "a.yml:2: d: expected each key once, got it again"),
        ('a:\n- {"b": 1}\n- {"c": 1\n', "a.yml:4:1: expected YAML, got: "),
        ('a:\n- {"b": 1}\nc: !x 1\n', "a.yml:3:4: expected plain YAML, got the tag"),
    ],
)
def test_faults_beside_rows_are_told_with_their_line(text: str, message: str) -> None:
    _, problems = read(text)
    assert len(problems) == 1
    assert problems[0].startswith(message)


def test_rows_that_are_no_items_of_a_list_are_read_as_they_stand() -> None:
    assert read("a: 'b\n- {\"d\": 1}\n  c'\n") == ({"a": 'b - {"d": 1} c'}, [])
    assert put_back(Record({"a": ["rows-set-aside-1"]}), [[Record()], [Record()]]) is None
