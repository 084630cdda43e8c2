"""A conference as it was loaded -> the snapshot that the site is made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from miniconf.apart import Apart
from miniconf.model import Conference, Paper
from miniconf.site.abstracts import FILE, Abstracts
from miniconf.site.safety.privacy import Removed, published
from miniconf.site.snapshot import Awaited, Snapshot

if TYPE_CHECKING:
    from miniconf.similar import Comparison, Neighbour, Revision

Positions = dict[str, tuple[float, float]]
_TERMS = "terms"
"""Where what is known of the words of abstracts is kept."""
_FEWEST = 3
"""With fewer papers there is nothing to compare and no map to draw."""
_MARGIN = 0.02
"""So far from the map's edge the outermost given place is put."""


def prepare(
    conference: Conference,
    cache: Path,
    base_url: str | None = None,
    secrets: tuple[str, ...] = (),
    *,
    apart: bool = False,
) -> tuple[Snapshot, tuple[Removed, ...]]:
    """The snapshot of what may be published, and what was kept back.

    `cache`: folder for results that are costly to find; `base_url` overrides the config's;
    `secrets`: what the scan is to look for beside what it knows by its shape. With `apart`, papers
    are compared in another process meanwhile, and the snapshot must be settled before a fork; what
    there is most of is looked through in another one, too.
    """
    config = conference.config
    if base_url:
        config = replace(config, base_url=base_url)
    if secrets:
        config = replace(config, publish=replace(config.publish, secrets=secrets))
    conference = replace(conference, config=config)
    public, removed = published(conference, apart=apart)
    cache.mkdir(parents=True, exist_ok=True)
    texts = Abstracts(cache / FILE)
    snapshot = Snapshot(conference=public, terms=cache / _TERMS, abstracts=texts)
    given = _given(public.papers)
    similar = _similar(public.papers, texts, cache, apart)
    if similar is None:
        return replace(snapshot, positions=given), removed
    neighbours = Awaited(lambda: _Reasoned(similar.result.neighbours))
    positions = Awaited(lambda: {**similar.result.positions, **given})
    snapshot = replace(snapshot, neighbours=neighbours, positions=positions, compared=similar.key)
    if similar.known or not apart:
        snapshot.settle()
    return snapshot, removed


def prepare_again(
    conference: Conference,
    cache: Path,
    texts: Abstracts,
    by_title: tuple[str, ...],
    revision: Apart[Revision | None] | None,
) -> Snapshot:
    """The snapshot of what is published already but for some abstracts.

    `texts`: what is known of abstracts; `by_title`: the papers' ids by title; `revision` tells
    which papers are similar, unless none was compared; it must not give None when it is asked.
    """
    given = _given(conference.papers)
    snapshot = Snapshot(
        conference=conference, terms=cache / _TERMS, positions=given, abstracts=texts,
        by_title=by_title,
    )  # fmt: skip
    if revision is None:
        return snapshot
    from miniconf.similar import Similar, similar

    def found() -> Similar:
        return similar(revision.result.result)

    return replace(
        snapshot,
        neighbours=Awaited(lambda: _Reasoned(found().neighbours)),
        positions=Awaited(lambda: {**found().positions, **given}),
    )


class _Reasoned(Mapping[str, tuple[tuple[str, str], ...]]):
    """Ids and reasons of similar papers, put together for those that are asked about."""

    def __init__(self, found: Mapping[str, tuple[Neighbour, ...]]) -> None:
        self._found = found

    def __getitem__(self, key: str) -> tuple[tuple[str, str], ...]:
        return tuple((one.id, ", ".join(one.reason)) for one in self._found[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def _similar(
    papers: Mapping[str, Paper], texts: Abstracts, cache: Path, apart: bool
) -> Comparison | None:
    """The comparison of all papers; None where the data says all, or there are too few."""
    given = all(paper.similar and paper.position for paper in papers.values())
    if given or len(papers) < _FEWEST:
        return None
    from miniconf.site.comparing import comparison

    found = comparison(papers, texts, cache, apart=apart)
    texts.save()
    return found


def _given(papers: Mapping[str, Paper]) -> Positions:
    """The places that the data gives, scaled to the map: they may be in any unit."""
    given = {key: paper.position for key, paper in papers.items() if paper.position}
    if not given:
        return {}
    spans = []
    for axis in (0, 1):
        values = [place[axis] for place in given.values()]
        low, high = min(values), max(values)
        spans.append((low, (1 - 2 * _MARGIN) / (high - low) if high > low else 0.0))
    (left, wide), (low, high) = spans
    return {
        key: (round(_MARGIN + (x - left) * wide, 5), round(_MARGIN + (y - low) * high, 5))
        for key, (x, y) in given.items()
    }
