"""The graph of neighbours, and ever coarser copies of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from miniconf.similar.nearest import Nearest
from miniconf.similar.vectors import stable_order

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: So many neighbours hold a paper in its place, and of its own track some more: a track's
#: papers form a region, as far as their words allow.
_HOLDING = 8
_HOLDING_OF_TRACK = 16
#: What a link between papers of different tracks is worth.
_ACROSS = 0.4
_ROUNDS = 4


class Graph(NamedTuple):
    """Links between nodes, each pair linked once, the lower number first."""

    size: int
    tails: NDArray[np.int64]
    heads: NDArray[np.int64]
    weights: NDArray[np.float64]
    #: How many papers each node stands for.
    masses: NDArray[np.float64]


def neighbour_graph(near: Nearest, tracks: NDArray[np.int64]) -> Graph:
    """Return the graph of papers; `tracks` are numbers, -1 for none.

    A link is worth at most 1, for a paper's nearest neighbour, and less for the others.
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
        weights = np.where(inside, weights, weights * _ACROSS)
    return _merged(size, tails[linked], heads[linked], weights[linked], np.ones(size))


def coarser(graph: Graph) -> tuple[Graph, NDArray[np.int64]]:
    """Return `graph` with nodes joined in pairs along strong links, and each node's new number.

    The new numbers follow the old.
    """
    import numpy as np

    mates = _mates(graph)
    nodes = np.arange(graph.size)
    roots = np.where(mates >= 0, np.minimum(mates, nodes), nodes)
    kept = np.flatnonzero(roots == nodes)
    numbers = np.searchsorted(kept, roots)
    tails, heads = numbers[graph.tails], numbers[graph.heads]
    linked = tails != heads
    masses = np.bincount(numbers, weights=graph.masses, minlength=len(kept))
    joined = _merged(len(kept), tails[linked], heads[linked], graph.weights[linked], masses)
    return joined, numbers


def _merged(
    size: int,
    tails: NDArray[np.int64],
    heads: NDArray[np.int64],
    weights: NDArray[np.float64],
    masses: NDArray[np.float64],
) -> Graph:
    """Return the graph in which links of the same two nodes, either way, are one."""
    import numpy as np

    keys = np.minimum(tails, heads) * size + np.maximum(tails, heads)
    keys, links = np.unique(keys, return_inverse=True)
    weights = np.bincount(links, weights=weights, minlength=len(keys))
    return Graph(size, keys // size, keys % size, weights, masses)


def _mates(graph: Graph) -> NDArray[np.int64]:
    """Return for each node the one it is paired with, or -1: those that prefer each other."""
    import numpy as np

    mates = np.full(graph.size, -1)
    wish = graph.weights / (graph.masses[graph.tails] * graph.masses[graph.heads])
    order = np.argsort(-wish, kind="stable")
    # both ways of each link side by side, then by node: each one's dearest link comes first
    ones = np.stack([graph.tails[order], graph.heads[order]], axis=1).ravel()
    others = np.stack([graph.heads[order], graph.tails[order]], axis=1).ravel()
    order = stable_order(ones)
    ones, others = ones[order], others[order]
    for _ in range(_ROUNDS):
        free = (mates[ones] < 0) & (mates[others] < 0)
        ones, others = ones[free], others[free]
        if not len(ones):
            break
        first = np.concatenate([[True], ones[1:] != ones[:-1]])
        best = np.full(graph.size, -1)
        best[ones[first]] = others[first]
        wooing = np.flatnonzero(best >= 0)
        agreed = wooing[best[best[wooing]] == wooing]
        mates[agreed] = best[agreed]
    return mates
