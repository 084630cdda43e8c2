from __future__ import annotations

from datetime import date

import pytest

from miniconf.load.chat import check_chat, same_site
from miniconf.model import Chat, Conference, Config, Paper, Person
from miniconf.problems import Problems

PAPERS = {
    key: Paper(id=key, title=key, authors=(Person(name="Bo"),), chat=name)
    for key, name in (("a", ""), ("b", "paper-a"))
}


def told(base: str, papers: dict[str, Paper] | None = None, **chat: object) -> list[str]:
    """The problems of a conference with these chat settings."""
    config = Config(
        name="T", start=date(2031, 3, 28), end=date(2031, 3, 28), time_zone="UTC",
        base_url=base, chat=Chat(**chat),
    )  # fmt: skip
    problems = Problems()
    check_chat(Conference(config=config, papers=papers or {}), problems)
    return [str(problem) for problem in problems]


def test_chat_of_the_same_site_is_fine() -> None:
    assert told("https://www.x.org/", engine="rocketchat", url="https://chat.x.org") == []


def test_frame_of_another_site_is_told() -> None:
    assert told("https://x.github.io/", engine="rocketchat", url="https://y.github.io") == [
        "config.yml: warning: chat.url: y.github.io is another site than x.github.io (hint:"
        " browsers keep cookies from a frame of another site: rooms open in their own window)"
    ]


def test_engines_without_cookies_may_be_anywhere() -> None:
    assert told("https://x.org/", engine="embedded", url="https://chat.y.org") == []


def test_open_server_of_a_safe_page_is_told() -> None:
    assert told("https://x.org/", engine="matrix", url="http://m.x.org") == [
        "config.yml: warning: chat.url: a page under https may not call a chat server under http"
        " (hint: give the server a certificate)"
    ]


def test_missing_addresses_are_told() -> None:
    assert told("", engine="matrix") + told("", engine="link", room_url="https://z") == [
        "config.yml: warning: chat.url: expected the chat server's address, got nothing",
        "config.yml: warning: chat.room_url: expected an address with {room} in it",
    ]


def test_colliding_rooms_are_told() -> None:
    assert told("", PAPERS, engine="embedded", general=()) == [
        "config.yml: warning: chat: papers/a: one room's name for papers/a and papers/b:"
        ' "paper-a" (hint: give one of them another `chat`)'
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("a.x.org", "b.x.org", True), ("x.org", "CHAT.x.org.", True), ("x.org", "y.org", False),
     ("a.x.ac.uk", "b.x.ac.uk", True), ("x.ac.uk", "y.ac.uk", False),
     ("a.hf.space", "b.hf.space", False), ("127.0.0.1", "127.0.0.1", True)],
)  # fmt: skip
def test_same_site(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
