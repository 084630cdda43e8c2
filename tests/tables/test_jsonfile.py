from __future__ import annotations

from typing import Any

import pytest

from miniconf.problems import Problems
from miniconf.tables import Options
from miniconf.tables.jsonfile import read_json, read_json_lines


def read(text: str, reader: Any = read_json) -> tuple[Any, list[str]]:
    problems = Problems()
    return reader(text.encode(), "a.json", Options(), problems), [str(p) for p in problems]


def test_read_json_scalars_stay_texts() -> None:
    text = '{"a": 1.10, "b": true, "c": null, "d": "x\\u00e9\\/\\n", "e": -1e5, "f": NaN}'
    assert read(text) == (
        {"a": "1.10", "b": "true", "c": None, "d": "xé/\n", "e": "-1e5", "f": None},
        [],
    )


@pytest.mark.parametrize(("text", "value"), [("[]", []), ("{}", {}), (' "a" ', "a"), ("12", "12")])
def test_read_json_small(text: str, value: object) -> None:
    assert read(text) == (value, [])


def test_read_json_lines_of_records() -> None:
    found, _ = read('[\n {"id": 1,\r\n  "inner": {"x": [1, {"y": 2}]}},\n\n {"id": 2}]')
    assert [record.line for record in found] == [2, 5]
    assert found[0].lines == {"id": 2, "inner": 3}
    assert found[0]["inner"]["x"][1].line == 3


def test_read_json_lines_of_items() -> None:
    assert read('["a",\n{"b": 1},\n[2,\n3], null]')[0].lines == [1, 2, 3, 4]
    found, _ = read('{"a":\n[{"b": [1]},\n\n"c"]}')
    assert found["a"].lines == [2, 4]
    assert read('{"a": 1}\n2\n', read_json_lines)[0].lines == [1, 2]


def test_read_json_key_twice() -> None:
    found, told = read('{"a": 1,\n"a": 2}')
    assert found == {"a": "1"}
    assert told == [
        "a.json:2: a: expected each key once, got it again "
        "(hint: it stands in line 1 too; keep one)"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.json:1:1: expected a value, got the end of the file"),
        (
            "[1,\n2,]",
            'a.json:2:3: expected a value, got "]" '
            "(hint: no comma stands before a closing bracket)",
        ),
        (
            '{"a": 1,}',
            'a.json:1:9: expected a name in double quotes, got "}" '
            "(hint: no comma stands before a closing bracket)",
        ),
        ("{'a': 1}", "a.json:1:2: expected a name in double quotes, got \"'a': 1}\" "
            "(hint: texts stand in double quotes)"),
        ('{"a" 1}', 'a.json:1:6: expected ":" behind "a"'),
        (
            '[1\n2]',
            'a.json:2:1: expected "," or "]", got "2]" '
            "(hint: the bracket opened in line 1 is not closed)",
        ),
        (
            '{"a": [1',
            'a.json:1:9: expected "," or "]", got the end of the file '
            "(hint: the bracket opened in line 1 is not closed)",
        ),
        ('["a', "a.json:1:2: expected a text, got: Unterminated string starting at"),
        ("[nul]", 'a.json:1:2: expected a value, got "nul]" (hint: texts stand in double quotes)'),
        ("[1] x", 'a.json:1:5: expected the end of the file, got "x"'),
        ("[" * 100_000, "a.json:1:61: expected at most 60 levels, got more"),
    ],
)  # fmt: skip
def test_read_json_broken(text: str, told: str) -> None:
    assert read(text) == (None, [told])


def test_read_json_lines() -> None:
    found, told = read('{"id": 1}\n\n{"id": 2}\n', read_json_lines)
    assert [(record.line, dict(record)) for record in found] == [(1, {"id": "1"}), (3, {"id": "2"})]
    assert told == []
    assert read('{"id": 1}\n{"id"}\n', read_json_lines) == (
        None,
        ['a.json:2:6: expected ":" behind "id"'],
    )


def test_read_json_half_characters_are_no_text() -> None:
    """They could be written nowhere; whole ones, as two escapes, are read."""
    assert read_json(b'["\\ud800 a", "\\ud83e\\udda9"]', "a.json", Options(), Problems()) == [
        "\ufffd a", "\U0001f9a9",
    ]  # fmt: skip
