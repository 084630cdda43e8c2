from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from miniconf.model import (
    Chat,
    Conference,
    Config,
    Mentorship,
    Paper,
    Person,
    Session,
    Speaker,
    Sponsor,
)
from miniconf.rooms import Room, room_url, rooms_of

CONFIG = Config(
    name="Tern 2031",
    start=date(2031, 3, 28),
    end=date(2031, 3, 30),
    time_zone="Atlantic/Azores",
    base_url="https://tern.example/2031/",
    chat=Chat(
        engine="embedded", url="https://chat.tern.example", general=("Help desk",),
        welcome="Ask away.\n", moderators=("ada",), announcement="Be kind.",
    ),
)  # fmt: skip
ANA, BO = Person(name="Ana Vo"), Person(name="Bo Li")
HOUR = {
    "start": datetime(2031, 3, 28, 9, tzinfo=UTC),
    "end": datetime(2031, 3, 28, 10, tzinfo=UTC),
}
CONFERENCE = Conference(
    config=CONFIG,
    papers={
        "main.1": Paper(id="main.1", title="Nests on *Ice*", authors=(ANA, BO), track="Birds",
                        sessions=("s1",)),
        "Main.1": Paper(id="Main.1", title="Tides", authors=(BO,), track="Sea"),
    },
    sessions={"s1": Session(id="s1", title="Posters", chairs=(ANA,), papers=("main.1",), **HOUR)},
    speakers={"k": Speaker(id="k", name="Cy Oz", title="Wings")},
    mentorships={"m": Mentorship(id="m", topic="Grants", mentors=(BO,), **HOUR)},
    sponsors={"Acme": Sponsor(id="Acme", name="Acme")},
)  # fmt: skip


def conference(**chat: object) -> Conference:
    """The conference with other chat settings."""
    return replace(CONFERENCE, config=replace(CONFIG, chat=replace(CONFIG.chat, **chat)))


def test_room_of_a_paper_tells_all_that_a_server_keeps() -> None:
    rooms = rooms_of(CONFERENCE, plain=lambda text: text.replace("*", ""))
    assert rooms.problems == ()
    assert rooms.rooms["papers/main.1"] == Room(
        key="papers/main.1",
        name="paper-main.1",
        title="Nests on Ice",
        topic="Nests on Ice (Ana Vo, Bo Li)",
        page="papers/main.1.html",
        description="Tern 2031: https://tern.example/2031/papers/main.1.html",
        announcement="Be kind.",
        welcome="Ask away.",
        moderators=("ada",),
    )


def test_rooms_follow_the_order_of_the_data() -> None:
    assert [(room.key, room.name, room.topic) for room in rooms_of(CONFERENCE).rooms.values()] == [
        ("general/help-desk", "help-desk", "Help desk"),
        ("papers/main.1", "paper-main.1", "Nests on *Ice* (Ana Vo, Bo Li)"),
        ("papers/Main.1", "paper-main.1-a7d412a7", "Tides (Bo Li)"),
        ("mentorships/m", "mentorship-m", "Grants (Bo Li)"),
        ("speakers/k", "speaker-k", "Wings (Cy Oz)"),
        ("sponsors/Acme", "sponsor-acme-37036cd8", "Acme"),
    ]


def test_papers_of_a_session_share_its_room_and_others_have_none() -> None:
    rooms = rooms_of(conference(papers="session", general=(), collections=()))
    assert {key: room.name for key, room in rooms.rooms.items()} == {"sessions/s1": "session-s1"}
    assert rooms.of == {"papers/main.1": "sessions/s1", "sessions/s1": "sessions/s1"}
    assert rooms.rooms["sessions/s1"].records == ("papers/main.1",)


def test_papers_of_a_track_share_its_room() -> None:
    rooms = rooms_of(conference(papers="track", general=(), collections=()))
    assert rooms.of == {"papers/main.1": "tracks/Birds", "papers/Main.1": "tracks/Sea"}
    assert rooms.rooms["tracks/Birds"].page == "chat.html"


def test_no_engine_means_no_rooms() -> None:
    assert rooms_of(conference(engine="none")).rooms == {}


def test_prefix_stands_before_each_name_and_not_in_the_key() -> None:
    rooms = rooms_of(conference(prefix="t31-", collections=(), papers="none"))
    assert [(r.key, r.name) for r in rooms.rooms.values()] == [
        ("general/help-desk", "t31-help-desk")
    ]


def test_records_that_name_one_room_share_it() -> None:
    papers = {key: replace(paper, chat="birds") for key, paper in CONFERENCE.papers.items()}
    rooms = rooms_of(replace(conference(general=(), collections=()), papers=papers))
    assert rooms.of == {"papers/main.1": "papers/main.1", "papers/Main.1": "papers/main.1"}
    assert rooms.rooms["papers/main.1"].records == ("papers/Main.1",)
    assert [room.name for room in rooms.rooms.values()] == ["birds"]
    assert rooms.problems == ()


def test_impossible_and_colliding_names_are_problems() -> None:
    papers = {
        "a": Paper(id="a", title="A", authors=(ANA,), chat="room one"),
        "b": Paper(id="b", title="B", authors=(ANA,), chat="help-desk"),
    }
    rooms = rooms_of(replace(conference(collections=()), papers=papers))
    assert [str(problem) for problem in rooms.problems] == [
        'papers/a: chat: expected a room\'s name, got "room one"'
        " (hint: letters a-z, digits, dot, underscore and hyphen; at most 120)",
        'general/help-desk: chat: one room\'s name for general/help-desk and papers/b: "help-desk"'
        " (hint: give one of them another `chat`)",
    ]


def test_many_authors_are_counted() -> None:
    paper = Paper(id="x", title="X", authors=tuple(Person(name=f"P{n}") for n in range(14)))
    rooms = rooms_of(replace(conference(collections=(), general=()), papers={"x": paper}))
    assert rooms.rooms["papers/x"].topic == (
        "X (P0, P1, P2, P3, P4, P5, P6, P7, P8, P9, P10, P11 and 2 more)"
    )


@pytest.mark.parametrize(
    ("chat", "url"),
    [
        (Chat(engine="embedded", url="https://c.example/"), "https://c.example/channel/paper-1"),
        (Chat(engine="rocketchat", url="https://c.example"), "https://c.example/channel/paper-1"),
        (Chat(engine="embedded"), ""),
        (
            Chat(engine="matrix", url="https://matrix.c.example", domain="c.example"),
            "https://matrix.to/#/%23paper-1:c.example",
        ),
        (Chat(engine="matrix", url="https://c.example:8448"), "https://matrix.to/#/%23paper-1:c.example"),
        (Chat(engine="link", room_url="https://z.example/#{room}"), "https://z.example/#paper-1"),
    ],
)  # fmt: skip
def test_room_url(chat: Chat, url: str) -> None:
    assert room_url(chat, "paper-1") == url
