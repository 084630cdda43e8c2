"""Cards made by another process are those that this one makes."""

from __future__ import annotations

import os
from itertools import count

import pytest

from miniconf import resources
from miniconf.apart import helpers
from miniconf.model import HubRepo, RepoView
from miniconf.repos import Shelf, view
from miniconf.site import cards, madecards
from miniconf.site.cards import SYMBOLS, Cards
from miniconf.site.looks.icons import Symbols
from miniconf.site.madecards import MadeCards
from miniconf.site.words import words

REPOS = [
    view(HubRepo(kind="model", id=f"o/m{n}", summary="Says “day”." * n, likes=n)) for n in range(4)
]


def by(repo: RepoView) -> str:
    return f"{repo.id} by {os.getpid()}"


def test_cards_come_from_another_process_once_they_are_settled() -> None:
    made = MadeCards(by, REPOS[:3])
    assert made.get(REPOS[0]) is None
    made.settle()
    assert helpers() == frozenset()
    found = [made.get(repo) or "" for repo in REPOS]
    assert [text.partition(" ")[0] for text in found] == ["o/m0", "o/m1", "o/m2", ""]
    assert str(os.getpid()) not in found[0]


def test_cards_that_have_no_room_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(madecards, "_ROOM", 4)
    made = MadeCards(lambda repo: repo.id, REPOS)  # 16 bytes for four times four
    made.settle()
    assert [made.get(repo) for repo in REPOS] == ["o/m0", "o/m1", "o/m2", "o/m3"]
    longer = count()
    made = MadeCards(lambda repo: repo.id + "!" * next(longer), REPOS)
    made.settle()
    assert [made.get(repo) for repo in REPOS] == ["o/m0", "o/m1!", "o/m2!!", None]


def test_a_paper_shows_the_same_with_cards_made_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    sprite = resources.folder("static").joinpath("icons.svg").read_text("utf-8")
    writes = Cards(words("en"), Symbols(sprite, SYMBOLS))
    shelves = [Shelf("model", tuple(REPOS), 4, "")]
    plain = writes.of_paper(shelves)
    writes.ahead(REPOS)
    assert helpers() == frozenset()  # they are few
    monkeypatch.setattr(cards, "_WORTH_A_FORK", 0)
    writes.ahead(REPOS)
    writes.settle()
    monkeypatch.setattr(writes, "_card", None)  # nobody asks for it any more
    assert writes.of_paper(shelves) == plain
