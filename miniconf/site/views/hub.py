"""Models, datasets and Spaces that papers released or build on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from miniconf.site.kinds import Inputs, Kind
from miniconf.site.refs import HubRow
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.paging import leaves, page_count

PER_PAGE = 50
_TO_TRY = 3


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    rows = snapshot.index.hub
    number = int(key or 1)
    kinds = Counter(row.repo.kind for row in rows)
    papers = len({row.paper.id for row in rows})
    spaces = tuple(row for row in rows if row.repo.kind == "space")[:_TO_TRY]
    shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
    return shown, number, len(rows), papers, tuple(kinds.items()), spaces


def _hub(
    shared: Shared,
    rows: tuple[HubRow, ...],
    number: int,
    total: int,
    papers: int,
    kinds: tuple[tuple[str, int], ...],
    spaces: tuple[HubRow, ...],
) -> Mapping[str, Any]:
    count = page_count(total, PER_PAGE)
    labels = [str(n) for n in range(1, count + 1)]
    return {
        "rows": rows, "total": total, "papers": papers, "kinds": kinds, "spaces": spaces,
        "number": number, "pages": leaves("hub", "hub_more", labels, number),
    }  # fmt: skip


def _more(snapshot: Snapshot) -> list[str]:
    return [str(n) for n in range(2, page_count(len(snapshot.index.hub), PER_PAGE) + 1)]


KINDS = (
    Kind(
        endpoint="hub",
        rule="/hub.html",
        template="pages/hub.html",
        keys=lambda snapshot: ("",) if snapshot.index.hub else (),
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
)
