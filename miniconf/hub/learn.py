"""What one answer of the Hub teaches: a paper's repositories, a repository's details."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, Protocol

from miniconf.hub import details
from miniconf.model import Conference, HubPaper, HubRepo, Paper
from miniconf.model.fields import ArxivId, RepoId
from miniconf.model.values import RepoKind
from miniconf.repos import KINDS, named

Key = tuple[RepoKind, str]
_KEEP = 12
"""How many repositories of a kind a paper keeps besides its authors' own."""
_STATED = ("intended_use", "limitations")


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


def arxiv_id(text: str) -> str:
    """The arXiv id in `text` without version or address: `2702.01001`, "" where there is none."""
    match = re.search(r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?:v\d+)?", text)
    return match.group(1) if match else ""


class Learning:
    """What is known, while it grows; what was known and is no more is kept until `settle`."""

    def __init__(
        self,
        conference: Conference,
        client: Client,
        now: datetime,
        papers: dict[str, HubPaper],
        repos: dict[Key, HubRepo],
    ) -> None:
        self.papers, self.repos = papers, repos
        self._conference, self._client, self._now = conference, client, now
        self._named = named_by(conference)
        self._learnt: set[Key] = set()
        self._lost_papers: dict[str, HubPaper] = {}
        self._lost_repos: dict[Key, HubRepo] = {}
        self._cited_by: dict[str, list[Key]] = {}
        for key, repo in repos.items():
            for paper in repo.papers:
                self._cited_by.setdefault(paper, []).append(key)

    @property
    def lost(self) -> int:
        """How many papers and repositories the Hub knew before and does not know now."""
        return len(self._lost_papers) + len(self._lost_repos)

    def knows(self, item: Paper | Key) -> bool:
        """Whether the Hub is known to have a paper under its present arXiv id, or a repository."""
        if isinstance(item, Paper):
            paper = self.papers.get(item.id)
            return bool(paper and paper.indexed and paper.arxiv == arxiv_id(item.arxiv))
        return item in self.repos and not self.repos[item].missing

    def ask(self, item: Paper | Key) -> bool:
        """Learn what the Hub says about one paper, or about one repository that a paper names.

        Whether that is settled: where the Hub has lost what it knew, it is not.
        """
        before = self.lost
        if isinstance(item, Paper):
            self._ask_paper(item)
        elif item not in self._learnt:
            self._ask_repo(*item)
        return self.lost == before

    def settle(self) -> None:
        """Take it that what the Hub does not know any more is gone."""
        self.papers.update(self._lost_papers)
        self.repos.update(self._lost_repos)

    def _ask_paper(self, paper: Paper) -> None:
        known, found = _about_paper(self._conference, paper, self._client, self._now)
        if not known.indexed:
            gone = self._lost_papers if self.knows(paper) else self.papers
            gone[paper.id] = known
            return
        learnt = {}
        for repo in found:
            before = self.repos.get((repo.kind, repo.id))
            merged = _merge(before, repo)
            learnt[repo.kind, repo.id] = _with_card(before, merged, self._client)
        self._forget(paper.id)
        self.repos.update(learnt)
        self._learnt.update(learnt)
        self.papers[paper.id] = known

    def _forget(self, paper: str) -> None:
        """Take `paper` off every repository: the new answer says what belongs to it."""
        for key in self._cited_by.pop(paper, ()):
            repo = self.repos[key]
            others = tuple(p for p in repo.papers if p != paper)
            if others or key in self._named:
                self.repos[key] = replace(repo, papers=others)
            else:
                del self.repos[key]

    def _ask_repo(self, kind: RepoKind, name: str) -> None:
        """The repository that papers name; under its old name with the new one beside, if moved."""
        info = self._client.repo(kind, name)
        before = self.repos.get((kind, name))
        fresh = details.repo(kind, info, papers=(), own=True, asked=self._now) if info else None
        if fresh is None:
            gone = self._lost_repos if self.knows((kind, name)) else self.repos
            gone[kind, name] = HubRepo(
                kind=kind, id=RepoId(name), papers=before.papers if before else (),
                by_authors=True, missing=True, asked=self._now,
            )  # fmt: skip
            return
        moved = fresh.id if fresh.id != name else RepoId("")
        fresh = _merge(before, replace(fresh, id=RepoId(name), moved_to=moved))
        self.repos[kind, name] = _with_card(before, fresh, self._client)


def named_by(conference: Conference) -> dict[Key, None]:
    """The repositories that papers name, each once, in the papers' order."""
    return {
        (ref.kind, ref.id): None for paper in conference.papers.values() for ref in named(paper)
    }


def _about_paper(
    conference: Conference, paper: Paper, client: Client, now: datetime
) -> tuple[HubPaper, list[HubRepo]]:
    """What the Hub says about `paper`, and the repositories it links, the authors' own first."""
    arxiv = arxiv_id(paper.arxiv)
    info = client.paper(arxiv)
    if info is None:
        return HubPaper(id=paper.id, arxiv=ArxivId(arxiv), indexed=False, asked=now), []
    owners = _owners(info, conference, paper)
    totals, repos = {}, []
    for kind in KINDS:
        entries = client.linked(kind, arxiv) if _mentions(info, kind) else []
        totals[f"{kind}s"] = max(_total(info, kind), len(entries))
        found = [
            details.repo(kind, entry, papers=(paper.id,), own=_owner(entry) in owners, asked=now)
            for entry in entries
        ]
        repos += _best(repo for repo in found if repo)
    upvotes = getattr(info, "upvotes", None)
    return HubPaper(
        id=paper.id, arxiv=ArxivId(arxiv), upvotes=upvotes if isinstance(upvotes, int) else 0,
        asked=now, **totals,
    ), repos  # fmt: skip


def _merge(before: HubRepo | None, fresh: HubRepo) -> HubRepo:
    """`fresh` with the papers that were known before, and whose it was known to be."""
    papers = tuple(dict.fromkeys((*(before.papers if before else ()), *fresh.papers)))
    own = fresh.by_authors or bool(before and before.by_authors)
    return replace(fresh, papers=papers, by_authors=own)


def _with_card(before: HubRepo | None, fresh: HubRepo, client: Client) -> HubRepo:
    """`fresh` with what its card states if the authors own it; read again where it changed."""
    if not fresh.by_authors:
        return fresh
    if before and before.revision == fresh.revision and before.revision:
        said = {name: getattr(before, name) for name in ("summary", *_STATED)}
    else:
        said = details.statements(client.readme(fresh.kind, fresh.moved_to or fresh.id, ""))
    stated = {name: said[name] for name in _STATED if name in said}
    return replace(fresh, summary=fresh.summary or said.get("summary", ""), **stated)


def _best(found: Iterable[HubRepo]) -> list[HubRepo]:
    """The authors' own repositories, and the first of the others."""
    repos = list(found)
    own = [repo for repo in repos if repo.by_authors]
    return own + [repo for repo in repos if not repo.by_authors][:_KEEP]


def _owners(info: Any, conference: Conference, paper: Paper) -> set[str]:
    """Names on the Hub of the paper's authors and their organisations."""
    users = (getattr(author, "user", None) for author in getattr(info, "authors", None) or ())
    names = {str(getattr(user, "username", "")) for user in users if user}
    organisation = getattr(getattr(info, "organization", None), "name", "")
    by_hand = {_owner(ref) for ref in named(paper)}
    return {*names, organisation, *by_hand, *conference.config.hub.owners} - {""}


def _owner(entry: Any) -> str:
    return str(getattr(entry, "id", "")).partition("/")[0]


def _total(info: Any, kind: str) -> int:
    total = getattr(info, f"num_total_{kind}s", None) or getattr(
        info, f"numTotal{kind.title()}s", 0
    )
    return total if isinstance(total, int) else 0


def _mentions(info: Any, kind: str) -> bool:
    """Whether the Hub's page says that anything of `kind` is linked, or does not say."""
    linked = getattr(info, f"linked_{kind}s", None)
    return linked is None or bool(linked) or _total(info, kind) > 0
