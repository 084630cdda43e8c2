from typing import Any

import pytest


@pytest.fixture
def room(server: Any) -> str:
    identity: str = server.room()
    return identity


def test_mentions_rooms_and_links_are_noted(server: Any, room: str) -> None:
    nia = server.guest("Nia")
    server.say(nia, "Hello.")
    text = "@nia see #general, https://example.org/a?b=1. Not me@nia.org"
    message = server.admin.post("chat.postMessage", roomId=room, text=text)["message"]
    assert [person["username"] for person in message["mentions"]] == ["nia"]
    assert [channel["name"] for channel in message["channels"]] == ["general"]
    assert message["urls"] == [{"url": "https://example.org/a?b=1"}]
    found = nia.get("chat.getMentionedMessages", roomId=room)["messages"]
    assert [m["_id"] for m in found] == [message["_id"]]


def test_thread_counts_its_answers(server: Any, room: str) -> None:
    admin = server.admin
    asked = admin.post("chat.postMessage", roomId=room, text="Why?")["message"]["_id"]
    said = [admin.post("chat.postMessage", roomId=room, text=f"{n}", tmid=asked) for n in range(3)]
    answers = [answer["message"]["_id"] for answer in said]
    admin.post("chat.delete", roomId=room, msgId=answers[1])
    thread = admin.get("chat.getThreadsList", rid=room)["threads"][0]
    assert (thread["_id"], thread["tcount"]) == (asked, 2)
    listed = admin.get("chat.getThreadMessages", tmid=asked)
    assert ([m["msg"] for m in listed["messages"]], listed["total"]) == (["0", "2"], 2)


def test_answer_to_an_answer_or_to_another_room_is_refused(server: Any, room: str) -> None:
    admin = server.admin
    asked = admin.post("chat.postMessage", roomId=room, text="Why?")["message"]["_id"]
    answer = admin.post("chat.postMessage", roomId=room, text="So.", tmid=asked)["message"]["_id"]
    for target, tmid in ((room, answer), ("GENERAL", asked), (room, "nothing")):
        status, refused = admin.posted("chat.postMessage", roomId=target, text="x", tmid=tmid)
        assert (status, refused["errorType"]) == (400, "error-invalid-message")


def test_sync_gives_all_that_changed_and_all_that_went(server: Any, room: str) -> None:
    admin = server.admin
    ids = [admin.post("chat.postMessage", roomId=room, text=f"{n}")["message"] for n in range(4)]
    since = ids[1]["_updatedAt"]
    admin.post("chat.update", roomId=room, msgId=ids[0]["_id"], text="changed")
    admin.post("chat.delete", roomId=room, msgId=ids[3]["_id"])
    result = admin.get("chat.syncMessages", roomId=room, lastUpdate=since)["result"]
    assert [m["msg"] for m in result["updated"]] == ["2", "changed"]
    assert [m["_id"] for m in result["deleted"]] == [ids[3]["_id"]]


def test_sync_by_cursor_goes_through_everything_once(server: Any, room: str) -> None:
    admin = server.admin
    for number in range(7):
        admin.post("chat.postMessage", roomId=room, text=f"{number}")
    seen, position = [], "0"
    while position:
        result = admin.get(
            "chat.syncMessages", roomId=room, next=position, type="UPDATED", count=3
        )["result"]
        seen += [m["msg"] for m in result["updated"]]
        position = result["cursor"]["next"]
    assert seen == [f"{number}" for number in range(7)]


def test_history_between_two_instants(server: Any, room: str) -> None:
    admin = server.admin
    sent = [admin.post("chat.postMessage", roomId=room, text=f"{n}")["message"] for n in range(4)]
    query = {"roomId": room, "oldest": sent[0]["ts"], "latest": sent[3]["ts"]}
    inner = admin.get("channels.history", **query)["messages"]
    whole = admin.get("channels.history", **query, inclusive="true")["messages"]
    assert [m["msg"] for m in inner] == ["2", "1"]
    assert [m["msg"] for m in whole] == ["3", "2", "1", "0"]


def test_deleted_message_is_gone_for_good(server: Any, room: str) -> None:
    admin = server.admin
    words = admin.post("chat.postMessage", roomId=room, text="secret words")["message"]["_id"]
    admin.post("chat.delete", roomId=room, msgId=words)
    docs = server.chat.store.rows("SELECT doc FROM messages WHERE id = ?", (words,))
    assert "secret" not in docs[0]["doc"]
    assert admin.get("chat.search", roomId=room, searchText="secret")["messages"] == []
    assert admin.got("chat.getMessage", msgId=words)[0] == 400


def test_pinned_and_starred(server: Any, room: str) -> None:
    admin, nia = server.admin, server.guest("Nia")
    one = admin.post("chat.postMessage", roomId=room, text="one")["message"]["_id"]
    for _ in range(2):
        admin.post("chat.pinMessage", messageId=one)
    nia.post("chat.starMessage", messageId=one)
    pinned = nia.get("chat.getPinnedMessages", roomId=room)["messages"]
    assert [(m["_id"], m["pinned"], m["pinnedBy"]["username"]) for m in pinned] == [
        (one, True, "admin")
    ]
    assert nia.get("chat.getStarredMessages", roomId=room)["total"] == 1
    assert admin.get("chat.getStarredMessages", roomId=room)["total"] == 0


@pytest.mark.parametrize(
    ("call", "body"),
    [
        ("chat.postMessage", {"roomId": 7, "text": "x"}),
        ("chat.postMessage", {"roomId": "GENERAL", "text": {"a": 1}}),
        ("chat.postMessage", {"roomId": "GENERAL", "text": "x", "attachments": "no"}),
        ("chat.sendMessage", {"message": "x"}),
        ("chat.sendMessage", {"message": {"rid": ["GENERAL"]}}),
        ("chat.react", {"messageId": "x", "emoji": 7}),
        ("channels.create", {"name": None}),
        ("channels.create", {"name": "x", "members": "all"}),
        ("channels.setReadOnly", {"roomId": "GENERAL", "readOnly": "maybe"}),
        ("channels.setCustomFields", {"roomId": "GENERAL", "customFields": []}),
    ],
)
def test_values_of_the_wrong_type_are_refused_in_words(
    server: Any, call: str, body: dict[str, Any]
) -> None:
    status, answer = server.admin.posted(call, **body)
    assert status == 400
    assert answer["success"] is False and answer["error"]


def test_text_that_nothing_can_hold_is_mended(server: Any, room: str) -> None:
    answer = server.client.post(
        "/api/v1/chat.postMessage", headers=server.admin.headers, content_type="application/json",
        data='{"roomId": "GENERAL", "text": "a\\u0000b\\ud800c"}',
    )  # fmt: skip
    assert (answer.status_code, answer.json["message"]["msg"]) == (200, "ab?c")
