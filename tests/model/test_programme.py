"""Sessions and mentorship tables in one shape."""

from __future__ import annotations

from datetime import UTC, date, datetime

from miniconf.model import Conference, Config, Link, Mentorship, Person, Session
from miniconf.model.programme import Event, events

CONFIG = Config(
    name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="Atlantic/Azores"
)


def at(hour: int) -> datetime:
    return datetime(2031, 3, 28, hour, tzinfo=UTC)


def test_events_are_sessions_and_tables_by_start() -> None:
    join = (Link(label="Join", url="https://meet.example/1"),)
    conference = Conference(
        config=CONFIG,
        sessions={
            "s1": Session(id="s1", title="Poster", start=at(12), end=at(13), kind="poster"),
        },
        mentorships={
            "m1": Mentorship(
                id="m1", mentors=(Person(name="Ana Vo"),), topic="Careers", start=at(9),
                end=at(10), room="Nest", join=join,
            ),
        },
    )  # fmt: skip
    assert events(conference) == {
        ("mentorships", "m1"): Event(
            collection="mentorships", id="m1", title="Careers", start=at(9), end=at(10),
            kind="mentorship", room="Nest", people=(Person(name="Ana Vo"),), join=join,
        ),
        ("sessions", "s1"): Event(
            collection="sessions", id="s1", title="Poster", start=at(12), end=at(13),
            kind="poster",
        ),
    }  # fmt: skip
    assert [*events(conference)] == [("mentorships", "m1"), ("sessions", "s1")]


def test_a_table_with_a_session_of_its_own_is_that_session() -> None:
    table = Mentorship(
        id="m1", mentors=(Person(name="Ana Vo"),), topic="Careers", start=at(9), end=at(10)
    )
    session = Session(
        id="s1", title="Careers", start=at(9), end=at(10), owner=("mentorships", "m1")
    )
    conference = Conference(config=CONFIG, sessions={"s1": session}, mentorships={"m1": table})
    assert [*events(conference)] == [("sessions", "s1")]
