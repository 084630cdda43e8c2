import numpy as np
import pytest

from miniconf.similar.nearest import KEPT, Nearest, nearest, nearest_embedded, updated
from miniconf.similar.terms import Lexicon, terms
from miniconf.similar.vectors import SCALE, corpus, row, vectors


def near_of(papers) -> tuple:
    lexicon = Lexicon()
    of = vectors(corpus([terms(paper, lexicon) for paper in papers]))
    return of, nearest(of, np.arange(len(papers)))


def test_nearest_are_the_highest_rows_and_ties_go_to_the_first(papers) -> None:
    documents = papers(60)
    of, near = near_of(documents + documents[:2])
    for paper in range(62):
        scores = row(of, paper)
        scores[paper] = 0
        order = np.argsort(-scores, kind="stable")[:KEPT]
        order = order[scores[order] > 0]
        padding = [-1] * (KEPT - len(order))
        assert near.papers[paper].tolist() == order.tolist() + padding
        assert near.scores[paper].tolist() == scores[order].tolist() + [0] * len(padding)


def test_nearest_of_few_or_none() -> None:
    of, near = near_of([])
    assert near.papers.shape == (0, KEPT)
    of = vectors(corpus([{1: 1}, {}, {1: 1}]))
    near = nearest(of, np.arange(3))
    assert near.papers[:, :2].tolist() == [[2, -1], [-1, -1], [0, -1]]
    assert near.scores[:, :2].tolist() == [[SCALE, 0], [0, 0], [SCALE, 0]]


@pytest.mark.parametrize("seed", range(8))
def test_updated_equals_nearest_when_some_papers_have_changed(papers, seed) -> None:
    documents, others = papers(120), papers(120, seed=seed + 1)
    rng = np.random.Generator(np.random.PCG64(seed))
    changed = rng.choice(120, size=1 + seed, replace=False)
    of, old = near_of(documents)
    for at in changed:
        documents[at] = others[at]
    new_of, new = near_of(documents)
    affected = np.zeros(120, bool)
    affected[changed] = True
    before, after = of.corpus, new_of.corpus
    levels = dict(zip(before.terms.tolist(), of.levels.tolist(), strict=True))
    moved = [
        rank
        for rank, term in enumerate(after.terms.tolist())
        if levels.get(term, 0) != new_of.levels[rank]
    ]
    owner = np.repeat(np.arange(120), np.diff(after.starts))
    affected[owner[np.isin(after.ranks, moved)]] = True
    again = updated(old, new_of, affected)
    assert (again.papers == new.papers).all()
    assert (again.scores == new.scores).all()


def test_updated_looks_again_where_the_last_of_a_full_list_is_gone():
    # paper 0 loses its sixteenth neighbour; the seventeenth, 17, was not in the list
    papers = [{1: 9, 2: 1}] + [{1: 9, 2: 1}] * 15 + [{1: 9, 2: 2}] + [{1: 9, 2: 8, 3: 1}]
    full = vectors(corpus(papers))
    before = nearest(full, np.arange(18))
    assert before.papers[0, -1] == 16
    of = vectors(corpus(papers[:16] + papers[17:]))
    kept = [*range(16), 17]
    numbers = np.array([*range(16), -1, 16, -1])
    old = Nearest(numbers[before.papers[kept]].astype(np.int32), before.scores[kept])
    again = updated(old, of, np.zeros(17, bool))
    assert again.papers.tolist() == nearest(of, np.arange(17)).papers.tolist()


def test_nearest_embedded_compares_directions() -> None:
    near = nearest_embedded(np.array([[1.0, 0], [5, 5], [0, 2], [-1, 0], [0, 0]]))
    assert near.papers[:, :3].tolist() == [
        [1, -1, -1], [0, 2, -1], [1, -1, -1], [-1, -1, -1], [-1, -1, -1],
    ]  # fmt: skip
    assert near.scores[:2, 0].tolist() == [707_000, 707_000]
