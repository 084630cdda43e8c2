"""What one page shows of another record: a few values, cheap to make and to compare."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from miniconf.model import RepoView


class PaperRef(NamedTuple):
    """A paper as other pages name it. `mark`: number of the track's mark, 0 without a track."""

    id: str
    title: str
    authors: tuple[str, ...]
    track: str
    mark: int
    type: str
    award: str


class SessionRef(NamedTuple):
    """A session, or a mentor's table, as other pages name it.

    `page`: endpoint and key of the page that tells most about it; `group`: how it is drawn, one of
    `GROUPS`; `who`: chairs, speakers or mentors; `count`: number of papers.
    """

    id: str
    title: str
    kind: str
    group: str
    start: datetime
    end: datetime
    room: str
    track: str
    who: tuple[str, ...]
    count: int
    recorded: bool
    page: tuple[str, str]

    @property
    def key(self) -> str:
        """What a reader stars: `sessions/s1`; `mentorships/t1` for a table without a session."""
        table = self.page == ("mentorship_table", self.id) and self.kind == "mentorship"
        return f"{'mentorships' if table else 'sessions'}/{self.id}"


class PaperRow(NamedTuple):
    """A paper as a line of a list. `has`: pairs of icon name and count, 0 for "one of its kind"."""

    paper: PaperRef
    has: tuple[tuple[str, int], ...]
    session: SessionRef | None


class AuthorRef(NamedTuple):
    """An author of a paper. `slug`: the key of the person's page, empty where there is none."""

    name: str
    affiliation: str
    slug: str


class RecordRef(NamedTuple):
    """Any other record: the endpoint and key of its page, and its title."""

    endpoint: str
    key: str
    title: str


class PlaceRef(NamedTuple):
    """A paper's point on the map, both axes 0 to 1."""

    x: float
    y: float
    mark: int


class RepoLine(NamedTuple):
    """A repository as a line of the table of all, with the first paper that shows it.

    `title`, `track` and `mark` are of the paper with the id `paper`.
    """

    repo: RepoView
    paper: str
    title: str
    track: str
    mark: int


class RoomRef(NamedTuple):
    """A chat room: its name on the server, its title, and where it opens ("" where unknown).

    `page`: path of the page it belongs to, as the list of busy rooms names it;
    `place`: endpoint and key of the page where its questions stand, None where that is this one.
    """

    name: str
    title: str
    url: str
    page: str = ""
    place: tuple[str, str] | None = None


class Count(NamedTuple):
    """How many papers share a value: a track with the number of its mark, a type, a thing."""

    label: str
    count: int
    mark: int = 0


GROUPS = ("plenary", "talk", "poster", "mentorship", "social", "other")
"""How sessions are drawn, in the order of the legend."""
GROUP_OF = {
    "keynote": "plenary", "plenary": "plenary", "oral": "talk", "qa": "talk", "tutorial": "talk",
    "workshop": "talk", "poster": "poster", "mentorship": "mentorship", "social": "social",
    "break": "other", "other": "other",
}  # fmt: skip
"""Kind of session -> group."""
PAGE_OF = {
    "workshops": "workshop", "tutorials": "tutorial", "socials": "social", "speakers": "speaker",
    "mentorships": "mentorship_table", "sponsors": "sponsor",
}  # fmt: skip
"""Collection -> endpoint of its records' pages."""
COLLECTION_OF = {endpoint: collection for collection, endpoint in PAGE_OF.items()} | {
    "paper": "papers", "session": "sessions",
}  # fmt: skip
"""Endpoint of a record's page -> its collection: what a reader can star."""
