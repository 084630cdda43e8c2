"""Calls and answers of the server, held against the OpenAPI files that Rocket.Chat publishes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.chat.server import contract

pytestmark = pytest.mark.skipif(
    not contract.FOLDER.is_dir(),
    reason=f"Rocket.Chat's published contract is not at {contract.FOLDER}",
)

CONTRADICTED = {
    # The schema asks for `organization`, a custom field of the workspace that wrote the example.
    ("post", "/api/v1/channels.setCustomFields"),
    # One of two schemas must fit, and neither requires anything, so that both always do.
    ("post", "/api/v1/dm.create"),
}
"""Calls whose bodies the contract describes so that its own examples do not fit."""


UNPUBLISHED = {
    "miniconf.": "calls of its own, for the panel and the pages",
    "im.": "the older name of dm., which clients still use",
    "info": "what every client asks first; published without its path",
    "statistics": "the client's, left out of the files",
    "statistics.list": "the client's, left out of the files",
    "validateInviteToken": "the client's, left out of the files",
    "channels.listAll": "one name a family: here as in groups.",
    "channels.setEncrypted": "one name a family: here as in groups.",
    "dm.getIntegrations": "one name a family: here as in channels.",
    "dm.info": "one name a family: here as in channels.",
    "dm.list.joined": "one name a family: here as in channels.",
    "dm.moderators": "one name a family: here as in channels.",
    "dm.online": "one name a family: here as in channels.",
    "dm.roles": "one name a family: here as in channels.",
    "groups.join": "one name a family: here as in channels.",
    "groups.list.joined": "one name a family: here as in channels.",
    "groups.setDefault": "one name a family: here as in channels.",
    "groups.setJoinCode": "one name a family: here as in channels.",
}
"""Calls that the files lack (by a name ending in a dot, all that begin so), and why they are."""
SEEN: set[tuple[str, str]] = set()
"""What the tests of this module have held against the contract so far."""
RAN: set[str] = set()
"""Which of them have."""


@pytest.fixture(autouse=True)
def ran(request: pytest.FixtureRequest) -> None:
    """Remember that a test ran."""
    RAN.add(request.node.originalname)


ANSWERED_OTHERWISE = {
    # The contract has the list of all for an answer; its own client takes the invitation itself.
    ("post", "/api/v1/findOrCreateInvite"),
    # The contract wraps what Rocket.Chat gives bare: `true`.
    ("delete", "/api/v1/removeInvite/{_id}"),
    # The contract knows no refusal; this server takes no files.
    ("post", "/api/v1/rooms.media/{rid}"),
}
"""Calls that Rocket.Chat answers in another shape than the contract says."""


class Held:
    """A caller whose every call and answer is held against the contract."""

    def __init__(self, caller: Any) -> None:
        self._caller = caller
        self.problems: list[str] = []

    def get(self, call: str, at: str = "", **query: Any) -> dict[str, Any]:
        """`at` stands for what varies in the path: `settings/{_id}`."""
        status, body = self._caller.got(_filled(call, at), **query)
        return self._judge("get", call, status, body, contract.query_problems, query)

    def post(self, call: str, at: str = "", **body: Any) -> dict[str, Any]:
        status, answer = self._caller.posted(_filled(call, at), **body)
        return self._judge("post", call, status, answer, None, body)

    def delete(self, call: str, at: str) -> dict[str, Any]:
        place = f"/api/v1/{_filled(call, at)}"
        found = self._caller.client.delete(place, headers=self._caller.headers)
        return self._judge("delete", call, found.status_code, found.get_json(), None, {})

    def _judge(
        self, method: str, call: str, status: int, answer: dict[str, Any],
        query: Callable[[str, dict[str, Any]], list[str]] | None, sent: dict[str, Any],
    ) -> dict[str, Any]:  # fmt: skip
        path = f"/api/v1/{call}"
        if (method, path) not in contract.published():
            self.problems.append(f"{method} {path}: not in the contract")
            return answer
        SEEN.add((method, path))
        wrong = contract.answer_problems(method, path, status, answer)
        if (method, path) in ANSWERED_OTHERWISE:
            wrong = []
        if status == 200 and (method, path) not in CONTRADICTED:
            wrong += query(path, sent) if query else contract.request_problems(method, path, sent)
        self.problems += [f"{method} {call} -> {status}: {problem}" for problem in wrong]
        return answer


def _filled(call: str, at: str) -> str:
    return re.sub(r"\{[^}]*\}", at, call)


@pytest.fixture
def held(server: Any) -> Held:
    return Held(server.admin)


def room_of(held: Held, **more: Any) -> str:
    answer = held.post("channels.create", name="held", **more)
    room: str = answer["channel"]["_id"]
    return room


def test_signing_in(server: Any, held: Held) -> None:
    signing = Held(server.nobody)
    signing.post("login", user="admin", password="a good password")
    held.get("me")
    held.post("users.logoutOtherClients")
    held.post("users.logout")
    held = Held(server.admin)
    held.post("logout")
    signing.post("users.register", username="nia", name="Nia", email="nia@example.org",
                 **{"pass": "a good password"})  # fmt: skip
    signing.get("pw.getPolicy")
    assert signing.problems + held.problems == []


def test_channels(server: Any, held: Held) -> None:
    room = room_of(held, members=["rocket.cat"], readOnly=False, customFields={"a": "b"})
    person = server.guest("Nia").id
    for call, fields in {
        "setTopic": {"topic": "t"}, "setDescription": {"description": "d"},
        "setAnnouncement": {"announcement": "a"}, "setPurpose": {"purpose": "p"},
        "setReadOnly": {"readOnly": True}, "setDefault": {"default": True},
        "setJoinCode": {"joinCode": "c"}, "setCustomFields": {"customFields": {"x": "y"}},
        "rename": {"name": "held-again"}, "invite": {"userId": person},
        "addModerator": {"userId": person}, "removeModerator": {"userId": person},
        "addOwner": {"userId": person}, "removeOwner": {"userId": person},
        "addLeader": {"userId": person}, "removeLeader": {"userId": person},
        "kick": {"userId": person}, "addAll": {}, "close": {}, "open": {}, "join": {},
        "archive": {}, "unarchive": {},
    }.items():  # fmt: skip
        held.post(f"channels.{call}", roomId=room, **fields)
    held.post("channels.addOwner", roomId=room, userId=person)
    held.post("channels.leave", roomId=room)
    for call in (
        "info", "members", "messages", "history", "counters", "moderators", "roles", "files",
        "getIntegrations", "getAllUserMentionsByChannel", "anonymousread",
    ):  # fmt: skip
        held.get(f"channels.{call}", roomId=room)
    held.get("channels.list", count=5)
    held.get("channels.list.joined")
    held.get("channels.online", _id=room)
    held.post("channels.setType", roomId=room, type="p")
    held.post("channels.delete", roomId="GENERAL")
    assert held.problems == []


def test_groups(server: Any, held: Held) -> None:
    room = held.post("groups.create", name="held")["group"]["_id"]
    person = server.guest("Nia").id
    for call, fields in {
        "setTopic": {"topic": "t"}, "setDescription": {"description": "d"},
        "setAnnouncement": {"announcement": "a"}, "setReadOnly": {"readOnly": True},
        "setCustomFields": {"customFields": {"x": "y"}}, "rename": {"name": "held-again"},
        "invite": {"userId": person}, "addModerator": {"userId": person},
        "removeModerator": {"userId": person}, "addOwner": {"userId": person},
        "removeOwner": {"userId": person}, "addLeader": {"userId": person},
        "removeLeader": {"userId": person}, "kick": {"userId": person}, "close": {}, "open": {},
        "archive": {}, "unarchive": {}, "setPurpose": {"purpose": "p"}, "addAll": {},
        "setEncrypted": {"encrypted": False},
    }.items():  # fmt: skip
        held.post(f"groups.{call}", roomId=room, **fields)
    for call in ("info", "members", "messages", "history", "counters", "moderators", "roles",
                 "files", "getIntegrations"):  # fmt: skip
        held.get(f"groups.{call}", roomId=room)
    held.get("groups.online", _id=room)
    held.post("groups.addOwner", roomId=room, userId=person)
    held.post("groups.leave", roomId=room)
    held.post("groups.setType", roomId=room, type="c")
    room = held.post("groups.create", name="held-too")["group"]["_id"]
    held.get("groups.list")
    held.get("groups.listAll")
    held.post("groups.delete", roomId=room)
    assert held.problems == []


def test_messages(server: Any, held: Held) -> None:
    room = room_of(held)
    message = held.post("chat.postMessage", roomId=room, text="Does it hold, @admin?")["message"]
    own = message["_id"]
    held.post("chat.sendMessage", message={"rid": room, "msg": "Yes.", "tmid": own})
    held.post("chat.update", roomId=room, msgId=own, text="Does it still hold, @admin?")
    held.post("chat.react", messageId=own, emoji="smile")
    held.post("chat.pinMessage", messageId=own)
    held.post("chat.starMessage", messageId=own)
    held.post("chat.followMessage", mid=own)
    held.post("chat.reportMessage", messageId=own, description="d")
    since = "2020-01-01T00:00:00.000Z"
    for call, query in {
        "getMessage": {"msgId": own}, "getPinnedMessages": {"roomId": room},
        "getStarredMessages": {"roomId": room}, "getMentionedMessages": {"roomId": room},
        "getThreadsList": {"rid": room}, "getThreadMessages": {"tmid": own},
        "syncThreadsList": {"rid": room, "updatedSince": since},
        "syncThreadMessages": {"tmid": own, "updatedSince": since},
        "syncMessages": {"roomId": room, "lastUpdate": since},
        "search": {"roomId": room, "searchText": "hold"},
        "getMessageReadReceipts": {"messageId": own},
        "getURLPreview": {"roomId": room, "url": "https://example.org"},
        "ignoreUser": {"rid": room, "userId": "rocket.cat", "ignore": "true"},
    }.items():  # fmt: skip
        held.get(f"chat.{call}", **query)
    held.post("chat.unPinMessage", messageId=own)
    held.post("chat.unStarMessage", messageId=own)
    held.post("chat.unfollowMessage", mid=own)
    held.post("chat.delete", roomId=room, msgId=own)
    held.get("chat.getDeletedMessages", roomId=room, since=since)
    assert held.problems == []


def test_rooms_and_subscriptions(server: Any, held: Held) -> None:
    room = room_of(held)
    person = server.guest("Nia").id
    held.get("rooms.info", roomId=room)
    held.get("rooms.get")
    held.get("rooms.adminRooms", filter="held")
    held.get("rooms.adminRooms.getRoom", rid=room)
    held.get("rooms.nameExists", roomName="held")
    held.get("rooms.roles", rid=room)
    held.get("rooms.isMember", roomId=room, userId=person)
    held.get("rooms.membersOrderedByRole", roomId=room)
    held.post("rooms.favorite", roomId=room, favorite=True)
    held.post("rooms.muteUser", roomId=room, userId=person)
    held.post("rooms.unmuteUser", roomId=room, userId=person)
    held.post("rooms.saveRoomSettings", rid=room, roomTopic="t")
    held.post("rooms.changeArchivationState", rid=room, action="archive")
    held.post("rooms.changeArchivationState", rid=room, action="unarchive")
    held.post("rooms.hide", roomId=room)
    held.post("rooms.open", roomId=room)
    instants = {"oldest": "2020-01-01T00:00:00.000Z", "latest": "2021-01-01T00:00:00.000Z"}
    held.post("rooms.cleanHistory", roomId=room, **instants)
    held.get("subscriptions.get")
    held.get("subscriptions.getOne", roomId=room)
    held.post("subscriptions.read", rid=room)
    held.post("subscriptions.unread", roomId=room)
    held.post("rooms.join", roomId="GENERAL")
    held.post("rooms.leave", roomId="GENERAL")
    held.post("rooms.delete", roomId=room)
    assert held.problems == []


def test_people_and_roles(held: Held) -> None:
    person = held.post("users.create", name="Nia", email="nia@example.org", username="nia",
                       password="a good password")["user"]["_id"]  # fmt: skip
    held.get("users.info", username="nia")
    held.get("users.list")
    held.get("users.getPresence", userId=person)
    held.get("users.getStatus", userId=person)
    held.get("users.presence")
    held.get("users.getPreferences")
    held.get("users.getAvatar", userId=person)
    held.get("users.checkUsernameAvailability", username="free")
    held.get("users.getUsernameSuggestion")
    held.post("users.resetAvatar", userId=person)
    held.post("users.updateOwnBasicInfo", data={"name": "The admin"})
    held.post("roles.addUserToRole", roleName="admin", username="nia")
    held.post("roles.removeUserFromRole", roleId="admin", username="nia")
    held.get("roles.sync", updatedSince="2020-01-01T00:00:00.000Z")
    held.get("users.autocomplete", selector='{"term": "ni"}')
    held.post("users.setStatus", message="at lunch", status="away")
    held.post("users.setPreferences", userId=person, data={"useEmojis": False})
    held.post("users.update", userId=person, data={"name": "Nia B."})
    held.post("users.setActiveStatus", userId=person, activeStatus=False)
    held.post("users.generatePersonalAccessToken", tokenName="bot")
    held.post("users.removePersonalAccessToken", tokenName="bot")
    held.get("roles.list")
    held.get("roles.getUsersInRole", role="admin")
    held.get("roles.getUsersInPublicRoles")
    held.get("permissions.listAll")
    held.post("permissions.update", permissions=[{"_id": "create-c", "roles": ["admin"]}])
    held.post("users.delete", userId=person)
    assert held.problems == []


def test_moderation_and_the_rest(server: Any, held: Held) -> None:
    room = room_of(held)
    message = held.post("chat.postMessage", roomId=room, text="spam")["message"]["_id"]
    held.post("chat.reportMessage", messageId=message, description="d")
    person = server.guest("Nia").id
    held.post("moderation.reportUser", userId=person, description="d")
    report = held.get("moderation.reports", msgId=message)["reports"][0]["_id"]
    held.get("moderation.reportInfo", reportId=report)
    held.get("moderation.reportsByUsers")
    held.get("moderation.userReports")
    held.get("moderation.user.reportsByUserId", userId=person)
    held.get("moderation.user.reportedMessages", userId=person)
    held.post("moderation.dismissReports", msgId=message)
    held.post("moderation.dismissUserReports", userId=person)
    held.post("moderation.user.deleteReportedMessages", userId=person)
    held.get("directory", query='{"text": "held", "type": "channels"}')
    held.get("spotlight", query="held")
    held.get("settings.public")
    settings = held.get("settings")["settings"]
    # The contract reads a setting as a truth and writes one as a text.
    truth, text = (
        next(one for one in settings if isinstance(one["value"], kind)) for kind in (bool, str)
    )
    held.get("settings/{_id}", truth["_id"])
    held.post("settings/{_id}", text["_id"], value=text["value"])
    held.post("rooms.media/{rid}", room)
    held.get("service.configurations")
    held.get("licenses.info")
    assert held.problems == []


def test_invitations_and_discussions(server: Any, held: Held) -> None:
    room = room_of(held)
    held.get("listInvites")
    token = held.post("findOrCreateInvite", rid=room, days=1, maxUses=2)["_id"]
    nia = Held(server.guest("Nia"))
    nia.post("useInviteToken", token=token)
    held.post("rooms.createDiscussion", prid=room, t_name="t")
    held.get("rooms.getDiscussions", roomId=room)
    held.get("chat.getDiscussions", roomId=room)
    held.delete("removeInvite/{_id}", token)
    assert held.problems + nia.problems == []


def test_direct_messages(server: Any, held: Held) -> None:
    nia = server.guest("Nia")
    room = held.post("dm.create", username=nia.username)["room"]["_id"]
    for call in ("counters", "files", "history", "members", "messages"):
        held.get(f"dm.{call}", roomId=room)
    held.get("dm.list")
    held.get("dm.list.everyone")
    held.get("dm.messages.others", roomId=room)
    held.post("dm.setTopic", roomId=room, topic="t")
    held.post("dm.close", roomId=room)
    held.post("dm.open", roomId=room)
    held.post("dm.delete", roomId=room)
    assert held.problems == []


@pytest.mark.parametrize(
    ("method", "call", "sent", "status", "kind"),
    [
        ("post", "chat.delete", {"roomId": "GENERAL", "msgId": "no"}, 400, None),
        ("post", "chat.react", {}, 400, "error-messageid-param-not-provided"),
        ("post", "chat.react", {"messageId": "no", "emoji": "x"}, 400, "error-message-not-found"),
        ("post", "chat.reportMessage", {"messageId": "x"}, 400, "invalid-params"),
        ("post", "chat.postMessage", {"roomId": "no", "text": "x"}, 400, "invalid-channel"),
        ("get", "chat.getMessage", {}, 400, None),
        ("get", "chat.search", {"roomId": "GENERAL"}, 400, "error-searchText-param-not-provided"),
        ("get", "chat.syncMessages", {"roomId": "GENERAL", "lastUpdate": "x"}, 400,
         "error-lastUpdate-param-invalid"),
        ("get", "rooms.info", {}, 400, "error-roomid-param-not-provided"),
        ("post", "channels.archive", {"roomId": "GENERAL"}, 200, None),
        ("get", "users.info", {"username": "nobody"}, 400, None),
        ("post", "users.createToken", {"userId": "rocket.cat", "secret": "x"}, 400,
         "error-not-authorized"),
    ],
)  # fmt: skip
def test_refusals(
    held: Held, method: str, call: str, sent: dict[str, Any], status: int, kind: str | None
) -> None:
    answer = getattr(held, method)(call, **sent)
    assert held.problems == []
    assert answer.get("errorType") == kind
    assert answer["success"] is (status == 200)


def test_nobody_is_let_in_without_a_session(server: Any) -> None:
    nobody = Held(server.nobody)
    for call in ("channels.info", "channels.list", "users.list", "subscriptions.get"):
        answer = nobody.get(call)
        wanted = {"status": "error", "message": "You must be logged in to do this."}
        assert answer == wanted
    assert nobody.problems == []


def test_every_call_of_the_server_is_held_or_has_its_reason(
    server: Any, request: pytest.FixtureRequest
) -> None:
    here = {item.originalname for item in request.session.items if item.module is request.module}
    if here - RAN or len(here) < 10:
        pytest.skip("the other tests of this module did not run")
    rules = [rule for rule in server.app.url_map.iter_rules() if rule.rule.startswith("/api/")]
    calls = {
        (method.lower(), re.sub(r"^/api/(?:v1/)?|/$", "", rule.rule))
        for rule in rules for method in rule.methods - {"HEAD", "OPTIONS"}
    }  # fmt: skip
    published = {(method, _call(path)) for method, path in contract.published()}
    seen = {(method, _call(path)) for method, path in SEEN}
    left = sorted((m, c) for m, c in calls if (m, _call(c)) in published - seen)
    assert left == []
    without = sorted(call for method, call in calls if (method, _call(call)) not in published)
    prefixes = tuple(name for name in UNPUBLISHED if name.endswith("."))
    assert [c for c in without if c not in UNPUBLISHED and not c.startswith(prefixes)] == []
    unused = [
        name for name in UNPUBLISHED
        if not any(call == name or (name in prefixes and call.startswith(name)) for call in without)
    ]  # fmt: skip
    assert unused == []


def _call(path: str) -> str:
    """A call's name, whatever stands for a part that varies."""
    return re.sub(r"\{[^}]*\}|<[^>]*>", "*", path.removeprefix("/api/v1/"))
