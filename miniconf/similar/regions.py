"""The names on the map: where a track is at home, and what the papers of a spot are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from miniconf.similar.reasons import Speller, distinct
from miniconf.similar.terms import Document
from miniconf.similar.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Papers that gather in less than this share of the map are not called a region of their track.
_LEAST = 3
_TOPICS = 12
#: The map is counted in so many cells each way; a region is a cell with those about it.
_CELLS_OF_TRACKS = 9
_CELLS_OF_TOPICS = 14
_SPELLERS = 4
_LOOKED_AT = 5


class Region(NamedTuple):
    """A name for an area of the map."""

    #: A track's name, or a term.
    label: str
    #: "track" or "topic".
    kind: str
    #: Where the name belongs: the middle of the papers that are close together there, 0 to 1.
    x: float
    y: float
    #: How many papers that are.
    papers: int


def regions(
    documents: Sequence[Document],
    positions: NDArray[np.float64],
    of: Vectors,
    speller: Speller,
) -> tuple[Region, ...]:
    """Return the names of tracks where their papers are densest, and of up to twelve topics.

    Tracks come first, each kind by size, the greatest first. Topics are terms that are far more
    common in a spot than elsewhere.
    """
    tracks: dict[str, list[int]] = {}
    for paper, document in enumerate(documents):
        tracks.setdefault(document.track, []).append(paper)
    tracks.pop("", None)
    found = []
    for name, papers in tracks.items():
        home = _densest(positions, papers, _CELLS_OF_TRACKS)
        if len(home) >= _LEAST:
            found.append(_region(name, "track", positions, home))
    topics = _topics(documents, positions, of, speller)
    return tuple(
        sorted(found, key=lambda region: (-region.papers, region.label))
        + sorted(topics, key=lambda region: (-region.papers, region.label))
    )


def _region(label: str, kind: str, positions: NDArray[np.float64], papers: list[int]) -> Region:
    x, y = (fsum(positions[papers, axis]) / len(papers) for axis in (0, 1))
    return Region(label, kind, round(x, 4), round(y, 4), len(papers))


def _densest(positions: NDArray[np.float64], papers: Sequence[int], cells: int) -> list[int]:
    """Return those of `papers` that are in and about the fullest cell."""
    import numpy as np

    own = np.array(papers, np.int64)
    column, row = np.minimum((positions[own] * cells).astype(np.int64), cells - 1).T
    counts = np.zeros((cells + 2, cells + 2), np.int64)
    np.add.at(counts, (column + 1, row + 1), 1)
    about = sum(
        counts[right : right + cells, down : down + cells]
        for right in range(3)
        for down in range(3)
    )
    # a full cell among full ones, before an empty one between them
    best = int(np.argmax(np.asarray(about) * 16 + counts[1:-1, 1:-1]))
    inside = (np.abs(column - best // cells) <= 1) & (np.abs(row - best % cells) <= 1)
    return own[inside].tolist()


def _topics(
    documents: Sequence[Document],
    positions: NDArray[np.float64],
    of: Vectors,
    speller: Speller,
) -> list[Region]:
    import numpy as np

    left = set(range(len(documents)))
    found: list[Region] = []
    labels: set[str] = set()
    frequencies = np.diff(of.places)
    for _ in range(2 * _TOPICS):
        spot = _densest(positions, sorted(left), _CELLS_OF_TOPICS) if left else []
        if len(spot) < _LEAST or len(found) == _TOPICS:
            break
        left -= set(spot)
        label = _commonest(spot, of, frequencies, speller)
        if label and label.casefold() not in labels:
            labels.add(label.casefold())
            found.append(_region(label, "topic", positions, spot))
    return found


def _commonest(
    spot: list[int], of: Vectors, frequencies: NDArray[np.int64], speller: Speller
) -> str:
    """Return the term that tells the papers of a spot best from all others, as they write it."""
    import numpy as np

    starts = of.corpus.starts
    ranks = np.concatenate([of.corpus.ranks[starts[one] : starts[one + 1]] for one in spot])
    here = np.bincount(ranks, minlength=len(frequencies))
    worth = np.where(of.levels > 0, here * here / np.maximum(frequencies, 1), 0)
    worth[(here < 2) | (here * 5 < len(spot))] = 0
    best = np.argsort(-worth, kind="stable")[:_LOOKED_AT]
    best = best[worth[best] > 0]
    # those that use most of the terms spell them all
    owner = np.repeat(np.arange(len(spot)), [starts[one + 1] - starts[one] for one in spot])
    uses = np.bincount(owner[np.isin(ranks, best)], minlength=len(spot))
    writers = [spot[at] for at in np.argsort(-uses, kind="stable")[:_SPELLERS]]
    numbers = of.corpus.terms[best].tolist()
    spelt = [speller.spell(one, set(numbers)) for one in writers]
    spellings = [_usual([one.get(number, "") for one in spelt]) for number in numbers]
    return next(iter(distinct(spellings)), "")


def _usual(spellings: Iterable[str]) -> str:
    """Return the commonest spelling, if any; of several, the one with fewest capitals."""
    counts = Counter(spelling for spelling in spellings if spelling)
    return min(counts, default="", key=lambda one: (-counts[one], sum(map(str.isupper, one)), one))
