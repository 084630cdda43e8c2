"""Stamps that move when, and only when, an event changed; releases and what changed since."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from miniconf.schedule.state import (
    FIRST_STAMP,
    Change,
    Facts,
    Kept,
    State,
    advance,
    pending,
    release,
)

START = datetime(2031, 3, 28, 9, tzinfo=UTC)
NOW = datetime(2031, 1, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
TALK = Facts(title="Talk", start=START, end=START + timedelta(hours=1), room="Hall")
KEY = "sessions/s1"


def test_a_first_build_does_not_depend_on_the_clock() -> None:
    found = advance(State(), {KEY: (TALK, "d1")}, NOW, "tern.example")
    assert found == State(
        domain="tern.example", events={KEY: Kept(facts=TALK, digest="d1", stamp=FIRST_STAMP)}
    )


def test_nothing_changed_changes_nothing() -> None:
    first = advance(State(), {KEY: (TALK, "d1")}, NOW)
    assert advance(first, {KEY: (TALK, "d1")}, LATER) == first


def test_a_change_moves_sequence_and_stamp_once() -> None:
    moved = replace(TALK, room="Attic")
    first = advance(State(), {KEY: (TALK, "d1")}, NOW)
    second = advance(first, {KEY: (moved, "d2")}, NOW)
    assert second.events[KEY] == Kept(facts=moved, digest="d2", sequence=1, stamp=NOW)
    assert advance(second, {KEY: (moved, "d2")}, LATER) == second


def test_an_event_that_goes_is_cancelled_and_may_come_back() -> None:
    first = advance(State(), {KEY: (TALK, "d1")}, NOW)
    gone = advance(first, {}, NOW)
    assert gone.events[KEY] == Kept(facts=TALK, digest="d1", sequence=1, stamp=NOW, cancelled=True)
    assert advance(gone, {}, LATER) == gone
    back = advance(gone, {KEY: (TALK, "d1")}, LATER)
    assert back.events[KEY] == Kept(facts=TALK, digest="d1", sequence=2, stamp=LATER)


def test_a_clock_that_stands_back_still_moves_the_stamp_on() -> None:
    first = advance(State(), {KEY: (TALK, "d1")}, NOW)
    second = advance(first, {KEY: (TALK, "d2")}, LATER)
    third = advance(second, {KEY: (TALK, "d3")}, NOW)
    assert third.events[KEY].stamp == LATER + timedelta(seconds=1)


def test_an_event_new_to_a_known_programme_is_stamped_now() -> None:
    first = advance(State(), {KEY: (TALK, "d1")}, NOW)
    second = advance(first, {KEY: (TALK, "d1"), "sessions/s2": (TALK, "d9")}, NOW)
    assert second.events["sessions/s2"] == Kept(facts=TALK, digest="d9", stamp=NOW)


def test_before_the_first_release_nothing_is_pending() -> None:
    assert pending(advance(State(), {KEY: (TALK, "d1")}, NOW)) == ()


def test_pending_tells_added_moved_renamed_and_cancelled() -> None:
    keys = ("sessions/a", "sessions/b", "sessions/c", "sessions/d")
    first = release(advance(State(), dict.fromkeys(keys, (TALK, "d1")), NOW), NOW)
    moved, renamed = replace(TALK, room="Attic"), replace(TALK, title="New")
    seen = {"sessions/a": (TALK, "d1"), "sessions/b": (moved, "d2"),
            "sessions/c": (renamed, "d2"), "sessions/e": (TALK, "d1")}  # fmt: skip
    found = advance(first, seen, LATER)
    assert pending(found) == (
        Change(what="moved", key="sessions/b", before=TALK, after=moved, at=LATER),
        Change(what="renamed", key="sessions/c", before=TALK, after=renamed, at=LATER),
        Change(what="cancelled", key="sessions/d", before=TALK, after=None, at=LATER),
        Change(what="added", key="sessions/e", before=None, after=TALK, at=LATER),
    )


def test_there_and_back_again_is_no_change() -> None:
    first = release(advance(State(), {KEY: (TALK, "d1")}, NOW), NOW)
    away = advance(first, {KEY: (replace(TALK, room="Attic"), "d2")}, LATER)
    back = advance(away, {KEY: (TALK, "d1")}, LATER)
    assert (pending(back), back.events[KEY].sequence) == ((), 2)


def test_added_and_dropped_before_a_release_is_no_change_but_stays_cancelled() -> None:
    first = release(advance(State(), {KEY: (TALK, "d1")}, NOW), NOW)
    added = advance(first, {KEY: (TALK, "d1"), "sessions/s2": (TALK, "d1")}, LATER)
    dropped = advance(added, {KEY: (TALK, "d1")}, LATER)
    assert pending(dropped) == ()
    assert dropped.events["sessions/s2"].cancelled


def test_a_release_takes_what_is_pending() -> None:
    first = release(advance(State(), {KEY: (TALK, "d1")}, NOW), NOW)
    gone = advance(first, {}, LATER)
    second = release(gone, LATER)
    assert [(r.version, r.at, r.changes) for r in second.releases] == [
        (1, NOW, ()), (2, LATER, pending(gone)),
    ]  # fmt: skip
    assert (pending(second), second.version) == ((), 2)
    assert pending(advance(second, {}, LATER)) == ()


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=8))
def test_stamps_move_exactly_with_what_is_seen(builds: list[dict[str, str]]) -> None:
    state, seen = State(), {}
    for number, build in enumerate(builds):
        before, old = state, seen
        seen = {f"sessions/{key}": (TALK, digest) for key, digest in build.items()}
        state = advance(state, seen, NOW + timedelta(hours=number))
        for key, kept in state.events.items():
            known = before.events.get(key)
            if known is None:
                assert kept.sequence == 0
            elif old.get(key) == seen.get(key):
                assert kept == known
            else:
                assert (kept.sequence, kept.stamp > known.stamp) == (known.sequence + 1, True)
