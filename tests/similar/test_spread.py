import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.similar.spread import GRAIN, spread, turned

FLOATS = st.floats(-1e6, 1e6)


def test_turned_lays_the_longest_way_level() -> None:
    found = turned(np.array([[0.0, 0], [1, 1], [2, 2], [7, 7.0]]))
    assert np.round(found, 6).tolist() == [
        [-3.535534, 0.0], [-2.12132, 0.0], [-0.707107, 0.0], [6.363961, 0.0],
    ]  # fmt: skip


@pytest.mark.parametrize("places", [[[3.0, 4]], [[1.0, 1], [1, 1]], [[0.0, 0], [0, 5]]])
def test_turned_copes_with_single_spots_and_upright_lines(places) -> None:
    found = turned(np.array(places))
    assert np.isfinite(found).all()
    assert found[:, 1].tolist() == [0.0] * len(places)


@given(st.lists(st.tuples(FLOATS, FLOATS), min_size=2, max_size=60))
def test_spread_places_lie_apart_on_the_grain(places) -> None:
    found = spread(np.array(places))
    assert ((found > 0) & (found < 1)).all()
    assert (found * GRAIN == np.round(found * GRAIN)).all()
    assert len({tuple(place) for place in found.tolist()}) == len(places)


@pytest.mark.parametrize("number", [700, 2000])
def test_spread_parts_even_papers_on_one_spot(number) -> None:
    found = spread(np.zeros((number, 2)))
    assert len({tuple(place) for place in found.tolist()}) == number


def test_spread_keeps_who_is_left_and_who_is_above() -> None:
    axis = np.array([0.0, 8, 16, 30, 44])
    found = spread(np.stack([axis, -axis], axis=1))
    assert (np.diff(found[:, 0]) > 0).all()
    assert (np.diff(found[:, 1]) < 0).all()


def test_spread_of_one_or_none() -> None:
    assert spread(np.zeros((0, 2))).tolist() == []
    assert spread(np.array([[7.0, 9]])).tolist() == [[0.5, 0.5]]
