"""The map of papers as paths: one for each track, in the shape of the track's mark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDE, HIGH = 840, 620
_MARGIN = 28
_SHAPES = (
    (-3, 0, "a3 3 0 1 0 6 0a3 3 0 1 0-6 0"), (-2.7, -2.7, "h5.4v5.4h-5.4z"),
    (0, -3.2, "l3.4 6h-6.8z"), (0, -3.6, "l3.6 3.6-3.6 3.6-3.6-3.6z"),
    (-1.2, -3.3, "h2.4v2.1h2.1v2.4h-2.1v2.1h-2.4v-2.1h-2.1v-2.4h2.1z"), (0, 3.2, "l-3.4-6h6.8z"),
    (-3.5, 1.8, "a3.5 3.5 0 0 1 7 0z"), (-3.2, -3.2, "h6.4l-2 3.2 2 3.2h-6.4l2-3.2z"),
)  # fmt: skip
"""Where the shape begins, from the point, and the rest of its path; in the order of the marks."""
SHAPES = tuple(f"M{left} {top}{rest}" for left, top, rest in _SHAPES)
"""The shapes around 0, 0, for the browser to draw."""
WORLD = {
    "left": _MARGIN, "top": _MARGIN, "wide": WIDE - 2 * _MARGIN, "high": HIGH - 2 * _MARGIN,
}  # fmt: skip
"""Where points lie in the drawing."""
_LEAST_SHARE = 0.02
"""A track with a smaller share of the papers gets no word on the map."""
_LINE = 22

Points = Sequence[tuple[float, float]]


class Label(NamedTuple):
    """A word on the map."""

    text: str
    x: int
    y: int


def points(mark: int, places: Points) -> str:
    """The path of all `places` (0 to 1) in the shape of mark number `mark`; 0 is a disc."""
    left, top, rest = _SHAPES[(mark - 1) % 8 if mark else 0]
    parts = []
    for x, y in places:
        at_x, at_y = _at(x, y)
        parts.append(f"M{at_x + left:.5g} {at_y + top:.5g}{rest}")
    return "".join(parts)


def labels(tracks: Mapping[str, Points]) -> list[Label]:
    """A word in the middle of each larger track, moved down where it would cover another."""
    total = sum(len(places) for places in tracks.values())
    found: list[Label] = []
    for name, places in sorted(tracks.items(), key=lambda item: -len(item[1])):
        if len(places) < max(2, _LEAST_SHARE * total):
            continue
        x, y = _at(_median([p[0] for p in places]), _median([p[1] for p in places]))
        width = 8 * len(name)
        x = min(max(x, width / 2 + 6), WIDE - width / 2 - 6)
        while any(_meet(x, y, width, other) for other in found) and y < HIGH - _LINE:
            y += _LINE / 2
        found.append(Label(name, round(x), round(y)))
    return found


def _median(values: list[float]) -> float:
    """The middle of `values`; the library's comes with rational numbers and takes 15 ms."""
    values.sort()
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def _at(x: float, y: float) -> tuple[float, float]:
    return (
        round(_MARGIN + x * (WIDE - 2 * _MARGIN), 1),
        round(_MARGIN + y * (HIGH - 2 * _MARGIN), 1),
    )


def _meet(x: float, y: float, width: float, other: Label) -> bool:
    return abs(y - other.y) < _LINE and abs(x - other.x) < (width + 8 * len(other.text)) / 2
