"""The map of papers, drawn as it stands; script makes it a place to walk in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from miniconf.site.chart import HIGH, WIDE, Label, labels, points
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import Count
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


class Place(NamedTuple):
    """A paper's point, both axes 0 to 1. `mark`: number of the track's mark, 0 without one."""

    mark: int
    x: float
    y: float


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    papers = snapshot.index.papers
    places = tuple(
        Place(papers[key].mark, x, y) for key, (x, y) in snapshot.positions.items() if key in papers
    )
    return places, snapshot.index.paper_counts["track"]


def _map(shared: Shared, places: tuple[Place, ...], tracks: tuple[Count, ...]) -> Mapping[str, Any]:
    by_mark: dict[int, list[tuple[float, float]]] = {}
    for place in places:
        by_mark.setdefault(place.mark, []).append((place.x, place.y))
    names = {count.mark: count.label for count in tracks}
    regions: list[Label] = labels({names[m]: by_mark[m] for m in by_mark if m in names})
    return {
        "paths": [(mark, points(mark, found)) for mark, found in sorted(by_mark.items())],
        "regions": regions, "tracks": tracks, "total": len(places), "wide": WIDE, "high": HIGH,
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="map",
        rule="/map.html",
        template="pages/map.html",
        keys=lambda snapshot: ("",) if snapshot.positions else (),
        inputs=_inputs,
        context=_map,
    ),
)
