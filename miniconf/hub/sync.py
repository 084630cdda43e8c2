"""Asking the Hub about every paper and repository that is new or was last asked about long ago."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from miniconf.hub import details
from miniconf.hub.book import Book
from miniconf.hub.client import HubError
from miniconf.model import Conference, HubPaper, HubRepo, Paper
from miniconf.repos import KINDS, named

_KEEP = 12
"""How many repositories of a kind a paper keeps besides its authors' own."""


class Client(Protocol):
    """What `sync` needs of a Hub client; see `HubClient`."""

    endpoint: str

    def paper(self, arxiv: str) -> Any | None:
        """The Hub's page of a paper."""

    def repo(self, kind: str, name: str) -> Any | None:
        """Details of a repository."""

    def linked(self, kind: str, arxiv: str) -> list[Any]:
        """Repositories that cite a paper."""

    def readme(self, kind: str, name: str, revision: str) -> str:
        """The text of a repository's card."""


@dataclass(frozen=True)
class Plan:
    """What would be asked: papers by arXiv id, and repositories that papers name."""

    papers: tuple[Paper, ...]
    repos: tuple[tuple[str, str], ...]


def arxiv_id(text: str) -> str:
    """The arXiv id in `text` without version or address: `2702.01001`, "" where there is none."""
    match = re.search(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", text)
    return match.group(1) if match else ""


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
    wanted = dict.fromkeys(
        (ref.kind, ref.id) for paper in conference.papers.values() for ref in named(paper)
    )
    repos = [
        key for key in wanted
        if key not in conference.repos or old(conference.repos[key].asked)
    ]  # fmt: skip
    return Plan(tuple(papers), tuple(repos))


def start(conference: Conference, source: str, now: datetime) -> Book:
    """What is known already, without papers that have left the conference."""
    papers = {k: p for k, p in conference.hub_papers.items() if k in conference.papers}
    return Book(source=source, synced=now, papers=papers, repos=dict(conference.repos))


def sync(
    conference: Conference, todo: Plan, client: Client, now: datetime, step: Callable[[], None]
) -> Iterator[Book]:
    """The book after each answered paper or repository, so that a caller may save it at any point.

    It is one book that grows. `step` is called once for each item of `todo`. Raises HubError when
    the Hub stops answering; what was yielded before stands.
    """
    book = start(conference, client.endpoint, now)
    papers, repos = dict(book.papers), dict(book.repos)
    book = replace(book, papers=papers, repos=repos)
    for paper in todo.papers:
        known, found = _ask_paper(conference, paper, client, now)
        papers[paper.id] = known
        if known.indexed:
            _forget(repos, paper.id)
        for repo in found:
            repos[repo.kind, repo.id] = _merge(repos.get((repo.kind, repo.id)), repo, client)
        step()
        yield book
    naming = _naming(conference)
    for kind, name in todo.repos:
        fresh = _ask_repo(kind, name, naming[kind, name], client, now)
        repos[kind, name] = (
            fresh if fresh.missing else _merge(repos.get((kind, name)), fresh, client)
        )
        step()
        yield book


def _forget(repos: dict[tuple[str, str], HubRepo], paper: str) -> None:
    """Take `paper` off every repository: the new answer says what belongs to it."""
    for key in [key for key, repo in repos.items() if paper in repo.papers]:
        repos[key] = replace(repos[key], papers=tuple(p for p in repos[key].papers if p != paper))
        if not repos[key].papers:
            del repos[key]


def _naming(conference: Conference) -> dict[tuple[str, str], tuple[str, ...]]:
    """`(kind, id) -> papers that name the repository`."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for paper in conference.papers.values():
        for ref in named(paper):
            found[ref.kind, ref.id] = (*found.get((ref.kind, ref.id), ()), paper.id)
    return found


def _ask_paper(
    conference: Conference, paper: Paper, client: Client, now: datetime
) -> tuple[HubPaper, list[HubRepo]]:
    """What the Hub says about `paper`, and the repositories it links, the authors' own first."""
    arxiv = arxiv_id(paper.arxiv)
    info = client.paper(arxiv)
    if info is None:
        return HubPaper(id=paper.id, arxiv=arxiv, indexed=False, asked=now), []
    owners = _owners(info, conference, paper)
    totals, repos = {}, []
    for kind in KINDS:
        found = client.linked(kind, arxiv) if _mentions(info, kind) else []
        totals[f"{kind}s"] = max(_total(info, kind), len(found))
        repos += [
            details.repo(kind, entry, papers=(paper.id,), own=_owner(entry.id) in owners, asked=now)
            for entry in _best(found, owners)
        ]
    upvotes = getattr(info, "upvotes", None) or 0
    return HubPaper(id=paper.id, arxiv=arxiv, upvotes=upvotes, asked=now, **totals), repos


def _ask_repo(
    kind: str, name: str, papers: tuple[str, ...], client: Client, now: datetime
) -> HubRepo:
    """The repository that `papers` name; under its old name with the new one beside, if moved."""
    info = client.repo(kind, name)
    if info is None:
        return HubRepo(kind=kind, id=name, papers=papers, by_authors=True, missing=True, asked=now)
    fresh = details.repo(kind, info, papers=papers, own=True, asked=now)
    return replace(fresh, id=name, moved_to=fresh.id if fresh.id != name else "")


def _merge(before: HubRepo | None, fresh: HubRepo, client: Client) -> HubRepo:
    """`fresh` with what was known before, and with its card's statements if the authors own it."""
    papers = tuple(dict.fromkeys((*(before.papers if before else ()), *fresh.papers)))
    own = fresh.by_authors or bool(before and before.by_authors)
    fresh = replace(fresh, papers=papers, by_authors=own)
    if not own:
        return fresh
    if before and before.revision == fresh.revision and before.revision:
        said = {
            "summary": before.summary,
            "intended_use": before.intended_use,
            "limitations": before.limitations,
        }
    else:
        said = details.statements(client.readme(fresh.kind, fresh.moved_to or fresh.id, ""))
    summary = fresh.summary or said.pop("summary", "")
    said.pop("summary", None)
    return replace(fresh, summary=summary, **said)


def _best(found: Iterable[Any], owners: set[str]) -> list[Any]:
    """The authors' own repositories, and the first of the others."""
    entries = list(found)
    own = [entry for entry in entries if _owner(entry.id) in owners]
    return own + [entry for entry in entries if _owner(entry.id) not in owners][:_KEEP]


def _owners(info: Any, conference: Conference, paper: Paper) -> set[str]:
    """Names on the Hub of the paper's authors and their organisations."""
    users = (getattr(author, "user", None) for author in getattr(info, "authors", None) or ())
    names = {str(getattr(user, "username", "")) for user in users if user}
    organisation = getattr(getattr(info, "organization", None), "name", "")
    by_hand = {_owner(ref.id) for ref in named(paper)}
    return {*names, organisation, *by_hand, *conference.config.hub.owners} - {""}


def _owner(name: str) -> str:
    return name.partition("/")[0]


def _total(info: Any, kind: str) -> int:
    total = getattr(info, f"num_total_{kind}s", None) or getattr(
        info, f"numTotal{kind.title()}s", 0
    )
    return total if isinstance(total, int) else 0


def _mentions(info: Any, kind: str) -> bool:
    """Whether the Hub's page says that anything of `kind` is linked, or does not say."""
    linked = getattr(info, f"linked_{kind}s", None)
    return linked is None or bool(linked) or _total(info, kind) > 0


__all__ = ["Client", "HubError", "Plan", "arxiv_id", "plan", "start", "sync"]
