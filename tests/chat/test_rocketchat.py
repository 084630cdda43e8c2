from __future__ import annotations

import pytest

from miniconf.chat.apply import carry_out
from miniconf.chat.credentials import Credentials
from miniconf.chat.plan import plan
from miniconf.chat.rocketchat import RocketChatProvider
from miniconf.chat.wire import ChatError, RefusedError, Wire
from tests.chat.contract import ProviderContract, bring, wanted
from tests.chat.rocket_double import URL, USER
from tests.chat.rocket_harness import RocketHarness


@pytest.fixture
def harness() -> RocketHarness:
    return RocketHarness()


class TestContract(ProviderContract):
    """The contract on the double of Rocket.Chat."""


def test_new_room_costs_few_calls(harness: RocketHarness) -> None:
    bring(harness, wanted(harness, 1))
    assert [path for _, path in harness.server.calls] == [
        "login", "channels.list", "channels.create", "users.info", "channels.invite",
        "channels.addModerator", "chat.sendMessage", "chat.pinMessage", "channels.setCustomFields",
    ]  # fmt: skip


def test_texts_that_the_server_drops_on_creation_are_set_afterwards(
    harness: RocketHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = harness.server.channels_create
    monkeypatch.setattr(
        harness.server, "channels_create", lambda body: create(body | {"extraData": {}})
    )
    rooms = wanted(harness, 1)
    assert bring(harness, rooms) == "1 to create"
    assert bring(harness, rooms) == "nothing to do"


def test_hundreds_of_rooms_are_all_seen(harness: RocketHarness) -> None:
    for number in range(230):
        harness.server.add_room(f"r{number:03}")
    found = list(harness.provider().found())
    assert len(found) == 231
    assert harness.server.calls.count(("GET", "channels.list")) == 3


def test_general_room_of_the_server_is_taken_over(harness: RocketHarness) -> None:
    harness.scope = ""
    room = wanted(harness, 1)["papers/p0"]
    general = {"general/general": type(room)(
        key="general/general", name="general", title="general", topic="general", page="chat.html"
    )}  # fmt: skip
    assert bring(harness, general) == "1 to take over"
    assert bring(harness, general) == "nothing to do"
    assert harness.server.room({"roomName": "general"})["topic"] == "general"


def test_room_of_another_conference_blocks_the_name(harness: RocketHarness) -> None:
    rooms = wanted(harness, 1)
    bring(harness, rooms)
    steps = plan(rooms, harness.provider().found(), "t32-")
    assert [str(step) for step in steps] == [
        "blocked t31-paper-p0  the name belongs to the room of t31-papers/p0"
    ]


def test_limits_are_waited_for_as_the_server_says(harness: RocketHarness) -> None:
    harness.server.limit = 5
    pauses: list[float] = []
    wire = Wire(waiting=lambda seconds, why: pauses.append(seconds), sleep=lambda seconds: None)
    provider = harness.provider(wire)
    rooms = wanted(harness, 2)
    report = carry_out(plan(rooms, provider.found(), harness.scope), provider)
    assert (str(report), set(pauses)) == ("2 created", {7.0})


def test_unknown_moderator_is_said_and_the_rest_goes_on(harness: RocketHarness) -> None:
    harness.moderator = "nobody"
    provider = harness.provider()
    report = carry_out(plan(wanted(harness, 2), provider.found(), harness.scope), provider)
    assert report.refused == [
        f't31-paper-p{number}: no account "nobody" on the server (from chat.moderators)'
        for number in (0, 1)
    ]


def test_name_taken_meanwhile_is_refused(harness: RocketHarness) -> None:
    room = wanted(harness, 1)["papers/p0"]
    provider = harness.provider()
    harness.server.add_room(room.name)
    with pytest.raises(RefusedError, match=r"^a room of this name is there already, and it is not"):
        provider.create(room)


def test_wrong_password_names_the_source_and_not_the_password(harness: RocketHarness) -> None:
    wire = Wire()
    wire.mount(URL, harness.server)
    with pytest.raises(ChatError) as error:
        RocketChatProvider(URL, Credentials(USER, "secret-1", source="/etc/bot"), "", wire)
    assert str(error.value) == "http://rocket.test does not accept this account: see /etc/bot"


def test_ended_token_is_said(harness: RocketHarness) -> None:
    wire = Wire()
    wire.mount(URL, harness.server)
    with pytest.raises(ChatError, match=r"^http://rocket.test does not accept this account: see "):
        RocketChatProvider(URL, Credentials(USER, token="old"), "", wire)


def test_system_messages_and_quotes_are_understood(harness: RocketHarness) -> None:
    room = wanted(harness, 1)["papers/p0"]
    bring(harness, {room.key: room})
    asked = harness.say(room.name, "Why?")
    harness.say(room.name, f"[ ](http://rocket.test/channel/x?msg={asked}) So.")
    rid = harness.server.room({"roomName": room.name})["_id"]
    harness.server.say(rid, "ada", t="uj")
    provider = harness.provider()
    found = next(r for r in provider.found() if r.key == room.key)
    messages = [m for batch in provider.changes(found, "") for m in batch.messages]
    assert [(m.text, m.thread) for m in messages] == [("Why?", ""), ("So.", asked)]
