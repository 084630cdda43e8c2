"""The timed entries of a conference in one shape: sessions and mentorship tables."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from miniconf.model.conference import Conference
from miniconf.model.people import Mentorship
from miniconf.model.record import record
from miniconf.model.records import Session
from miniconf.model.values import Link, Person


@record
class Event:
    """One entry of the programme with a time. `start` and `end` are aware, in UTC."""

    collection: str
    """`sessions` or `mentorships`."""
    id: str
    title: str
    start: datetime
    end: datetime
    kind: str
    """A session's kind: `poster`, `keynote` ..."""
    room: str = ""
    track: str = ""
    papers: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()
    """Chairs of a session, mentors of a table."""
    owner: tuple[str, str] | None = None
    """Collection and id of the record it belongs to."""
    description: str = ""
    """Markdown."""
    link: str = ""
    join: tuple[Link, ...] = ()
    """Private meeting links."""

    @property
    def place(self) -> tuple[str, str]:
        """Collection and id, by which look-ups know it."""
        return self.collection, self.id


def events(conference: Conference) -> Mapping[tuple[str, str], Event]:
    """Every timed entry by `(collection, id)`, by start, then collection and id.

    A mentorship table that has a session of its own is that session.
    """
    sessions = conference.sessions.values()
    stands_for = {session.owner for session in sessions}
    found = [
        *(_of_session(session) for session in sessions),
        *(
            _of_mentorship(table)
            for table in conference.mentorships.values()
            if ("mentorships", table.id) not in stands_for
        ),
    ]
    found.sort(key=lambda event: (event.start, event.place))
    return {event.place: event for event in found}


def _of_session(session: Session) -> Event:
    return Event(
        collection="sessions",
        id=session.id,
        title=session.title,
        start=session.start,
        end=session.end,
        kind=session.kind,
        room=session.room,
        track=session.track,
        papers=session.papers,
        people=session.chairs,
        owner=session.owner,
        description=session.description,
        link=session.link or "",
        join=session.join,
    )


def _of_mentorship(table: Mentorship) -> Event:
    return Event(
        collection="mentorships",
        id=table.id,
        title=table.topic,
        start=table.start,
        end=table.end,
        kind="mentorship",
        room=table.room,
        people=table.mentors,
        description=table.description,
        join=table.join,
    )
