from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from miniconf.chat.archive import Naming, Report, archive, file_name, rooms_to_keep
from miniconf.chat.provider import Found
from miniconf.chat.rocketchat import RocketChatProvider
from miniconf.load.archive import archived
from miniconf.problems import Problems
from tests.chat.contract import Killed, MortalWire, bring, wanted
from tests.chat.rocket_harness import RocketHarness

SHOWN = Naming("shown", b"k")
NAME = "t31-paper-p0"


@pytest.fixture
def harness() -> RocketHarness:
    harness = RocketHarness()
    bring(harness, wanted(harness, 2))
    return harness


def run(harness: RocketHarness, site: Path, naming: Naming = SHOWN, whole: bool = False) -> Report:
    """One run of the archive over the papers' rooms."""
    provider = harness.provider()
    rooms = rooms_to_keep(provider.found(), harness.scope, ("papers",))
    return archive(rooms, provider, site, naming, whole=whole)


def moved_house() -> RocketHarness:
    """A server with the same rooms, made anew."""
    harness = RocketHarness()
    harness.server.now += timedelta(days=1)
    for number in range(5):
        harness.server.add_room(f"another-{number}")
    bring(harness, wanted(harness, 2))
    return harness


def lines(site: Path) -> list[dict[str, object]]:
    """The messages in the file of the first paper."""
    path = site / "questions" / "paper-p0.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()[1:]]


def test_conversation_comes_home_and_is_read_back(harness: RocketHarness, tmp_path: Path) -> None:
    asked = harness.say(NAME, "Why?")
    harness.say(NAME, "So.", thread=asked, author=True)
    harness.say(NAME, "I see", thread=asked)
    harness.vote(asked, NAME)
    report = run(harness, tmp_path)
    assert str(report) == ("2 rooms: 3 messages new or changed, 0 taken out, 1 file written")
    threads = archived(tmp_path, {"papers/p0"}, Problems())["papers/p0"]
    assert [(p.text, p.name, p.is_author) for t in threads for p in t.posts] == [
        ("Why?", "Ada", False), ("So.", "Bo", True), ("I see", "Ada", False),
    ]  # fmt: skip
    assert [(t.is_question, t.answered, t.upvotes) for t in threads] == [(True, True, 1)]


def test_second_run_asks_for_what_is_new_and_writes_nothing(
    harness: RocketHarness, tmp_path: Path
) -> None:
    harness.say(NAME, "Why?")
    run(harness, tmp_path)
    before = (tmp_path / "questions" / "paper-p0.jsonl").stat().st_mtime_ns
    harness.server.calls.clear()
    report = run(harness, tmp_path)
    assert (report.messages, report.files) == (0, 0)
    assert harness.server.calls.count(("GET", "chat.syncMessages")) == 2
    assert (tmp_path / "questions" / "paper-p0.jsonl").stat().st_mtime_ns == before


def test_rooms_in_which_nothing_moved_since_the_last_run_are_not_asked(
    harness: RocketHarness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an engine tells that gives a token for all rooms at once."""
    harness.say(NAME, "Why?")
    moved: dict[str, frozenset[str]] = {}
    monkeypatch.setattr(
        RocketChatProvider, "moved", lambda self, since: (moved.get(since), f"{since}t")
    )

    def asked(memory: dict[str, Any]) -> tuple[dict[str, Any], int]:
        provider = harness.provider()
        rooms = rooms_to_keep(provider.found(), harness.scope, ("papers",))
        harness.server.calls.clear()
        report = archive(rooms, provider, tmp_path, SHOWN, memory=memory)
        return report.memory, harness.server.calls.count(("GET", "chat.syncMessages"))

    first, calls = asked({})
    spoken, silent = first["cursors"]
    assert (calls, first["token"], first["cursors"][silent]) == (2, "t", "")
    assert asked(first) == (first | {"token": "tt"}, 2)  # a token that the server forgot
    moved |= {"t": frozenset(), "tt": frozenset({spoken})}
    assert asked(first) == (first | {"token": "tt"}, 0)
    assert asked(first | {"token": "tt"})[1] == 1
    (tmp_path / "questions" / "paper-p0.jsonl").unlink()
    assert asked(first)[1] == 1


def test_deleted_and_edited_messages_go_and_change(harness: RocketHarness, tmp_path: Path) -> None:
    kept, gone = harness.say(NAME, "One?"), harness.say(NAME, "Two?")
    run(harness, tmp_path)
    harness.edit(kept, NAME, "One, better?")
    harness.take_back(gone, NAME)
    report = run(harness, tmp_path)
    assert (report.messages, report.removed) == (1, 1)
    assert [(line["text"], line["edited"]) for line in lines(tmp_path)] == [("One, better?", True)]


@pytest.mark.parametrize("whole", [False, True])
def test_question_taken_back_leaves_its_place_while_it_has_answers(
    harness: RocketHarness, tmp_path: Path, whole: bool
) -> None:
    asked = harness.say(NAME, "Why?")
    answer = harness.say(NAME, "So.", thread=asked, author=True)
    run(harness, tmp_path)
    before = lines(tmp_path)
    harness.take_back(asked, NAME)
    report = run(harness, tmp_path, whole=whole)
    place = {"id": asked, "at": before[1]["at"], "gone": True, "text": ""}
    assert sorted(lines(tmp_path), key=lambda line: str(line["text"])) == [place, before[1]]
    assert (report.messages, report.removed) == (0, 1)
    assert run(harness, tmp_path, Naming("none", b"k")).messages == 1
    assert place in lines(tmp_path)
    harness.take_back(answer, NAME)
    assert run(harness, tmp_path, Naming("none", b"k")).removed == 1
    assert lines(tmp_path) == []


@pytest.mark.parametrize(
    ("mode", "names"),
    [
        ("shown", {"Ada", "Bo"}),
        ("pseudonyms", {"Attendee 2JSBS", "Attendee UHVBD"}),
        ("none", {None}),
    ],
)
def test_people_are_named_as_the_config_says(
    harness: RocketHarness, tmp_path: Path, mode: str, names: set[str | None]
) -> None:
    harness.say(NAME, "Why?")
    harness.say(NAME, "So.", author=True)
    run(harness, tmp_path, Naming(mode, b"k"))
    assert {line.get("name") for line in lines(tmp_path)} == names


def test_nothing_else_about_people_is_kept(harness: RocketHarness, tmp_path: Path) -> None:
    asked = harness.say(NAME, "Why?")
    harness.vote(asked, NAME)
    run(harness, tmp_path, Naming("none", b"k"))
    text = (tmp_path / "questions" / "paper-p0.jsonl").read_text()
    assert [
        word for word in ("ada", "Ada", "u-ada", "bo", "u-bo", "username") if word in text
    ] == []
    assert lines(tmp_path)[0].keys() == {"id", "at", "by", "up", "text"}


def test_other_naming_brings_the_room_anew(harness: RocketHarness, tmp_path: Path) -> None:
    harness.say(NAME, "Why?")
    run(harness, tmp_path)
    run(harness, tmp_path, Naming("none", b"k"))
    assert [line.get("name") for line in lines(tmp_path)] == [None]


def test_asker_is_known_again_without_names(harness: RocketHarness, tmp_path: Path) -> None:
    asked = harness.say(NAME, "Why?")
    run(harness, tmp_path, Naming("none", b"k"))
    harness.say(NAME, "I mean how", thread=asked)
    run(harness, tmp_path, Naming("none", b"k"))
    threads = archived(tmp_path, {"papers/p0"}, Problems())["papers/p0"]
    assert [(len(t.answers), t.answered) for t in threads] == [(1, False)]


def test_names_cannot_break_out_of_their_line(harness: RocketHarness, tmp_path: Path) -> None:
    asked = harness.say(NAME, "Why?")
    evil = "Bo\u202e Li\n(Author)\u200b" + "e\u0301\u0301\u0301\u0301\u0301" + "x" * 999
    user = harness.server.messages[asked]["u"]
    harness.server.alter(asked, u=user | {"name": evil})
    run(harness, tmp_path)
    name = str(lines(tmp_path)[0]["name"])
    assert name.startswith("Bo Li (Author)é") and len(name) == 60


def test_end_at_any_call_is_made_good_by_the_next_run(
    harness: RocketHarness, tmp_path: Path
) -> None:
    for number in range(230):
        harness.say(NAME, f"Message {number}")
    calls = 0
    while True:
        calls += 1
        site = tmp_path / str(calls)
        site.mkdir()
        try:
            provider = harness.provider(MortalWire(calls, sent=True))
            rooms = rooms_to_keep(provider.found(), harness.scope, ("papers",))
            archive(rooms, provider, site, SHOWN)
        except Killed:
            run(harness, site)
            assert [line["text"] for line in lines(site)] == [f"Message {n}" for n in range(230)]
            continue
        break
    assert calls > 5


def test_broken_file_is_brought_anew(harness: RocketHarness, tmp_path: Path) -> None:
    harness.say(NAME, "Why?")
    run(harness, tmp_path)
    path = tmp_path / "questions" / "paper-p0.jsonl"
    path.write_text(path.read_text()[:-9])
    run(harness, tmp_path)
    assert [line["text"] for line in lines(tmp_path)] == ["Why?"]


@pytest.mark.parametrize("damage", ["x", "<<<<<<< HEAD\n"])
def test_what_is_sound_in_a_broken_file_stays(
    harness: RocketHarness, tmp_path: Path, damage: str
) -> None:
    harness.say(NAME, "Why?")
    run(harness, tmp_path)
    path = tmp_path / "questions" / "paper-p0.jsonl"
    path.write_text(damage + path.read_text())
    run(moved_house(), tmp_path)
    assert [(line["text"], line.get("name")) for line in lines(tmp_path)] == [("Why?", None)]


@pytest.mark.parametrize(
    ("naming", "whole", "name"),
    [(SHOWN, False, "Ada"), (SHOWN, True, "Ada"), (Naming("none", b"k"), False, None)],
)
def test_room_made_anew_adds_to_what_the_former_one_said(
    harness: RocketHarness, tmp_path: Path, naming: Naming, whole: bool, name: str | None
) -> None:
    harness.say(NAME, "Why?")
    run(harness, tmp_path)
    another = moved_house()
    another.say(NAME, "And now?")
    run(another, tmp_path, naming, whole)
    run(another, tmp_path, naming, whole)
    assert [(line["text"], line.get("name")) for line in lines(tmp_path)] == [
        ("Why?", name), ("And now?", name),
    ]  # fmt: skip


def test_whole_finds_what_the_server_forgot_to_tell(harness: RocketHarness, tmp_path: Path) -> None:
    gone = harness.say(NAME, "Why?")
    run(harness, tmp_path)
    harness.server.remove(gone)
    harness.server.deleted.clear()
    assert run(harness, tmp_path).removed == 0
    assert run(harness, tmp_path, whole=True).removed == 1


def test_only_rooms_of_wanted_collections_are_kept() -> None:
    def room(key: str, scope: str = "") -> Found:
        return Found(id=key, name=key, key=key, scope=scope)

    found = [
        room("papers/b"), room("papers/a"), room("mentorships/m"), room("tracks/Sea"), room(""),
        room("papers/c", "old-"), room("general/help"),
    ]  # fmt: skip
    kept = rooms_to_keep(found, "", ("papers", "speakers"))
    assert [r.key for r in kept] == ["papers/a", "papers/b", "tracks/Sea"]


def test_file_names_differ_on_every_file_system() -> None:
    assert file_name("papers/main.1") == "paper-main.1.jsonl"
    assert file_name("papers/Main.1") == "paper-main.1-a7d412a7.jsonl"
