from typing import Any


def test_discussion_branches_off_a_room(server: Any) -> None:
    parent, nia = server.room(), server.guest("Nia")
    made = server.admin.post(
        "rooms.createDiscussion", prid=parent, t_name="Tides at night", users=[nia.username],
        reply="Shall we?",
    )["discussion"]  # fmt: skip
    assert (made["fname"], made["prid"], made["usersCount"]) == ("Tides at night", parent, 2)
    lines = nia.get("chat.getDiscussions", roomId=parent)["messages"]
    assert [(m["drid"], m["msg"], m["t"]) for m in lines] == [
        (made["_id"], "Tides at night", "discussion-created")
    ]
    below = nia.get("rooms.getDiscussions", roomId=parent)["discussions"]
    assert [room["_id"] for room in below] == [made["_id"]]
    said = nia.get("channels.messages", roomId=made["_id"])["messages"]
    assert [message["msg"] for message in said] == ["Shall we?"]


def test_attendees_begin_no_discussions_and_none_is_nested(server: Any) -> None:
    parent = server.room()
    assert server.guest("Nia").posted("rooms.createDiscussion", prid=parent, t_name="x")[0] == 400
    made = server.admin.post("rooms.createDiscussion", prid=parent, t_name="x")["discussion"]
    status, answer = server.admin.posted("rooms.createDiscussion", prid=made["_id"], t_name="y")
    assert (status, answer["errorType"]) == (400, "error-nested-discussion")
