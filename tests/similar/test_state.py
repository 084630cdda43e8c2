from array import array

import numpy as np
import pytest

from miniconf.similar.nearest import KEPT
from miniconf.similar.papers import papers as ordered
from miniconf.similar.state import SHOWN, State, compared, former
from miniconf.similar.store import Kept, keep


def unpacked(state: State) -> dict:
    return {
        "ids": state.ids,
        "digests": state.digests,
        "reasons": state.reasons,
        "positions": state.placed.places.tolist(),
        **{name: array.tolist() for name, array in state.arrays().items()},
    }


def test_state_survives_the_cache(papers, tmp_path) -> None:
    state, result = compared(ordered(papers(30)), None)
    keep(tmp_path / "cache", result, state.arrays())
    assert unpacked(former(Kept(tmp_path / "cache"))) == unpacked(state)


def test_state_from_a_former_one_equals_a_fresh_one(papers) -> None:
    documents, others = papers(60), papers(60, seed=5)
    old, _ = compared(ordered(documents), None)
    changed = ordered([*others[:3], *documents[3:40], *documents[41:]])
    again, result = compared(changed, old)
    fresh, expected = compared(changed, None)
    assert unpacked(again) == unpacked(fresh)
    assert result == expected


def test_several_processes_find_what_one_finds(papers, monkeypatch) -> None:
    monkeypatch.setattr("miniconf.similar.state._SHARE", 5)
    documents = papers(60)
    alone, expected = compared(ordered(documents), None)
    for jobs in (2, 3, 100):
        state, result = compared(ordered(documents), None, jobs=jobs)
        assert unpacked(state) == unpacked(alone)
        assert result == expected


def test_places_are_found_anew_only_where_what_they_follow_from_has_changed(papers) -> None:
    documents = papers(60)
    old, _ = compared(ordered(documents), None)
    documents[8] = documents[8]._replace(title=documents[8].title.upper())
    shouted, _ = compared(ordered(documents), old)
    assert shouted.placed.places is old.placed.places
    assert shouted.ground.settled is old.ground.settled
    documents[8] = documents[8]._replace(title="Firn", abstract="Crevasse.")
    moved, _ = compared(ordered(documents), old)
    assert moved.placed.mark != old.placed.mark


def test_result_is_of_numbers_and_texts_with_entries_for_each_paper(papers) -> None:
    state, result = compared(ordered(papers(12)), None)
    assert list(result) == [
        "ids", "near", "scores", "why", "reasons", "grain", "x", "y", "regions", "spelt",
    ]  # fmt: skip
    assert len(result["near"]) == len(result["scores"]) == len(result["why"]) == 12 * SHOWN
    assert {name for name, value in result.items() if isinstance(value, array)} == {
        "near", "scores", "why", "x", "y",
    }  # fmt: skip
    assert state.near.papers.shape == (12, KEPT)


@pytest.mark.parametrize("broken", ["counts", "digests", "papers", "nearest", "lengths"])
def test_a_state_whose_parts_do_not_fit_is_none(papers, tmp_path, broken) -> None:
    state, result = compared(ordered(papers(10)), None)
    arrays = state.arrays()
    keep(tmp_path / "cache", result, {**arrays, broken: arrays[broken][:-1]})
    assert former(Kept(tmp_path / "cache")) is None
    keep(tmp_path / "cache", result, {name: arrays[name] for name in arrays if name != broken})
    assert former(Kept(tmp_path / "cache")) is None


def test_a_state_of_nothing() -> None:
    state, result = compared(ordered([]), None)
    assert (state.ids, list(result["near"]), result["regions"]) == ([], [], [])
    assert np.array(result["x"]).size == 0
