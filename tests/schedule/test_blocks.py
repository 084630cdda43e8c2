"""Events side by side."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from miniconf.model.programme import Event
from miniconf.schedule.blocks import Block, blocks, lanes, under_way, upcoming

NINE = datetime(2031, 3, 28, 9, tzinfo=UTC)


def event(key: str, start: int, minutes: int, room: str = "") -> Event:
    first = NINE + timedelta(minutes=start)
    return Event(
        collection="sessions", id=key, title=key, start=first,
        end=first + timedelta(minutes=minutes), kind="other", room=room,
    )  # fmt: skip


A, B, C = event("a", 0, 60, "Two"), event("b", 0, 90, "One"), event("c", 60, 30)


def test_blocks_by_start_with_the_last_end() -> None:
    assert blocks([C, A, B]) == (Block(NINE, B.end, (B, A)), Block(C.start, C.end, (C,)))


def test_lanes_are_as_few_as_can_be() -> None:
    assert lanes([A, B, C]) == {A.place: 0, B.place: 1, C.place: 0}


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 200)), max_size=25))
def test_lanes_never_overlap(spans: list[tuple[int, int]]) -> None:
    events = [event(str(n), start, length) for n, (start, length) in enumerate(spans)]
    placed = lanes(events)
    for first in events:
        for second in events:
            if first is not second and placed[first.place] == placed[second.place]:
                assert first.end <= second.start or second.end <= first.start
    most = max((len(under_way(events, e.start)) for e in events), default=0)
    assert len(set(placed.values())) == most


def test_under_way_from_the_first_instant_to_before_the_last() -> None:
    assert under_way([A, B, C], NINE) == (A, B)
    assert under_way([A, B, C], A.end) == (C, B)
    assert under_way([A, B, C], B.end) == ()


def test_upcoming_leaves_out_what_has_begun() -> None:
    assert upcoming([A, B, C], NINE) == (C,)
    assert upcoming([A, B, C], NINE - timedelta(minutes=1), 2) == (A, B)
