import numpy as np
import pytest

from miniconf.similar.nearest import KEPT
from miniconf.similar.state import SHOWN, State, compared, former
from miniconf.similar.store import Kept, keep


def digests(documents) -> list[bytes]:
    return [repr(document).encode().ljust(16)[-16:] for document in documents]


def unpacked(state: State) -> dict:
    return {
        "ids": state.ids,
        "digests": state.digests,
        "reasons": state.reasons,
        **{name: array.tolist() for name, array in state.arrays().items()},
    }


def test_state_survives_the_cache(papers, tmp_path) -> None:
    documents = papers(30)
    state, result = compared(documents, digests(documents), None)
    keep(tmp_path / "cache", result, state.arrays())
    assert unpacked(former(Kept(tmp_path / "cache"))) == unpacked(state)


def test_state_from_a_former_one_equals_a_fresh_one(papers) -> None:
    documents, others = papers(60), papers(60, seed=5)
    old, _ = compared(documents, digests(documents), None)
    changed = [*others[:3], *documents[3:40], *documents[41:]]
    marks = [b"x" * 15 + bytes([at]) for at in range(3)] + [
        mark for at, mark in enumerate(digests(documents)) if at > 2 and at != 40
    ]
    again, result = compared(changed, marks, old)
    fresh, expected = compared(changed, marks, None)
    assert unpacked(again) == unpacked(fresh)
    assert result == expected


def test_result_is_of_numbers_and_texts_with_entries_for_each_paper(papers) -> None:
    documents = papers(12)
    state, result = compared(documents, digests(documents), None)
    assert list(result) == ["ids", "near", "scores", "why", "reasons", "grain", "x", "y", "regions"]
    assert len(result["near"]) == len(result["scores"]) == len(result["why"]) == 12 * SHOWN
    assert state.near.papers.shape == (12, KEPT)


@pytest.mark.parametrize("broken", ["counts", "digests", "papers"])
def test_a_state_whose_parts_do_not_fit_is_none(papers, tmp_path, broken) -> None:
    documents = papers(10)
    state, result = compared(documents, digests(documents), None)
    arrays = state.arrays()
    keep(tmp_path / "cache", result, {**arrays, broken: arrays[broken][:-1]})
    assert former(Kept(tmp_path / "cache")) is None
    keep(tmp_path / "cache", result, {name: arrays[name] for name in arrays if name != broken})
    assert former(Kept(tmp_path / "cache")) is None


def test_a_state_of_nothing() -> None:
    state, result = compared([], [], None)
    assert (state.ids, result["near"], result["regions"]) == ([], [], [])
    assert np.array(result["x"]).size == 0
