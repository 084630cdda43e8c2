"""Seating at the optimum."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from miniconf.mentors.hours import parse, spans
from miniconf.mentors.match import match, score
from miniconf.mentors.people import Mentee, Table
from miniconf.mentors.report import report

NINE = datetime(2031, 3, 28, 9, tzinfo=UTC)


def table(key: str, capacity: int = 1, hour: int = 0, **more: object) -> Table:
    start = NINE + timedelta(hours=hour)
    values = {"mentors": (f"Mentor {key}",), "topic": "Ice", "topics": ("ice",), **more}
    return Table(id=key, start=start, end=start + timedelta(hours=1), capacity=capacity, **values)


def mentee(key: str, *choices: str, **more: object) -> Mentee:
    values = {"name": key, "email": f"{key}@x.example", "zone": "UTC", "free": (), **more}
    return Mentee(id=key, choices=choices, **values)


def seated(tables: list[Table], mentees: list[Mentee]) -> dict[str, str]:
    return {seat.mentee.id: seat.table.id for seat in match(tables, mentees).seats}


def test_placing_one_more_comes_before_a_first_choice() -> None:
    found = seated([table("t1"), table("t2")], [mentee("a", "t1", "t2"), mentee("b", "t1")])
    assert found == {"a": "t2", "b": "t1"}


def test_first_choices_come_before_topics() -> None:
    tables = [table("t1", topics=("sea",)), table("t2", topics=("ice", "sky", "sea"))]
    assert seated(tables, [mentee("a", "t1", topics=("ice", "sky"))]) == {"a": "t1"}


def test_who_cannot_be_placed_is_told_why() -> None:
    tables = [table("t1", languages=("english",)), table("t2", languages=("english",), hour=3)]
    people = [
        mentee("a", "t1"),
        mentee("b", languages=("latin",)),
        mentee("c", languages=("english",), free=parse("20:00-22:00")),
        mentee("d", topics=("law",)),
        mentee("e", "t1"),
    ]
    found = match(tables, people)
    assert [(m.id, why) for m, why in found.unplaced] == [
        ("b", "no table speaks latin"),
        ("c", "none of the 2 tables in a shared language is in their free hours"),
        ("d", "none of the 2 tables they could come to is a choice or shares a topic"),
        ("e", "every table that fits is full or not held (t1)"),
    ]
    assert [seat.mentee.id for seat in found.seats] == ["a"]


def test_a_table_below_its_minimum_is_not_held() -> None:
    tables = [table("t1", 3, minimum=2), table("t2", 3)]
    alone = match(tables, [mentee("a", "t1"), mentee("b", "t2")])
    assert [(seat.mentee.id, seat.table.id) for seat in alone.seats] == [("b", "t2")]
    both = [mentee("a", "t1"), mentee("b", "t1", "t2"), mentee("c", "t2")]
    assert seated(tables, both) == {"a": "t1", "b": "t1", "c": "t2"}


def test_nobody_and_nothing() -> None:
    assert match([], []).seats == ()
    assert [why for _, why in match([], [mentee("a")]).unplaced] == ["there is no table"]


def test_the_order_of_the_files_does_not_matter() -> None:
    tables = [table(f"t{n}", 2) for n in range(4)]
    people = [mentee(f"m{n}", f"t{n % 3}", f"t{(n + 1) % 4}") for n in range(9)]
    assert seated(tables, people) == seated(tables[::-1], people[::-1])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(1, 2), min_size=1, max_size=3),
    st.lists(st.lists(st.integers(0, 2), max_size=3, unique=True), min_size=1, max_size=5),
    st.lists(st.integers(0, 2), min_size=3, max_size=3),
)
def test_no_seating_is_better(
    capacities: list[int], wishes: list[list[int]], minima: list[int]
) -> None:
    tables = [
        table(f"t{n}", c, minimum=min(minima[n], c), topics=()) for n, c in enumerate(capacities)
    ]
    people = [
        mentee(f"m{n}", *(f"t{w}" for w in wish if w < len(tables)), topics=("none",))
        for n, wish in enumerate(wishes)
    ]
    found = match(tables, people)
    assert (len(found.seats), found.score) == best_by_trying(tables, people)


def best_by_trying(tables: list[Table], people: list[Mentee]) -> tuple[int, int]:
    """Most placed, then the highest score, over every seating there is."""
    best = (0, 0)
    for way in product([None, *tables], repeat=len(people)):
        counts = [sum(t is place for place in way) for t in tables]
        if any(n > t.capacity or 0 < n < t.minimum for n, t in zip(counts, tables, strict=True)):
            continue
        values = [
            score(person, place, spans((), "UTC", NINE, NINE + timedelta(hours=9)))
            for person, place in zip(people, way, strict=True)
            if place
        ]
        if None not in values:
            best = max(best, (len(values), sum(value or 0 for value in values)))
    return best


def test_the_report_names_nobody() -> None:
    tables = [table("t1", 1), table("t2", 4, minimum=3)]
    people = [mentee("Ana Vo", "t1"), mentee("Bo Li", "t1"), mentee("Cy", topics=("law",))]
    assert report(match(tables, people)) == (
        "3 mentees, 2 tables with 5 seats\n"
        "placed: 1, which is the most that can be (proven optimal)\n"
        "  choice 1: 1 (100.0 %)\n"
        "  with a shared topic: 0 (0.0 %)\n"
        "without a seat: 2\n"
        "  1: every table that fits is full or not held\n"
        "  1: none of the tables they could come to is a choice or shares a topic\n"
        "\n"
        "t1: 1 of 1 (Ice)\n"
        "t2: 0 of 4, not held (Ice)\n"
    )
