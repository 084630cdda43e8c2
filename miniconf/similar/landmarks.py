"""A few papers, chosen by their ids, that the map is drawn about.

Where the landmarks stand depends on them alone, and where another paper starts from depends on
itself and them: so the map hardly moves when a paper is changed, unless it is one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from miniconf.similar.graph import ACROSS
from miniconf.similar.nearest import KEPT, Nearest
from miniconf.similar.vectors import (
    SCALE,
    Vectors,
    entries,
    levels_of,
    paper_lengths,
    row,
    with_levels,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LANDMARKS = 32
#: A paper starts from among so many landmarks, the weight of each its similarity to this power.
_GUIDES = 6
_POWER = 3


class Landmarks(NamedTuple):
    """The landmarks, and how similar all papers are to each."""

    papers: NDArray[np.int64]
    #: A row for each landmark, a column for each paper; 0 to vectors.SCALE.
    scores: NDArray[np.int32]


def landmarks(of: Vectors, ids: Sequence[str], before: Landmarks | None = None) -> Landmarks:
    """Return the papers whose ids' digests are lowest, in the order of their ids.

    How telling a term is, is judged among the landmarks alone. What is known from `before` need
    not be found again: its papers have their present numbers, or -1 if they or their texts are
    gone, and the scores of papers that are new are -1.
    """
    import numpy as np

    marks = [blake2b(one.encode("utf-8", "surrogatepass"), digest_size=8).digest() for one in ids]
    chosen = np.array(sorted(sorted(range(len(ids)), key=marks.__getitem__)[:_LANDMARKS]), np.int64)
    used, frequencies = np.unique(
        of.corpus.ranks[entries(of.corpus.starts, chosen)], return_counts=True
    )
    levels = np.zeros(len(of.corpus.terms), np.uint8)
    levels[used] = levels_of(frequencies, len(chosen))
    if before is not None and np.array_equal(before.papers, chosen):
        missing = np.flatnonzero((before.scores < 0).any(axis=0))
        if len(missing) < len(chosen):
            return Landmarks(chosen, _completed(before, of, levels, missing))
    view = with_levels(of, levels)
    scores = np.array([row(view, paper) for paper in chosen], np.int32)
    return Landmarks(chosen, scores.reshape(len(chosen), len(ids)))


def _completed(
    before: Landmarks, of: Vectors, levels: NDArray[np.uint8], missing: NDArray[np.int64]
) -> NDArray[np.int32]:
    """Return the scores of all papers, of which those of the `missing` ones are not known yet."""
    import numpy as np

    compared = np.concatenate([before.papers, missing])
    lengths = np.zeros(len(of.lengths))
    lengths[compared] = paper_lengths(of.corpus, levels, compared)
    view = of._replace(levels=levels, lengths=lengths)
    scores = before.scores.copy()
    for paper in missing:
        scores[:, paper] = row(view, paper)[before.papers]
    return scores


def nearest_landmarks(of: Landmarks) -> Nearest:
    """Return the nearest other landmarks of each landmark, by their places in the list."""
    import numpy as np

    own = of.scores[:, of.papers].astype(np.int64)
    np.fill_diagonal(own, 0)
    order = np.argsort(-own, axis=1, kind="stable")[:, :KEPT]
    scores = np.take_along_axis(own, order, axis=1)
    return Nearest(np.where(scores > 0, order, -1).astype(np.int32), scores.astype(np.int32))


def guided(
    of: Landmarks, places: NDArray[np.float64], tracks: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return a place for every paper amid the landmarks it is most similar to.

    `places` are the landmarks'. Landmarks of other tracks count for less; a paper similar to
    none stands in the middle.
    """
    import numpy as np

    scores = of.scores / SCALE
    if (tracks >= 0).any():
        inside = (tracks[of.papers][:, None] == tracks) & (tracks >= 0)
        scores = np.where(inside, scores, scores * ACROSS)
    order = np.argsort(-scores, axis=0, kind="stable")[:_GUIDES]
    weights = np.take_along_axis(scores, order, axis=0)
    for _ in range(_POWER - 1):
        weights = weights * np.take_along_axis(scores, order, axis=0)
    total = np.add.reduce(weights, axis=0)
    amid = np.add.reduce(weights[:, :, None] * places[order], axis=0)
    middle = np.add.reduce(places, axis=0) / max(len(places), 1)
    share = np.maximum(total, 1e-12)[:, None]
    return np.where((total > 0)[:, None], amid / share, middle)
