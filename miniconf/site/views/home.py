"""The home page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.site.kinds import Kind
from miniconf.site.shared import Shared


def _home(shared: Shared, papers: int) -> Mapping[str, Any]:
    return {"papers": papers}


KINDS = (
    Kind(
        endpoint="home",
        rule="/index.html",
        template="pages/home.html",
        inputs=lambda snapshot, _: (len(snapshot.conference.papers),),
        context=_home,
    ),
)
