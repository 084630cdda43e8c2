from __future__ import annotations

from typing import Any

import pytest

from miniconf.load.declared import Correction, Rule
from miniconf.load.declared.asked import Asked, Used, columns_of, hints_of
from miniconf.load.declared.columns import corrected, evaluator
from miniconf.load.declared.paths import Row
from miniconf.tables import Record

ROW = Row(
    Record({
        "a": " x ", "b": "", "c": "TBD", "n": "nan", "list": ["p", "q"], "many": "p; q;",
        "deep": Record({"x": Record({"y": "z"}), "k.l": "m"}),
        "people": [
            Record({"name": "Ana", "at": Record({"place": "Shore"})}), Record({"name": "Bo"})
        ],
        "dotted.name": "d", "A 1": "one", "A 3": "three", "A 2": "", "B 1": "eins",
    }, 7),
    Row(Record({"a": "outer", "only": "around"}), None, "data/up.csv"), "data/w1_papers.csv",
)  # fmt: skip


def value(of_source: str = "", **rule: Any) -> Any:
    return evaluator(Rule(**rule), Asked(), frozenset({"none here"}), of_source)(ROW)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"column": ("a",)}, " x "),
        ({"column": ("b", "c", "n", "missing", "a")}, " x "),
        ({"column": ("b",)}, None),
        ({"column": ("missing",), "default": "y"}, "y"),
        ({"column": ("list",)}, ["p", "q"]),
        ({"column": ("deep.x.y",)}, "z"),
        ({"column": ("deep.k.l",)}, "m"),
        ({"column": ("dotted.name",)}, "d"),
        ({"column": ("people.name",)}, ["Ana", "Bo"]),
        ({"column": ("people.at.place",)}, ["Shore"]),
        ({"column": ("parent.only",)}, "around"),
        ({"column": ("parent.parent.only",)}, None),
        ({"column": ("@file",)}, "w1_papers"),
        ({"column": ("@line",)}, "7"),
        ({"column": ("a", "list", "b"), "all": True}, [" x ", "p", "q"]),
        ({"column": ("A #",)}, ["one", "three"]),
        ({"value": "v"}, "v"),
        ({"template": "{a}-{parent.a}"}, "x-outer"),
        ({"template": "{a}-{b}"}, None),
        ({"template": "{a}-{b?}!"}, "x-!"),
        ({"template": "{a}-{c}"}, None),
        ({"column": ("a",), "pick": "[a-z]"}, "x"),
        ({"column": ("a",), "pick": "( )(x)"}, " "),
        ({"column": ("a",), "pick": "[0-9]", "default": "none"}, "none"),
        ({"column": ("list",), "pick": "[a-p]"}, ["p"]),
        ({"column": ("a",), "replace": (Correction(find="x", replace="y"),)}, " y "),
        ({"column": ("many",), "separator": ";"}, ["p", "q"]),
        ({"column": ("a",), "values": {"X": "translated"}}, "translated"),
        ({"column": ("list",), "values": {"p": "P"}}, ["P", "q"]),
        ({"column": ("a",), "values": {"x": ["m", "n"]}}, ["m", "n"]),
        ({"template": "Ä {a}!", "slug": True}, "a-x"),
        ({"column": ("list",), "item": "{parent.a}.{value}"}, ["x.p", "x.q"]),
    ],
)  # fmt: skip
def test_evaluator(rule: dict[str, Any], expected: Any) -> None:
    assert value(**rule) == expected


def test_evaluator_each() -> None:
    each = {"label": Rule(column=("name",)), "where": Rule(template="{at.place}, {parent.a}")}
    assert value(column=("people",), each=each) == [
        {"label": "Ana", "where": "Shore, x"}, {"label": "Bo"},
    ]  # fmt: skip
    assert value(column=("list",), each={"label": Rule(column=("value",))}) == [
        {"label": "p"}, {"label": "q"},
    ]  # fmt: skip


def test_evaluator_each_keeps_what_is_half_there() -> None:
    each = {"name": Rule(template="{name} {at.place}")}
    assert value(column=("people",), each=each) == [{"name": "Ana Shore"}, {}]
    each = {"name": Rule(template="{parent.a} {at.place}")}
    assert value(column=("people",), each=each) == [{"name": "x Shore"}]


def test_evaluator_numbered() -> None:
    rules = {"name": Rule(column=("A #",)), "more": Rule(template="{B #}")}
    assert value(numbered=rules) == [{"name": "one", "more": "eins"}, {"name": "three"}]


def test_evaluator_parallel() -> None:
    rules = {"name": Rule(column=("many",)), "more": Rule(column=("list",))}
    assert value(parallel=rules) == [{"name": "p", "more": "p"}, {"name": "q", "more": "q"}]
    rules = {"name": Rule(column=("a",)), "more": Rule(column=("list",))}
    assert value(parallel=rules) == [{"name": "x", "more": "p"}, {"more": "q"}]


def test_evaluator_all_with_a_separator() -> None:
    assert value(";", column=("a", "many"), all=True) == ["x", "p", "q"]


def test_corrected() -> None:
    assert corrected("a.a", Correction(find="a", replace="b")) == ("b.b", 2)
    assert corrected("a.a", Correction(find=".", replace="b")) == ("aba", 1)
    assert corrected("ab", Correction(find="(.)", replace="\\1\\1", regex=True)) == ("aabb", 2)


def test_columns_of() -> None:
    rule = Rule(
        template="{a}.{b?}", numbered={"x": Rule(column=("N #",))},
        parallel={"y": Rule(template="{c}")}, each={"z": Rule(column=("inner",))},
    )  # fmt: skip
    assert columns_of(rule) == ["a", "b", "N #", "c"]


def test_used() -> None:
    used = Used(["a", "N # x"])
    assert ["a" in used, "b" in used, "N 12 x" in used, "N x" in used] == [True, False, True, False]


def test_hints_of() -> None:
    each = {"name": Rule(template="{a} {b?}"), "at": Rule(template="{c?}")}
    assert hints_of({"title": Rule(column=("x",)), "authors": Rule(column=("y",), each=each)}) == {
        "authors.name": 'nothing is made of "{a} {b?}" where one is empty; '
        "write {a?} for one that may be"
    }


def test_asked_tells_what_no_row_has() -> None:
    asked = Asked()
    for line, rule in enumerate(
        (
            Rule(column=("a",)), Rule(column=("x", "b")), Rule(column=("y", "z")),
            Rule(template="{a}{w}{v?}"), Rule(column=("parent.q",)),
        ),
        1,
    ):  # fmt: skip
        asked.want(rule, line)
        evaluator(rule, asked, frozenset(), "")(ROW)
    assert list(asked.missing()) == [(("y", "z"), 3), (("w",), 4), (("parent.q",), 5)]


def test_evaluator_parallel_keeps_places() -> None:
    """An empty item shifts no other, and lists of unlike length are noted."""
    rules = {"name": Rule(column=("names",)), "affiliation": Rule(column=("places",))}
    row = Row(Record({"names": "Ana Vo; Bo Li; Cy Do;", "places": "Shore;;Dune"}, 4), None, "p.csv")
    asked = Asked()
    found = evaluator(Rule(parallel=rules), asked, frozenset(), ";")(row)
    assert found == [
        {"name": "Ana Vo", "affiliation": "Shore"}, {"name": "Bo Li"},
        {"name": "Cy Do", "affiliation": "Dune"},
    ]  # fmt: skip
    assert asked.uneven == []
    row.values["places"] = "Shore;Dune"
    evaluator(Rule(parallel=rules), asked, frozenset(), ";")(row)
    assert asked.uneven == [("p.csv", 4, {"name": 3, "affiliation": 2})]


def test_evaluator_parallel_inside_records() -> None:
    people = [Record({"who": "Ana Vo"}, 1), Record({"who": "Bo Li", "at": "Reef"}, 1)]
    rules = {"name": Rule(column=("people.who",)), "affiliation": Rule(column=("people.at",))}
    row = Row(Record({"people": people}, 1))
    found = evaluator(Rule(parallel=rules), Asked(), frozenset(), "")(row)
    assert found == [{"name": "Ana Vo"}, {"name": "Bo Li", "affiliation": "Reef"}]


def test_evaluator_first() -> None:
    assert value(column=("many",), separator=";", first=True) == "p"
