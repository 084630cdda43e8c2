"""Which Hub repositories a paper shows, in which order, and what else the Hub has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import NamedTuple, TypeVar

from miniconf.model import Conference, Hub, HubPaper, HubRepo, Paper, RepoRef, RepoView
from miniconf.model.fields import RepoId

KINDS = ("model", "dataset", "space")
HUB = "https://huggingface.co"
_ANSWERS = re.compile(r"https://[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.static)?\.hf\.space")
_FOLDERS = {"model": "", "dataset": "datasets/", "space": "spaces/"}


Repo = TypeVar("Repo", HubRepo, RepoView)
_of_repo = attrgetter(*RepoView._fields)


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
        return sum(not repo.missing for repo in self.repos)


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


def by_paper(
    conference: Conference, repos: Mapping[tuple[str, str], Repo]
) -> Mapping[str, tuple[Repo, ...]]:
    """`paper id -> its linked repositories`, in the order of `hub.yml`, as they are in `repos`."""
    found: dict[str, list[Repo]] = {}
    for key, repo in conference.repos.items():
        for paper in repo.papers:
            found.setdefault(paper, []).append(repos[key])
    return {paper: tuple(linked) for paper, linked in found.items()}


def named(paper: Paper) -> tuple[RepoRef, ...]:
    """The repositories that the paper's own fields name, by kind, in the order given."""
    return (*paper.models, *paper.datasets, *paper.spaces)


def shelves(
    paper: Paper,
    linked: Iterable[RepoView],
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
    others: dict[str, list[RepoView]] = {kind: [] for kind in KINDS}
    for repo in linked:
        hidden = repo.missing or repo.id in settings.block
        if not hidden and (repo.kind, repo.id) not in chosen:
            others[repo.kind].append(repo)
    found, rank = [], partial(_rank, settings=settings)
    for kind, rest in others.items():
        first = own and [
            details.get((kind, ref.id))
            or view(HubRepo(kind=ref.kind, id=RepoId(ref.id), by_authors=True))
            for ref in own
            if ref.kind == kind
        ]
        if len(rest) > 1:
            rest.sort(key=rank)
        shown = (*first, *rest[: max(0, settings.shown - len(first))])
        total = max(getattr(known, f"{kind}s", 0) if known else 0, len(first) + len(rest))
        if shown or total:
            more = _more(kind, known) if known and total > len(shown) else ""
            found.append(Shelf(kind, shown, total, more))
    return tuple(found)


def _rank(repo: RepoView, settings: Hub) -> tuple[bool, bool, int, int, str]:
    """Pins first, then the authors' own, then by use; the id settles the rest."""
    own = repo.by_authors or repo.id.partition("/")[0] in settings.owners
    return (
        repo.id not in settings.pins, not own, -(repo.downloads or 0), -(repo.likes or 0), repo.id,
    )  # fmt: skip


def _more(kind: str, known: HubPaper) -> str:
    """The list of everything that cites the paper, on the Hub."""
    return f"{HUB}/{kind}s?other=arxiv:{known.arxiv}"
