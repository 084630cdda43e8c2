"""The names on the map: where a track is at home, and what the papers of a spot are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from miniconf.similar.reasons import Speller, Spelling, distinct
from miniconf.similar.vectors import Vectors, entries

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Fewer papers together are no region.
_LEAST = 3
_TOPICS = 12
#: How far a topic must be from the name of a track.
_APART = 0.07
#: The map is counted in so many cells each way; a region is a cell with those about it.
_CELLS_OF_TRACKS = 9
_CELLS_OF_TOPICS = 14
_SPELLERS = 3
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
    tracks: Sequence[str],
    positions: NDArray[np.float64],
    of: Vectors,
    speller: Speller | Spelling,
) -> tuple[Region, ...]:
    """Return the names of tracks where their papers are densest, and of up to twelve topics.

    Tracks come first, each kind by size, the greatest first. Topics are terms that are far more
    common in a spot than elsewhere; none is named right where a track is. `tracks`: the name of
    each paper's, "" for none.
    """
    import numpy as np

    members: dict[str, list[int]] = {}
    for paper, track in enumerate(tracks):
        members.setdefault(track, []).append(paper)
    members.pop("", None)
    found = []
    for name, papers in members.items():
        home = _densest(positions, np.array(papers), _CELLS_OF_TRACKS)
        if len(home) >= _LEAST:
            found.append(_region(name, "track", positions, home))
    topics = [
        topic
        for topic in _topics(positions, of, speller)
        if all(abs(topic.x - home.x) + abs(topic.y - home.y) > _APART for home in found)
    ]
    return tuple(
        sorted(found, key=lambda region: (-region.papers, region.label))
        + sorted(topics, key=lambda region: (-region.papers, region.label))
    )


def _region(label: str, kind: str, positions: NDArray[np.float64], papers: list[int]) -> Region:
    x, y = (fsum(positions[papers, axis]) / len(papers) for axis in (0, 1))
    return Region(label, kind, round(x, 4), round(y, 4), len(papers))


def _densest(positions: NDArray[np.float64], papers: NDArray[np.int64], cells: int) -> list[int]:
    """Return those of `papers` that are in and about the fullest cell."""
    import numpy as np

    column, row = np.minimum((positions[papers] * cells).astype(np.int64), cells - 1).T
    counts = np.bincount((column + 1) * (cells + 2) + row + 1, minlength=(cells + 2) ** 2)
    counts = counts.reshape(cells + 2, cells + 2)
    # a full cell among full ones, before an empty one between them
    about = counts[1:-1, 1:-1].copy()
    for right in range(3):
        for down in range(3):
            about += 16 * counts[right : right + cells, down : down + cells]
    best = int(np.argmax(about))
    inside = (np.abs(column - best // cells) <= 1) & (np.abs(row - best % cells) <= 1)
    return papers[inside].tolist()


def _topics(
    positions: NDArray[np.float64], of: Vectors, speller: Speller | Spelling
) -> list[Region]:
    import numpy as np

    left = np.ones(len(positions), np.bool_)
    found: list[Region] = []
    labels: set[str] = set()
    # 0 for terms that tell nothing
    uses = np.where(of.levels > 0, np.diff(of.places), 0)
    for _ in range(2 * _TOPICS):
        spot = _densest(positions, np.flatnonzero(left), _CELLS_OF_TOPICS) if left.any() else []
        if len(spot) < _LEAST or len(found) == _TOPICS:
            break
        left[spot] = False
        label = _commonest(spot, of, uses, speller)
        if label and label.casefold() not in labels:
            labels.add(label.casefold())
            found.append(_region(label, "topic", positions, spot))
    return found


def _commonest(
    spot: list[int], of: Vectors, uses: NDArray[np.int32], speller: Speller | Spelling
) -> str:
    """Return the term that tells the papers of a spot best from all others, as they write it."""
    import numpy as np

    least = max(2, -(-len(spot) // 5))
    ranks = np.sort(of.corpus.ranks[entries(of.corpus.starts, np.array(spot))])
    # a term stands there as often as needed where it stands so many places on, too
    often = ranks[: max(0, len(ranks) - least + 1)] == ranks[least - 1 :]
    common, here = np.unique(ranks[: len(often)][often], return_counts=True)
    common, here = common[uses[common] >= least], here[uses[common] >= least] + least - 1
    worth = here * here / uses[common]
    best = common[np.argsort(-worth, kind="stable")[:_LOOKED_AT]]
    # those that use most of the terms spell them all
    users = np.bincount(of.papers[entries(of.places, best)], minlength=len(of.lengths))
    writers = [spot[at] for at in np.argsort(-users[spot], kind="stable")[:_SPELLERS]]
    numbers = of.corpus.terms[best].tolist()
    spelt = [speller.spell(one, set(numbers)) for one in writers]
    spellings = [_usual([one.get(number, "") for one in spelt]) for number in numbers]
    return next(iter(distinct(spellings)), "")


def _usual(spellings: Iterable[str]) -> str:
    """Return the commonest spelling, if any; of several, the one with fewest capitals."""
    counts = Counter(spelling for spelling in spellings if spelling)
    return min(counts, default="", key=lambda one: (-counts[one], sum(map(str.isupper, one)), one))
