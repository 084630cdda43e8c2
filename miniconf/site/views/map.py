"""The map of papers, drawn as it stands; script makes it a place to walk in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from miniconf.site.kinds import Inputs, Kind
from miniconf.site.looks.chart import HIGH, SHAPES, WIDE, WORLD, Label, labels, points
from miniconf.site.refs import Count
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.words import Words

_FINE = 9999
_NOWHERE = (-1 / _FINE, -1 / _FINE)
_SAID = (
    "none", "how", "touched", "circle", "found", "nearer", "farther", "fit", "lasso", "star_all",
    "open_list",
)  # fmt: skip


class Place(NamedTuple):
    """A paper's point, both axes 0 to 1. `mark`: number of the track's mark, 0 without one."""

    mark: int
    x: float
    y: float


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    index, papers = snapshot.index, snapshot.conference.papers
    places = tuple(
        Place(index.mark_of(key), x, y)
        for key, (x, y) in snapshot.positions.items()
        if key in papers
    )
    return places, index.track_counts


def _map(shared: Shared, places: tuple[Place, ...], tracks: tuple[Count, ...]) -> Mapping[str, Any]:
    by_mark: dict[int, list[tuple[float, float]]] = {}
    for place in places:
        by_mark.setdefault(place.mark, []).append((place.x, place.y))
    names = {count.mark: count.label for count in tracks}
    regions: list[Label] = labels({names[m]: by_mark[m] for m in by_mark if m in names})
    return {
        "paths": [(mark, points(mark, found)) for mark, found in sorted(by_mark.items())],
        "regions": regions, "tracks": tracks, "total": len(places), "wide": WIDE, "high": HIGH,
        "said": said(shared.words),
    }  # fmt: skip


def said(words: Words) -> Mapping[str, Any]:
    """What the page's script needs: words, the shapes of marks, where points lie in the drawing."""
    return {
        **{name: words(f"map.{name}") for name in _SAID}, "count": words.forms("papers.count"),
        "nothing": words.raw("search.none"),
        "shapes": SHAPES, "world": WORLD,
    }  # fmt: skip


def _points(snapshot: Snapshot, _: str) -> Inputs:
    """Mark and place of every paper, in the order of `search/papers.json`; None without a place."""
    index = snapshot.index
    return tuple((index.mark_of(key), snapshot.positions.get(key)) for key in index.papers_by_title)


def _data(shared: Shared, *points: tuple[int, tuple[float, float] | None]) -> str:
    """`at`: two numbers a paper, 0 to 9999, or -1; `marks`: the number of its mark."""
    at = [round(value * _FINE) for _, place in points for value in place or _NOWHERE]
    return json.dumps({"at": at, "marks": [mark for mark, _ in points]}, separators=(",", ":"))


KINDS = (
    Kind(
        endpoint="map",
        rule="/map.html",
        template="pages/map.html",
        keys=lambda snapshot: ("",) if snapshot.positions else (),
        inputs=_inputs,
        similar=True,
        context=_map,
    ),
    Kind(
        endpoint="search_map",
        rule="/search/map.json",
        keys=lambda snapshot: ("",) if snapshot.positions else (),
        inputs=_points,
        similar=True,
        render=_data,
        mimetype="application/json",
    ),
)
