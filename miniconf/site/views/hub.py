"""Models, datasets and Spaces that papers released or build on."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from msgspec.json import encode

from miniconf import names
from miniconf.model import RepoView
from miniconf.site.hubrows import HubSum
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

_FIRST, _MORE = 50, 200
"""Rows of the first page, which all readers load, and of those for readers without script."""


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    number = int(key or 1)
    end = _FIRST + (number - 1) * _MORE
    shown = snapshot.index.hub.rows[max(0, end - _MORE) : end]
    return shown, number, snapshot.index.hub.sum


def _hub(
    shared: Shared, rows: tuple[RepoLine, ...], number: int, every: HubSum
) -> Mapping[str, Any]:
    count = _pages(every.total)
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
    return [str(n) for n in range(2, _pages(len(snapshot.index.hub.rows)) + 1)]


def _pages(rows: int) -> int:
    """How many pages so many rows take."""
    return 1 + page_count(rows - _FIRST, _MORE) if rows > _FIRST else 1


def _data(shared: Shared, *rows: RepoLine) -> str:
    """All rows for the table's script and for searching, column by column.

    Columns of what repeats hold numbers into `lists`, where `paper` is path and title; `amount` is
    a number of parameters, which the script shortens, or words. Texts stand on lines of their own:
    files are looked through line by line.
    """
    task, licensed, spelt = cache(task_words), cache(license_words), cache(rows_words(shared.words))
    step, plain = size_steps(shared.words), shared.prose.plain
    of = cache(lambda paper, title: (names.page_path("papers", paper), plain(title)))
    repos, papers, titles, tracks, _ = zip(*rows, strict=True)
    held = dict(zip(RepoView._fields, zip(*repos, strict=True), strict=True))
    lists, numbers = {}, {}
    for name, values in {
        "kind": held["kind"],
        "task": map(task, held["task"]),
        "library": held["library"],
        "license": map(licensed, held["license"]),
        "size": map(step, repos),
        "track": tracks,
        "paper": map(of, papers, titles),
    }.items():
        lists[name], numbers[name] = _numbered(values)
    texts = {
        "id": held["id"],
        "revision": [revision[:7] for revision in held["revision"]],
        "amount": [
            n or spelt(size) for n, size in zip(held["parameters"], held["size"], strict=True)
        ],
    }
    numbers |= {
        "bits": [*map(_bits, repos)],
        "downloads": held["downloads"],
        "likes": held["likes"],
    }
    return _object({"lists": _object(_each(lists, lined)), **_each(texts, lined),
                    **_each(numbers, _written)})  # fmt: skip


def _each(
    named: Mapping[str, Sequence[Any]], write: Callable[[Sequence[Any]], str]
) -> dict[str, str]:
    """The values of `named` as JSON."""
    return {name: write(values) for name, values in named.items()}


def _written(numbers: Sequence[int | None]) -> str:
    return encode(numbers).decode()


def _object(members: Mapping[str, str]) -> str:
    """A JSON object of `members`, whose values are JSON."""
    named = ",\n".join([f'"{name}":{value}' for name, value in members.items()])
    return f"{{\n{named}}}"


def _numbered(values: Iterable[Hashable]) -> tuple[list[Any], list[int]]:
    """The distinct ones of `values`, and the place of each value among them."""
    values = list(values)
    known = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return list(known), [known[value] for value in values]


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
        inputs=lambda snapshot, _: snapshot.index.hub.rows,
        render=_data,
        mimetype="application/json",
    ),
)
