import numpy as np

from miniconf.similar.reasons import Speller
from miniconf.similar.regions import Region, regions
from miniconf.similar.terms import Document, Lexicon, terms
from miniconf.similar.vectors import corpus, vectors


def named(documents, positions) -> tuple[Region, ...]:
    lexicon = Lexicon()
    of = vectors(corpus([terms(document, lexicon) for document in documents]))
    tracks = [document.track for document in documents]
    return regions(tracks, np.array(positions), of, Speller(documents, lexicon))


def test_regions_are_tracks_at_home_and_topics() -> None:
    north = [Document(f"a{at}", f"Sea ice number{at}", track="Ice") for at in range(5)]
    south = [Document(f"b{at}", f"Arctic terns number{at}", track="Birds") for at in range(4)]
    lost = [Document("c", "Sea ice", track="Ice"), Document("d", "Clocks", track="Clocks")]
    positions = [[0.1, 0.1]] * 5 + [[0.9, 0.8]] * 4 + [[0.5, 0.5], [0.5, 0.52]]
    assert named(north + south + lost, positions) == (
        Region("Ice", "track", 0.1, 0.1, 5),
        Region("Birds", "track", 0.9, 0.8, 4),
    )
    untracked = [document._replace(track="") for document in north] + south
    assert named(untracked, positions[:9]) == (
        Region("Birds", "track", 0.9, 0.8, 4),
        Region("Sea ice", "topic", 0.1, 0.1, 5),
    )


def test_regions_of_papers_without_words_or_tracks() -> None:
    assert named([], np.zeros((0, 2))) == ()
    assert named([Document(f"a{at}", "") for at in range(9)], [[0.5, 0.5]] * 9) == ()
