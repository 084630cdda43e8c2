"""Look-ups over the repositories that the papers of one snapshot show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from itertools import chain
from operator import attrgetter

from miniconf.model import Conference, Paper, RepoView
from miniconf.repos import Linked, Shelf, by_use, linked, shelves, views
from miniconf.site.hubrows import HubSum, ordered, summed
from miniconf.site.refs import PaperRef, RepoLine

_of_paper = attrgetter("id", "title", "track", "mark")


class HubIndex:
    """The look-ups, each made when it is first asked; `paper` gives the reference of one by id."""

    def __init__(self, conference: Conference, paper: Callable[[str], PaperRef]) -> None:
        self.conference = conference
        self._paper = paper
        self._shelves: dict[str, tuple[Shelf, ...]] = {}

    @cached_property
    def details(self) -> Mapping[tuple[str, str], RepoView]:
        """What pages show of each repository that is known, by kind and id."""
        return views(self.conference)

    @cached_property
    def _used(self) -> list[RepoView]:
        """The repositories that are known, the most used first."""
        return by_use(self.details.values())

    @cached_property
    def repos(self) -> Linked:
        """What the Hub links to papers and may show."""
        return linked(self.conference.repos, self._used, self.conference.config.hub)

    @cached_property
    def _cited(self) -> frozenset[str]:
        """Ids of the papers that a repository of the Hub cites."""
        repos = self.conference.repos.values()
        return frozenset(chain.from_iterable(repo.papers for repo in repos))

    @cached_property
    def rows(self) -> tuple[RepoLine, ...]:
        """Every repository that a paper shows, the authors' own first, then by use."""
        found: dict[int, RepoLine] = {}  # one record stands for a repository that is known
        for paper_id, paper in self.conference.papers.items():
            if shown := self.shelves(paper):
                of = _of_paper(self._paper(paper_id))
                for shelf in shown:
                    for repo in shelf.repos:
                        if id(repo) not in found:
                            found[id(repo)] = RepoLine(repo, *of)
        return ordered(found, self._used)

    @cached_property
    def sum(self) -> HubSum:
        """What the rows of `rows` come to."""
        return summed(self.rows, self.conference)

    def shelves(self, paper: Paper) -> tuple[Shelf, ...]:
        """The repositories that the page of `paper` shows."""
        if not (paper.id in self._cited or paper.models or paper.datasets or paper.spaces):
            return ()
        known = self._shelves.get(paper.id)
        if known is None:
            conference = self.conference
            known = self._shelves[paper.id] = shelves(
                paper, self.repos, self.details,
                conference.hub_papers.get(paper.id), conference.config.hub,
            )  # fmt: skip
        return known
