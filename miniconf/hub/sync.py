"""Asking the Hub about every paper and repository that is new or was last asked about long ago."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from miniconf.hub.answers import NonsenseError
from miniconf.hub.book import Book
from miniconf.hub.learn import Client, Key, Learning, arxiv_id, named_by
from miniconf.model import Conference, Paper

_MOST_NONSENSE = 3
"""After so many answers in a row that are none, the Hub itself is taken to be at fault."""
_MANY_LOST = 5
"""From so many on, nobody believes that more than half of what was known is gone."""
_LOST = (
    "{} knows nothing any more of {} of {} papers and repositories that it knew: they are kept as "
    "they were; if it is so, delete hub.yml and run `miniconf hub sync` again"
)


@dataclass(frozen=True)
class Plan:
    """What would be asked: papers by arXiv id, and repositories that papers name."""

    papers: tuple[Paper, ...]
    repos: tuple[Key, ...]


def plan(conference: Conference, now: datetime, max_age: timedelta) -> Plan:
    """The papers and named repositories that were never asked for, or longer than `max_age` ago."""

    def old(asked: datetime | None) -> bool:
        return asked is None or now - asked > max_age

    papers = []
    for paper in conference.papers.values():
        known = conference.hub_papers.get(paper.id)
        arxiv = arxiv_id(paper.arxiv)
        if arxiv and (known is None or known.arxiv != arxiv or old(known.asked)):
            papers.append(paper)
    known_repos = conference.repos
    repos = [
        key for key in named_by(conference)
        if key not in known_repos or old(known_repos[key].asked)
    ]  # fmt: skip
    return Plan(tuple(papers), tuple(repos))


def start(conference: Conference, source: str, now: datetime) -> Book:
    """What is known already, without what nothing in the conference leads to any more."""
    papers = {k: p for k, p in conference.hub_papers.items() if k in conference.papers}
    names_of = named_by(conference)
    repos = {}
    for key, repo in conference.repos.items():
        citing = tuple(paper for paper in repo.papers if paper in conference.papers)
        if citing or key in names_of:
            repos[key] = replace(repo, papers=citing)
    return Book(source=source, synced=now, papers=papers, repos=repos)


def sync(
    conference: Conference,
    todo: Plan,
    client: Client,
    now: datetime,
    step: Callable[[], None],
    tell: Callable[[str], None] = lambda _: None,
) -> Iterator[Book]:
    """The book after each answered paper or repository, so that a caller may save it at any point.

    It is one book that grows. `step` is called once for each item of `todo`, `tell` for each that
    the Hub gave nonsense for: what was known of it stays. Raises HubError when the Hub stops
    answering, answers nothing but nonsense, or has lost most of what it knew; what was yielded
    before stands.
    """
    book = start(conference, client.endpoint, now)
    learning = Learning(conference, client, now, dict(book.papers), dict(book.repos))
    book = replace(book, papers=learning.papers, repos=learning.repos)
    items = (*todo.papers, *todo.repos)
    known = sum(map(learning.knows, items))
    in_a_row, all_failed = 0, True
    for item in items:
        try:
            settled = learning.ask(item)
        except NonsenseError as error:
            in_a_row += 1
            if in_a_row == _MOST_NONSENSE or (all_failed and item == items[-1]):
                raise
            tell(str(error))
        else:
            in_a_row, all_failed = 0, False
            if learning.lost >= _MANY_LOST and 2 * learning.lost > known:
                raise NonsenseError(_LOST.format(client.endpoint, learning.lost, known))
            if settled:
                yield book
        step()
    if learning.lost:
        learning.settle()
        yield book
