from __future__ import annotations

from dataclasses import replace
from datetime import date

from miniconf.model import Conference, Config, Paper, Person
from miniconf.site.nearby import Nearby, nearby

CONFIG = Config(name="T", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="UTC")


def paper(key: str, title: str, **fields: object) -> Paper:
    return Paper(id=key, title=title, authors=(Person(name="A"),), abstract=title, **fields)


def conference(*papers: Paper) -> Conference:
    return Conference(config=CONFIG, papers={p.id: p for p in papers})


def test_given_places_are_brought_to_axes_from_0_to_1() -> None:
    papers = [
        paper("a", "Ice", position=(-10.0, 5.0), similar=("b",)),
        paper("b", "Ice", position=(10.0, 25.0), similar=("a",)),
        paper("c", "Ice", position=(0.0, 5.0), similar=("a",)),
    ]
    assert nearby(conference(*papers)) == Nearby(
        {}, {"a": (0.0, 0.0), "b": (1.0, 1.0), "c": (0.5, 0.0)}
    )


def test_paper_without_a_place_lies_among_its_neighbours() -> None:
    tides = [paper(key, "Tides at harbour walls") for key in "abc"]
    given = [replace(tides[0], position=(0.0, 0.0)), replace(tides[1], position=(4.0, 4.0))]
    found = nearby(conference(*given, tides[2]))
    assert found.positions == {"a": (0.0, 0.0), "b": (1.0, 1.0), "c": (0.5, 0.5)}


def test_neighbours_come_with_the_words_they_share() -> None:
    papers = [
        paper("a", "Glacier microphones"),
        paper("b", "Glacier microphones hear seals"),
        paper("c", "Parsing Basque verbs"),
        paper("d", "Basque verbs at sea"),
    ]
    found = nearby(conference(*papers))
    nearest, reason = found.neighbours["a"][0]
    assert nearest == "b"
    assert set(reason.lower().split(", ")) <= {"glacier", "microphones", "glacier microphones"}
    assert reason
    assert set(found.positions) == set("abcd")
