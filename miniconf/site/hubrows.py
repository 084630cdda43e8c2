"""The repositories of a whole conference: in which order they stand, and what they come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from operator import attrgetter, itemgetter
from typing import NamedTuple

from miniconf.model import Conference, RepoView
from miniconf.repos import by_use
from miniconf.site.refs import RepoLine

_paper_of = itemgetter(1)
_TO_TRY = 3
"""So many Spaces stand below the table of repositories."""


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


def ordered(rows: Mapping[int, RepoLine], used: Iterable[RepoView]) -> tuple[RepoLine, ...]:
    """`rows`, by identity of their repository: the authors' own first, then by use.

    `used`: those repositories that are known, in that order.
    """
    found = [row for repo in used if (row := rows.get(id(repo)))]
    if len(found) < len(rows):  # papers name some that are not
        every = {(row.repo.kind, row.repo.id): row for row in reversed(rows.values())}
        found = [every[repo.kind, repo.id] for repo in by_use(row.repo for row in every.values())]
    own = [row for row in found if row.repo.by_authors]
    return (*own, *[row for row in found if not row.repo.by_authors])


def summed(rows: Sequence[RepoLine], conference: Conference) -> HubSum:
    """What `rows` come to in `conference`."""
    repos = [row.repo for row in rows]
    spaces = (repo for repo in repos if repo.kind == "space")
    able = (repo for repo in spaces if not repo.missing and not repo.stopped)
    asked = set(map(attrgetter("asked"), conference.repos.values())) - {None}
    return HubSum(
        total=len(rows),
        papers=len(set(map(_paper_of, rows))),
        kinds=tuple(Counter(map(attrgetter("kind"), repos)).items()),
        spaces=tuple(islice(able, _TO_TRY)),
        asked=max(asked, default=None) if rows else None,
        everything=len(conference.papers),
    )
