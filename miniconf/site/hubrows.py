"""The repositories of a whole conference: in which order they stand, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from miniconf.model import Conference, RepoView
from miniconf.repos import by_use
from miniconf.site.refs import HubRow, RepoLine

_TO_TRY = 3
"""So many Spaces stand below the table of repositories."""
_of_paper = attrgetter("id", "title", "track", "mark")


class HubSum(NamedTuple):
    """What all repositories come to, which every page of their table says.

    `papers`: how many show one; `kinds`: how many there are of each; `spaces`: some to try;
    `asked`: when the Hub was asked last; `everything`: how many papers there are.
    """

    total: int
    papers: int
    kinds: tuple[tuple[str, int], ...]
    spaces: tuple[RepoView, ...]
    asked: datetime | None
    everything: int


def ordered(rows: Mapping[tuple[str, str], HubRow]) -> tuple[HubRow, ...]:
    """`rows`, by kind and id of the repository: the authors' own first, then by use."""
    found = by_use(row.repo for row in rows.values())
    found.sort(key=lambda repo: not repo.by_authors)
    return tuple([rows[repo.kind, repo.id] for repo in found])


def summed(rows: Sequence[HubRow], conference: Conference) -> HubSum:
    """What `rows` come to in `conference`."""
    known = conference.repos
    details = (known[row.repo.kind, row.repo.id] for row in rows
               if (row.repo.kind, row.repo.id) in known)  # fmt: skip
    spaces = (row.repo for row in rows if row.repo.kind == "space")
    able = (repo for repo in spaces if not repo.missing and not repo.stopped)
    return HubSum(
        total=len(rows),
        papers=len({row.paper.id for row in rows}),
        kinds=tuple(Counter(row.repo.kind for row in rows).items()),
        spaces=tuple(islice(able, _TO_TRY)),
        asked=max((repo.asked for repo in details if repo.asked), default=None),
        everything=len(conference.papers),
    )


def lines(rows: Iterable[HubRow]) -> tuple[RepoLine, ...]:
    """What the table of all repositories says of `rows`."""
    return tuple([RepoLine(repo, *_of_paper(paper)) for repo, paper in rows])
