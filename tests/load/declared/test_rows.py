from __future__ import annotations

from typing import Any

import pytest

from miniconf.load.accounts import Account
from miniconf.load.declared import Rule, Source
from miniconf.load.declared.asked import Asked
from miniconf.load.declared.paths import Row
from miniconf.load.declared.rows import (
    exploded,
    filled_down,
    grouped,
    matches,
    ordered,
    unpivoted,
)
from miniconf.tables import Record


def rows(*values: dict[str, Any], file: str = "a.csv") -> list[Row]:
    return [Row(Record(value, line), None, file) for line, value in enumerate(values, 2)]


def plain(found: list[Row]) -> list[dict[str, Any]]:
    return [dict(row.values) for row in found]


@pytest.mark.parametrize(
    ("value", "pattern", "fits"),
    [
        ("Accept", "accept", True), ("Accept (oral)", "Accept*", True), ("Late", "Accept*", False),
        ("a.b", "a?b", False), ("x", "*", True), ("", "*", False), ("", "", True), (None, "", True),
        (["x", "y"], "y", True), (["x"], "y", False), ("Not accepted", "*accept*", True),
    ],
)  # fmt: skip
def test_matches(value: Any, pattern: str, fits: bool) -> None:
    (row,) = rows({"a": value})
    assert matches(row, {"a": (pattern,)}, Asked(), all) is fits


def test_matches_all_or_any() -> None:
    (row,) = rows({"a": "1", "b": "2"})
    wanted = {"a": ("1",), "b": ("3", "4")}
    assert not matches(row, wanted, Asked(), all)
    assert matches(row, wanted, Asked(), any)
    assert matches(row, {"missing": ("",)}, Asked(), all)


def test_exploded() -> None:
    found = exploded(rows({"k": "s", "v": ["1", "2"]}, {"k": "t", "v": "3|4"}, {"k": "u"}), "v", "")
    assert plain(found) == [
        {"k": "s", "v": "1"}, {"k": "s", "v": "2"}, {"k": "t", "v": "3"}, {"k": "t", "v": "4"},
    ]  # fmt: skip
    inner = Record({"id": "x"}, 9)
    (row,) = exploded(rows({"k": "s", "v": [inner]}), "v", "")
    assert row.values is inner
    assert row.parent is not None
    assert row.parent.values["k"] == "s"


def test_unpivoted() -> None:
    found = rows(
        {"time": "9", "Room A": "Ice", "Room B": "", "note": "x"}, {"time": "10", "Room B": "Sand"}
    )
    assert plain(unpivoted(found, ("Room *", "Hall"))) == [
        {"time": "9", "note": "x", "@column": "Room A", "value": "Ice"},
        {"time": "10", "@column": "Room B", "value": "Sand"},
    ]


def test_filled_down() -> None:
    found = rows({"a": "1", "b": "x"}, {"a": "", "b": ""}, {"a": None, "b": "y"})
    found += rows({"a": ""}, file="b.csv")
    assert plain(filled_down(found, ("a",))) == [
        {"a": "1", "b": "x"}, {"a": "1", "b": ""}, {"a": "1", "b": "y"}, {"a": ""},
    ]  # fmt: skip


def test_ordered() -> None:
    found = rows({"a": "10"}, {"a": ""}, {"a": "9"}, {"a": "9", "b": "1"})
    assert plain(ordered(found, ("a", "b"))) == [
        {"a": "9", "b": "1"},
        {"a": "9"},
        {"a": "10"},
        {"a": ""},
    ]
    assert ordered(found, ()) is found


def test_grouped() -> None:
    found = rows(
        {"s": "A", "room": "", "id": "1"}, {"s": "B", "room": "Sand", "id": "2"},
        {"s": "A", "room": "Kelp", "id": "3"}, {"s": "", "room": "x", "id": "4"},
    )  # fmt: skip
    account = Account("sessions", "a.csv", read=4)
    source = Source(
        file=("a.csv",), group=Rule(column=("s",)), collect={"papers": Rule(column=("id",))}
    )  # type: ignore[arg-type]
    groups = grouped(found, source, Asked(), frozenset(), {"a.csv": account})
    values = [group.values for group in groups]
    assert [(v["@group"], v["room"], v["@collect papers"]) for v in values] == [
        ("A", "Kelp", ["1", "3"]), ("B", "Sand", ["2"]),
    ]  # fmt: skip
    assert (account.merged, account.left) == (1, {"nothing to group by": 1})


def test_grouped_under_several_keys() -> None:
    found = rows({"s": ["A", "B"], "id": "1"}, {"s": ["B"], "id": "2"})
    source = Source(
        file=("a.csv",), group=Rule(column=("s",)), collect={"papers": Rule(column=("id",))}
    )  # type: ignore[arg-type]
    account = Account("sessions", "a.csv", read=2)
    groups = grouped(found, source, Asked(), frozenset(), {"a.csv": account})
    assert [g.values["@collect papers"] for g in groups] == [["1"], ["1", "2"]]
    assert (account.read, account.merged) == (3, 1)
