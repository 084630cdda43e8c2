"""Where papers stand on the map: near to their neighbours, apart from the rest.

The landmarks are laid out first; all papers then start from among those most similar to them,
and arrange themselves in small steps. Links attract and all else repels by the forces of t-SNE
(van der Maaten and Hinton 2008), the repulsion being reckoned from those nearest by and from a
sample of the others. Sums, products, quotients and roots only, in a fixed order, and no random
numbers but those drawn from the papers' ids: the same papers stand in the same places, on every
machine. And small steps keep the map from turning over when a paper changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from miniconf.similar.graph import Graph, neighbour_graph
from miniconf.similar.landmarks import Landmarks, guided, landmarks, nearest_landmarks
from miniconf.similar.nearest import Nearest
from miniconf.similar.spread import turned
from miniconf.similar.vectors import Vectors

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Turns of the landmarks and of all papers, and how far they step.
_LANDMARK_TURNS = 300
_LANDMARK_STEP = 0.2
_TURNS = 60
_STEP = 0.06
#: Of how many others, drawn anew each turn, and of how many nearest by, repulsion is felt.
_DRAWN = 3
_NEARBY = 2
_SORT_EVERY = 10
#: How much stronger links attract than in t-SNE itself: regions part more clearly.
_ATTRACTION = 1.7
_GOLDEN = 0x9E3779B97F4A7C15
_WORD = 1 << 64


class Settled(NamedTuple):
    """Places that have been found, and the mark of what they follow from."""

    mark: bytes
    places: NDArray[np.float64]


class Ground(NamedTuple):
    """What papers' places are found from: the landmarks, and where these stand."""

    landmarks: Landmarks
    settled: Settled


class Start(NamedTuple):
    """What a layout follows from: papers' links, and where each starts."""

    graph: Graph
    places: NDArray[np.float64]

    def mark(self) -> bytes:
        """Return the digest of all this: what has the same comes to the same layout."""
        mark = blake2b(digest_size=16)
        for array in (*self.graph, self.places):
            mark.update(repr(array.shape).encode())
            mark.update(array.tobytes())
        return mark.digest()


def layout(
    of: Vectors, near: Nearest, ids: Sequence[str], tracks: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return a place (x, y) for each paper, in no particular unit.

    `tracks` are numbers, -1 for none.
    """
    return arranged(started(ground(of, ids, tracks), near, ids, tracks))


def ground(
    of: Vectors, ids: Sequence[str], tracks: NDArray[np.int64], before: Ground | None = None
) -> Ground:
    """Return the landmarks of the papers and where they stand, if they must be found at all."""
    import numpy as np

    marks = landmarks(of, ids, before and before.landmarks)
    graph = neighbour_graph(nearest_landmarks(marks), tracks[marks.papers])
    chosen = [ids[paper] for paper in marks.papers.tolist()]
    start = Start(graph, _scattered(chosen) * (2 * np.sqrt(len(chosen))))
    mark = start.mark()
    if before is None or before.settled.mark != mark:
        return Ground(marks, Settled(mark, turned(_arranged_exactly(*start))))
    return Ground(marks, before.settled)


def started(of: Ground, near: Nearest, ids: Sequence[str], tracks: NDArray[np.int64]) -> Start:
    """Return from where the papers' layout starts."""
    import numpy as np

    # more papers need more room
    room = np.sqrt(len(ids) / max(len(of.landmarks.papers), 1))
    places = guided(of.landmarks, of.settled.places, tracks) * room + _scattered(ids) * 0.5
    return Start(neighbour_graph(near, tracks), places)


def _scattered(ids: Sequence[str]) -> NDArray[np.float64]:
    """Return a place between -0.5 and 0.5, both ways, drawn from each id."""
    import numpy as np

    seeds = np.array([crc32(one.encode("utf-8", "surrogatepass")) for one in ids], np.uint64)
    mixed = (seeds + np.uint64(1)) * np.uint64(_GOLDEN)
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    x = (mixed >> np.uint64(43)).astype(np.float64)
    y = ((mixed >> np.uint64(22)) & np.uint64((1 << 21) - 1)).astype(np.float64)
    return np.stack([x, y], axis=1) / (1 << 21) - 0.5


def _arranged_exactly(graph: Graph, places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `places` of few papers after all turns, each moved by all others."""
    import numpy as np

    size = len(places)
    if size < 2 or not len(graph.weights):
        return places
    x, y = places.T.astype(np.float32)
    links = np.zeros((size, size), np.float32)
    for heads, weights in zip(graph.heads, _scaled(graph), strict=True):
        links[np.arange(size), heads] += weights
    links += links.T
    for turn in range(_LANDMARK_TURNS):
        dx, dy = x[:, None] - x, y[:, None] - y
        near = 1 / (1 + dx * dx + dy * dy)
        total = float(near.ravel().cumsum(dtype=np.float64)[-1])
        force = (links - near * np.float32(size / total)) * near
        dx *= force
        dy *= force
        step = np.float32(_LANDMARK_STEP * (1 - turn / _LANDMARK_TURNS) * size**0.5)
        # column by column: the order of a sum decides its last digits
        x += np.clip(step * np.add.reduce(dx, axis=0), -1, 1)
        y += np.clip(step * np.add.reduce(dy, axis=0), -1, 1)
    return np.stack([x, y], axis=1).astype(np.float64)


def _scaled(graph: Graph) -> NDArray[np.float32]:
    """Return the links' weights, in all what t-SNE would have, and somewhat more."""
    import numpy as np

    total = 2 * graph.weights.ravel().cumsum()[-1]
    return (graph.weights * (_ATTRACTION * graph.weights.shape[1] / total)).astype(np.float32)


def arranged(start: Start) -> NDArray[np.float64]:
    """Return the papers' places (x, y) after all turns, with ever smaller steps."""
    import numpy as np

    size = len(start.places)
    if size < 3 or not len(start.graph.weights):
        return start.places
    # single precision is plenty here, and twice as fast
    x, y = start.places.T.astype(np.float32)
    heads, weights = start.graph.heads.ravel(), _scaled(start.graph)
    nearby = np.empty((0, size), np.int64)
    for turn in range(_TURNS):
        if turn % _SORT_EVERY == 0:
            nearby = _nearby(x, y, (turn + 1) * _GOLDEN % _WORD / _WORD)
        gx, gy = _attraction(heads, weights, x, y)
        rx, ry = _repulsion(x, y, nearby, turn)
        step = _STEP * (1 - turn / _TURNS) * size**0.5
        x += np.clip(step * (gx + rx), -1, 1).astype(np.float32)
        y += np.clip(step * (gy + ry), -1, 1).astype(np.float32)
    return _gathered(np.stack([x, y], axis=1).astype(np.float64))


def _attraction(
    heads: NDArray[np.int64],
    weights: NDArray[np.float32],
    x: NDArray[np.float32],
    y: NDArray[np.float32],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the pull that each feels from those it is linked to, and those linked to it."""
    import numpy as np

    dx = x.take(heads).reshape(weights.shape) - x
    dy = y.take(heads).reshape(weights.shape) - y
    force = weights / (1 + dx * dx + dy * dy)
    dx *= force
    dy *= force
    # row by row: the order of a sum decides its last digits
    gx = np.add.reduce(dx, axis=0) - np.bincount(heads, weights=dx.ravel(), minlength=len(x))
    gy = np.add.reduce(dy, axis=0) - np.bincount(heads, weights=dy.ravel(), minlength=len(y))
    return gx, gy


def _repulsion(
    x: NDArray[np.float32], y: NDArray[np.float32], nearby: NDArray[np.int64], turn: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the push that each feels from some drawn for this turn, and from those nearby.

    Of those drawn, each is the one that stands so many places on in the list.
    """
    import numpy as np

    size = len(x)
    scale = (size - 1) / _DRAWN
    xx, yy = np.concatenate([x, x]), np.concatenate([y, y])
    dx, dy = (np.empty((_DRAWN + len(nearby), size), np.float32) for _ in range(2))
    for draw in range(_DRAWN):
        shift = 1 + (turn * _DRAWN + draw + 1) * _GOLDEN % _WORD % (size - 1)
        np.subtract(x, xx[shift : shift + size], out=dx[draw])
        np.subtract(y, yy[shift : shift + size], out=dy[draw])
    np.subtract(x, x[nearby], out=dx[_DRAWN:])
    np.subtract(y, y[nearby], out=dy[_DRAWN:])
    near = 1 / (1 + dx * dx + dy * dy)
    total = float(near[:_DRAWN].ravel().cumsum(dtype=np.float64)[-1]) * scale
    near *= near
    near[:_DRAWN] *= np.float32(scale)
    near *= np.float32(size / total)
    dx *= near
    dy *= near
    return np.add.reduce(dx, axis=0), np.add.reduce(dy, axis=0)


def _nearby(x: NDArray[np.float32], y: NDArray[np.float32], shift: float) -> NDArray[np.int64]:
    """Return for each those just before and behind it on a curve through the plane."""
    import numpy as np

    size = len(x)
    order = _along_curve(x, y, shift)
    places = np.empty(size, np.int64)
    places[order] = np.arange(size)
    steps = [step for step in range(-_NEARBY, _NEARBY + 1) if step]
    return order[(places + np.array(steps)[:, None]) % size]


def _gathered(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `places` with those far outside, which little holds, drawn in to the rim."""
    import numpy as np

    middle = np.sort(places, axis=0)[len(places) // 2]
    away = places - middle
    distances = np.sqrt(away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1])
    rim = np.sort(distances)[len(distances) * 19 // 20] * 1.1
    return middle + away * np.minimum(1, rim / np.maximum(distances, 1e-9))[:, None]


def _along_curve(x: NDArray[np.float64], y: NDArray[np.float64], shift: float) -> NDArray[np.int64]:
    """Return an order in which neighbours in the plane mostly follow each other.

    It is Morton's curve through cells of a quarter unit; `shift` moves its seams.
    """
    import numpy as np

    middle = 1 << 15
    columns, rows = (
        np.clip(np.floor((axis + shift * part) * 4) + middle, 0, 2 * middle - 1).astype(np.uint64)
        for axis, part in ((x, 7.0), (y, 5.0))
    )
    for width, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        columns = (columns | (columns << np.uint64(width))) & np.uint64(mask)
        rows = (rows | (rows << np.uint64(width))) & np.uint64(mask)
    return np.argsort(columns | (rows << np.uint64(1)), kind="stable")
