"""The papers nearest to each paper, and the same again after few papers have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from miniconf.similar.vectors import SCALE, Vectors, row

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: So many are kept of each paper: what is shown, and a reserve, so that the loss of one
#: neighbour does not mean that all have to be looked for again.
KEPT = 16
_PLACES = 1 << 32
#: So many papers are compared with all others at once.
_BLOCK = 512


class Nearest(NamedTuple):
    """For each paper the nearest ones, best first; ties go to the lower number."""

    #: Their numbers, KEPT of them; -1 where there are fewer.
    papers: NDArray[np.int32]
    #: How similar they are, 1 to vectors.SCALE; 0 where there is none.
    scores: NDArray[np.int32]


def nearest(of: Vectors, wanted: NDArray[np.int64]) -> Nearest:
    """Return the nearest papers of the `wanted` ones, in their order."""
    import numpy as np

    keys = np.zeros((len(wanted), KEPT), np.int64)
    for place, paper in enumerate(wanted):
        keys[place] = _first(row(of, paper), paper)
    return _from_keys(keys)


def nearest_embedded(embedding: NDArray[np.float64]) -> Nearest:
    """Return the nearest papers of all, by the cosines of the rows of `embedding`.

    Each row is brought to length 1 and rounded to a thousandth, so that products, which are in
    millionths, are exact.
    """
    import numpy as np

    lengths = np.sqrt(np.add.reduce(embedding * embedding, axis=1, keepdims=True))
    units = np.round(embedding / np.maximum(lengths, 1e-12) * 1000)
    keys = np.zeros((len(units), KEPT), np.int64)
    for begin in range(0, len(units), _BLOCK):
        papers = np.arange(begin, min(begin + _BLOCK, len(units)))
        products = np.clip(units @ units[papers].T, 0, SCALE).astype(np.int64)
        block = _keys(products, np.arange(len(units))).T
        block[papers - begin, papers] = 0
        keys[papers] = _best(block)
    return _from_keys(keys)


def updated(old: Nearest, of: Vectors, affected: NDArray[np.bool_]) -> Nearest:
    """Return the nearest papers of all, equal to what `nearest` would give.

    `old` are those from before, by the papers' present numbers (-1 with its score for one that is
    gone), for all that are not `affected`; of those any similarity may have changed.
    """
    import numpy as np

    changed = np.flatnonzero(affected)
    rows = np.array([row(of, paper) for paper in changed]).reshape(len(changed), len(affected))
    offers = _keys(rows, changed)
    offers[np.arange(len(changed)), changed] = 0
    known = _to_keys(old)
    gone = (old.papers < 0) & (old.scores > 0)
    lost = gone | ((old.papers >= 0) & affected[old.papers])
    last = known[:, -1].copy()
    # what a full list left out is no better than its last, which may be gone; a list with room
    # has left out nothing
    floor = np.where(gone[:, -1], old.scores[:, -1] * np.int64(_PLACES) + _PLACES - 1, last)
    known[lost] = 0
    open_ = np.flatnonzero(~affected & (lost.any(axis=1) | (offers.max(axis=0, initial=0) > last)))
    known[open_] = _best(np.concatenate([known[open_], offers[:, open_].T], axis=1))
    anew = open_[known[open_, -1] < floor[open_]]
    known[anew] = _to_keys(nearest(of, anew))
    for paper, scores in zip(changed, rows, strict=True):
        known[paper] = _first(scores, paper)
    return _from_keys(known)


def _keys(scores: NDArray[np.int32], papers: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
    """Return numbers that order by score and then by paper, the first paper the greatest.

    `scores` of all papers, or rows of scores with the paper of each row; 0 where there is none.
    """
    import numpy as np

    places = np.arange(len(scores)) if papers is None else papers[:, None]
    return np.where(scores > 0, scores * np.int64(_PLACES) + (_PLACES - 1 - places), 0)


def _first(scores: NDArray[np.int32], paper: np.int64) -> NDArray[np.int64]:
    """Return the keys of the papers nearest to `paper`, which is so similar to all."""
    keys = _keys(scores)
    keys[paper] = 0
    return _best(keys[None, :])[0]


def _best(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the KEPT greatest of each row, greatest first, padded with 0."""
    import numpy as np

    if keys.shape[1] > KEPT:
        keys = np.partition(keys, keys.shape[1] - KEPT, axis=1)[:, -KEPT:]
    best = np.zeros((len(keys), KEPT), np.int64)
    best[:, : keys.shape[1]] = -np.sort(-keys, axis=1)
    return best


def _to_keys(lists: Nearest) -> NDArray[np.int64]:
    import numpy as np

    places = lists.papers.astype(np.int64)
    keys = lists.scores * np.int64(_PLACES) + (_PLACES - 1 - places)
    return np.where((lists.papers >= 0) & (lists.scores > 0), keys, 0)


def _from_keys(keys: NDArray[np.int64]) -> Nearest:
    import numpy as np

    papers = np.where(keys > 0, _PLACES - 1 - keys % _PLACES, -1)
    return Nearest(papers.astype(np.int32), (keys // _PLACES).astype(np.int32))
