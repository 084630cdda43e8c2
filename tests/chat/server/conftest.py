"""A chat server in memory of one test: an invented conference, its admin, its people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from miniconf.chat.server import ChatSettings, Limits, Rate, create_chat
from miniconf.chat.server.context import EXTENSION, Chat
from miniconf.chat.server.people import People

SECRET = b"a secret of thirty-two bytes or so"
PASSWORD = "a good password"
ATTENDEES = """\
id,name,email,role,papers,affiliation,link,revoked
1,Ada Okafor,ada@example.org,author,412,Lagoon Institute,,
2,Bo Lindqvist,,moderator,,,,
3,Cy Moreau,,,,,,
4,Dee Gone,,author,413,,,yes
5,Eri Tanaka,,author,413|workshops/w1,,,
"""


@dataclass
class Caller:
    """Somebody who calls the API: answers are `(status, JSON)`."""

    client: FlaskClient
    headers: dict[str, str]
    id: str = ""
    username: str = ""

    def get(self, call: str, **query: Any) -> dict[str, Any]:
        """The JSON of a GET that must succeed."""
        status, body = self.got(call, **query)
        assert status == 200, body
        return body

    def post(self, call: str, **body: Any) -> dict[str, Any]:
        """The JSON of a POST that must succeed."""
        status, answer = self.posted(call, **body)
        assert status == 200, answer
        return answer

    def got(self, call: str, **query: Any) -> tuple[int, dict[str, Any]]:
        """Status and JSON of a GET."""
        answer = self.client.get(f"/api/v1/{call}", query_string=query, headers=self.headers)
        return answer.status_code, answer.get_json()

    def posted(self, call: str, **body: Any) -> tuple[int, dict[str, Any]]:
        """Status and JSON of a POST."""
        answer = self.client.post(
            f"/api/v1/{call}", data=json.dumps(body), headers=self.headers,
            content_type="application/json",
        )  # fmt: skip
        return answer.status_code, answer.get_json()


class Server:
    """One server with helpers to make rooms, people and messages."""

    def __init__(self, settings: ChatSettings) -> None:
        self.app: Flask = create_chat(settings)
        self.client = self.app.test_client()
        self.chat: Chat = self.app.extensions[EXTENSION]
        self.nobody = Caller(self.client, {})
        self._count = 0

    def login(self, username: str, password: str = PASSWORD) -> Caller:
        """The caller behind a user name and password."""
        answer = self.nobody.post("login", user=username, password=password)
        return self._caller(answer["data"])

    @property
    def admin(self) -> Caller:
        """The account that provisions rooms."""
        return self.login("admin")

    def guest(self, name: str) -> Caller:
        """Somebody with a name of their choice."""
        return self._caller(self.nobody.post("miniconf.enter", name=name))

    def person(self, name: str) -> Caller:
        """Somebody with a personal link."""
        return self._caller(self.nobody.post("miniconf.enter", link=self.link(name)))

    def link(self, name: str) -> str:
        """The token of somebody's personal link."""
        people: People = self.chat.people
        return next(people.token(p) for p in people.all().values() if p.name == name)

    def _caller(self, data: dict[str, Any]) -> Caller:
        headers = {"X-Auth-Token": data["authToken"], "X-User-Id": data["userId"]}
        return Caller(self.client, headers, data["userId"], data["me"]["username"])

    def room(self, name: str = "paper-412", key: str = "papers/412", **extra: Any) -> str:
        """The id of a new room."""
        body = {"name": name, "customFields": {"miniconf_key": key} if key else {}, **extra}
        room: str = self.admin.post("channels.create", **body)["channel"]["_id"]
        return room

    def say(self, who: Caller, text: str, room: str = "paper-412", **more: Any) -> dict[str, Any]:
        """The view of a new message."""
        self._count += 1
        body = {"room": room, "text": text, "id": f"m{self._count}", **more}
        view: dict[str, Any] = who.post("miniconf.post", **body)["message"]
        return view


@pytest.fixture
def settings(tmp_path: Path) -> ChatSettings:
    """The settings of an open server with an admin and attendees."""
    attendees = tmp_path / "people.csv"
    attendees.write_text(ATTENDEES, "utf-8")
    return ChatSettings(
        database=tmp_path / "chat.db", secret=SECRET, title="Meridian", admin="admin",
        admin_password=PASSWORD, attendees=attendees, url="https://chat.example.org",
        site="https://example.org/2027/", origins=("https://example.org",),
    )  # fmt: skip


@pytest.fixture
def make(settings: ChatSettings) -> Iterator[Any]:
    """Makes servers with some settings changed, and closes them."""
    made: list[Server] = []

    def start(**changes: Any) -> Server:
        made.append(Server(replace(settings, **changes)))
        return made[-1]

    yield start
    for server in made:
        server.chat.store.close()


@pytest.fixture
def server(make: Any) -> Server:
    """The open server."""
    started: Server = make()
    return started


@pytest.fixture
def few() -> Limits:
    """Limits that a test reaches."""
    return Limits(
        messages=Rate(calls=3, seconds=60), failures=Rate(calls=2, seconds=60),
        entries=Rate(calls=2, seconds=60), calls=Rate(calls=4, seconds=60), message_characters=100,
    )  # fmt: skip
