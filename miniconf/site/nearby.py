"""Which papers are similar and where they lie on the map: what the data gives, else computed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from miniconf.model import Conference
from miniconf.similar import Document, Similar, compare
from miniconf.text import plain

Point = tuple[float, float]
_MARKUP = "$\\<"
"""Signs of TeX and HTML."""


class Nearby(NamedTuple):
    """`neighbours`: paper id -> similar papers with the reason in words, best first;
    `positions`: paper id -> place, both axes 0 to 1.
    """

    neighbours: dict[str, tuple[tuple[str, str], ...]]
    positions: dict[str, Point]


def nearby(conference: Conference, cache: Path | None = None) -> Nearby:
    """The neighbours and places of all papers; nothing is computed where the data gives all."""
    papers = conference.papers
    if all(paper.similar and paper.position for paper in papers.values()):
        similar = Similar({}, {}, ())
    else:
        documents = [
            Document(key, _words(paper.title), paper.keywords, _words(paper.abstract), paper.track)
            for key, paper in papers.items()
        ]
        similar = compare(documents, cache)
    neighbours = {
        key: tuple((near.id, ", ".join(near.reason)) for near in found)
        for key, found in similar.neighbours.items()
    }
    given = {key: paper.position for key, paper in papers.items() if paper.position}
    if not given:
        return Nearby(neighbours, dict(similar.positions))
    return Nearby(neighbours, _given(papers, given, neighbours))


def _words(text: str) -> str:
    """`text` without the markup that would pass for words; most texts have none, and cost none."""
    return plain(text) if any(sign in text for sign in _MARKUP) else text


def _given(
    papers: Mapping[str, object],
    given: Mapping[str, Point],
    neighbours: Mapping[str, tuple[tuple[str, str], ...]],
) -> dict[str, Point]:
    """The given places on axes from 0 to 1; a paper without one lies among its neighbours."""
    xs, ys = ([place[axis] for place in given.values()] for axis in (0, 1))
    low, high = (min(xs), min(ys)), (max(xs), max(ys))
    spans = [(top - bottom) or 1.0 for bottom, top in zip(low, high, strict=True)]
    found: dict[str, Point] = {}
    for key in papers:
        places = [given[key]] if key in given else [
            given[near] for near, _ in neighbours.get(key, ()) if near in given
        ]  # fmt: skip
        if places:
            x, y = (
                (sum(place[axis] for place in places) / len(places) - low[axis]) / spans[axis]
                for axis in (0, 1)
            )
            found[key] = (round(x, 4), round(y, 4))
    return found
