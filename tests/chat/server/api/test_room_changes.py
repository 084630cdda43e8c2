from typing import Any

import pytest


def test_create_takes_everything_in_one_call(server: Any) -> None:
    answer = server.admin.post("channels.create", name="paper-1", readOnly=True,
        customFields={"miniconf_key": "papers/1"},
        extraData={"topic": "Tides", "description": "d", "announcement": "a", "t": "p", "_id": "x"},
    )["channel"]  # fmt: skip
    wanted = {"name": "paper-1", "t": "c", "ro": True, "topic": "Tides", "description": "d",
              "announcement": "a", "usersCount": 1, "msgs": 0,
              "customFields": {"miniconf_key": "papers/1"}}  # fmt: skip
    assert {key: answer[key] for key in wanted} == wanted
    assert answer["_id"] != "x"


@pytest.mark.parametrize("name", ["", "a b", "é", "a/b", "x" * 121, "<b>"])
def test_impossible_names_are_refused(server: Any, name: str) -> None:
    status, answer = server.admin.posted("channels.create", name=name)
    assert (status, answer["errorType"]) == (400, "error-invalid-room-name")


def test_taken_names_are_told_apart(server: Any) -> None:
    admin = server.admin
    room = admin.post("channels.create", name="Paper-1")["channel"]["_id"]
    first = admin.posted("channels.create", name="paper-1")[1]["errorType"]
    admin.post("channels.archive", roomId=room)
    second = admin.posted("channels.create", name="paper-1")[1]["errorType"]
    assert (first, second) == ("error-duplicate-channel-name", "error-archived-duplicate-name")


def test_same_text_again_changes_nothing(server: Any) -> None:
    admin, room = server.admin, server.room()
    admin.post("channels.setTopic", roomId=room, topic="t")
    before = admin.get("channels.info", roomId=room)["channel"]["_updatedAt"]
    admin.post("channels.setTopic", roomId=room, topic="t")
    assert admin.get("channels.info", roomId=room)["channel"]["_updatedAt"] == before


def test_attendees_may_change_nothing(server: Any) -> None:
    room = server.room()
    nia = server.guest("Nia")
    server.say(nia, "Hello.")
    calls = {
        "rename": {"name": "x"}, "setTopic": {"topic": "x"}, "setReadOnly": {"readOnly": True},
        "archive": {}, "delete": {}, "setCustomFields": {"customFields": {}},
        "setJoinCode": {"joinCode": "x"}, "setType": {"type": "p"}, "addAll": {},
        "invite": {"userId": "rocket.cat"}, "kick": {"userId": "rocket.cat"},
        "addOwner": {"userId": nia.id}, "addModerator": {"userId": nia.id},
    }  # fmt: skip
    statuses = {call: nia.posted(f"channels.{call}", roomId=room, **fields)[0]
                for call, fields in calls.items()}  # fmt: skip
    assert set(statuses.values()) <= {400, 403}, statuses
    assert nia.posted("channels.create", name="x")[0] == 403


def test_delete_removes_messages_and_members(server: Any) -> None:
    room = server.room()
    server.say(server.guest("Nia"), "Hello.")
    server.admin.post("channels.delete", roomId=room)
    store = server.chat.store
    left = [store.value(f"SELECT count(*) FROM {table} WHERE rid = ?", (room,))
            for table in ("messages", "members", "mentions")]  # fmt: skip
    assert left == [0, 0, 0]


def test_join_code_keeps_strangers_out(server: Any) -> None:
    room = server.room()
    server.admin.post("channels.setJoinCode", roomId=room, joinCode="sesame")
    nia = server.guest("Nia")
    wrong = nia.posted("channels.join", roomId=room, joinCode="x")
    assert (wrong[0], wrong[1]["errorType"]) == (400, "error-code-invalid")
    assert nia.post("channels.join", roomId=room, joinCode="sesame")["channel"]["joinCodeRequired"]


def test_room_is_never_without_an_owner(server: Any) -> None:
    admin, room = server.admin, server.room()
    left = admin.posted("channels.leave", roomId=room)
    taken = admin.posted("channels.removeOwner", roomId=room, userId=admin.id)
    assert [answer["errorType"] for _, answer in (left, taken)] == [
        "error-you-are-last-owner", "error-remove-last-owner",
    ]  # fmt: skip
