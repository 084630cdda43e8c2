from typing import Any

import pytest


@pytest.fixture
def many(server: Any) -> Any:
    admin = server.admin
    for number in range(120):
        admin.post("channels.create", name=f"room-{number:03}")
    return admin


@pytest.mark.parametrize(
    ("query", "count"),
    [({}, 50), ({"count": 10}, 10), ({"count": 500}, 100), ({"count": 0}, 121),
     ({"offset": 119}, 2), ({"offset": 500}, 0)],
)  # fmt: skip
def test_pages_are_clamped_as_on_the_real_server(
    many: Any, query: dict[str, int], count: int
) -> None:
    page = many.get("channels.list", **query)
    assert (len(page["channels"]), page["count"], page["total"]) == (count, count, 121)
    assert page["offset"] == query.get("offset", 0)


def test_everything_at_once_only_for_bots(server: Any, many: Any) -> None:
    assert len(server.guest("Nia").get("channels.list", count=0)["channels"]) == 100


@pytest.mark.parametrize("value", ["-1", "x", "1.5", "9" * 20])
def test_pages_of_nonsense_are_refused(server: Any, value: str) -> None:
    status, answer = server.admin.got("channels.list", count=value)
    assert (status, answer["error"]) == (400, "must be integer: count [invalid-params]")


def test_sorting_takes_known_fields_only(server: Any) -> None:
    admin = server.admin
    for name in ("b", "a", "c"):
        admin.post("channels.create", name=name)
    names = [room["name"] for room in admin.get("channels.list", sort='{"name": -1}')["channels"]]
    assert names == ["general", "c", "b", "a"]
    same = admin.get("channels.list", sort='{"1;DROP TABLE rooms": 1}')["channels"]
    assert [room["name"] for room in same] == ["a", "b", "c", "general"]
    assert admin.got("channels.list", sort="{")[0] == 400


def test_joined_are_the_callers_own(server: Any) -> None:
    server.room()
    nia = server.guest("Nia")
    server.say(nia, "Hello.")
    assert [room["name"] for room in nia.get("channels.list.joined")["channels"]] == ["paper-412"]


def test_members_are_found_by_name(server: Any) -> None:
    room = server.room()
    for name in ("Nia", "Bo"):
        server.say(server.guest(name), "Hello.")
    found = server.admin.get("channels.members", roomId=room, filter="ni")
    assert [member["username"] for member in found["members"]] == ["nia"]


def test_addresses_are_for_admins(server: Any) -> None:
    server.admin.post("users.create", name="Nia", email="nia@example.org", username="nia",
                      password="a good password")  # fmt: skip
    seen = server.guest("Bo").get("users.info", username="nia")["user"]
    assert "emails" not in seen and "roles" not in seen
    assert server.admin.get("users.info", username="nia")["user"]["emails"][0]["address"] == (
        "nia@example.org"
    )
    assert "nia@example.org" not in str(server.guest("Cleo").get("users.list"))


def test_private_groups_are_seen_by_their_members(server: Any) -> None:
    group = server.admin.post("groups.create", name="committee", members=["rocket.cat"])["group"][
        "_id"
    ]
    nia = server.guest("Nia")
    for call in (
        "groups.info",
        "groups.members",
        "groups.history",
        "groups.messages",
        "rooms.info",
    ):
        status, answer = nia.got(call, roomId=group)
        assert (status, answer["errorType"]) == (400, "error-room-not-found")
    assert nia.posted("chat.postMessage", roomId=group, text="x")[0] == 400
    assert nia.get("groups.list")["groups"] == []
    server.admin.post("groups.invite", roomId=group, userId=nia.id)
    assert nia.get("groups.info", roomId=group)["group"]["name"] == "committee"


def test_direct_messages_are_between_their_people_even_for_the_admin(server: Any) -> None:
    moderator, nia = server.person("Bo Lindqvist"), server.guest("Nia")
    room = moderator.post("dm.create", username=nia.username)["room"]["_id"]
    moderator.post("chat.postMessage", roomId=room, text="Between us.")
    assert nia.get("dm.messages", roomId=room)["messages"][0]["msg"] == "Between us."
    assert server.admin.got("dm.messages", roomId=room)[0] == 400
    assert nia.posted("dm.create", username="admin")[0] == 400
