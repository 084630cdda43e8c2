"""The list of papers and the page of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.model import Paper
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot


def _paper_inputs(snapshot: Snapshot, key: str) -> Inputs:
    return (snapshot.conference.papers[key],)


def _paper(shared: Shared, paper: Paper) -> Mapping[str, Any]:
    return {"paper": paper}


def _list(shared: Shared, *papers: Paper) -> Mapping[str, Any]:
    return {"papers": papers}


KINDS = (
    Kind(
        endpoint="papers",
        rule="/papers.html",
        template="pages/papers.html",
        keys=lambda snapshot: ("",) if snapshot.conference.papers else (),
        inputs=lambda snapshot, _: tuple(snapshot.conference.papers.values()),
        context=_list,
    ),
    Kind(
        endpoint="paper",
        rule="/papers/<stem:key>.html",
        template="pages/paper.html",
        keys=lambda snapshot: snapshot.conference.papers,
        inputs=_paper_inputs,
        context=_paper,
    ),
)
