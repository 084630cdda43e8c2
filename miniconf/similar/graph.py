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
    """Links between papers. Each holds both of its papers; two may be linked either way."""

    #: The papers that each paper is linked to, a row for the nearest of all, one for the second
    #: and so on; its own number where there is none.
    heads: NDArray[np.int64]
    #: What these links are worth; 0 where there is none.
    weights: NDArray[np.float64]


def neighbour_graph(near: Nearest, tracks: NDArray[np.int64]) -> Graph:
    """Return the graph of papers; `tracks` are numbers, -1 for none.

    A link is worth 1 from each paper to its nearest neighbour, and less to those farther off.
    """
    import numpy as np

    papers, scores = near.papers[:, :_HOLDING_OF_TRACK].T, near.scores[:, :_HOLDING_OF_TRACK].T
    weights = scores / np.maximum(scores[:1], 1)
    inside = (tracks[papers] == tracks) & (tracks >= 0)
    linked = (papers >= 0) & (inside | (np.arange(len(papers)) < _HOLDING)[:, None])
    if (tracks >= 0).any():
        weights = np.where(inside, weights, weights * ACROSS)
    heads = np.where(linked, papers, np.arange(len(tracks)))
    used = linked.any(axis=1)
    return Graph(heads[used], np.where(linked, weights, 0)[used])
