"""Look-ups over one snapshot that many pages ask: made once, each when it is first needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any

from miniconf import names
from miniconf.model import Conference, Mentorship, Paper, Session, Thread
from miniconf.rooms import Rooms, rooms_of
from miniconf.site.hubindex import HubIndex
from miniconf.site.refs import (
    GROUP_OF,
    PAGE_OF,
    AuthorRef,
    Count,
    PaperRef,
    PaperRow,
    RecordRef,
    RoomRef,
    SessionRef,
)
from miniconf.site.roomrefs import room_of

_MATERIAL = (
    ("video", "play"), ("pdf", "pdf"), ("poster", "poster"), ("slides", "slides"), ("code", "code"),
)  # fmt: skip
"""Field of a paper -> icon in lists."""
_SHELVED = {"model": "model", "dataset": "data", "space": "space"}
"""Kind of repository -> icon in lists, which shows how many there are."""


class Index:
    """The look-ups.

    `plain` turns inline Markdown and TeX into a line of text; `by_title` are the ids of all papers
    in that order, where it is known.
    """

    def __init__(
        self,
        conference: Conference,
        plain: Callable[[str], str] = str,
        by_title: tuple[str, ...] = (),
    ) -> None:
        self.conference = conference
        self.plain = plain
        self._by_title = by_title
        self._papers: dict[str, PaperRef] = {}
        self._rows: dict[str, PaperRow] = {}
        self._orders: dict[str, tuple[str, ...]] = {}

    @cached_property
    def marks(self) -> Mapping[str, int]:
        """Track -> number of its mark, from 1: as the config orders them, then by name."""
        papers, sessions = self.conference.papers.values(), self.conference.sessions.values()
        present = {paper.track for paper in papers} | {session.track for session in sessions}
        present.discard("")
        listed = [track for track in self.conference.config.tracks if track in present]
        rest = sorted(present.difference(listed), key=lambda track: (names.sort_key(track), track))
        return {track: number for number, track in enumerate([*listed, *rest], 1)}

    @cached_property
    def papers(self) -> Mapping[str, PaperRef]:
        """Paper id -> reference, in file order."""
        return {key: self.paper(key) for key in self.conference.papers}

    def paper(self, paper_id: str) -> PaperRef:
        """The reference of one paper."""
        known = self._papers.get(paper_id)
        if known is None:
            paper = self.conference.papers[paper_id]
            known = self._papers[paper_id] = PaperRef(
                paper.id, paper.title, tuple(person.name for person in paper.authors),
                paper.track, self.mark_of(paper_id), paper.type, paper.award,
            )  # fmt: skip
        return known

    @cached_property
    def sessions(self) -> Mapping[str, SessionRef]:
        """Session id -> reference, by start."""
        return {session.id: self._session(session) for session in self.conference.sessions.values()}

    @cached_property
    def tables(self) -> Mapping[str, SessionRef]:
        """Mentorship id -> reference, for tables that no session of theirs stands for."""
        owned = {
            session.owner[1]
            for session in self.conference.sessions.values()
            if session.owner and session.owner[0] == "mentorships"
        }
        tables = self.conference.mentorships.values()
        return {table.id: self.table_of(table) for table in tables if table.id not in owned}

    @staticmethod
    def table_of(table: Mentorship) -> SessionRef:
        """A mentors' table as a session."""
        return SessionRef(
            table.id, table.topic, "mentorship", "mentorship", table.start, table.end, table.room,
            "", tuple(person.name for person in table.mentors), 0, False,
            ("mentorship_table", table.id),
        )  # fmt: skip

    @cached_property
    def mentor_names(self) -> frozenset[str]:
        """The names of all mentors."""
        tables = self.conference.mentorships.values()
        return frozenset(person.name for table in tables for person in table.mentors)

    @cached_property
    def parts(self) -> Mapping[str, tuple[SessionRef, ...]]:
        """Session id -> the sessions that are part of it, by start."""
        found: dict[str, list[SessionRef]] = {}
        for session in self.conference.sessions.values():
            if session.parent:
                found.setdefault(session.parent, []).append(self.sessions[session.id])
        return {parent: tuple(parts) for parent, parts in found.items()}

    @cached_property
    def awarded(self) -> tuple[str, ...]:
        """The ids of papers with an award, in file order."""
        return tuple(key for key, paper in self.conference.papers.items() if paper.award)

    @cached_property
    def events(self) -> tuple[SessionRef, ...]:
        """Every session and table, by start, then longest first."""
        events = [*self.sessions.values(), *self.tables.values()]
        return tuple(sorted(events, key=lambda e: (e.start, -e.end.timestamp(), e.room, e.id)))

    @cached_property
    def papers_by_title(self) -> tuple[str, ...]:
        """The ids of all papers, by title as people look them up."""
        if self._by_title:
            return self._by_title
        papers = self.conference.papers
        keys = {key: names.sort_key(self.plain(paper.title)) for key, paper in papers.items()}
        return tuple(sorted(keys, key=lambda key: (keys[key], key)))

    @cached_property
    def paper_counts(self) -> Mapping[str, tuple[Count, ...]]:
        """How many papers there are by `track`, `type` and what they have (`has`)."""
        rows = [self.row(key) for key in self.conference.papers]
        types = Counter(row.paper.type for row in rows if row.paper.type)
        has = Counter(name for row in rows for name, _ in row.has)
        for paper in self.conference.papers.values():
            has.update(name for name in ("demo", "award") if getattr(paper, name))
        return {
            "track": self.track_counts,
            "type": tuple(Count(name, n) for name, n in types.most_common()),
            "has": tuple(Count(name, n) for name, n in has.most_common()),
        }

    @cached_property
    def track_counts(self) -> tuple[Count, ...]:
        """How many papers each track has, in the order of `marks`."""
        tracks = Counter(paper.track for paper in self.conference.papers.values())
        return tuple(Count(t, tracks[t], n) for t, n in self.marks.items() if tracks[t])

    def mark_of(self, paper_id: str) -> int:
        """The number of the mark of a paper's track, 0 without one."""
        return self.marks.get(self.conference.papers[paper_id].track, 0)

    def row(self, paper_id: str) -> PaperRow:
        """A paper as a line of a list."""
        known = self._rows.get(paper_id)
        if known is None:
            paper = self.conference.papers[paper_id]
            first = next((self.sessions[s] for s in paper.sessions if s in self.sessions), None)
            known = PaperRow(self.paper(paper_id), self._has(paper), first)
            self._rows[paper_id] = known
        return known

    def rows(self, paper_ids: Iterable[str]) -> tuple[PaperRow, ...]:
        """The lines of several papers; ids without a paper are left out."""
        papers = self.conference.papers
        return tuple(self.row(paper_id) for paper_id in paper_ids if paper_id in papers)

    @cached_property
    def slugs(self) -> Mapping[tuple[str, str], str]:
        """Paper id and name of an author -> the key of the author's page."""
        return {
            (paper_id, author.name): author.slug
            for author in self.conference.authors.values()
            for paper_id in author.papers
        }

    def authors_of(self, paper: Paper) -> tuple[AuthorRef, ...]:
        """The authors of a paper with the keys of their pages."""
        authors = self.conference.authors
        found = []
        for person in paper.authors:
            slug = self.slugs.get((paper.id, person.name), "")
            if not slug and person.name:
                spelt = names.slug(person.name)
                slug = spelt if spelt in authors and paper.id in authors[spelt].papers else ""
            found.append(AuthorRef(person.name, person.affiliation, slug))
        return tuple(found)

    def sessions_of(self, ids: Iterable[str]) -> tuple[SessionRef, ...]:
        """References of sessions by start; ids without a session are left out."""
        found = [self.sessions[key] for key in dict.fromkeys(ids) if key in self.sessions]
        return tuple(sorted(found, key=lambda session: session.start))

    def owner(self, session: Session) -> RecordRef | None:
        """The record that a session belongs to: a workshop, a social, a speaker ..."""
        if session.owner is None or session.owner[0] not in PAGE_OF:
            return None
        return self.record(*session.owner)

    def record(self, collection: str, key: str) -> RecordRef | None:
        """A reference to any record with a page, or None where there is none."""
        record: Any = getattr(self.conference, collection).get(key)
        if record is None:
            return None
        title = getattr(record, "title", "") or getattr(record, "name", "") or record.topic
        return RecordRef(PAGE_OF.get(collection, collection.removesuffix("s")), key, title)

    @cached_property
    def workshop_of(self) -> Mapping[str, RecordRef]:
        """Paper id -> the workshop that lists it."""
        return {
            paper_id: RecordRef("workshop", workshop.id, workshop.title)
            for workshop in self.conference.workshops.values()
            for paper_id in workshop.papers
        }

    @cached_property
    def hub(self) -> HubIndex:
        """The repositories that papers show."""
        return HubIndex(self.conference, self.paper)

    @cached_property
    def rooms(self) -> Rooms:
        """The chat rooms that the conference calls for."""
        return rooms_of(self.conference, self.plain)

    def room_of(self, collection: str, key: str) -> RoomRef | None:
        """The chat room of a record, or None where it has none."""
        return room_of(self.conference.config.chat, self.rooms, collection, key)

    def threads_of(self, collection: str, key: str) -> tuple[Thread, ...]:
        """What the archive has of the room that stands under a record's own key, oldest first."""
        return self.conference.questions.get(names.record_key(collection, key), ())

    def order_in(self, session_id: str) -> tuple[str, ...]:
        """The ids of a session's papers in order, those that do not exist left out."""
        known = self._orders.get(session_id)
        if known is None:
            listed = self.conference.sessions[session_id].papers
            there = (key for key in dict.fromkeys(listed) if key in self.conference.papers)
            known = self._orders[session_id] = tuple(there)
        return known

    def _session(self, session: Session) -> SessionRef:
        who = [person.name for person in session.chairs]
        page = ("session", session.id)
        if session.owner and session.owner[0] in PAGE_OF:
            record: Any = getattr(self.conference, session.owner[0]).get(session.owner[1])
            if record is not None:
                who = who or _hosts(record)
                if len(getattr(record, "sessions", ())) <= 1:
                    page = (PAGE_OF[session.owner[0]], session.owner[1])
        group = GROUP_OF[session.kind]
        return SessionRef(
            session.id, session.title, session.kind, group, session.start, session.end,
            session.room, session.track, tuple(who), len(session.papers), bool(session.video), page,
        )  # fmt: skip

    def _has(self, paper: Paper) -> tuple[tuple[str, int], ...]:
        return (
            *((icon, 0) for field, icon in _MATERIAL if getattr(paper, field)),
            *((_SHELVED[shelf.kind], n) for shelf in self.hub.shelves(paper) if (n := shelf.there)),
        )


def _hosts(record: Any) -> list[str]:
    """Those who hold the record: speakers, mentors, organisers."""
    people = getattr(record, "mentors", ()) or getattr(record, "organizers", ())
    return [person.name for person in people] or ([record.name] if hasattr(record, "bio") else [])
