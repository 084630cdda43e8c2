"""From a loaded conference to the snapshot: neighbours, places, and what was kept back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from miniconf.site.prepare import prepare
from tests.site.samples import changed, make


def test_every_paper_has_neighbours_and_a_place(tmp_path: Path) -> None:
    snapshot, removed = prepare(make(6), tmp_path)
    keys = list(make(6).papers)
    assert list(snapshot.positions) == keys
    assert all(0 <= v <= 1 for place in snapshot.positions.values() for v in place)
    assert {key for near in snapshot.neighbours.values() for key, _ in near} == set(keys)
    assert removed == ()


def test_comparing_apart_gives_the_same(tmp_path: Path) -> None:
    apart, _ = prepare(make(6), tmp_path / "apart", apart=True)
    assert bool(apart.positions) is True  # known before the answer is there
    apart.settle()
    here, _ = prepare(make(6), tmp_path / "here")
    assert dict(apart.neighbours) == dict(here.neighbours)
    assert dict(apart.positions) == dict(here.positions)


def test_two_papers_are_not_compared(tmp_path: Path) -> None:
    snapshot, _ = prepare(make(2), tmp_path)
    assert (snapshot.neighbours, snapshot.positions) == ({}, {})


def test_given_places_win_and_are_scaled_to_the_map(tmp_path: Path) -> None:
    conference = changed(make(4), "main.1", position=(-10.0, 5.0))
    conference = changed(conference, "main.2", position=(30.0, 25.0))
    conference = changed(conference, "main.3", position=(10.0, 15.0))
    computed = prepare(make(4), tmp_path)[0].positions
    assert prepare(conference, tmp_path)[0].positions == {
        "main.1": (0.02, 0.02), "main.2": (0.98, 0.98), "main.3": (0.5, 0.5),
        "main.4": computed["main.4"],
    }  # fmt: skip


def test_nothing_is_computed_where_the_data_says_all(tmp_path: Path) -> None:
    conference = make(4)
    for key in conference.papers:
        conference = changed(conference, key, position=(1.0, 1.0), similar=("main.1",))
    snapshot, _ = prepare(conference, tmp_path)
    assert snapshot.neighbours == {}
    assert set(snapshot.positions.values()) == {(0.02, 0.02)}
    assert not (tmp_path / "similar.zip").exists()


def test_a_cache_never_shows(tmp_path: Path) -> None:
    first, _ = prepare(make(6), tmp_path / "one")
    prepare(changed(make(6), "main.2", abstract="All of $x$ *else*."), tmp_path / "one")
    again, _ = prepare(make(6), tmp_path / "one")
    fresh, _ = prepare(make(6), tmp_path / "two")
    for snapshot in (again, fresh):
        assert snapshot.neighbours == first.neighbours
        assert snapshot.positions == first.positions


def test_the_base_url_of_the_command_wins(tmp_path: Path) -> None:
    conference = make(2)
    config = replace(conference.config, base_url="https://a.example")
    snapshot, _ = prepare(replace(conference, config=config), tmp_path, "https://b.example")
    assert snapshot.conference.config.base_url == "https://b.example"
