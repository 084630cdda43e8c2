"""All components on one page, with the conference's own colours and records.

`miniconf serve` shows it at `/-/patterns.html`; no site that is built holds it. It is what a theme
is tried on, and what the tests look at.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import PaperRow, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot

_COLOURS = (
    "paper", "sheet", "wash", "night", "rule", "edge", "ink", "ink-2", "ink-3", "accent",
    "accent-strong", "accent-2", "accent-wash", "second", "second-fill", "second-wash", "plenary",
    "live", "live-wash", "ok", "ok-wash", "warn", "warn-wash", "bad", "bad-wash", "star", "hit",
    "brand",
)  # fmt: skip
_SIZES = range(8, 0, -1)
_MARKS = range(1, 25)
_FEW = 3


def _inputs(snapshot: Snapshot, _: str) -> Inputs:
    index = snapshot.index
    one_of_each = {event.group: event for event in index.events}
    papers = (*index.awarded[:1], *index.papers_by_title)
    return index.rows(tuple(dict.fromkeys(papers))[:_FEW]), tuple(one_of_each.values())


def _patterns(
    shared: Shared, rows: tuple[PaperRow, ...], sessions: tuple[SessionRef, ...]
) -> Mapping[str, Any]:
    return {
        "rows": rows, "sessions": sessions, "colours": _COLOURS, "sizes": _SIZES, "marks": _MARKS,
    }  # fmt: skip


PATTERNS = Kind(
    endpoint="patterns",
    rule="/-/patterns.html",
    template="pages/patterns.html",
    inputs=_inputs,
    context=_patterns,
)
