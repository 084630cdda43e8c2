from __future__ import annotations

from miniconf.tables import Items, Record


def test_record_knows_where_its_entries_stand() -> None:
    record = Record({"a": "1", "b": "2"}, 3, {"a": 4}, origins={"c": ("d.csv", 5)})
    places = [record.place_of(name, "e.csv") for name in ("a", "b", "c", "c.deep")]
    assert places == [("e.csv", 4), ("e.csv", 3), ("d.csv", 5), ("d.csv", 5)]
    assert record.like({"c": "x"}).place_of("c", "e.csv") == ("d.csv", 5)


def test_items_know_their_lines() -> None:
    items = Items()
    items.put("a", 2)
    items.put("b", 4)
    assert (items, items.lines) == (["a", "b"], [2, 4])
