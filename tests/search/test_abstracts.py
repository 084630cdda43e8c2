from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.msgpack import encode

from miniconf.search.abstracts import Shelf, part_of, shards


def found(shelf: Shelf) -> dict[str, list[int]]:
    """Term -> numbers of papers, distances added up."""
    index = {}
    for part in shelf.parts.values():
        for term, distances in json.loads(part).items():
            index[term] = [sum(distances[: i + 1]) for i in range(len(distances))]
    return index


def test_shards_of_few_abstracts_are_one_file() -> None:
    shelf = shards(["Tides on ice", "", "Ice, ice and tides"], str)
    assert shelf == Shelf(0, {"_": '{"ice":[0,2],"tides":[0,2]}'})


def test_shards_of_many_abstracts_are_parted_by_first_letters() -> None:
    shelf = shards(
        [" ".join(f"t{n}e{i}" for i in range(70)) for n in range(1000)] + ["zé 大規"], str
    )
    assert shelf.depth == 2
    assert set(shelf.parts) == {*(f"t{d}" for d in range(10)), "ze", "_"}
    assert found(shelf)["t999e69"] == [999]


@pytest.mark.parametrize(
    ("term", "depth", "part"),
    [("tide", 2, "ti"), ("tide", 1, "t"), ("tide", 0, "_"), ("x", 2, "x"), ("大規", 2, "_")],
)
def test_part_of(term: str, depth: int, part: str) -> None:
    assert part_of(term, depth) == part


@given(st.lists(st.text("abc ", max_size=12)))
def test_every_word_leads_to_its_abstracts(abstracts: list[str]) -> None:
    index = found(shards(abstracts, str))
    words = {word for text in abstracts for word in text.split() if word != "a"}
    assert index == {
        word: [n for n, text in enumerate(abstracts) if word in text.split()] for word in words
    }


@pytest.mark.parametrize(
    "broken",
    [b"", b"{", b"\x90", b"\xff", *map(encode, (
        {"keys": ["one tide"], "parts": {}, "version": 5},
        {"keys": [], "parts": {"o": "{}"}, "version": 2},
        {"keys": ["one tide", "two tides"], "new": [3], "parts": {}, "version": 5}, {"keys": 7},
    ))],
)  # fmt: skip
def test_cache_never_changes_the_result(tmp_path: Path, broken: bytes) -> None:
    cache = tmp_path / "deep" / "terms.json"
    cache.parent.mkdir()
    cache.write_bytes(broken)
    fresh = shards(["one tide", "two tides"], str)
    assert shards(["one tide", "two tides"], str, cache) == fresh
    assert shards(["one tide", "two tides"], str, cache) == fresh
    assert shards(["two tides", "one tide", "new"], str, cache) == shards(
        ["two tides", "one tide", "new"], str
    )


EDITS = st.lists(st.text("abct ", max_size=10), min_size=1, max_size=8)


@given(EDITS, EDITS)
def test_edited_abstracts_give_what_a_fresh_index_gives(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    cache = tmp_path_factory.mktemp("cache") / "terms.json"
    shards(before, str, cache)
    mixed = [*after, *before[len(after) :]]
    for now in (mixed, after):
        assert shards(now, str, cache) == shards(now, str)


@pytest.mark.parametrize("broken", [b"", b"\xff", encode({}), encode({"k": 7}), encode(["one"])])
def test_lost_terms_never_change_the_result(tmp_path: Path, broken: bytes) -> None:
    cache = tmp_path / "terms"
    before, after = ["one tide", "two tides"], ["one tide", "ice"]
    shards(before, str, cache)
    beside = tmp_path / "terms-lines"
    assert beside.is_file()
    beside.write_bytes(broken)
    assert shards(after, str, cache) == shards(after, str)
    beside.unlink()
    assert shards(before, str, cache) == shards(before, str)


def test_few_edited_abstracts_leave_the_terms_of_all_others_alone(tmp_path: Path) -> None:
    cache, beside = tmp_path / "terms", tmp_path / "terms-lines"
    now = [f"tide {number}" for number in range(600)]
    shards(now, str, cache)
    written = beside.stat().st_mtime_ns
    for number in range(500):
        now[number] = f"ice {number}"
        if number % 50 == 0:
            assert shards(now, str, cache) == shards(now, str)
    assert beside.stat().st_mtime_ns == written


def test_cache_spares_known_abstracts(tmp_path: Path) -> None:
    seen: list[str] = []

    def plain(text: str) -> str:
        seen.append(text)
        return text

    cache = tmp_path / "terms.json"
    shards(["one", "two"], plain, cache)
    shards(["two", "three"], plain, cache)
    assert seen == ["one", "two", "three"]
