"""How well a conference's papers are linked to the Hub, and what their authors could do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime

from miniconf.hub.learn import arxiv_id
from miniconf.model import Conference, Paper
from miniconf.repos import address, by_paper, named
from miniconf.tables import write_csv


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of papers in one track; `track` is "" for papers without one, "all" for the sum."""

    track: str
    papers: int = 0
    arxiv: int = 0
    indexed: int = 0
    models: int = 0
    datasets: int = 0
    spaces: int = 0
    code: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about one paper that its authors or the organisers could mend.

    `kind` is one of `code-no-model`, `gone`, `renamed`, `no-licence`, `bad-arxiv`,
    `unknown-arxiv`, `not-indexed` and `not-cited`; `advice` is a sentence for the authors.
    """

    kind: str
    paper: str
    title: str
    authors: str
    repo: str
    advice: str


def coverage(conference: Conference) -> tuple[Coverage, ...]:
    """One row a track, in the order of the tracks' names, and the sum last."""
    linked = by_paper(conference.repos.values())
    rows: dict[str, list[int]] = {}
    for paper in conference.papers.values():
        known = conference.hub_papers.get(paper.id)
        repos = [repo for repo in linked.get(paper.id, ()) if not repo.missing]
        kinds = {repo.kind for repo in repos} | {ref.kind for ref in named(paper)}
        marks = (
            True, bool(paper.arxiv), bool(known and known.indexed), "model" in kinds,
            "dataset" in kinds, "space" in kinds, bool(paper.code),
        )  # fmt: skip
        for track in (paper.track, "all"):
            row = rows.setdefault(track, [0] * len(marks))
            rows[track] = [count + mark for count, mark in zip(row, marks, strict=True)]
    order = sorted(rows, key=lambda track: (track == "all", track.casefold()))
    return tuple(Coverage(track, *rows[track]) for track in order)


def plausible_ids(conference: Conference, now: datetime) -> set[str]:
    """The arXiv ids of papers that could exist at `now`: those worth asking arXiv about."""
    ids = (arxiv_id(paper.arxiv) for paper in conference.papers.values() if paper.arxiv)
    return {name for name in ids if _plausible(name, now)}


def findings(
    conference: Conference, now: datetime, unknown: Collection[str] = ()
) -> tuple[Finding, ...]:
    """What could be mended, by paper in the papers' order.

    Ids dated after `now` are bad; `unknown` are those that arXiv says it does not have.
    """
    linked = by_paper(conference.repos.values())
    found: list[Finding] = []
    for paper in conference.papers.values():
        authors = ", ".join(person.name for person in paper.authors)
        found += [
            Finding(kind, paper.id, paper.title, authors, repo, advice)
            for kind, repo, advice in _of_paper(conference, paper, linked, now, unknown)
        ]
    return tuple(found)


def _of_paper(
    conference: Conference, paper: Paper, linked: dict, now: datetime, unknown: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """`(kind, repository, advice)` for one paper."""
    arxiv = arxiv_id(paper.arxiv)
    known = conference.hub_papers.get(paper.id)
    if paper.arxiv and not _plausible(arxiv, now):
        yield "bad-arxiv", "", f'"{paper.arxiv}" is no arXiv id: send us the right one.'
    elif arxiv in unknown:
        yield "unknown-arxiv", "", f'arXiv has no paper "{arxiv}": send us the right id.'
    elif known and not known.indexed:
        page = f"https://huggingface.co/papers/{arxiv}"
        yield "not-indexed", "", f"Open {page} once, signed in, so that the Hub indexes the paper."
    details = conference.repos
    if paper.code and not any(repo.kind == "model" for repo in linked.get(paper.id, ())):
        yield "code-no-model", "", "The code is public: is there a model or dataset to share?"
    for ref in named(paper):
        repo = details.get((ref.kind, ref.id))
        if repo is None:
            continue
        if repo.missing:
            yield "gone", ref.id, f"{address(ref)} does not exist: send us the right id."
            continue
        if repo.moved_to:
            yield "renamed", ref.id, f'It is now called "{repo.moved_to}".'
        if not repo.license:
            yield "no-licence", ref.id, f"Add `license:` to the card of {address(ref)}."
        if (
            arxiv
            and arxiv not in unknown
            and known
            and paper.id not in _citing(linked, paper, ref.id)
        ):
            yield "not-cited", ref.id, _line(arxiv, address(ref))


def _citing(linked: dict, paper: Paper, name: str) -> Sequence[str]:
    """The papers that the repository `name` is linked to."""
    return next((r.papers for r in linked.get(paper.id, ()) if r.id == name), ())


def _line(arxiv: str, page: str) -> str:
    return f"Add to the card (README.md) of {page}: `Paper: https://arxiv.org/abs/{arxiv}`"


def _plausible(arxiv: str, now: datetime) -> bool:
    """Whether an arXiv id of this form can exist: its month is one, and not in the future."""
    if not arxiv:
        return False
    if "/" in arxiv:
        return True
    year, month = 2000 + int(arxiv[:2]), int(arxiv[2:4])
    return 1 <= month <= 12 and (2007, 4) <= (year, month) <= (now.year, now.month)


def as_csv(rows: Sequence[Coverage | Finding], kind: type) -> str:
    """The rows as CSV with a header line; `kind` names the columns where there are no rows."""
    return write_csv([[field.name for field in fields(kind)], *map(astuple, rows)])


def as_table(rows: Sequence[Coverage]) -> str:
    """The coverage as lines of aligned columns, shares in per cent of the track's papers."""
    header = [field.name for field in fields(Coverage)]
    lines = [header]
    for row in rows:
        track, papers, *counts = astuple(row)
        lines.append([track or "(none)", str(papers), *(_share(n, papers) for n in counts)])
    widths = [max(len(line[i]) for line in lines) for i in range(len(header))]
    return "\n".join(
        "  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])])
        for line in lines
    )


def _share(count: int, papers: int) -> str:
    return f"{count} ({100 * count // papers} %)" if papers else "0"
