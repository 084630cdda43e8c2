"""The graph of neighbours: what holds a paper in its place on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from miniconf.similar.nearest import Nearest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: So many neighbours hold a paper, and of its own track some more: a track's papers form a
#: region, as far as their words allow.
_HOLDING = 8
_HOLDING_OF_TRACK = 16
#: What a link between papers of different tracks is worth.
ACROSS = 0.4


class Graph(NamedTuple):
    """Links between papers, each pair linked once, the lower number first."""

    size: int
    tails: NDArray[np.int64]
    heads: NDArray[np.int64]
    weights: NDArray[np.float64]


def neighbour_graph(near: Nearest, tracks: NDArray[np.int64]) -> Graph:
    """Return the graph of papers; `tracks` are numbers, -1 for none.

    A link is worth 1 for each of the two papers whose nearest neighbour the other is, and less
    for neighbours farther off.
    """
    import numpy as np

    papers, scores = near.papers[:, :_HOLDING_OF_TRACK], near.scores[:, :_HOLDING_OF_TRACK]
    size, kept = papers.shape
    tails, orders = np.repeat(np.arange(size), kept), np.tile(np.arange(kept), size)
    heads = papers.ravel().astype(np.int64)
    weights = (scores / np.maximum(scores[:, :1], 1)).ravel()
    inside = (tracks[tails] == tracks[heads]) & (tracks[tails] >= 0)
    linked = (heads >= 0) & (inside | (orders < _HOLDING))
    if (tracks >= 0).any():
        weights = np.where(inside, weights, weights * ACROSS)
    tails, heads = tails[linked], heads[linked]
    keys = np.minimum(tails, heads) * size + np.maximum(tails, heads)
    keys, links = np.unique(keys, return_inverse=True)
    weights = np.bincount(links, weights=weights[linked], minlength=len(keys))
    return Graph(size, keys // max(size, 1), keys % max(size, 1), weights)
