"""Where sessions stand in a day's grid."""

from __future__ import annotations

from datetime import date

from miniconf.site.grid import bands
from miniconf.site.refs import SessionRef
from miniconf.site.when import Clock
from miniconf.site.words import words
from tests.site.example import at, snapshot

CLOCK = Clock("UTC", words("en"), date(2027, 6, 14), date(2027, 6, 18))


def session(key: str, start: float, end: float, room: str = "") -> SessionRef:
    return SessionRef(
        key, key, "oral", "talk", at(0, start), at(0, end), room, "", (), 0, False, ("session", key)
    )


def placed(*events: SessionRef) -> list[list[tuple[str, int, int, int, int]]]:
    """Band by band: id, row, rows, column, columns."""
    return [
        [(b.session.id, b.row, b.rows, b.column, b.columns) for b in band.blocks]
        for band in bands(events, CLOCK).bands
    ]


def test_rooms_are_columns_and_what_is_alone_is_wide() -> None:
    events = (
        session("k", 8, 9, "Hall"), session("a", 9, 10.5, "A"), session("b", 9.25, 10, "B"),
        session("c", 10.5, 11, "A"),
    )  # fmt: skip
    assert bands(events, CLOCK).rooms == ("A", "B")
    assert placed(*events) == [[
        ("k", 0, 4, 1, 2), ("a", 4, 6, 1, 1), ("b", 5, 3, 2, 1), ("c", 10, 2, 1, 2),
    ]]  # fmt: skip


def test_an_overlap_in_one_room_takes_a_column_of_its_own() -> None:
    events = (session("a", 9, 10, "A"), session("b", 9, 10, "B"), session("c", 9.5, 10, "A"))
    assert bands(events, CLOCK).rooms == ("A", "A", "B")
    assert placed(*events) == [[("a", 0, 4, 1, 1), ("b", 0, 4, 3, 1), ("c", 2, 2, 2, 1)]]


def test_columns_without_a_name_share_one_head() -> None:
    events = (session("a", 9, 10), session("b", 9, 10, "B"), session("c", 9.5, 10))
    found = bands(events, CLOCK)
    assert (found.rooms, found.named) == (("B", "", ""), ("B",))


def test_a_long_pause_is_folded() -> None:
    found = bands((session("a", 9, 10), session("b", 14.5, 15)), CLOCK).bands
    assert [(band.start.hour, band.gap) for band in found] == [
        (9, None),
        (14, (at(0, 10), at(0, 14.5))),
    ]
    assert [moment.hour for _, moment in found[1].hours] == [14, 15]


def test_too_many_at_once_make_a_list() -> None:
    events = tuple(session(str(n), 9, 10, f"R{n}") for n in range(9))
    assert bands(events, CLOCK).rooms == ()


def test_the_example_fits_into_its_rooms() -> None:
    index = snapshot().index
    first = [event for event in index.events if event.start < at(1, 0)]
    assert bands(first, CLOCK).rooms == ("Acacia", "Garden", "")
