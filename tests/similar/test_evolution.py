import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.similar.evolution import evolved
from miniconf.similar.vectors import corpus, vectors

PAPERS = st.lists(
    st.dictionaries(st.integers(1, 40), st.integers(1, 9), max_size=12), min_size=1, max_size=30
)


def listed(of) -> list[list]:
    return [array.tolist() for array in (*of.corpus, *of[1:])]


def evolved_from(old: list[dict], new: list[dict], sources: list[int]):
    return evolved(vectors(corpus(old)), corpus(new), np.array(sources, np.int64))


@pytest.mark.parametrize("sources", [[0, 1, 2, 3], [2, 0, 3], [2, 3], [0, 2, 3], [2, 3, 1]])
def test_evolved_vectors_are_those_of_the_same_papers(sources) -> None:
    papers = [{1: 1, 5: 2}, {5: 9, 7: 1}, {2: 1, 7: 3, 9: 1}, {5: 1}]
    found = evolved_from(papers[:2], papers[2:], sources).vectors
    expected = vectors(corpus([papers[at] for at in sources]))
    assert listed(found) == listed(expected)
    assert [array.dtype for array in found[1:]] == [array.dtype for array in expected[1:]]


def test_evolved_from_papers_of_which_none_is_left() -> None:
    assert listed(evolved_from([{1: 1}], [], []).vectors) == listed(vectors(corpus([])))
    assert listed(evolved_from([{}], [{3: 1}], [1]).vectors) == listed(vectors(corpus([{3: 1}])))


@given(old=PAPERS, new=PAPERS, drawn=st.randoms(use_true_random=False))
def test_evolved_of_any_papers_equals_a_fresh_start(old, new, drawn) -> None:
    left = sorted(drawn.sample(range(len(old)), drawn.randint(0, len(old))))
    added = [len(old) + at for at in range(len(new))]
    sources = []
    while left or added:
        sources.append((left if not added or (left and drawn.random() < 0.5) else added).pop(0))
    found = evolved_from(old, new, sources)
    papers = [*old, *new]
    assert listed(found.vectors) == listed(vectors(corpus([papers[at] for at in sources])))


def test_affected_are_new_papers_and_those_with_a_term_now_more_or_less_telling() -> None:
    papers = [{1: 1, 2: 1}, {2: 1, 3: 1}, {3: 1, 4: 1}, {5: 1}, {6: 1}]
    # term 1 is now in two papers, and term 4 in one as before
    found = evolved_from(papers, [{1: 1}], [0, 1, 2, 3, 5])
    assert found.affected.tolist() == [True, False, False, False, True]
    assert evolved_from(papers, [{6: 9}], [0, 1, 2, 3, 5]).affected.tolist() == [False] * 4 + [True]


def test_postings_of_many_papers_have_a_wider_type() -> None:
    found = evolved_from([{1: 1}] * 255, [{1: 1}], [*range(256)]).vectors
    assert found.papers.dtype == np.uint16
    assert found.papers.tolist() == [*range(256)]
