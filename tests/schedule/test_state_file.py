"""The remembered state as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.problems import MiniconfError
from miniconf.schedule.state import Facts, State, advance, release
from miniconf.schedule.state_file import FILE, clock, from_text, latest, read, to_text, write

START = datetime(2031, 3, 28, 9, tzinfo=UTC)
NOW = datetime(2031, 1, 1, tzinfo=UTC)
TALK = Facts(title="Talk “1”", start=START, end=START + timedelta(hours=1), papers=("p1",))


def state() -> State:
    first = release(advance(State(), {"sessions/a": (TALK, "d1"), "x/y": (TALK, "d1")}, NOW), NOW)
    moved = replace(TALK, room="Hall", owner=("workshops", "w1"))
    return release(advance(first, {"sessions/a": (moved, "d2")}, NOW, "tern.example"), NOW)


def test_the_text_is_one_event_a_line() -> None:
    found = advance(State(), {"sessions/a": (TALK, "d1")}, NOW, "tern.example")
    assert to_text(found) == (
        '{\n  "format": 1,\n  "domain": "tern.example",\n  "events": {\n'
        '    "sessions/a": {"title": "Talk “1”", "start": "2031-03-28T09:00:00Z", '
        '"end": "2031-03-28T10:00:00Z", "kind": "other", "papers": ["p1"], "sequence": 0, '
        '"stamp": "2000-01-01T00:00:00Z", "digest": "d1"}\n  },\n  "releases": []\n}\n'
    )


def test_what_is_written_is_read_again() -> None:
    assert from_text(to_text(state())) == state()


@given(st.dictionaries(st.text(min_size=1), st.text(), max_size=4))
def test_any_title_and_id_is_read_again(titles: dict[str, str]) -> None:
    events = {key: (replace(TALK, title=title), "d") for key, title in titles.items()}
    found = advance(State(), events, NOW)
    text = to_text(found).encode("utf-8", "backslashreplace").decode("utf-8")
    assert from_text(text) == found


def test_a_folder_without_a_file_has_an_empty_state(tmp_path: Path) -> None:
    assert read(tmp_path) == State()


def test_write_leaves_the_file_and_nothing_else(tmp_path: Path) -> None:
    assert write(tmp_path, state())
    assert [path.name for path in tmp_path.iterdir()] == [FILE]
    assert read(tmp_path) == state()


def test_write_where_there_is_no_folder_says_so(tmp_path: Path) -> None:
    assert write(tmp_path / "absent", state()) is False


def test_a_conflict_of_version_control_is_told_with_its_line() -> None:
    broken = to_text(state()).replace('  "releases"', '<<<<<<< HEAD\n  "releases"')
    with pytest.raises(MiniconfError) as caught:
        from_text(broken)
    assert str(caught.value) == (
        "schedule-state.json:8: expected JSON, got something else: "
        "Expecting property name enclosed in double quotes (hint: take the file from version "
        "control again, or delete it to begin anew)"
    )


@pytest.mark.parametrize("text", ["[]", "{}", "null", '{"format": "x"}', '{"format": 1}', "7"])
def test_another_shape_is_no_state(text: str) -> None:
    with pytest.raises(MiniconfError, match=r"^schedule-state\.json:1: expected .*delete it to"):
        from_text(text)


def test_a_newer_format_asks_for_a_newer_program() -> None:
    with pytest.raises(MiniconfError) as caught:
        from_text(to_text(state()).replace('"format": 1', '"format": 2'))
    assert str(caught.value) == (
        "schedule-state.json:2: format: expected 1 at most, got 2 "
        "(hint: a newer miniconf wrote it; use that one here, too)"
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"x/y": {"title": "Talk “1”", "start"', '"x/y": {"strat"',
         "6: x/y: expected start, found none"),
        ('"w1"], "sequence": 1', '"w1"], "sequence": "one"',
         "5: sessions/a: expected what a build wrote, found another value"),
        ('{"version": 1', '{"vision": 1', "8: releases: expected version, found none"),
    ],
)  # fmt: skip
def test_a_line_that_was_edited_is_told(old: str, new: str, message: str) -> None:
    text = to_text(state())
    assert text.count(old) == 1
    with pytest.raises(MiniconfError) as caught:
        from_text(text.replace(old, new))
    hint = "take the file from version control again, or delete it to begin anew"
    assert str(caught.value) == f"schedule-state.json:{message} (hint: {hint})"


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe")
    with pytest.raises(MiniconfError, match=r"schedule-state\.json: expected text in UTF-8 \(hint"):
        read(tmp_path)


def test_clock_is_fixed_by_the_environment() -> None:
    assert clock({"SOURCE_DATE_EPOCH": "86400"}.get) == datetime(1970, 1, 2, tzinfo=UTC)
    assert clock({}.get).tzinfo is UTC
    with pytest.raises(MiniconfError) as caught:
        clock({"SOURCE_DATE_EPOCH": "soon"}.get)
    assert str(caught.value) == 'SOURCE_DATE_EPOCH: expected seconds since 1970, got "soon"'


def test_latest_is_the_newest_stamp() -> None:
    assert latest(state()) == NOW
