from typing import Any

import pytest


@pytest.fixture
def nia(server: Any) -> Any:
    server.room()
    return server.guest("Nia")


def test_messages_come_in_pages_with_their_answers(server: Any, nia: Any) -> None:
    ids = [server.say(nia, f"Number {n}.")["id"] for n in range(5)]
    server.say(nia, "And more.", thread=ids[0])
    page = server.nobody.get("miniconf.messages", room="paper-412", count=3)
    older = server.nobody.get(
        "miniconf.messages", room="paper-412", count=3, before=page["messages"][0]["ts"]
    )
    assert [m["id"] for m in page["messages"]] == ids[2:]
    assert [m["id"] for m in older["messages"]] == ids[:2]
    assert (page["more"], older["more"]) == (True, False)
    assert [a["text"] for a in older["messages"][0]["answers"]] == ["And more."]


def test_taken_back_question_stays_while_it_has_answers(server: Any, nia: Any) -> None:
    alone, asked = server.say(nia, "Alone?")["id"], server.say(nia, "Why?")["id"]
    server.say(server.guest("Bo"), "Because.", thread=asked)
    for one in (alone, asked):
        nia.post("miniconf.delete", message=one)
    page = server.nobody.get("miniconf.messages", room="paper-412")
    assert [(m["id"], m["state"], m["text"], len(m["answers"])) for m in page["messages"]] == [
        (asked, "deleted", "", 1)
    ]
    assert page["gone"] == [alone]


def test_questions_by_votes_and_by_waiting(server: Any, nia: Any) -> None:
    first, second, third = (server.say(nia, f"Number {n}?")["id"] for n in range(3))
    server.guest("Bo").post("miniconf.upvote", message=second, on=True)
    nia.post("miniconf.answered", message=second, on=True)
    orders = {
        order: [m["id"] for m in server.nobody.get(
            "miniconf.questions", room="paper-412", order=order)["questions"]]
        for order in ("newest", "oldest", "votes", "waiting")
    }  # fmt: skip
    assert orders == {
        "newest": [third, second, first], "oldest": [first, second, third],
        "votes": [second, third, first], "waiting": [third, first, second],
    }  # fmt: skip
    assert server.nobody.got("miniconf.questions", room="paper-412", order="best")[0] == 400


def test_room_by_name_id_and_key_is_the_same(server: Any, nia: Any) -> None:
    room = server.nobody.get("miniconf.room", room="paper-412")["room"]
    assert server.nobody.get("miniconf.room", room=room["id"])["room"] == room
    assert server.nobody.get("miniconf.room", key="papers/412")["room"] == room


def test_search_finds_words_and_keeps_private_rooms_private(server: Any, nia: Any) -> None:
    server.say(nia, "A 100 % Whisper is enough")
    committee = server.admin.post("groups.create", name="committee")["group"]["_id"]
    server.admin.post("chat.postMessage", roomId=committee, text="whisper in private")
    found = server.nobody.get("miniconf.search", text="enough whisper")["messages"]
    assert [(m["text"], m["roomName"]) for m in found] == [
        ("A 100 % Whisper is enough", "paper-412")
    ]
    for text, count in (("whisper", 1), ("100 %", 1), ("%", 0), ("1_0", 0), ("private", 0)):
        assert len(server.nobody.get("miniconf.search", text=text)["messages"]) == count
    assert (
        len(server.nobody.get("miniconf.search", text="whisper", room="paper-412")["messages"]) == 1
    )


def test_unread_is_counted_until_it_is_seen(server: Any, nia: Any) -> None:
    server.say(nia, "Hello.")
    last = server.say(server.guest("Bo"), "Hello @nia")
    unread = nia.get("miniconf.joined")["rooms"][0]
    nia.post("miniconf.seen", room="paper-412", ts=last["ts"])
    read = nia.get("miniconf.joined")["rooms"][0]
    assert [(room["unread"], room["mentions"]) for room in (unread, read)] == [(1, 1), (0, 0)]


def test_mine_shows_an_author_what_waits_first(server: Any, nia: Any) -> None:
    done, waits = server.say(nia, "Done?")["id"], server.say(nia, "Waits?")["id"]
    nia.post("miniconf.answered", message=done, on=True)
    room = server.person("Ada Okafor").get("miniconf.mine")["rooms"][0]
    assert (room["key"], room["questions"], room["answered"]) == ("papers/412", 2, 1)
    assert [asked["id"] for asked in room["asked"]] == [waits, done]
    assert nia.get("miniconf.mine")["rooms"] == []


def test_rooms_are_found_by_name_and_topic(server: Any, nia: Any) -> None:
    server.admin.post("channels.create", name="paper-9", customFields={"miniconf_key": "papers/9"},
                      extraData={"topic": "Tides at Night (Bo Li, Ana Vo)"})  # fmt: skip
    found = server.nobody.get("miniconf.rooms", filter="tides vo")
    assert [(room["name"], room["title"], room["topic"]) for room in found["rooms"]] == [
        ("paper-9", "Tides at Night", "Bo Li, Ana Vo")
    ]
