from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from miniconf.chat.apply import carry_out
from miniconf.chat.archive import Naming, Report, archive, rooms_to_keep
from miniconf.chat.credentials import Credentials
from miniconf.chat.matrix import MatrixProvider
from miniconf.chat.matrix_client import MatrixClient, quoted
from miniconf.chat.plan import plan
from miniconf.chat.provider import Provider
from miniconf.chat.wire import ChatError, Wire
from tests.chat.contract import CountingWire, ProviderContract, bring, read, texts, wanted
from tests.chat.synapse import DOMAIN, PASSWORD, register, running

COUNTER = itertools.count()
pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Address and tokens of a server that all tests of the session share."""
    with running(tmp_path_factory.mktemp("synapse")) as url:
        tokens = {name: register(url, name, name == "bot") for name in ("bot", "ada", "bo", "cy")}
        yield tokens | {"url": url}


class MatrixHarness:
    """One conference on the shared server, and a look at it as its people have it."""

    moderator = "ada"

    def __init__(self, synapse: dict[str, str]) -> None:
        self.url, self.tokens = synapse["url"], synapse
        self.scope = f"c{next(COUNTER)}-"
        self.transactions = itertools.count()
        self.joined: set[tuple[str, str]] = set()

    def provider(self, wire: Wire | None = None) -> Provider:
        credentials = Credentials("bot", token=self.tokens["bot"])
        client = MatrixClient(self.url, credentials, wire or Wire())
        return MatrixProvider(client, DOMAIN, "Tern 2031", self.scope)

    def call(self, who: str, method: str, path: str, body: Any = None) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        answer = requests.request(
            method, f"{self.url}/_matrix/client/v3/{path}", json=body, headers=headers, timeout=20
        )
        assert answer.status_code == 200, answer.text
        content: dict[str, Any] = answer.json()
        return content

    def room(self, name: str) -> str:
        return str(self.call("", "GET", f"directory/room/{quoted(f'#{name}:{DOMAIN}')}")["room_id"])

    def pinned(self, name: str) -> list[str]:
        room = quoted(self.room(name))
        pins = self.call("bot", "GET", f"rooms/{room}/state/m.room.pinned_events/")["pinned"]
        return [self._latest(room, event) for event in pins]

    def _latest(self, room: str, event: str) -> str:
        found = self.call("bot", "GET", f"rooms/{room}/event/{quoted(event)}")
        edit = found.get("unsigned", {}).get("m.relations", {}).get("m.replace")
        content = edit["content"]["m.new_content"] if edit else found["content"]
        return str(content["body"])

    def moderators(self, name: str) -> set[str]:
        levels = self.call(
            "bot", "GET", f"rooms/{quoted(self.room(name))}/state/m.room.power_levels/"
        )
        people = levels["users"].items()
        return {user.split(":")[0][1:] for user, level in people if level >= 50}

    def _send(self, who: str, name: str, kind: str, content: dict[str, Any]) -> str:
        room = quoted(self.room(name))
        if (who, name) not in self.joined:
            self.call(who, "POST", f"rooms/{room}/join", {})
            self.joined.add((who, name))
        path = f"rooms/{room}/send/{kind}/t{self.scope}{next(self.transactions)}"
        return str(self.call(who, "PUT", path, content)["event_id"])

    def say(self, name: str, text: str, thread: str = "", author: bool = False) -> str:
        content: dict[str, Any] = {"msgtype": "m.text", "body": text}
        if thread:
            content["m.relates_to"] = {"rel_type": "m.thread", "event_id": thread}
        if author:
            room = quoted(self.room(name))
            path = f"rooms/{room}/state/m.room.power_levels/"
            levels = self.call("bot", "GET", path)
            self.call(
                "bot", "PUT", path, levels | {"users": levels["users"] | {f"@bo:{DOMAIN}": 25}}
            )
        return self._send("bo" if author else "cy", name, "m.room.message", content)

    def _react(self, who: str, message: str, name: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": message, "key": key}
        return self._send(who, name, "m.reaction", {"m.relates_to": relation})

    def vote(self, message: str, name: str) -> None:
        self._react("bo", message, name, "👍️")

    def settle(self, message: str, name: str) -> None:
        self._react("ada", message, name, "✅")

    def edit(self, message: str, name: str, text: str) -> None:
        content = {
            "msgtype": "m.text", "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": message},
        }  # fmt: skip
        self._send("cy", name, "m.room.message", content)

    def take_back(self, message: str, name: str) -> None:
        path = f"rooms/{quoted(self.room(name))}/redact/{quoted(message)}/t{self.scope}"
        self.call("bot", "PUT", f"{path}{next(self.transactions)}", {})


@pytest.fixture
def harness(synapse: dict[str, str]) -> MatrixHarness:
    # People in these tests write faster than the server's default allows.
    harness = MatrixHarness(synapse)
    bot = MatrixClient(synapse["url"], Credentials("bot", token=synapse["bot"]), Wire())
    for name in ("ada", "bo", "cy"):
        limits = {"messages_per_second": 0, "burst_count": 0}
        path = f"v1/users/{quoted(f'@{name}:{DOMAIN}')}/override_ratelimit"
        bot.admin("POST", path, limits)
    return harness


class TestContract(ProviderContract):
    """The contract on a real Synapse."""


def test_space_holds_the_rooms(harness: MatrixHarness) -> None:
    rooms = wanted(harness, 2)
    bring(harness, rooms)
    space = quoted(harness.room(f"{harness.scope}tern-2031"))
    headers = {"Authorization": f"Bearer {harness.tokens['bot']}"}
    answer = requests.get(
        f"{harness.url}/_matrix/client/v1/rooms/{space}/hierarchy", headers=headers, timeout=20
    )
    listed = {room.get("canonical_alias"): room["name"] for room in answer.json()["rooms"]}
    assert listed == {
        f"#{harness.scope}tern-2031:{DOMAIN}": "Tern 2031",
        f"#{harness.scope}paper-p0:{DOMAIN}": "Tides 0",
        f"#{harness.scope}paper-p1:{DOMAIN}": "Tides 1",
    }


def test_guests_read_all_and_write(harness: MatrixHarness) -> None:
    rooms = wanted(harness, 1)
    bring(harness, rooms)
    name = rooms["papers/p0"].name
    harness.say(name, "Before the guest came")
    guest = requests.post(
        f"{harness.url}/_matrix/client/v3/register?kind=guest", json={}, timeout=20
    ).json()
    harness.tokens["guest"] = guest["access_token"]
    path = f"rooms/{quoted(harness.room(name))}/messages?dir=b&limit=20"
    said = [e["content"].get("body") for e in harness.call("guest", "GET", path)["chunk"]]
    assert "Before the guest came" in said
    harness._send("guest", name, "m.room.message", {"msgtype": "m.text", "body": "Hello"})
    assert texts(read(harness, "papers/p0")[0]) == ["Before the guest came", "Hello"]


def test_archived_rooms_are_read_only(harness: MatrixHarness) -> None:
    rooms = wanted(harness, 1)
    bring(harness, rooms)
    name = rooms["papers/p0"].name
    harness.say(name, "While open")
    bring(harness, {})
    with pytest.raises(AssertionError, match="M_FORBIDDEN"):
        harness.say(name, "After the end")
    assert texts(read(harness, "papers/p0")[0]) == ["While open"]


def test_vote_taken_back_is_no_vote(harness: MatrixHarness) -> None:
    rooms = wanted(harness, 1)
    bring(harness, rooms)
    name = rooms["papers/p0"].name
    asked = harness.say(name, "Why?")
    vote = harness._react("bo", asked, name, "👍")
    harness._react("cy", asked, name, "👍")
    messages, _, cursor = read(harness, "papers/p0")
    assert [m.upvotes for m in messages] == [1]
    harness.take_back(vote, name)
    messages, _, _ = read(harness, "papers/p0", cursor)
    assert [m.upvotes for m in messages] == [0]


def test_later_vote_brings_its_message_again(harness: MatrixHarness) -> None:
    rooms = wanted(harness, 1)
    bring(harness, rooms)
    name = rooms["papers/p0"].name
    asked = harness.say(name, "Why?")
    harness.say(name, "Another")
    _, _, cursor = read(harness, "papers/p0")
    harness.vote(asked, name)
    messages, _, _ = read(harness, "papers/p0", cursor)
    assert [(m.text, m.upvotes, m.name) for m in messages] == [("Why?", 1, "cy")]


def test_reply_of_a_plain_client_is_an_answer_without_its_quote(harness: MatrixHarness) -> None:
    rooms = wanted(harness, 1)
    bring(harness, rooms)
    name = rooms["papers/p0"].name
    asked = harness.say(name, "Why?")
    content = {
        "msgtype": "m.text", "body": f"> <@cy:{DOMAIN}> Why?\n\nBecause.",
        "m.relates_to": {"m.in_reply_to": {"event_id": asked}},
    }  # fmt: skip
    harness._send("bo", name, "m.room.message", content)
    messages, _, _ = read(harness, "papers/p0")
    assert [(m.text, m.thread) for m in messages] == [("Why?", ""), ("Because.", asked)]


def test_account_without_admin_rights_waits_for_the_limits(harness: MatrixHarness) -> None:
    pauses: list[float] = []
    wire = Wire(waiting=lambda seconds, why: pauses.append(seconds), sleep=lambda seconds: None)
    client = MatrixClient(harness.url, Credentials("ada", token=harness.tokens["ada"]), wire)
    assert client.lift_limits() is False


def test_wrong_password_is_a_sentence(harness: MatrixHarness) -> None:
    with pytest.raises(ChatError) as error:
        MatrixClient(harness.url, Credentials("bot", "wrong"), Wire())
    assert str(error.value) == (
        f"{harness.url} does not accept this account: see MINICONF_CHAT_USER and"
        " MINICONF_CHAT_PASSWORD"
    )


def test_password_logs_in(harness: MatrixHarness) -> None:
    client = MatrixClient(harness.url, Credentials("ada", PASSWORD), Wire())
    assert client.user == f"@ada:{DOMAIN}"


def test_alias_of_somebody_else_is_refused(harness: MatrixHarness) -> None:
    room = wanted(harness, 1)["papers/p0"]
    provider = harness.provider()
    steps = plan({room.key: room}, provider.found(), harness.scope)
    harness.call("cy", "POST", "createRoom", {"room_alias_name": room.name})
    report = carry_out(steps, provider)
    assert report.refused == [
        f"{room.name}: a room of this name is there already, and it is not ours"
    ]


def run(harness: MatrixHarness, site: Path, memory: dict[str, Any]) -> tuple[Report, int]:
    """An archive run over the papers' rooms, and its calls but for the list of rooms."""
    wire = CountingWire()
    provider = harness.provider(wire)
    rooms = rooms_to_keep(provider.found(), harness.scope, ("papers",))
    before = wire.count
    report = archive(rooms, provider, site, Naming("shown", b"k"), memory=memory)
    assert report.stopped == ""
    return report, wire.count - before


def said(site: Path, number: int) -> list[tuple[str, int]]:
    """Text and votes of each message in a paper's file."""
    path = site / "questions" / f"paper-p{number}.jsonl"
    lines = [json.loads(line) for line in path.read_text().splitlines()[1:]]
    return [(line["text"], line.get("up", 0)) for line in lines]


def test_second_archive_run_asks_one_call_of_all_rooms_and_then_those_with_news(
    harness: MatrixHarness, tmp_path: Path
) -> None:
    rooms = wanted(harness, 4)
    bring(harness, rooms)
    names = [rooms[f"papers/p{n}"].name for n in range(4)]
    asked, gone, other = (harness.say(name, "Why?") for name in names[:3])
    first, calls = run(harness, tmp_path, {})
    assert (first.files, calls > 4) == (3, True)
    report, calls = run(harness, tmp_path, first.memory)
    assert (report.rooms, report.messages, report.files, calls) == (4, 0, 0, 1)
    harness.edit(asked, names[0], "How?")
    harness.take_back(gone, names[1])
    vote = harness._react("bo", other, names[2], "👍")
    report, _ = run(harness, tmp_path, report.memory)
    assert (report.messages, report.removed, report.files) == (2, 1, 3)
    assert [said(tmp_path, n) for n in range(3)] == [[("How?", 0)], [], [("Why?", 1)]]
    harness.take_back(vote, names[2])
    harness.say(names[3], "Anybody?")
    report, _ = run(harness, tmp_path, report.memory)
    assert (report.messages, report.files) == (2, 2)
    assert [said(tmp_path, n) for n in (2, 3)] == [[("Why?", 0)], [("Anybody?", 0)]]
    quiet, calls = run(harness, tmp_path, report.memory)
    assert (quiet.files, calls) == (0, 1)


def test_rooms_are_asked_one_by_one_where_token_or_file_is_another(
    harness: MatrixHarness, tmp_path: Path
) -> None:
    rooms = wanted(harness, 2)
    bring(harness, rooms)
    for room in rooms.values():
        harness.say(room.name, "Why?")
    memory = run(harness, tmp_path, {})[0].memory
    report, calls = run(harness, tmp_path, memory | {"token": "no token of this server"})
    assert (report.files, calls) == (0, 4)  # refused, a new token, two rooms
    assert report.memory["cursors"] == memory["cursors"]
    (tmp_path / "questions" / "paper-p0.jsonl").unlink()
    assert run(harness, tmp_path, report.memory)[0].messages == 1
    assert said(tmp_path, 0) == [("Why?", 0)]
