"""Converted values -> the records of one Conference, in the order that pages want."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from miniconf.load.authors import authors_of
from miniconf.load.build import Built, complete
from miniconf.load.collections import COLLECTIONS
from miniconf.load.plainhub import PlainHub
from miniconf.model import Conference, Config, HubRepo, TextPage


def assembled(
    config: Config,
    built: Built,
    pages: Mapping[str, TextPage],
    conduct: str,
    plain: PlainHub | None = None,
) -> Conference:
    """The Conference of all records that are complete; `plain` are those made before."""
    found = {name: _records(name, built) for name in built.records}
    loose = {name: _loose(name, built) for name in built.loose}
    papers, repos = (plain.papers, plain.repos) if plain else ((), ())
    repos = _both(repos, loose["repos"])
    sessions = sorted(found["sessions"].values(), key=lambda s: (s.start, s.id))
    return Conference(
        config=config,
        papers=found["papers"],
        authors=authors_of(found["papers"]),
        sessions={session.id: session for session in sessions},
        speakers=found["speakers"],
        workshops=found["workshops"],
        tutorials=found["tutorials"],
        socials=found["socials"],
        mentorships=found["mentorships"],
        sponsors=_by_level(found["sponsors"], config.levels),
        committee=tuple(loose["committee"]),
        faq=tuple(loose["faq"]),
        code_of_conduct=conduct,
        news=tuple(sorted(loose["news"], key=lambda news: news.date, reverse=True)),
        pages=pages,
        repos={(repo.kind, repo.id): repo for repo in repos},
        hub_papers={paper.id: paper for paper in papers} | found["hub_papers"],
    )


def _records(name: str, built: Built) -> dict[str, Any]:
    record = COLLECTIONS[name].record
    return {
        key: record(**values)
        for key, values in built.records[name].values.items()
        if complete(record, values)
    }


def _loose(name: str, built: Built) -> list[Any]:
    record = COLLECTIONS[name].record
    return [record(**values) for _, values in built.loose[name] if complete(record, values)]


def _both(plain: Sequence[HubRepo], others: Sequence[HubRepo]) -> Sequence[HubRepo]:
    """All repositories; where there are both, in the order that `hub.yml` is written in."""
    if not plain or not others:
        return plain or others
    return sorted([*plain, *others], key=lambda repo: (repo.kind, repo.id))


def _by_level(sponsors: Mapping[str, Any], levels: tuple[str, ...]) -> dict[str, Any]:
    """Sponsors by level: in the order of the config, else by how the levels are usually called."""
    order = {level.casefold(): rank for rank, level in enumerate(levels or _USUAL)}
    ranked = sorted(
        sponsors.items(), key=lambda item: order.get(item[1].level.casefold(), len(order))
    )
    return dict(ranked)


_USUAL = ("Diamond", "Platinum", "Gold", "Silver", "Bronze")
