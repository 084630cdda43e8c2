"""The records of a conference that have pages of their own: papers, sessions and all the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from miniconf.model.fields import (
    CHAT,
    CHAT_ALIASES,
    ID,
    ID_ALIASES,
    SESSIONS,
    VIDEO_ALIASES,
    AnthologyId,
    ArxivId,
    Asset,
    Doi,
    Markdown,
    OpenReviewId,
    Url,
    described,
)
from miniconf.model.record import record
from miniconf.model.values import Link, Person, RepoRef, Talk, Video

SessionKind = Literal[
    "poster", "oral", "qa", "keynote", "tutorial", "workshop", "social", "mentorship", "break",
    "plenary", "other",
]  # fmt: skip


@record
class Paper:
    """One accepted contribution with a page of its own."""

    id: str = described(ID, aliases=(*ID_ALIASES, "forum"))
    title: str = described("Title; inline Markdown and TeX between dollars.")
    authors: tuple[Person, ...] = described("Authors in order.", aliases=("author",))
    abstract: Markdown = described("Abstract.", default=Markdown(""))
    tldr: str = described("One sentence.", default="", aliases=("TLDR", "tl;dr", "TL;DR"))
    keywords: tuple[str, ...] = described("Keywords.", default=(), aliases=("keyword",))
    track: str = described("Track or area.", default="", aliases=("area", "primary_area"))
    program: str = described(
        "Part of the programme: main, findings, demo, industry, workshop:X ...", default="main"
    )
    type: str = described("oral, poster, long, short ...", default="", aliases=("paper_type",))
    sessions: tuple[str, ...] = described(
        "Sessions it is presented in.", default=(), refs="sessions", aliases=("session",)
    )
    pdf: Asset | None = described(
        "The paper.", default=None, aliases=("pdf_url", "pdf_link", "paper_pdf")
    )
    poster: Asset | None = described(
        "Poster (image or PDF).", default=None, aliases=("poster_pdf", "poster_url")
    )
    slides: Asset | None = described("Slides.", default=None, aliases=("slides_url", "slides_pdf"))
    video: tuple[Video, ...] = described(
        "Recording, one or several mirrors.", default=(), aliases=VIDEO_ALIASES
    )
    code: Asset | None = described("Source code.", default=None, aliases=("code_url", "code_link"))
    demo: Asset | None = described("Demo.", default=None, aliases=("demo_url",))
    links: tuple[Link, ...] = described(
        "Further links.", default=(), aliases=("link", "material", "materials")
    )
    arxiv: ArxivId = described(
        "arXiv id without version, or its address.", default=ArxivId(""), aliases=("arxiv_id",)
    )
    doi: Doi = described(
        "DOI: `10.5555/12345`.", default=Doi(""), aliases=("DOI", "doi_link", "doi_url")
    )
    openreview: OpenReviewId = described(
        "OpenReview forum id.", default=OpenReviewId(""), aliases=("openreview_id",)
    )
    anthology: AnthologyId = described(
        "ACL Anthology id.", default=AnthologyId(""), aliases=("anthology_id", "acl_id")
    )
    award: str = described("Award.", default="", aliases=("awards", "honor"))
    image: Asset | None = described("Teaser picture.", default=None, aliases=("thumbnail",))
    image_alt: str = described("What the picture shows, in words.", default="")
    models: tuple[RepoRef, ...] = described("Models on the Hub.", default=())
    datasets: tuple[RepoRef, ...] = described("Datasets on the Hub.", default=())
    spaces: tuple[RepoRef, ...] = described("Spaces on the Hub.", default=())
    chat: str = described(CHAT, default="", aliases=CHAT_ALIASES)
    similar: tuple[str, ...] = described(
        "Similar papers, best first, instead of computed ones.", default=(), refs="papers",
        aliases=("recs", "similar_papers"),
    )  # fmt: skip
    position: tuple[float, float] | None = described(
        "Place on the map of papers, instead of a computed one.", default=None, aliases=("pos",)
    )
    languages: tuple[str, ...] = described("Languages studied.", default=(), aliases=("language",))
    license: str = described("Licence of paper and media.", default="", aliases=("licence",))


@record
class Session:
    """A time at which people meet. `start` and `end` are aware, in UTC, and `start < end`."""

    id: str = described(ID, aliases=ID_ALIASES)
    title: str = described(
        "Title.", aliases=("name", "long_name", "label", "session_title", "session_name", "summary")
    )
    start: datetime = described("First instant.", aliases=("start_time",))
    end: datetime = described("Last instant; or give `duration`.", aliases=("end_time",))
    kind: SessionKind = described(
        "What happens.", default="other", aliases=("type", "category", "calendarId")
    )
    papers: tuple[str, ...] = described(
        "Papers presented, in order.", default=(), refs="papers", aliases=("paper",)
    )
    track: str = described("Track.", default="")
    room: str = described("Room or place.", default="", aliases=("location",))
    chairs: tuple[Person, ...] = described(
        "Who chairs or hosts.", default=(), aliases=("chair", "hosts", "host")
    )
    join: tuple[Link, ...] = described(
        "Meeting link.", default=(), private=True,
        aliases=("zoom_link", "zoom_links", "meeting", "meeting_link", "join_link"),
    )  # fmt: skip
    video: tuple[Video, ...] = described("Recording.", default=(), aliases=VIDEO_ALIASES)
    livestream: tuple[Video, ...] = described(
        "Live stream.", default=(), aliases=("live", "livestream_id", "stream")
    )
    link: Asset | None = described("Page that belongs to it.", default=None, aliases=("url",))
    description: Markdown = described(
        "What to expect.", default=Markdown(""), aliases=("abstract", "info")
    )
    parent: str = described("The session it is part of.", default="", refs="sessions")
    chat: str = described(CHAT, default="", aliases=CHAT_ALIASES)
    owner: tuple[str, str] | None = described(
        "Collection and id of the record it belongs to.", default=None, derived=True
    )


@record
class Speaker:
    """An invited speaker and the talk: a keynote, a panel, a plenary."""

    id: str = described(ID, aliases=ID_ALIASES)
    name: str = described("Full name.", aliases=("speaker", "presenter"))
    title: str = described("Title of the talk.")
    affiliation: str = described("Institution.", default="", aliases=("aff", "institution"))
    image: Asset | None = described("Portrait.", default=None, aliases=("im", "photo"))
    bio: Markdown = described("About the speaker.", default=Markdown(""))
    abstract: Markdown = described("Abstract.", default=Markdown(""))
    website: Url | None = described("Home page.", default=None, aliases=("url",))
    sessions: tuple[str, ...] = described(
        SESSIONS, default=(), refs="sessions", aliases=("session",)
    )
    video: tuple[Video, ...] = described("Recording.", default=(), aliases=VIDEO_ALIASES)
    links: tuple[Link, ...] = described("Slides and the like.", default=())
    chat: str = described(CHAT, default="", aliases=CHAT_ALIASES)


@record
class Workshop:
    """A workshop or a tutorial: organisers, sessions, talks, and for workshops papers."""

    id: str = described(ID, aliases=ID_ALIASES)
    title: str = described("Title.", aliases=("name",))
    organizers: tuple[Person, ...] = described(
        "Organisers.", default=(), aliases=("organisers", "authors", "organizer", "presenters")
    )
    abstract: Markdown = described(
        "What it is about.", default=Markdown(""), aliases=("description",)
    )
    info: Markdown = described("How to take part.", default=Markdown(""))
    website: Url | None = described("Its own site.", default=None, aliases=("url",))
    image: Asset | None = described("Picture.", default=None)
    sessions: tuple[str, ...] = described(
        SESSIONS, default=(), refs="sessions", aliases=("session", "schedule")
    )
    papers: tuple[str, ...] = described("Papers.", default=(), refs="papers")
    talks: tuple[Talk, ...] = described(
        "Recorded talks.", default=(), aliases=("prerecorded_talks", "prerecorded")
    )
    materials: tuple[Link, ...] = described(
        "Slides, code, reading.", default=(), aliases=("material", "links")
    )
    video: tuple[Video, ...] = described("Recording.", default=(), aliases=VIDEO_ALIASES)
    join: tuple[Link, ...] = described(
        "Meeting links.", default=(), private=True, aliases=("zoom_link", "zoom_links")
    )
    chat: str = described(CHAT, default="", aliases=CHAT_ALIASES)


class Tutorial(Workshop):
    """A tutorial: the same fields as a workshop."""
