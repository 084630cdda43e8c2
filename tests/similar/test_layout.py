import numpy as np
import pytest

from miniconf.similar.layout import layout
from miniconf.similar.nearest import nearest
from miniconf.similar.terms import Lexicon, terms
from miniconf.similar.vectors import corpus, vectors

TRACKS = {"": -1, "Ice": 0, "Birds": 1, "Looms": 2, "Clocks": 3}


def laid_out(documents):
    lexicon = Lexicon()
    of = vectors(corpus([terms(document, lexicon) for document in documents]))
    near = nearest(of, np.arange(len(documents)))
    tracks = np.array([TRACKS[document.track] for document in documents], np.int64)
    return near, layout(of, near, [document.id for document in documents], tracks)


@pytest.mark.parametrize("number", [0, 1, 2, 3, 5, 33])
def test_any_number_of_papers_has_finite_places(papers, number) -> None:
    _, places = laid_out(papers(number))
    assert places.shape == (number, 2)
    assert np.isfinite(places).all()


def test_equal_and_empty_papers_have_finite_places(papers) -> None:
    document = papers(1)[0]
    _, places = laid_out([document._replace(id=f"x{at}") for at in range(40)])
    assert np.isfinite(places).all()
    _, places = laid_out(
        [document._replace(id=f"x{at}", title="", keywords=(), abstract="") for at in range(9)]
    )
    assert np.isfinite(places).all()


def test_neighbours_stand_closer_than_others(papers) -> None:
    near, places = laid_out(papers(160))
    distances = np.sqrt(((places[:, None] - places) ** 2).sum(axis=2))
    to_nearest = distances[np.arange(160), near.papers[:, 0]]
    assert np.median(to_nearest) < np.median(distances) / 4


def test_papers_of_a_track_stand_together(papers) -> None:
    documents = papers(160)
    _, places = laid_out(documents)
    distances = np.sqrt(((places[:, None] - places) ** 2).sum(axis=2))
    np.fill_diagonal(distances, np.inf)
    tracks = np.array([document.track for document in documents])
    closest = np.argsort(distances, axis=1)[:, :5]
    tracked = tracks != ""
    assert (tracks[closest] == tracks[:, None])[tracked].mean() > 0.6
