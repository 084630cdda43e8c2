"""The page of one paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from miniconf import names
from miniconf.model import Paper, Thread
from miniconf.repos import Shelf, runs_at
from miniconf.site.cite import bibtex, published
from miniconf.site.data import breadcrumbs, page_address, paper_data
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.media import players
from miniconf.site.offers import CalendarRef, calendar_of
from miniconf.site.prose import address, own_image
from miniconf.site.refs import AuthorRef, PaperRef, RecordRef, RoomRef, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.text import is_external

_LINKS = (
    ("pdf", "pdf"), ("poster", "poster"), ("slides", "slides"), ("code", "code"), ("demo", "play"),
)  # fmt: skip
"""Field -> icon, in the order of showing."""
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")
_DRAWN = (".png", ".jpg", ".jpeg", ".webp")
_IDS = (
    ("arxiv", "arXiv", "https://arxiv.org/abs/{}"),
    ("doi", "DOI", "https://doi.org/{}"),
    ("anthology", "ACL Anthology", "https://aclanthology.org/{}/"),
    ("openreview", "OpenReview", "https://openreview.net/forum?id={}"),
)
"""Field -> what the place is called, and the address there."""


class Around(NamedTuple):
    """What the page shows of other records. `similar`: papers with the reason, best first."""

    authors: tuple[AuthorRef, ...]
    sessions: tuple[SessionRef, ...]
    previous: PaperRef | None
    following: PaperRef | None
    similar: tuple[tuple[PaperRef, str], ...]
    shelves: tuple[Shelf, ...]
    room: RoomRef | None
    workshop: RecordRef | None
    threads: tuple[Thread, ...]
    calendar: CalendarRef


class Out(NamedTuple):
    """A link that leads to material: an icon, words, an address, a note at the far end."""

    icon: str
    label: str
    url: str
    note: str

    @property
    def picture(self) -> bool:
        """Whether it is a poster that browsers show themselves, and the viewer can enlarge."""
        path = self.url.partition("?")[0].lower()
        return self.icon == "poster" and path.endswith(_PICTURES)


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    index, conference = snapshot.index, snapshot.conference
    paper = conference.papers[key]
    sessions = index.sessions_of(paper.sessions)
    previous, following = _beside(snapshot, key, sessions)
    reasons = dict(snapshot.neighbours.get(key, ()))
    near = paper.similar or [*reasons]
    similar = tuple(
        (index.paper(n), reasons.get(n, "")) for n in near if n in conference.papers and n != key
    )
    return paper, Around(
        index.authors_of(paper), sessions, previous, following, similar[:6],
        index.hub.shelves(paper),
        index.room_of("papers", key), index.workshop_of.get(key),
        index.threads_of("papers", key),
        calendar_of(snapshot, "papers", key, sessions),
    )  # fmt: skip


def _beside(
    snapshot: Snapshot, key: str, sessions: tuple[SessionRef, ...]
) -> tuple[PaperRef | None, PaperRef | None]:
    """The papers before and after this one in its first session."""
    if not sessions:
        return None, None
    index = snapshot.index
    order = index.order_in(sessions[0].id)
    if key not in order:
        return None, None
    at = order.index(key)
    before = index.paper(order[at - 1]) if at else None
    after = index.paper(order[at + 1]) if at + 1 < len(order) else None
    return before, after


def _paper(shared: Shared, paper: Paper, around: Around) -> Mapping[str, Any]:
    prose, config = shared.prose, shared.config
    shown = players(paper.video)
    abstract = prose.plain(paper.abstract or paper.tldr)
    outs = _outs(shared, paper)
    return {
        "paper": paper, "around": around, "players": shown,
        "plain_title": prose.plain(paper.title), "summary": _cut(paper.tldr or abstract),
        "outs": outs, "zooms": any(out.picture for out in outs),
        "linked": sum(shelf.total for shelf in around.shelves),
        "more": any(shelf.more for shelf in around.shelves),
        "runs": any(
            shelf.kind == "space" and any(map(runs_at, shelf.repos)) for shelf in around.shelves
        ),
        "mark_number": shared.marks.get(paper.track, 0),
        "bibtex": bibtex(paper, config, prose.plain), "published": published(config),
        "teaser": own_image(paper.image), "card_url": _card_url(shared, paper.image),
        "pdf_url": _pdf_url(shared, paper.pdf),
        "about": page_address(config, "papers", paper.id),
        "data": [paper_data(paper, shared, abstract, around.shelves), *_crumbs(shared, paper)],
    }  # fmt: skip


def _pdf_url(shared: Shared, pdf: str | None) -> str | None:
    """The full address of the PDF, which reference managers fetch; None where it has none."""
    base = shared.config.base_url
    found = address(pdf, f"{base.rstrip('/')}/" if base else "") if pdf else None
    return found if found and is_external(found) else None


def _card_url(shared: Shared, image: str | None) -> str:
    """The full address of the paper's own picture, where those who share links can draw it."""
    base, own = shared.config.base_url, own_image(image)
    fits = base and own and own.lower().endswith(_DRAWN)
    return address(own, f"{base.rstrip('/')}/") or "" if fits else ""


def _crumbs(shared: Shared, paper: Paper) -> list[dict[str, Any]]:
    """The way to the page as data; none where the site's address is not known."""
    steps = [(shared.words("nav.papers"), "papers.html"),
             (shared.prose.plain(paper.title), names.page_path("papers", paper.id))]  # fmt: skip
    return breadcrumbs(shared.config, steps)


def _outs(shared: Shared, paper: Paper) -> list[Out]:
    """Everything to read, run and open, in the order of showing."""
    words = shared.words
    found = [
        Out(icon, words(f"paper.out.{field}"), getattr(paper, field), _kind(getattr(paper, field)))
        for field, icon in _LINKS
        if getattr(paper, field)
    ]
    for field, label, place in _IDS:
        value = getattr(paper, field)
        if value:
            found.append(Out("ext", label, place.format(value), value if field == "arxiv" else ""))
    return found + [Out("ext", link.label, link.url, "") for link in paper.links]


def _kind(url: str) -> str:
    """What a reader gets: the file's kind, or whose site it is."""
    path, _, _ = url.partition("?")
    ending = path.rsplit(".", 1)[-1].lower() if "." in path.rsplit("/", 1)[-1] else ""
    if ending in ("pdf", "png", "jpg", "svg", "pptx", "zip", "key"):
        return ending.upper()
    parts = url.split("/")
    if len(parts) > 4 and parts[2] in ("github.com", "gitlab.com", "codeberg.org"):
        return "/".join(parts[3:5])
    return parts[2].removeprefix("www.") if url.startswith("http") and len(parts) > 2 else ""


def _cut(text: str, most: int = 300) -> str:
    """The beginning of `text`, ended at a word."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


KINDS = (
    Kind(
        endpoint="paper",
        rule="/papers/<stem:key>.html",
        template="pages/paper.html",
        keys=lambda snapshot: snapshot.conference.papers,
        inputs=_inputs,
        similar=True,
        abstracts=lambda snapshot, papers: papers,
        context=_paper,
    ),
)
