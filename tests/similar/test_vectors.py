import numpy as np
import pytest

from miniconf.similar.terms import Lexicon, terms
from miniconf.similar.vectors import (
    SCALE,
    corpus,
    entries,
    levels_of,
    paper_lengths,
    paper_type,
    row,
    stable_order,
    telling,
    vectors,
    with_levels,
)


def listed(of) -> list[list]:
    return [array.tolist() for array in of]


def test_corpus_holds_ranks_and_what_counts_are_worth() -> None:
    assert listed(corpus([{30: 1, 10: 4}, {}, {30: 300, 20: 2}])) == [
        [0, 2, 2, 4],
        [10, 20, 30],
        [0, 2, 1, 2],
        [6, 2, 4, 18],
    ]


def test_corpus_of_nothing() -> None:
    assert listed(corpus([])) == [[0], [], [], []]
    assert listed(corpus([{}, {}])) == [[0, 0, 0], [], [], []]


@pytest.mark.parametrize(
    ("frequencies", "papers", "levels"),
    [
        ([0, 1, 2, 3], 4, [0, 0, 1, 1]),
        ([2, 8, 9, 64, 65], 64, [3, 2, 1, 1, 0]),
        ([2, 3, 12, 250, 251], 1000, [4, 4, 3, 1, 0]),
        ([2, 1500, 1501], 6000, [6, 1, 0]),
    ],
)
def test_levels_rise_with_rarity(frequencies, papers, levels) -> None:
    assert levels_of(np.array(frequencies), papers).tolist() == levels


def test_row_is_the_cosine_in_millionths() -> None:
    of = vectors(corpus([{1: 1, 2: 1}, {1: 1, 2: 1}, {1: 1, 3: 1}, {3: 1, 4: 1}, {}]))
    # term 4 is in one paper only and counts for nothing; weights are 2 x 1 for each other term
    assert row(of, 0).tolist() == [SCALE, SCALE, 500_000, 0, 0]
    assert row(of, 2).tolist() == [500_000, 500_000, SCALE, 707_107, 0]
    assert row(of, 4).tolist() == [0, 0, 0, 0, 0]


def test_rows_are_symmetric_and_exact(papers) -> None:
    lexicon = Lexicon()
    of = vectors(corpus([terms(paper, lexicon) for paper in papers(80)]))
    rows = np.array([row(of, paper) for paper in range(80)])
    assert (rows == rows.T).all()
    dense = np.zeros((80, len(of.corpus.terms)))
    owner = np.repeat(np.arange(80), np.diff(of.corpus.starts))
    dense[owner, of.corpus.ranks] = of.corpus.counts * of.levels[of.corpus.ranks].astype(float)
    products, lengths = dense @ dense.T, np.sqrt((dense * dense).sum(axis=1))
    assert (rows == np.rint(products * SCALE / np.outer(lengths, lengths))).all()


def test_telling_leaves_out_what_tells_nothing() -> None:
    of = vectors(corpus([{1: 1, 2: 2, 3: 1}, {2: 1, 3: 1}]))
    ranks, factors = telling(of, 0)
    assert (ranks.tolist(), factors.tolist()) == ([1, 2], [4.0, 2.0])


def test_postings_are_kept_in_the_smallest_type() -> None:
    of = vectors(corpus([{5: 1, 7: 4}, {5: 300}]))
    assert listed(of[1:]) == [[1, 0], [0, 2, 3], [0, 1, 0], [2, 18, 6], [2.0, 18.0]]
    assert (of.papers.dtype, of.weights.dtype) == (np.uint8, np.uint8)
    assert [paper_type(number) for number in (0, 255, 256, 70_000)] == [
        np.uint8, np.uint8, np.uint16, np.uint32,
    ]  # fmt: skip


def test_entries_are_all_that_begins_at_the_starts() -> None:
    assert entries(np.array([0, 2, 2, 5]), np.array([2, 0, 1])).tolist() == [2, 3, 4, 0, 1]
    assert entries(np.array([0, 2]), np.array([], np.int64)).tolist() == []


def test_paper_lengths_are_those_of_the_vectors(papers) -> None:
    lexicon = Lexicon()
    of = vectors(corpus([terms(paper, lexicon) for paper in papers(30)]))
    some = np.array([3, 29, 0])
    assert paper_lengths(of.corpus, of.levels, some).tolist() == of.lengths[some].tolist()


def test_with_levels_changes_lengths_and_rows() -> None:
    of = vectors(corpus([{1: 1, 2: 1}, {1: 1}, {2: 1}]))
    only_first = with_levels(of, np.array([1, 0], np.uint8))
    assert only_first.lengths.tolist() == [2.0, 2.0, 0.0]
    assert row(only_first, 0).tolist() == [SCALE, SCALE, 0]


@pytest.mark.parametrize("top", [7, 70_000, 5_000_000])
def test_stable_order(top) -> None:
    numbers = np.random.Generator(np.random.PCG64(1)).integers(0, top, 500)
    assert stable_order(numbers).tolist() == np.argsort(numbers, kind="stable").tolist()


def test_stable_order_of_nothing() -> None:
    assert stable_order(np.array([], np.int64)).tolist() == []
