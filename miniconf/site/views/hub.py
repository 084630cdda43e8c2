"""Models, datasets and Spaces that papers released or build on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from miniconf import names
from miniconf.site.hubrows import HubSum
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import HubRow
from miniconf.site.repowords import browse_words, license_words, rows_words, size_step
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.paging import leaves, page_count, thinned

PER_PAGE = 50
_LISTS = ("task", "library", "license", "size", "track")


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    number = int(key or 1)
    shown = snapshot.index.hub[(number - 1) * PER_PAGE : number * PER_PAGE]
    return shown, number, snapshot.index.hub_sum


def _hub(shared: Shared, rows: tuple[HubRow, ...], number: int, every: HubSum) -> Mapping[str, Any]:
    count = page_count(every.total, PER_PAGE)
    labels = [str(n) for n in range(1, count + 1)]
    dataset = shared.config.hub.dataset
    clock = shared.clock
    return {
        "rows": rows, "total": every.total, "papers": every.papers, "kinds": every.kinds,
        "spaces": every.spaces, "number": number,
        "pages": thinned(leaves("hub", "hub_more", labels, number)),
        "looked_up": clock.plain_date(clock.day_of(every.asked)) if every.asked else "",
        "browse": browse_words(shared.words), "shared_papers": every.everything,
        "dataset": _loading(dataset) if dataset else "",
    }  # fmt: skip


def _loading(dataset: str) -> str:
    """The lines that load the proceedings."""
    name = json.dumps(dataset)
    lines = ("from datasets import load_dataset", "",
             f'papers = load_dataset({name}, "papers")', 'papers["train"][0]["title"]')  # fmt: skip
    return "\n".join(lines)


def _more(snapshot: Snapshot) -> list[str]:
    return [str(n) for n in range(2, page_count(len(snapshot.index.hub), PER_PAGE) + 1)]


def _data(shared: Shared, *rows: HubRow) -> str:
    """All rows for the table's script: lists of what repeats, then one list a repository."""
    words = shared.words
    lists: dict[str, dict[Any, int]] = {name: {} for name in (*_LISTS, "paper")}
    spelt = rows_words(words)

    def at(name: str, value: Any) -> int:
        return lists[name].setdefault(value, len(lists[name]))

    found = []
    for repo, paper in rows:
        task = repo.task.replace("-", " ").capitalize()
        leaf = (paper.id, names.page_path("papers", paper.id), shared.prose.plain(paper.title))
        values = (at("task", task), at("library", repo.library),
                  at("license", license_words(repo.license)), at("size", size_step(repo, words)),
                  at("track", paper.track), at("paper", leaf))  # fmt: skip
        shown = words.short(repo.parameters) if repo.parameters else spelt(repo.size)
        found.append(
            [repo.kind, repo.id, *values, _bits(repo), _short(shared, repo.downloads),
             _short(shared, repo.likes), repo.revision[:7], shown]
        )  # fmt: skip
    document = {"lists": {name: list(values) for name, values in lists.items()}, "rows": found}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _bits(repo: Any) -> int:
    """What is true of a repository: the authors' own, gated, gone, stopped, running, asleep."""
    said = (repo.by_authors, repo.gated, repo.missing, repo.stopped, repo.running is True,
            repo.running is False)  # fmt: skip
    return sum(1 << n for n, true in enumerate(said) if true)


def _short(shared: Shared, number: int | None) -> str:
    return "" if number is None else shared.words.short(number)


def _first(snapshot: Snapshot) -> Iterable[str]:
    return ("",) if snapshot.index.hub else ()


KINDS = (
    Kind(
        endpoint="hub",
        rule="/hub.html",
        template="pages/hub.html",
        keys=_first,
        inputs=_inputs,
        context=_hub,
    ),
    Kind(
        endpoint="hub_more",
        rule="/hub-<stem:key>.html",
        template="pages/hub.html",
        keys=_more,
        inputs=_inputs,
        context=_hub,
    ),
    Kind(
        endpoint="hub_data",
        rule="/search/hub.json",
        keys=_first,
        inputs=lambda snapshot, _: snapshot.index.hub,
        render=_data,
        mimetype="application/json",
    ),
)
