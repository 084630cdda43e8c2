"""What every provider must do, as tests that run on each engine's server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol

import pytest

from miniconf.chat.apply import carry_out
from miniconf.chat.plan import plan, summary
from miniconf.chat.provider import Message, Provider
from miniconf.chat.wire import Wire
from miniconf.rooms import Room


class Killed(BaseException):
    """The command was ended from outside."""


class MortalWire(Wire):
    """A session that dies at call `last`: before it is sent, or before its answer is read."""

    def __init__(self, last: int, sent: bool) -> None:
        super().__init__(sleep=lambda seconds: None)
        self.last, self.sent, self.count = last, sent, 0

    def request(self, method: str, url: str, **options: Any) -> Any:  # type: ignore[override]
        self.count += 1
        dies = self.count == self.last
        if dies and not self.sent:
            raise Killed
        answer = super().request(method, url, **options)
        if dies:
            raise Killed
        return answer


class CountingWire(Wire):
    """A session that counts its calls."""

    def __init__(self) -> None:
        super().__init__(sleep=lambda seconds: None)
        self.count = 0

    def request(self, method: str, url: str, **options: Any) -> Any:  # type: ignore[override]
        self.count += 1
        return super().request(method, url, **options)


class Harness(Protocol):
    """A server that tests may look into from behind."""

    scope: str
    moderator: str

    def provider(self, wire: Wire | None = None) -> Provider: ...

    def pinned(self, name: str) -> list[str]: ...

    def moderators(self, name: str) -> set[str]: ...

    def say(self, name: str, text: str, thread: str = "", author: bool = False) -> str: ...

    def vote(self, message: str, name: str) -> None: ...

    def settle(self, message: str, name: str) -> None: ...

    def edit(self, message: str, name: str, text: str) -> None: ...

    def take_back(self, message: str, name: str) -> None: ...


def wanted(harness: Harness, count: int = 3) -> dict[str, Room]:
    """`count` rooms with everything a room may have."""
    rooms = {}
    for number in range(count):
        key = f"papers/p{number}"
        rooms[key] = Room(
            key=key,
            name=f"{harness.scope}paper-p{number}",
            title=f"Tides {number}",
            topic=f"Tides & currents #{number} (Ana Vo, Bo Łi)",
            page=f"papers/p{number}.html",
            description=f"Tern 2031: https://tern.example/papers/p{number}.html",
            announcement="Be kind.",
            welcome="Welcome! Ask *anything*.",
            moderators=(harness.moderator,),
        )
    return rooms


def bring(harness: Harness, rooms: dict[str, Room], delete: bool = False) -> str:
    """Plan and apply; what the plan was."""
    provider = harness.provider()
    steps = plan(rooms, provider.found(), harness.scope, delete)
    report = carry_out(steps, provider)
    assert (report.refused, report.stopped) == ([], "")
    return summary(steps)


def state(harness: Harness) -> dict[str, tuple[object, ...]]:
    """`key -> everything about a room of ours`, read from the server."""
    return {
        room.key: (room.name, room.topic, room.description, room.announcement, room.archived,
                   room.stamp != "", harness.pinned(room.name),
                   harness.moderator in harness.moderators(room.name))
        for room in harness.provider().found()
        if room.key and room.scope == harness.scope
    }  # fmt: skip


def whole(rooms: dict[str, Room]) -> dict[str, tuple[object, ...]]:
    """What `state` gives when all is as wanted."""
    return {
        key: (room.name, room.topic, room.description, room.announcement, False, True,
              [room.welcome], True)
        for key, room in rooms.items()
    }  # fmt: skip


def read(harness: Harness, key: str, cursor: str = "") -> tuple[list[Message], set[str], str]:
    """`(messages, ids taken back, cursor)` of a room since `cursor`."""
    provider = harness.provider()
    room = next(r for r in provider.found() if r.key == key and r.scope == harness.scope)
    messages: dict[str, Message] = {}
    removed: set[str] = set()
    for batch in provider.changes(room, cursor):
        messages |= {message.id: message for message in batch.messages}
        removed |= set(batch.removed)
        cursor = batch.cursor
    return [m for m in messages.values() if m.id not in removed], removed, cursor


def texts(messages: Iterable[Message]) -> list[str]:
    """The words of messages, in the order of time."""
    return [m.text for m in sorted(messages, key=lambda message: (message.time, message.id))]


class ProviderContract:
    """Subclass it with a fixture `harness`."""

    def test_rooms_are_made_whole_and_a_second_run_is_empty(self, harness: Harness) -> None:
        rooms = wanted(harness)
        assert bring(harness, rooms) == "3 to create"
        assert state(harness) == whole(rooms)
        assert bring(harness, rooms) == "nothing to do"

    def test_changes_reach_the_room_they_belong_to(self, harness: Harness) -> None:
        rooms = wanted(harness, 2)
        bring(harness, rooms)
        rooms["papers/p1"] = replace(
            rooms["papers/p1"], name=f"{harness.scope}other-name", topic="Ebb", description="D",
            announcement="", welcome="Welcome! Again.",
        )  # fmt: skip
        assert bring(harness, rooms) == "1 to change"
        assert state(harness) == whole(rooms)
        assert bring(harness, rooms) == "nothing to do"

    def test_unwanted_rooms_are_archived_and_come_back(self, harness: Harness) -> None:
        rooms = wanted(harness, 2)
        bring(harness, rooms)
        fewer = {"papers/p0": rooms["papers/p0"]}
        assert bring(harness, fewer) == "1 to archive"
        assert bring(harness, fewer) == "nothing to do"
        assert state(harness)["papers/p1"][4] is True
        assert bring(harness, rooms) == "1 to change"
        assert state(harness) == whole(rooms)

    def test_unwanted_rooms_are_deleted_only_when_told(self, harness: Harness) -> None:
        rooms = wanted(harness, 2)
        bring(harness, rooms)
        fewer = {"papers/p0": rooms["papers/p0"]}
        assert bring(harness, fewer, delete=True) == "1 to DELETE"
        assert state(harness).keys() == {"papers/p0"}
        assert bring(harness, fewer, delete=True) == "nothing to do"

    @pytest.mark.parametrize("sent", [False, True])
    def test_an_end_at_any_call_loses_and_doubles_nothing(
        self, harness: Harness, sent: bool
    ) -> None:
        rooms = wanted(harness, 1)
        last = 0
        while True:
            last += 1
            wire = MortalWire(last, sent)
            try:
                provider = harness.provider(wire)
                carry_out(plan(rooms, provider.found(), harness.scope), provider)
            except Killed:
                bring(harness, rooms)
                assert state(harness) == whole(rooms), f"ended at call {last}"
                assert bring(harness, rooms) == "nothing to do"
                bring(harness, {}, delete=True)
                continue
            break
        assert last > 4

    def test_messages_come_with_threads_votes_and_marks(self, harness: Harness) -> None:
        room = wanted(harness, 1)["papers/p0"]
        bring(harness, {room.key: room})
        asked = harness.say(room.name, "Why *ice*?")
        answer = harness.say(room.name, "Because.", thread=asked, author=True)
        harness.vote(asked, room.name)
        harness.settle(asked, room.name)
        messages, removed, cursor = read(harness, room.key)
        assert texts(messages) == ["Why *ice*?", "Because."]
        by_id = {message.id: message for message in messages}
        question, reply = by_id[asked], by_id[answer]
        assert (question.thread, question.upvotes, question.answered) == ("", 1, True)
        assert (reply.thread, reply.is_author, question.is_author) == (asked, True, False)
        assert question.time.utcoffset() is not None and question.time <= reply.time
        assert question.user != reply.user
        assert removed == set() and cursor != ""

    def test_only_what_is_new_comes_after_a_cursor(self, harness: Harness) -> None:
        room = wanted(harness, 1)["papers/p0"]
        bring(harness, {room.key: room})
        first = harness.say(room.name, "First?")
        gone = harness.say(room.name, "To be taken back")
        _, _, cursor = read(harness, room.key)
        harness.edit(first, room.name, "First, edited?")
        harness.take_back(gone, room.name)
        harness.say(room.name, "Second?")
        messages, removed, later = read(harness, room.key, cursor)
        assert texts(messages) == ["First, edited?", "Second?"]
        assert removed == {gone}
        assert next(m for m in messages if m.id == first).edited is True
        again, _, last = read(harness, room.key, later)
        assert (texts(again), last) == ([], later)

    def test_a_second_run_asks_each_room_once_and_gets_nothing_old(self, harness: Harness) -> None:
        rooms = wanted(harness, 2)
        bring(harness, rooms)
        for number in range(110):
            harness.say(rooms["papers/p0"].name, f"Message {number}")
        wire = CountingWire()
        provider = harness.provider(wire)
        found = [room for room in provider.found() if room.key and room.scope == harness.scope]
        cursors, calls = {}, {}
        for again in (False, True):
            for room in found:
                before, batches = wire.count, []
                for batch in provider.changes(room, cursors.get(room.key, "")):
                    batches.append(batch)
                    cursors[room.key] = batch.cursor
                calls[room.key, again] = wire.count - before
                if again:
                    assert [m for batch in batches for m in batch.messages] == []
        assert calls["papers/p0", False] >= 2
        assert (calls["papers/p0", True], calls["papers/p1", True]) == (1, 1)

    def test_many_messages_come_in_pieces_and_all(self, harness: Harness) -> None:
        room = wanted(harness, 1)["papers/p0"]
        bring(harness, {room.key: room})
        said = [harness.say(room.name, f"Message {number}") for number in range(130)]
        harness.take_back(said[7], room.name)
        messages, _, _ = read(harness, room.key)
        kept = [f"Message {number}" for number in range(130) if number != 7]
        assert texts(messages) == kept

    def test_activity_counts_what_is_new(self, harness: Harness) -> None:
        rooms = wanted(harness, 2)
        bring(harness, rooms)
        provider = harness.provider()
        _, memory = provider.activity({})
        harness.say(rooms["papers/p1"].name, "One")
        harness.say(rooms["papers/p1"].name, "Two")
        counts, memory = provider.activity(memory)
        assert {key: count for key, count in counts.items() if count} == {"papers/p1": 2}
        assert not any(provider.activity(memory)[0].values())
