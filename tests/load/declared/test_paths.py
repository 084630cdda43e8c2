from __future__ import annotations

from typing import Any

import pytest

from miniconf.load.declared.paths import PathError, rows_at
from miniconf.problems import Problems
from miniconf.tables import Record
from miniconf.tables.yamlfile import parse_yaml

TREE = parse_yaml(
    """
days:
  - name: Mon
    rooms:
      Kelp: [{id: a}, {id: b}]
      Sand: [{id: c}]
      Pier: []
  - name: Tue
    rooms: {Kelp: [{id: d, room: own}]}
members: {s1: [1, 2], s2: [3], s3: }
""",
    "a.yml",
    Problems(),
)


def values(path: str) -> list[Any]:
    return [dict(row.values) for row in rows_at(TREE, path)]


def test_rows_at_a_list_in_lists() -> None:
    expected = [
        {"room": "Kelp", "id": "a"}, {"room": "Kelp", "id": "b"}, {"room": "Sand", "id": "c"},
        {"room": "own", "id": "d"},
    ]  # fmt: skip
    assert values("days.rooms.{room}") == values("days.*.rooms.{room}.*") == expected


def test_rows_at_a_star_in_a_mapping() -> None:
    assert values("days.rooms.*") == [
        {"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d", "room": "own"},
    ]  # fmt: skip


def test_rows_at_know_what_is_around_them() -> None:
    rows = rows_at(TREE, "days.rooms.{room}")
    assert [row.parent.values["name"] for row in rows if row.parent] == ["Mon"] * 3 + ["Tue"]


def test_rows_at_lists_of_texts() -> None:
    assert values("members.{key}") == [
        {"key": "s1", "value": ["1", "2"]}, {"key": "s2", "value": ["3"]},
    ]  # fmt: skip
    assert values("members.{key}.*") == [
        {"key": "s1", "value": "1"}, {"key": "s1", "value": "2"}, {"key": "s2", "value": "3"},
    ]  # fmt: skip
    assert [row.values.line for row in rows_at(TREE, "members.{key}")] == [10, 10]


def test_rows_at_the_root() -> None:
    assert [row.values for row in rows_at([Record({"a": "1"}), "x"], "")] == [
        {"a": "1"}, {"value": "x"},
    ]  # fmt: skip
    assert rows_at([], "") == []
    assert [row.values for row in rows_at(Record({"a": "1"}), "")] == [{"a": "1"}]


@pytest.mark.parametrize(
    ("path", "part"), [("daze", "daze"), ("days.room.*", "room"), ("{a}.b.c", "c")]
)
def test_rows_at_nowhere(path: str, part: str) -> None:
    tree = TREE if path != "{a}.b.c" else Record({"x": Record({"b": "1"})})
    with pytest.raises(PathError, match=f"^{part}$"):
        rows_at(tree, path)
