from __future__ import annotations

from dataclasses import replace

from miniconf.chat.plan import plan, stamp, summary
from miniconf.chat.provider import Found
from miniconf.rooms import Room

ROOM = Room(key="papers/1", name="paper-1", title="Tides", topic="Tides", page="papers/1.html")
THERE = Found(id="r1", name="paper-1", key="papers/1", topic="Tides")


def lines(*found: Found, delete: bool = False, wanted: tuple[Room, ...] = (ROOM,)) -> list[str]:
    """The plan as it is shown."""
    return [str(step) for step in plan({r.key: r for r in wanted}, found, "", delete)]


def test_nothing_to_do() -> None:
    assert lines(THERE) == []
    assert summary(()) == "nothing to do"


def test_rooms_of_others_are_left_alone() -> None:
    foreign = Found(id="x", name="chess", topic="Chess")
    other = Found(id="y", name="old-paper-1", key="papers/1", scope="old-")
    assert lines(THERE, foreign, other, delete=True) == []


def test_missing_room_is_created() -> None:
    assert lines() == ["create  paper-1"]


def test_differences_are_shown_old_and_new() -> None:
    found = replace(THERE, topic="Old", archived=True)
    assert lines(found, wanted=(replace(ROOM, welcome="Hi"),)) == [
        'change  paper-1\n        topic: "Old" -> "Tides"\n        open it again\n'
        "        welcome message and moderators"
    ]


def test_room_of_a_new_name_is_renamed_not_made_again() -> None:
    assert lines(replace(THERE, name="before")) == [
        'change  paper-1\n        name: "before" -> "paper-1"'
    ]


def test_room_without_a_key_is_taken_over_by_its_name_in_any_case() -> None:
    assert lines(Found(id="r", name="Paper-1", topic="Tides")) == [
        'adopt   paper-1\n        name: "Paper-1" -> "paper-1"'
    ]


def test_dropped_rooms_are_archived_once_and_deleted_only_when_told() -> None:
    dropped = Found(id="r2", name="paper-2", key="papers/2")
    gone = replace(dropped, id="r3", name="paper-3", key="papers/3", archived=True)
    assert lines(THERE, dropped, gone) == ["archive paper-2"]
    assert lines(THERE, dropped, gone, delete=True) == ["delete  paper-2", "delete  paper-3"]


def test_room_of_a_dropped_record_with_the_wanted_name_is_taken_over() -> None:
    assert lines(replace(THERE, key="papers/old")) == ["adopt   paper-1"]


def test_name_that_another_wanted_room_still_has_blocks() -> None:
    wanted = (ROOM, replace(ROOM, key="papers/2", name="paper-2"))
    assert lines(replace(THERE, key="papers/2"), wanted=wanted) == [
        "blocked paper-1  the name belongs to the room of papers/2",
        'change  paper-2\n        name: "paper-1" -> "paper-2"',
    ]


def test_summary_counts_by_kind() -> None:
    steps = plan({ROOM.key: ROOM}, [Found(id="r2", name="paper-2", key="papers/2")])
    assert summary(steps) == "1 to create, 1 to archive"


def test_stamp_follows_welcome_and_moderators_in_any_order() -> None:
    both = replace(ROOM, welcome="Hi", moderators=("a", "b"))
    assert stamp(both) == stamp(replace(both, moderators=("b", "a")))
    assert len({stamp(ROOM), stamp(both), stamp(replace(both, welcome="Ho"))}) == 3
    assert stamp(ROOM) == ""
