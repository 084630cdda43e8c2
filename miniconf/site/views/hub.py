"""Models, datasets and Spaces that papers released or build on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from miniconf import names
from miniconf.model import RepoView
from miniconf.site.hubrows import HubSum, lines
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.lined import lined
from miniconf.site.refs import RepoLine
from miniconf.site.repowords import (
    browse_words,
    license_words,
    rows_words,
    size_steps,
    task_words,
)
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.paging import numbered, page_count
from miniconf.site.words import Words

PER_PAGE = 50
_LISTS = ("task", "library", "license", "size", "track")


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    number = int(key or 1)
    shown = snapshot.index.hub.rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    return lines(shown), number, snapshot.index.hub.sum


def _hub(
    shared: Shared, rows: tuple[RepoLine, ...], number: int, every: HubSum
) -> Mapping[str, Any]:
    count = page_count(every.total, PER_PAGE)
    dataset = shared.config.hub.dataset
    clock = shared.clock
    return {
        "rows": rows, "total": every.total, "papers": every.papers, "kinds": every.kinds,
        "spaces": every.spaces, "number": number,
        "pages": numbered("hub", "hub_more", count, number),
        "looked_up": clock.plain_date(clock.day_of(every.asked)) if every.asked else "",
        "browse": _browse(shared.words),
        "shared_papers": every.everything,
        "dataset": _loading(dataset) if dataset else "",
    }  # fmt: skip


@lru_cache(maxsize=4)
def _browse(words: Words) -> str:
    """What the table's script says, as JSON; every page of the table has it."""
    return json.dumps(browse_words(words), ensure_ascii=False)


def _loading(dataset: str) -> str:
    """The lines that load the proceedings."""
    name = json.dumps(dataset)
    lines = ("from datasets import load_dataset", "",
             f'papers = load_dataset({name}, "papers")', 'papers["train"][0]["title"]')  # fmt: skip
    return "\n".join(lines)


def _more(snapshot: Snapshot) -> list[str]:
    return [str(n) for n in range(2, page_count(len(snapshot.index.hub.rows), PER_PAGE) + 1)]


def _data(shared: Shared, *rows: RepoLine) -> str:
    """All rows for the table's script: lists of what repeats, then one list a repository.

    Each stands on a line of its own: files are looked through line by line. Numbers are as they
    are; the script shortens those that it shows.
    """
    plain = shared.prose.plain
    lists: dict[str, dict[Any, int]] = {name: {} for name in (*_LISTS, "paper")}
    task, library, licensed, size, track, leaf = (_numbers(values) for values in lists.values())
    spelt, step = cache(rows_words(shared.words)), size_steps(shared.words)
    # few words are used for these, and many repositories are of one paper
    sort = cache(
        lambda name, of, license_id: (
            task(task_words(name)), library(of), licensed(license_words(license_id)),
        )
    )  # fmt: skip
    place = cache(
        lambda paper, title, of: (
            track(of), leaf((paper, names.page_path("papers", paper), plain(title))),
        )
    )  # fmt: skip
    found = []
    for repo, paper, title, of, _ in rows:
        found.append((
            repo.kind, repo.id, *sort(repo.task, repo.library, repo.license), size(step(repo)),
            *place(paper, title, of), _bits(repo),
            repo.downloads, repo.likes, repo.revision[:7], repo.parameters or spelt(repo.size),
        ))  # fmt: skip
    named = ",\n".join([f'"{name}":{lined(values)}' for name, values in lists.items()])
    return f'{{"lists":{{\n{named}}},\n"rows":{lined(found)}}}'


def _numbers(values: dict[Any, int]) -> Callable[[Any], int]:
    """What gives each value its place in a list, a new one to the next."""
    return lambda value: values.setdefault(value, len(values))


def _bits(repo: RepoView) -> int:
    """What is true of a repository: the authors' own, gated, gone, stopped, running, asleep."""
    return (
        repo.by_authors | repo.gated << 1 | repo.missing << 2 | repo.stopped << 3
        | (repo.running is True) << 4 | (repo.running is False) << 5
    )  # fmt: skip


def _first(snapshot: Snapshot) -> Iterable[str]:
    return ("",) if snapshot.index.hub.rows else ()


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
        inputs=lambda snapshot, _: lines(snapshot.index.hub.rows),
        render=_data,
        mimetype="application/json",
    ),
)
