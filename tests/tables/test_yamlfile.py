from __future__ import annotations

from typing import Any

import pytest

from miniconf.problems import Problems
from miniconf.tables import Options, Record
from miniconf.tables.yamlfile import parse_yaml, read_yaml


def read(text: str) -> tuple[Any, list[str]]:
    problems = Problems()
    return read_yaml(text.encode(), "a.yml", Options(), problems), [str(p) for p in problems]


def test_read_yaml_scalars_stay_texts() -> None:
    text = "a: 0123\nb: 10:30\nc: NO\nd: 2031-03-28\ne: 1.10\nf: on\ng: 0x1F\nh: '~'\n"
    assert read(text) == (
        {
            "a": "0123", "b": "10:30", "c": "NO", "d": "2031-03-28", "e": "1.10", "f": "on",
            "g": "0x1F", "h": "~",
        },
        [],
    )  # fmt: skip


def test_read_yaml_nothing() -> None:
    assert read("a:\nb: ~\nc: null\nd: ''\ne: []\n")[0] == {
        "a": None, "b": None, "c": None, "d": "", "e": [],
    }  # fmt: skip
    assert read("") == (None, [])
    assert read("# only a comment\n") == (None, [])


def test_read_yaml_lines() -> None:
    found, _ = read("# comment\n- id: 1\n  title: |\n    a\n    b\n  inner:\n    x: 1\n- {id: 2}\n")
    assert [record.line for record in found] == [2, 8]
    assert found[0].lines == {"id": 2, "title": 3, "inner": 6}
    assert found[0]["inner"].line == 7
    assert found[0].line_of("title") == 3
    assert found[0].line_of("none") == 2


def test_read_yaml_lines_of_items() -> None:
    assert read("- a: 1\n  b: 2\n- c\n- - d\n  - e\n-\n")[0].lines == [1, 3, 4, 6]
    assert read("a:\n- b: [1]\n- c\n")[0]["a"].lines == [2, 3]
    problems = Problems()
    assert parse_yaml("- a\n", "a.md", problems, first_line=5).lines == [5]


def test_parse_yaml_first_line() -> None:
    problems = Problems()
    found = parse_yaml("a: 1\n", "a.md", problems, first_line=5)
    assert (found.line, found.lines) == (5, {"a": 5})


def test_read_yaml_aliases_and_merges() -> None:
    text = "a: &a {x: 1, y: 2}\nb: &b {<<: *a, y: 3}\nc: {<<: [*b, *a], z: 4}\nd: *a\n"
    assert read(text) == (
        {
            "a": {"x": "1", "y": "2"},
            "b": {"x": "1", "y": "3"},
            "c": {"x": "1", "y": "3", "z": "4"},
            "d": {"x": "1", "y": "2"},
        },
        [],
    )


def test_read_yaml_key_twice() -> None:
    found, told = read("a: 1\nb: 2\na: 3\n")
    assert found == {"a": "1", "b": "2"}
    assert told == [
        "a.yml:3: a: expected each key once, got it again (hint: it stands in line 1 too; keep one)"
    ]


def test_read_yaml_tags() -> None:
    assert read("a: 1\nb: !!python/object/apply:os.system [x]\n") == (
        None,
        [
            'a.yml:2:4: expected plain YAML, got the tag "tag:yaml.org,2002:python/object/apply:'
            'os.system" (hint: remove it)'
        ],
    )
    assert read("a: !x 1\n")[1] == [
        'a.yml:1:4: expected plain YAML, got the tag "!x" (hint: remove it)'
    ]
    assert read("a: !!str 1\nb: !!map {}\nc: !!seq []\n") == ({"a": "1", "b": {}, "c": []}, [])


def test_read_yaml_alias_bomb() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert read("\n".join(rows)) == (
        None,
        [
            "a.yml:5:45: expected few repetitions by alias, got more than 100,000 values "
            "(hint: write them out)"
        ],
    )


def test_read_yaml_alias_of_itself() -> None:
    assert read("a: &x [*x]\n") == (
        None,
        ['a.yml:1:8: expected an alias of an earlier anchor, got "x"'],
    )


@pytest.mark.parametrize("text", ["[" * 300_000, "{a: " * 300_000, "- " * 300_000])
def test_read_yaml_too_deep(text: str) -> None:
    found, told = read(text)
    assert found is None
    assert len(told) == 1
    assert "expected at most 60 levels, got more" in told[0]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "a:\n\t- b\n",
            "a.yml:2:1: expected YAML, got: found character that cannot start any token "
            "(hint: while scanning for the next token that begins in line 2)",
        ),
        (
            'a: "b\nc: d\n',
            "a.yml:3:1: expected YAML, got: found unexpected end of stream "
            "(hint: while scanning a quoted scalar that begins in line 1)",
        ),
        (
            "- a: 1\n b: 2\n",
            "a.yml:2:2: expected YAML, got: did not find expected '-' indicator "
            "(hint: while parsing a block collection that begins in line 1)",
        ),
        (
            "a\n---\nb\n",
            "a.yml:2:1: expected one document, got a second (hint: remove the line ---)",
        ),
        (
            "? [a]\n: b\n",
            "a.yml:1:5: expected a text as key, got a list or mapping "
            "(hint: quote texts that begin with [ or {)",
        ),
    ],
)
def test_read_yaml_broken(text: str, told: str) -> None:
    assert read(text) == (None, [told])


def test_read_yaml_records() -> None:
    found, _ = read("a: {b: 1}\n")
    assert isinstance(found, Record)
    assert isinstance(found["a"], Record)
