"""Which Hub repositories a paper shows, in which order, and what else the Hub has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from miniconf.model import Conference, Hub, HubPaper, HubRepo, Paper, RepoRef, RepoView
from miniconf.model.fields import RepoId
from miniconf.patterns import regex

KINDS = ("model", "dataset", "space")
HUB = "https://huggingface.co"
_ANSWERS = regex(r"https://[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.static)?\.hf\.space")
_FOLDERS = {"model": "", "dataset": "datasets/", "space": "spaces/"}


_of_repo = attrgetter(*RepoView._fields)
_is_missing = attrgetter("missing")


def view(repo: HubRepo) -> RepoView:
    """What pages show of `repo`."""
    return RepoView._make(_of_repo(repo))


class Shelf(NamedTuple):
    """The repositories of one kind that a paper shows.

    `repos` are in order of showing; `total` counts what the Hub links besides, and `more` leads to
    the full list there, "" where nothing is left out.
    """

    kind: str
    repos: tuple[RepoView, ...]
    total: int
    more: str

    @property
    def there(self) -> int:
        """How many of those shown exist, as far as is known."""
        return len(self.repos) - sum(map(_is_missing, self.repos))


Linked = Mapping[str, Mapping[str, Sequence[RepoView]]]
"""Kind -> paper id -> what the Hub links to the paper and may show, in order of showing."""


def views(conference: Conference) -> dict[tuple[str, str], RepoView]:
    """What pages show of every repository, by kind and id."""
    repos = conference.repos
    return dict(zip(repos, map(RepoView._make, map(_of_repo, repos.values())), strict=True))


def address(repo: HubRepo | RepoView | RepoRef) -> str:
    """The page of a repository on the Hub: `https://huggingface.co/datasets/org/name`."""
    return f"{HUB}/{_FOLDERS[repo.kind]}{repo.id}"


def runs_at(space: HubRepo | RepoView) -> str:
    """The address that a Space answers at, "" where it cannot be shown in a page.

    Where the Hub was not asked it is made of the id, as the Hub makes it:
    `Tern/nest_map` answers at https://tern-nest-map.hf.space
    (https://huggingface.co/docs/hub/spaces-embed).
    """
    if space.kind != "space" or space.missing or space.stopped or space.gated:
        return ""
    name = re.sub(r"[/._]+", "-", space.id.lower())
    part = ".static" if space.sdk == "static" else ""
    host = space.host or f"https://{name}{part}.hf.space"
    return host if _ANSWERS.fullmatch(host) else ""


def by_paper(repos: Iterable[HubRepo]) -> Mapping[str, tuple[HubRepo, ...]]:
    """`paper id -> its linked repositories`, in the order of `repos`."""
    found: dict[str, list[HubRepo]] = {}
    for repo in repos:
        for paper in repo.papers:
            found.setdefault(paper, []).append(repo)
    return {paper: tuple(linked) for paper, linked in found.items()}


def linked(
    repos: Mapping[tuple[str, str], HubRepo], used: Iterable[RepoView], settings: Hub
) -> Linked:
    """What `repos` are to papers, `used` as `by_use` gives them; neither blocked nor gone ones.

    Pins come first, then the authors' own.
    """
    found: dict[str, dict[str, list[RepoView]]] = {kind: {} for kind in KINDS}
    block, owners, pins = map(frozenset, (settings.block, settings.owners, settings.pins))
    ranked: tuple[list[RepoView], ...] = ([], [], [], [])
    for repo in used:
        if repo.missing or repo.id in block:
            continue
        own = repo.by_authors or (owners and repo.id.partition("/")[0] in owners)
        ranked[2 * (repo.id not in pins) + (not own)].append(repo)
    for repo in chain.from_iterable(ranked):
        of = found[repo.kind]
        for paper in repos[repo.kind, repo.id].papers:
            of.setdefault(paper, []).append(repo)
    return found


def by_use(repos: Iterable[RepoView]) -> list[RepoView]:
    """`repos`, the most used first; the id settles the rest."""
    found = sorted(repos, key=attrgetter("id"))
    # one value at a time, what counts least first, is quicker than all as tuples
    found.sort(key=lambda repo: repo.likes or 0, reverse=True)
    found.sort(key=lambda repo: repo.downloads or 0, reverse=True)
    return found


def named(paper: Paper) -> tuple[RepoRef, ...]:
    """The repositories that the paper's own fields name, by kind, in the order given."""
    return (*paper.models, *paper.datasets, *paper.spaces)


def shelves(
    paper: Paper,
    linked: Linked,
    details: Mapping[tuple[str, str], RepoView],
    known: HubPaper | None,
    settings: Hub,
) -> tuple[Shelf, ...]:
    """The shelves of `paper`, empty ones left out.

    What the paper names always shows, even when the Hub has never been asked or says it is gone;
    then come pins, what the authors own, and the rest by downloads and likes, up to
    `settings.shown` of a kind. Blocked repositories never show unless the paper names them.
    """
    own = named(paper)
    chosen = {(ref.kind, ref.id) for ref in own}
    if chosen:
        chosen |= {(kind, details[kind, name].moved_to) for kind, name in chosen & details.keys()}
    counts = (known.models, known.datasets, known.spaces) if known else (0, 0, 0)
    found = []
    for (kind, of), count in zip(linked.items(), counts, strict=True):
        rest: Sequence[RepoView] = of.get(paper.id, ())
        shown = tuple(rest[: settings.shown])
        total = max(count, len(rest))
        if own:
            first = tuple([_named(ref, details) for ref in own if ref.kind == kind])
            rest = [repo for repo in rest if (kind, repo.id) not in chosen]
            shown = (*first, *rest[: max(0, settings.shown - len(first))])
            total = max(count, len(first) + len(rest))
        if shown or total:
            more = _more(kind, known) if known and total > len(shown) else ""
            found.append(Shelf(kind, shown, total, more))
    return tuple(found)


def _named(ref: RepoRef, details: Mapping[tuple[str, str], RepoView]) -> RepoView:
    """What a paper names, as far as it is known."""
    known = details.get((ref.kind, ref.id))
    return known or view(HubRepo(kind=ref.kind, id=RepoId(ref.id), by_authors=True))


def _more(kind: str, known: HubPaper) -> str:
    """The list of everything that cites the paper, on the Hub."""
    return f"{HUB}/{kind}s?other=arxiv:{known.arxiv}"
