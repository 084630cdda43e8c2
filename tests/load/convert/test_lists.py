from __future__ import annotations

from typing import Any

import pytest

from miniconf.load.convert import MISSING, Faults
from miniconf.load.convert.lists import many, mapping, position, splitter
from miniconf.load.convert.scalars import integer, line
from miniconf.tables import Record


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a|b, c", ["a", "b, c"]), ("a; b", ["a", "b"]), ("a\nb", ["a", "b"]),
        ("a, b (c, d)", ["a", "b (c, d)"]), ("a", ["a"]), ("|", []),
    ],
)  # fmt: skip
def test_splitter(text: str, parts: list[str]) -> None:
    assert splitter("", commas=True)(text) == parts


def test_splitter_of_ids_leaves_commas() -> None:
    assert splitter("", commas=False)("a, b") == ["a, b"]
    assert splitter(" - ", commas=True)("a-b - c") == ["a-b", "c"]


def converted(raw: Any) -> tuple[Any, list[tuple[str, str]]]:
    faults: Faults = []
    value = many(integer, splitter("", True), frozenset({"", "nan"}))(raw, faults)
    return value, [(fault.path, fault.message) for fault in faults]


def test_many() -> None:
    assert converted("1|2") == ((1, 2), [])
    assert converted(["1", None, "nan", "2"]) == ((1, 2), [])
    assert converted("1") == ((1,), [])
    assert converted("['1', '2']") == ((1, 2), [])
    assert converted("['1', None]") == ((1,), [])
    assert converted('["1", null, NaN]') == ((1,), [])
    assert converted("[]") == ((), [])
    assert converted("") == ((), [])


def test_many_reads_what_json_and_python_escape() -> None:
    for text in (r'["\ud83d\ude00\/"]', r"['\U0001f600/']"):
        assert many(line, splitter("", False), frozenset())(text, []) == ("😀/",)
    assert many(line, splitter("", False), frozenset())(r"['\d', nan]", []) == (r"\d",)


def test_many_names_the_faulty_item() -> None:
    assert converted("1|x|3") == ((1, 3), [("[2]", 'expected a whole number, got "x"')])
    assert converted("x") == ((), [("", 'expected a whole number, got "x"')])


@pytest.mark.parametrize("text", ["[1, 2]", "['1', {}]", "['1'", "[__import__('os')]", "[a]"])
def test_many_reads_only_lists_of_texts(text: str) -> None:
    found = many(line, splitter("", False), frozenset())(text, [])
    assert found == (text,)


def test_position() -> None:
    for raw in (["1", "-2.5"], "1, -2.5", "[1 -2.5]", "1|-2.5", Record({"x": "1", "y": "-2.5"})):
        assert position(raw, []) == (1.0, -2.5)
    for raw in ("1", ["1", "2", "3"], "", Record({"x": "1"})):
        faults: Faults = []
        assert position(raw, faults) is MISSING
        assert faults
    faults = []
    position("1", faults)
    assert [fault.message for fault in faults] == ['expected two numbers, got "1"']


def test_mapping() -> None:
    faults: Faults = []
    raw = Record({"a": "1", "b": "x"}, 3, {"b": 5})
    assert mapping(integer)(raw, faults) == {"a": 1}
    assert [(f.path, f.line, f.message) for f in faults] == [
        (".b", 5, 'expected a whole number, got "x"')
    ]
    assert mapping(integer)("x", faults) is MISSING


def test_position_with_nothing_in_it() -> None:
    faults: Faults = []
    assert position([None, "1"], faults) is MISSING
    assert [(f.path, f.message) for f in faults] == [("[1]", "expected a number, got nothing")]
    faults = []
    assert position([None, None], faults) is MISSING
    assert faults == []
    assert position(Record({"x": "1", "y": "n"}), faults) is MISSING
    assert [(f.path, f.message) for f in faults] == [("", 'expected a number, got "n"')]
