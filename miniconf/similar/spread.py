"""A layout fitted to the map: level, spread over its area, no two papers on one spot."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: How much of the way from a place on the layout to one by mere rank, along each axis: enough
#: that empty middles and far islands do not waste the map.
_EVENNESS = 0.5
#: Cells of the final grid, for each paper: one in so many is taken.
_ROOM = 5
#: Where a paper stands in its cell, at the least this far from the edges.
_MARGIN = 0.2
#: Positions are whole multiples of this, so that they are short to write.
GRAIN = 4096


def spread(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `places` stretched to the square from 0 to 1, apart from each other.

    Positions are multiples of 1/4096, and no two are equal up to some three million papers.
    """
    import numpy as np

    if len(places) < 2:
        return np.full((len(places), 2), 0.5)
    cells = int(np.ceil(np.sqrt(len(places) * _ROOM)))
    columns, rows = (np.clip(_evened(axis) * cells, 0, cells - 1e-9) for axis in places.T)
    taken = _parted(columns.astype(np.int64), rows.astype(np.int64), cells)
    inside = np.clip(np.stack([columns % 1, rows % 1], axis=1), _MARGIN, 1 - _MARGIN)
    grained = np.round((taken + inside) / cells * GRAIN)
    return grained / GRAIN


def turned(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `places` about their middle, turned so that the longest way through is level.

    The heavier tail along each axis lies to the right or below.
    """
    import numpy as np

    if not len(places):
        return places
    x, y = places[:, 0], places[:, 1]
    x, y = x - fsum(x) / len(x), y - fsum(y) / len(y)
    xx, xy, yy = fsum(x * x), fsum(x * y), fsum(y * y)
    half = (xx - yy) / 2
    along = half + np.sqrt(half * half + xy * xy)
    ax, ay = (along, xy) if along > 0 else (0.0, 1.0)
    length = np.sqrt(ax * ax + ay * ay)
    ax, ay = ax / length, ay / length
    x, y = x * ax + y * ay, y * ax - x * ay
    x, y = (-axis if fsum(axis * axis * axis) < 0 else axis for axis in (x, y))
    return np.stack([x, y], axis=1)


def _evened(axis: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return `axis` between 0 and 1, halfway between its own measure and mere rank."""
    import numpy as np

    order = np.argsort(axis, kind="stable")
    ranks = np.empty(len(axis))
    ranks[order] = (np.arange(len(axis)) + 0.5) / len(axis)
    low, high = axis[order[0]], axis[order[-1]]
    measured = (axis - low) / (high - low) if high > low else np.full(len(axis), 0.5)
    return ranks * _EVENNESS + measured * (1 - _EVENNESS)


def _parted(columns: NDArray[np.int64], rows: NDArray[np.int64], cells: int) -> NDArray[np.float64]:
    """Return a cell (column, row) for each paper, its own or the nearest that is free."""
    import numpy as np

    # with a rim about that is taken, no step leads out
    wide = cells + 2 * _REACH
    wanted = (columns + _REACH) * wide + rows + _REACH
    first = np.unique(wanted, return_index=True)[1]
    crowded = np.ones(len(wanted), np.bool_)
    crowded[first] = False
    grid = np.ones((wide, wide), np.uint8)
    grid[_REACH:-_REACH, _REACH:-_REACH] = 0
    grid.ravel()[wanted[first]] = 1
    taken = bytearray(grid)
    steps = [right * wide + down for right, down in _STEPS]
    for paper in np.flatnonzero(crowded).tolist():
        own = int(wanted[paper])
        for step in steps:
            if not taken[own + step]:
                place = own + step
                break
        else:
            place = _nearest_free(np.frombuffer(taken, np.uint8).reshape(wide, wide), own)
        taken[place] = 1
        wanted[paper] = place
    return np.stack([wanted // wide, wanted % wide], axis=1).astype(np.float64) - _REACH


def _nearest_free(taken: NDArray[np.uint8], own: int) -> int:
    import numpy as np

    columns, rows = np.nonzero(taken == 0)
    column, row = divmod(own, len(taken))
    nearest = np.argmin((columns - column) ** 2 + (rows - row) ** 2)
    return int(columns[nearest] * len(taken) + rows[nearest])


#: Steps to the cells about one, the nearest first.
_REACH = 12
_STEPS = sorted(
    (
        (right, down)
        for right in range(-_REACH, _REACH + 1)
        for down in range(-_REACH, _REACH + 1)
        if right or down
    ),
    key=lambda step: (step[0] * step[0] + step[1] * step[1], step),
)
