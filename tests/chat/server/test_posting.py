from dataclasses import replace
from typing import Any

import pytest

from miniconf.chat.server import Limits
from miniconf.chat.server import store as store_module
from miniconf.chat.server.store import StoreError


@pytest.fixture
def nia(server: Any) -> Any:
    server.room()
    return server.guest("Nia")


def refused(who: Any, text: str = "Hello", **more: Any) -> tuple[int, str, str]:
    body = {"room": "paper-412", "text": text, "id": "once", **more}
    status, answer = who.posted("miniconf.post", **body)
    return status, answer.get("errorType", ""), answer.get("error", "")


def test_message_twice_is_written_once(server: Any, nia: Any) -> None:
    first = nia.post("miniconf.post", room="paper-412", text="Why?", id="same")["message"]
    again = nia.post("miniconf.post", room="paper-412", text="Why?", id="same")["message"]
    assert first == again
    assert server.chat.store.value("SELECT count(*) FROM messages WHERE id = 'same'") == 1


def test_id_of_another_message_is_refused(server: Any, nia: Any) -> None:
    nia.post("miniconf.post", room="paper-412", text="Why?", id="same")
    other = server.guest("Bo")
    for who, text in ((nia, "Why not?"), (other, "Why?")):
        status, answer = who.posted("miniconf.post", room="paper-412", text=text, id="same")
        assert (status, answer["errorType"]) == (400, "error-message-id-taken")


@pytest.mark.parametrize("identity", ["", "a b", "x" * 65, "<b>", "é"])
def test_impossible_ids_are_refused(nia: Any, identity: str) -> None:
    status, _, _ = refused(nia, id=identity)
    assert status == (200 if identity == "" else 400)


def test_too_long_and_empty_messages_are_refused(make: Any, few: Limits) -> None:
    server = make(limits=few)
    server.room()
    nia = server.guest("Nia")
    assert refused(nia, "x" * 101)[:2] == (400, "error-message-size-exceeded")
    assert refused(nia, "  \n ")[:2] == (400, "error-empty-message")
    assert refused(nia, "x" * 100)[0] == 200


def test_writing_is_slowed_down_but_not_for_the_bot(make: Any, few: Limits) -> None:
    server = make(limits=replace(few, calls=replace(few.calls, calls=100)))
    server.room()
    nia, admin = server.guest("Nia"), server.admin
    assert [refused(nia, id=f"n{n}")[0] for n in range(4)] == [200, 200, 200, 429]
    assert [refused(admin, id=f"a{n}")[0] for n in range(6)] == [200] * 6


def test_archived_and_locked_rooms_are_closed(server: Any, nia: Any) -> None:
    admin = server.admin
    admin.post("miniconf.lock", room="paper-412", on=True)
    assert refused(nia) == (
        400, "error-room-readonly",
        "You can't send messages because the room is readonly. [error-room-readonly]",
    )  # fmt: skip
    assert refused(admin, id="staff")[0] == 200
    admin.post("miniconf.lock", room="paper-412", on=False)
    room = admin.get("rooms.info", roomName="paper-412")["room"]["_id"]
    admin.post("channels.archive", roomId=room)
    assert refused(nia)[:2] == (400, "error-room-archived")
    assert refused(admin, id="staff-2")[:2] == (400, "error-room-archived")


def test_slow_mode_holds_for_attendees_alone(server: Any, nia: Any) -> None:
    ada, admin = server.person("Ada Okafor"), server.admin
    admin.post("miniconf.slow", room="paper-412", seconds=60)
    assert refused(nia, id="n1")[0] == 200
    status, kind, _ = refused(nia, id="n2")
    assert (status, kind) == (429, "error-slow-mode")
    assert [refused(who, id=f"{who.id}{n}")[0] for who in (ada, admin) for n in (1, 2)] == [200] * 4


def test_repeating_a_request_is_no_second_message_for_slow_mode(server: Any, nia: Any) -> None:
    server.admin.post("miniconf.slow", room="paper-412", seconds=60)
    assert [refused(nia, id="n1")[0] for _ in range(2)] == [200, 200]


def test_full_disk_gives_the_writer_the_apis_error_and_loses_nothing(
    server: Any, nia: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    nia.post("miniconf.post", room="paper-412", text="kept", id="kept")
    store = server.chat.store
    pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
    store._writer.execute(f"PRAGMA max_page_count = {pages}")
    answers = [
        nia.posted("miniconf.post", room="paper-412", text="x" * 4000, id=f"b{n}") for n in range(9)
    ]
    full = [answer for status, answer in answers if status == 503]
    assert full[0] == {
        "success": False,
        "error": "the chat file cannot be written: database or disk is full [error-storage]",
        "errorType": "error-storage",
    }
    store._writer.execute("PRAGMA max_page_count = 1000000")
    nia.post("miniconf.post", room="paper-412", text="later", id="later")
    there = {row["id"] for row in store.rows("SELECT id FROM messages WHERE t IS NULL")}
    assert there == {"kept", "later"} | {
        f"b{n}" for n, (status, _) in enumerate(answers) if status == 200
    }


def test_locked_file_gives_the_writer_the_apis_error(
    server: Any, nia: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_: Any) -> None:
        raise StoreError("the chat file cannot be written: database is locked")

    monkeypatch.setattr(store_module.Store, "_run", locked)
    monkeypatch.setattr(server.chat.store.__class__, "write", locked)
    status, kind, error = refused(nia)
    assert (status, kind) == (503, "error-storage")
    assert error == "the chat file cannot be written: database is locked [error-storage]"


def test_alias_of_another_needs_a_permission(server: Any, nia: Any) -> None:
    room = server.admin.get("rooms.info", roomName="paper-412")["room"]["_id"]
    for impersonated in (
        {"alias": "Ada Okafor"},
        {"avatar": "https://x.example/a.png"},
        {"emoji": ":x:"},
    ):
        status, answer = nia.posted("chat.postMessage", roomId=room, text="Hi", **impersonated)
        assert (status, answer["error"]) == (
            403, "User does not have the permissions required for this action [error-unauthorized]",
        )  # fmt: skip
