"""The list of papers, by title in pages that stay small, and what it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import Count, PaperRow
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.paging import leaves, page_count
from miniconf.site.words import Words

PER_PAGE = 60
"""Rows on a page: some 1,200 elements, and every paper is a link in the HTML."""
_NAMES = {"play": "video", "data": "dataset"}
"""Icon of what a paper comes with -> its name in addresses, where it is another."""


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    order = snapshot.index.papers_by_title
    number = int(key or 1)
    shown = order[(number - 1) * PER_PAGE : number * PER_PAGE]
    firsts = tuple(snapshot.index.papers[i].title for i in order[::PER_PAGE])
    return (
        snapshot.index.rows(shown), number, len(order), firsts, snapshot.index.paper_counts,
    )  # fmt: skip


def _list(
    shared: Shared,
    rows: tuple[PaperRow, ...],
    number: int,
    total: int,
    firsts: tuple[str, ...],
    counts: Mapping[str, tuple[Count, ...]],
) -> Mapping[str, Any]:
    initials = [_initial(shared.prose.plain(title)) for title in firsts]
    return {
        "rows": rows, "total": total, "number": number, "counts": counts,
        "comes": [(_NAMES.get(item.label, item.label), item.count) for item in counts["has"]],
        "first": (number - 1) * PER_PAGE + 1, "last": (number - 1) * PER_PAGE + len(rows),
        "pages": leaves("papers", "papers_more", initials, number),
        "browse": _browse(shared.words), "keys": _keys(shared.words),
    }  # fmt: skip


def _quick(words: Words) -> Mapping[str, Any]:
    """The words of the quick view."""
    return {
        "open": words("quick.open"), "close": words("quick.close"),
        "next": words("quick.key_next"), "previous": words("quick.key_previous"),
        "failed": words("browse.failed"),
    }  # fmt: skip


def _keys(words: Words) -> Mapping[str, str]:
    """Keys of the list -> what they do."""
    keys = {"↓": "next", "↑": "previous", "s": "star", "v": "look", "↵": "open"}
    return {key: words(f"quick.key_{name}") for key, name in keys.items()}


def _browse(words: Words) -> Mapping[str, Any]:
    """The words that browsing by script needs."""
    own = (
        "search", "fields", "sort", "density", "filter", "clear", "drop", "all", "failed", "empty",
    )  # fmt: skip
    return {
        **{name: words.raw(f"browse.{name}") for name in own},
        "and_more": words.raw("papers.and_more"),
        "none": words.raw("search.none"), "everything": words.raw("search.more"),
        "count": words.forms("papers.count"), "show": words.forms("browse.show"),
        "orders": {
            "": words("browse.best"), "title": words("browse.by_title"),
            "session": words("browse.by_session"), "track": words("browse.by_track"),
            "shuffle": words("browse.by_chance"),
        },
        "views": {name: words(f"browse.{name}") for name in ("list", "compact", "detail")},
        "mine": {name: words(f"browse.{name}") for name in ("starred", "unvisited")},
        "facet": {
            **{name: words(f"papers.{name}") for name in ("track", "type", "has")},
            **{name: words(f"browse.{name}")
               for name in ("mine", "program", "day", "session", "keyword")},
        },
        "has": {
            **{name: words(f"has.{name}")
               for name in ("pdf", "poster", "slides", "code", "model", "space")},
            "video": words("has.play"), "dataset": words("has.data"), "demo": words("browse.demo"),
            "award": words("browse.award"),
        },
        "quick": _quick(words),
    }  # fmt: skip


def _initial(title: str) -> str:
    """What a page of the list is found by: the first letters of its first title."""
    return "".join(c for c in title if c.isalnum())[:2].capitalize() or "–"


def _more(snapshot: Snapshot) -> list[str]:
    return [str(n) for n in range(2, page_count(len(snapshot.conference.papers), PER_PAGE) + 1)]


KINDS = (
    Kind(
        endpoint="papers",
        rule="/papers.html",
        template="pages/papers.html",
        keys=lambda snapshot: ("",) if snapshot.conference.papers else (),
        inputs=_inputs,
        context=_list,
    ),
    Kind(
        endpoint="papers_more",
        rule="/papers-<stem:key>.html",
        template="pages/papers.html",
        keys=_more,
        inputs=_inputs,
        context=_list,
    ),
)
