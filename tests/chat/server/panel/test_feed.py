import threading
from typing import Any

import pytest

from miniconf.chat.server import history


@pytest.fixture
def nia(server: Any) -> Any:
    server.room()
    return server.guest("Nia")


def live(who: Any, since: int, **query: Any) -> dict[str, Any]:
    return who.get("miniconf.live", room="paper-412", since=since, wait=0, **query)


def test_nothing_new_says_so(server: Any, nia: Any) -> None:
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    assert live(server.nobody, rev) == {"messages": [], "rev": rev, "success": True}


def test_every_change_comes_once_and_in_order(server: Any, nia: Any) -> None:
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    asked = server.say(nia, "Why?")["id"]
    answer = server.say(server.guest("Bo"), "Because.", thread=asked)["id"]
    first = live(server.nobody, rev)
    assert [(m["id"], m["kind"]) for m in first["messages"]] == [
        (asked, "question"),
        (answer, "answer"),
    ]
    nia.post("miniconf.edit", message=asked, text="Why though?")
    second = live(server.nobody, first["rev"])
    assert [(m["id"], m["text"], m["edited"]) for m in second["messages"]] == [
        (asked, "Why though?", True)
    ]
    assert live(server.nobody, second["rev"])["messages"] == []


def test_reader_who_waits_is_woken(server: Any, nia: Any) -> None:
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    heard: list[dict[str, Any]] = []

    def wait() -> None:
        answer = server.app.test_client().get(
            "/api/v1/miniconf.live", query_string={"room": "paper-412", "since": rev, "wait": 20}
        )
        heard.append(answer.get_json())

    reader = threading.Thread(target=wait)
    reader.start()
    while not server.chat.live.readers:
        threading.Event().wait(0.01)
    server.say(nia, "Why?")
    reader.join(15)
    assert [message["text"] for message in heard[0]["messages"]] == ["Why?"]
    assert server.chat.live.readers == 0


def test_words_written_while_news_are_read_come_with_the_next(
    server: Any, nia: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    server.say(nia, "first words")
    admin = server.admin
    changed = history.changed

    def meanwhile() -> None:
        server.say(nia, "second words")
        admin.post("miniconf.lock", room="paper-412", on=True)

    def slowly(*asked: Any) -> list[Any]:
        found = changed(*asked)
        monkeypatch.setattr(history, "changed", changed)
        other = threading.Thread(target=meanwhile)
        other.start()
        other.join()
        return found

    monkeypatch.setattr(history, "changed", slowly)
    first = live(server.nobody, rev)
    second = live(server.nobody, first["rev"])
    texts = [[message["text"] for message in found["messages"]] for found in (first, second)]
    assert texts == [["first words"], ["second words"]]


def test_taken_back_and_hidden_words_are_not_told(server: Any, nia: Any) -> None:
    one, two = server.say(nia, "first words")["id"], server.say(nia, "second words")["id"]
    nia.post("miniconf.delete", message=one)
    server.person("Bo Lindqvist").post("miniconf.hide", message=two, on=True)
    told = {m["id"]: (m["state"], m["text"], m["html"]) for m in live(server.nobody, 0)["messages"]}
    assert told[one] == ("deleted", "", "")
    assert told[two] == ("hidden", "", "")
    staff = {m["id"]: m["text"] for m in live(server.person("Bo Lindqvist"), 0)["messages"]}
    assert staff[two] == "second words"


def test_rooms_own_changes_are_told(server: Any, nia: Any) -> None:
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    server.admin.post("miniconf.lock", room="paper-412", on=True)
    news = live(nia, rev)
    assert (news["room"]["locked"], news["me"]["signedIn"]) == (True, True)


def test_muted_reader_is_told_once(server: Any, nia: Any) -> None:
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    server.person("Bo Lindqvist").post("miniconf.mute", user=nia.id, minutes=5)
    news = live(nia, rev)
    assert (news["me"]["muted"], "room" in news, news["messages"]) == (True, False, [])
    assert live(nia, news["rev"]) == {"messages": [], "rev": news["rev"], "success": True}
    assert "me" not in live(server.nobody, rev)


@pytest.mark.parametrize(("call", "told"), [("mute", (200, True)), ("ban", (401, None))])
def test_reader_who_waits_is_told_of_a_mute_and_a_ban(
    server: Any, nia: Any, call: str, told: tuple[int, bool | None]
) -> None:
    bo = server.person("Bo Lindqvist")
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    heard: list[tuple[int, dict[str, Any]]] = []

    def wait() -> None:
        answer = server.app.test_client().get(
            "/api/v1/miniconf.live", headers=nia.headers,
            query_string={"room": "paper-412", "since": rev, "wait": 20},
        )  # fmt: skip
        heard.append((answer.status_code, answer.get_json()))

    reader = threading.Thread(target=wait)
    reader.start()
    while not server.chat.live.readers:
        threading.Event().wait(0.01)
    bo.post(f"miniconf.{call}", user=nia.id, minutes=5)
    reader.join(15)
    assert (heard[0][0], heard[0][1].get("me", {}).get("muted")) == told


def test_session_that_has_ended_is_told_so_by_the_feed(server: Any, nia: Any) -> None:
    nia.post("logout")
    assert nia.got("miniconf.live", room="paper-412", since=0, wait=0)[0] == 401


def test_other_rooms_of_ones_own_are_told(server: Any, nia: Any) -> None:
    other = server.room("paper-413", "papers/413")
    server.say(nia, "Hello.", "paper-413")
    rev = server.nobody.get("miniconf.room", room="paper-412")["rev"]
    server.say(server.guest("Bo"), "Hi.", "paper-413")
    assert [room["id"] for room in live(nia, rev, others=1)["rooms"]] == [other]
    assert "rooms" not in live(server.nobody, rev)


def test_private_room_is_told_to_nobody_else(server: Any, nia: Any) -> None:
    room = server.admin.post("groups.create", name="committee")["group"]["_id"]
    for who in (server.nobody, nia):
        status, answer = who.got("miniconf.live", room=room, since=0, wait=0)
        assert (status, answer["errorType"]) == (400, "error-room-not-found")


def test_guests_read_only_where_they_may(make: Any) -> None:
    server = make(guests=False)
    server.room()
    for call in ("miniconf.live", "miniconf.room", "miniconf.messages", "miniconf.questions"):
        assert server.nobody.got(call, room="paper-412", wait=0)[0] == 401
    for call, query in (("miniconf.rooms", {}), ("miniconf.search", {"text": "why"})):
        assert server.nobody.got(call, **query)[0] == 401
    assert server.guest("Nia").got("miniconf.room", room="paper-412")[0] == 200
