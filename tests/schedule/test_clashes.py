"""People and rooms in two places at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from miniconf.model import Author, Conference, Config, Paper, Person, Session, Speaker
from miniconf.schedule.clashes import clashes

CONFIG = Config(
    name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="Atlantic/Azores"
)


def session(key: str, first: int, last: int, **more: object) -> Session:
    return Session(
        id=key, title=key, start=datetime(2031, 3, 28, first, tzinfo=UTC),
        end=datetime(2031, 3, 28, last, tzinfo=UTC), **more,
    )  # fmt: skip


def conference(*sessions: Session, **more: object) -> Conference:
    papers = {
        key: Paper(id=key, title=key, authors=(Person(name="Ana Vo"),)) for key in ("p1", "p2")
    }
    author = Author(slug="ana-vo", name="Ana Vo", papers=("p1", "p2"))
    return Conference(
        config=CONFIG, papers=papers, authors={"ana-vo": author},
        sessions={s.id: s for s in sessions}, **more,
    )  # fmt: skip


def told(found: Conference) -> list[tuple[str, str, str, str, tuple[str, str]]]:
    return [(c.what, c.name, c.first.id, c.second.id, c.papers) for c in clashes(found)]


def test_an_author_of_two_papers_in_parallel_sessions() -> None:
    one, two = session("a", 9, 11, papers=("p1",)), session("b", 10, 12, papers=("p2",))
    assert told(conference(one, two)) == [("person", "Ana Vo", "a", "b", ("p1", "p2"))]


def test_one_after_the_other_is_no_clash() -> None:
    one, two = session("a", 9, 10, papers=("p1",)), session("b", 10, 12, papers=("p2",))
    assert told(conference(one, two)) == []


def test_two_papers_in_one_session_are_no_clash() -> None:
    assert told(conference(session("a", 9, 10, papers=("p1", "p2")))) == []


def test_an_author_who_chairs_elsewhere_and_a_speaker() -> None:
    chaired = session("b", 9, 11, chairs=(Person(name="Ana Vo"),))
    talk = session("c", 9, 10, owner=("speakers", "x"))
    found = conference(
        session("a", 9, 10, papers=("p1",)), chaired, talk,
        speakers={"x": Speaker(id="x", name="Ana Vo", title="Ice")},
    )  # fmt: skip
    assert told(found) == [
        ("person", "Ana Vo", "a", "b", ("p1", "")),
        ("person", "Ana Vo", "a", "c", ("p1", "")),
        ("person", "Ana Vo", "b", "c", ("", "")),
    ]


def test_a_room_twice_but_not_the_conference_as_a_whole() -> None:
    one, two = session("a", 9, 11, room="Hall"), session("b", 10, 12, room="Hall")
    assert told(conference(one, two)) == [("room", "Hall", "a", "b", ("", ""))]
    assert told(conference(replace(one, room="Online"), replace(two, room="Online"))) == []


def test_a_session_and_its_parts_share_their_time() -> None:
    whole = session("a", 9, 12, papers=("p1",), room="Hall")
    part = session("b", 10, 11, papers=("p1",), room="Hall", parent="a")
    assert told(conference(whole, part)) == []
