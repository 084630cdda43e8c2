import numpy as np
import pytest

from miniconf.similar.landmarks import Landmarks, guided, landmarks, nearest_landmarks
from miniconf.similar.terms import Lexicon, terms
from miniconf.similar.vectors import SCALE, corpus, vectors


def of(documents):
    lexicon = Lexicon()
    return vectors(corpus([terms(document, lexicon) for document in documents]))


def test_landmarks_depend_on_ids_and_their_own_texts_alone(papers) -> None:
    documents = papers(90)
    ids = [document.id for document in documents]
    before = landmarks(of(documents), ids)
    assert len(before.papers) == 32
    assert before.papers.tolist() == sorted(set(before.papers.tolist()))
    other = next(at for at in range(90) if at not in before.papers)
    documents[other] = documents[other]._replace(abstract="Shuttle and warp. Loom and weft.")
    after = landmarks(of(documents), ids)
    assert after.papers.tolist() == before.papers.tolist()
    same = [at for at in range(90) if at != other]
    assert (after.scores[:, same] == before.scores[:, same]).all()
    assert (after.scores[:, other] != before.scores[:, other]).any()


@pytest.mark.parametrize("number", [1, 40])
def test_landmarks_from_those_before_equal_fresh_ones(papers, number) -> None:
    documents, others = papers(90), papers(90, seed=1)
    ids = [document.id for document in documents]
    before = landmarks(of(documents), ids)
    fresh = [at for at in range(90) if at not in before.papers][:number]
    for at in fresh:
        documents[at] = others[at]
    scores = before.scores.copy()
    scores[:, fresh] = -1
    known = landmarks(of(documents), ids, Landmarks(before.papers, scores))
    assert [array.tolist() for array in known] == [
        array.tolist() for array in landmarks(of(documents), ids)
    ]


def test_landmarks_are_found_anew_where_one_is_gone(papers) -> None:
    documents = papers(40)
    ids = [document.id for document in documents]
    gone = Landmarks(np.full(32, -1), np.zeros((32, 40), np.int32))
    assert (
        landmarks(of(documents), ids, gone).scores == landmarks(of(documents), ids).scores
    ).all()


def test_landmarks_of_few_papers_are_all() -> None:
    few = landmarks(vectors(corpus([{1: 1}, {1: 1}, {}])), ["a", "b", "c"])
    assert few.papers.tolist() == [0, 1, 2]
    assert few.scores.tolist() == [[SCALE, SCALE, 0], [SCALE, SCALE, 0], [0, 0, 0]]


def test_nearest_landmarks_are_numbered_by_their_places() -> None:
    marks = Landmarks(np.array([2, 5]), np.array([[0, 1, 9, 1, 1, 7], [0, 1, 7, 1, 1, 9]]))
    near = nearest_landmarks(marks)
    assert near.papers[:, 0].tolist() == [1, 0]
    assert near.scores[:, 0].tolist() == [7, 7]
    assert (near.papers[:, 1:] == -1).all()


def test_guided_places_stand_amid_landmarks() -> None:
    marks = Landmarks(np.array([0, 1]), np.array([[SCALE, 0, 500_000, 0], [0, SCALE, 500_000, 0]]))
    places = np.array([[0.0, 0], [2, 4]])
    alike = guided(marks, places, np.array([-1, -1, -1, -1]))
    assert alike.tolist() == [[0, 0], [2, 4], [1, 2], [1, 2]]
    drawn = guided(marks, places, np.array([0, 1, 1, 0]))
    assert drawn[2].tolist() == [2 / (1 + 0.4**3), 4 / (1 + 0.4**3)]
