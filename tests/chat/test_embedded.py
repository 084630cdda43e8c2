"""The contract on the embedded server itself, reached without a socket."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask
from requests.adapters import BaseAdapter
from rocketchat_API.APIExceptions.RocketExceptions import RocketBadStatusCodeException

from miniconf.chat.archive import Naming, Report, archive, rooms_to_keep
from miniconf.chat.credentials import Credentials
from miniconf.chat.provider import Provider
from miniconf.chat.rocketchat import RocketChatProvider
from miniconf.chat.server import ChatSettings, create_chat
from miniconf.chat.server.context import EXTENSION
from miniconf.chat.wire import Wire
from tests.chat.contract import ProviderContract, bring, wanted

URL = "http://embedded.test"
PASSWORD = "a long password"
ATTENDEES = "name,id,papers,role\nBo Li,bo,p0,author\nCy Oz,cy,,\nAda Moe,ada,,moderator\n"


class WsgiAdapter(BaseAdapter):
    """Hands requests to an application in this process."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self._client = app.test_client()
        self.calls: list[str] = []

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """The application's answer."""
        assert request.url is not None
        self.calls.append(request.url.removeprefix(f"{URL}/api/v1/").partition("?")[0])
        # The test client's own cookies would otherwise become everybody's.
        found = self._client.open(
            request.url.removeprefix(URL),
            method=request.method, data=request.body, headers=list(request.headers.items()),
        )  # fmt: skip
        answer = requests.Response()
        answer.status_code, answer.request, answer.url = found.status_code, request, request.url
        answer.headers.update(dict(found.headers))
        answer.raw = io.BytesIO(found.data)
        return answer

    def close(self) -> None:
        """Nothing to close."""


class EmbeddedHarness:
    """A new embedded server with an author, a moderator and somebody who asks."""

    scope = ""
    moderator = "ada.moe"

    def __init__(self, folder: Path) -> None:
        attendees = folder / "attendees.csv"
        attendees.write_text(ATTENDEES, "utf-8")
        self.app = create_chat(
            ChatSettings(
                database=folder / "chat.sqlite3", secret=b"s" * 32, attendees=attendees,
                admin="bot", admin_password=PASSWORD,
            )
        )  # fmt: skip
        self.chat = self.app.extensions[EXTENSION]
        self.adapter = WsgiAdapter(self.app)
        self.ids = itertools.count()
        self.people = {
            person.name: self._enter(self.chat.people.token(person))
            for person in self.chat.people.all().values()
        }

    def _enter(self, link: str) -> dict[str, str]:
        body = self.call({}, "POST", "miniconf.enter", {"link": link})
        return {"X-Auth-Token": body["authToken"], "X-User-Id": body["userId"]}

    def call(
        self, who: dict[str, str], method: str, path: str, body: dict[str, Any]
    ) -> dict[str, Any]:
        with requests.Session() as session:
            session.mount(URL, self.adapter)
            options: dict[str, Any] = {"params" if method == "GET" else "json": body}
            answer = session.request(method, f"{URL}/api/v1/{path}", headers=who, **options)
        assert answer.status_code == 200, answer.text
        content: dict[str, Any] = answer.json()
        return content

    def provider(self, wire: Wire | None = None) -> Provider:
        wire = wire or Wire(sleep=lambda seconds: None)
        wire.mount(URL, self.adapter)
        return RocketChatProvider(URL, Credentials("bot", PASSWORD), self.scope, wire, overlap=0)

    def pinned(self, name: str) -> list[str]:
        shown = self.call(self.people["Cy Oz"], "GET", "miniconf.room", {"room": name})
        return [message["text"] for message in shown["pinned"]]

    def moderators(self, name: str) -> set[str]:
        asked = {"roomName": name}
        found = self.call(self.people["Cy Oz"], "GET", "channels.moderators", asked)["moderators"]
        return {person["username"] for person in found}

    def say(self, name: str, text: str, thread: str = "", author: bool = False) -> str:
        who = self.people["Bo Li" if author else "Cy Oz"]
        body = {"room": name, "text": text, "thread": thread, "id": f"say-{next(self.ids)}"}
        # A whole conference speaks here with one voice, faster than one person may.
        self.chat.limiter._windows.clear()
        return str(self.call(who, "POST", "miniconf.post", body)["message"]["id"])

    def vote(self, message: str, name: str) -> None:
        self.call(self.people["Bo Li"], "POST", "miniconf.upvote", {"message": message})

    def settle(self, message: str, name: str) -> None:
        self.call(self.people["Cy Oz"], "POST", "miniconf.answered", {"message": message})

    def edit(self, message: str, name: str, text: str) -> None:
        body = {"message": message, "text": text}
        self.call(self.people["Cy Oz"], "POST", "miniconf.edit", body)

    def take_back(self, message: str, name: str) -> None:
        self.call(self.people["Cy Oz"], "POST", "miniconf.delete", {"message": message})


@pytest.fixture
def harness(tmp_path: Path) -> Iterator[EmbeddedHarness]:
    harness = EmbeddedHarness(tmp_path)
    yield harness
    harness.chat.store.close()


class TestContract(ProviderContract):
    """The contract on the embedded server."""


def _run(harness: EmbeddedHarness, site: Path) -> tuple[Report, int]:
    """An archive run over the papers' rooms, and how many of them were asked."""
    provider = harness.provider()
    rooms = rooms_to_keep(provider.found(), harness.scope, ("papers",))
    harness.adapter.calls.clear()
    report = archive(rooms, provider, site, Naming("shown", b"k"))
    return report, harness.adapter.calls.count("chat.syncMessages")


def test_second_archive_run_asks_only_rooms_with_news(
    harness: EmbeddedHarness, tmp_path: Path
) -> None:
    rooms = wanted(harness, 3)
    bring(harness, rooms)
    first, second, silent = (rooms[f"papers/p{n}"].name for n in range(3))
    asked, gone = harness.say(first, "Why?"), harness.say(second, "Who?")
    assert [_run(harness, tmp_path)[1] for _ in range(2)] == [2, 0]
    assert harness.adapter.calls == ["miniconf.changed"]
    harness.vote(asked, first)
    report, calls = _run(harness, tmp_path)
    assert (report.rooms, report.messages, report.files, calls) == (3, 1, 1, 1)
    harness.take_back(gone, second)
    report, calls = _run(harness, tmp_path)
    assert (report.removed, calls) == (1, 1)
    harness.say(silent, "Anybody?")
    assert _run(harness, tmp_path)[1] == 1
    assert _run(harness, tmp_path)[1] == 0


def test_server_that_does_not_know_of_news_is_asked_room_by_room(
    harness: EmbeddedHarness, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring(harness, wanted(harness, 2))
    monkeypatch.setattr(
        "rocketchat_API.rocketchat.RocketChat.call_api_get", lambda *_, **__: _no_such_call()
    )
    assert harness.provider().latest() is None


def _no_such_call() -> None:
    raise RocketBadStatusCodeException(404, "not found")
