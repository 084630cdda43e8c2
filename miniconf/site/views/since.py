"""What moved, as the browser compares it with what it saw: news, changes, recordings."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from miniconf import names
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.prose import address
from miniconf.site.refs import COLLECTION_OF
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.changes import changed
from miniconf.site.words import Words

_NEWS = 20
_CHANGES = 100
"""So many of the newest; what is older no reader comes back to."""


def recorded(snapshot: Snapshot) -> tuple[str, ...]:
    """Keys of the papers and sessions that can be watched: `papers/main.12`."""
    papers = snapshot.conference.papers.items()
    return (
        *(names.record_key("papers", key) for key, paper in papers if paper.video),
        *(event.key for event in snapshot.index.events if event.recorded),
    )


def _inputs(snapshot: Snapshot, _: str) -> Inputs:
    news = tuple(
        (int(item.date.timestamp()), snapshot.index.plain(item.title), item.link)
        for item in snapshot.conference.news[:_NEWS]
    )
    return (news, tuple(islice(_changes(snapshot), _CHANGES)), recorded(snapshot))


def _changes(snapshot: Snapshot) -> Iterator[tuple[object, ...]]:
    pages = {event.key: event.page for event in snapshot.index.events}
    for group in changed(snapshot):
        for change in group.changes:
            page = pages.get(change.key)
            path = names.page_path(COLLECTION_OF[page[0]], page[1]) if page else ""
            before, after = (
                int(facts.start.timestamp()) if facts else None
                for facts in (change.before, change.after)
            )
            title = snapshot.index.plain(change.facts.title)
            at = int(change.at.timestamp())
            yield (change.key, at, change.what, title, path, before, after)


def _since(shared: Shared, news: Inputs, changes: Inputs, videos: tuple[str, ...]) -> str:
    """News as `[at, title, link]`, changes as `[key, at, what, title, path, was, is]`, in seconds
    since 1970; the keys of what can be watched.
    """
    told = [(at, title, address(link, "") if link else "") for at, title, link in news]
    whole = {"news": told, "changes": changes, "videos": videos}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def said(words: Words) -> dict[str, object]:
    """The words that the script needs."""
    return {
        **{name: words.raw(f"since.{name}") for name in ("title", "seen", "was", "recorded")},
        "videos": words.forms("since.videos"),
        "what": what(words),
    }


def what(words: Words) -> dict[str, str]:
    """What may happen to a session, in words."""
    kinds = ("added", "moved", "renamed", "cancelled")
    return {name: words(f"changes.{name}") for name in kinds}


KINDS = (
    Kind(
        endpoint="since",
        rule="/search/since.json",
        mimetype="application/json",
        inputs=_inputs,
        render=_since,
    ),
)
