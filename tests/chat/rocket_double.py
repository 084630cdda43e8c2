"""A stateful double of the documented Rocket.Chat REST calls, reached without a socket.

It keeps the documented limits (100 a page, names by pattern, duplicate names, members before
moderators) and answers with the documented bodies; nothing in it knows this project.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests
from requests.adapters import BaseAdapter

NAME = re.compile(r"[0-9a-zA-Z-_.]+")
URL = "http://rocket.test"
USER, PASSWORD = "bot", "correct horse"


class RefusalError(Exception):
    """An error as the API words it."""

    def __init__(self, status: int, error: str, kind: str) -> None:
        super().__init__(error)
        self.status, self.body = status, {"success": False, "error": error, "errorType": kind}


class RocketDouble(BaseAdapter):
    """One workspace; mount it on a session. `calls` lists `(method, path)` as they came."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[tuple[str, str]] = []
        self.users = {USER: "u-bot", "ada": "u-ada", "bo": "u-bo"}
        self.rooms: dict[str, dict[str, Any]] = {}
        self.roles: dict[str, dict[str, list[str]]] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        self.deleted: list[dict[str, Any]] = []
        self.now = datetime(2031, 3, 28, 9, tzinfo=UTC)
        self._one_at_a_time = Lock()
        self.limit = 0
        """Calls answered before one is told to wait; 0 for no limit."""
        self.add_room("general")

    # transport

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:
        """The answer to a request, made without a network; several may come at once."""
        with self._one_at_a_time:
            return self._sent(request)

    def _sent(self, request: requests.PreparedRequest) -> requests.Response:
        parts = urlsplit(request.url or "")
        path = parts.path.removeprefix("/api/v1/")
        self.calls.append((request.method or "", path))
        body = json.loads(request.body) if request.body else dict(parse_qsl(parts.query))
        answer = requests.Response()
        answer.request, answer.url = request, request.url or ""
        try:
            if self.limit and len(self.calls) % self.limit == 0:
                raise RefusalError(
                    429,
                    "Error, too many requests. Please slow down. You must wait 7 seconds before"
                    " trying this endpoint again. [error-too-many-requests]",
                    "error-too-many-requests",
                )
            answer.status_code = 200
            result = self.answer(path, body, request.headers)
        except RefusalError as error:
            answer.status_code, result = error.status, error.body
        answer.headers["Content-Type"] = "application/json"
        answer._content = json.dumps(result).encode()
        return answer

    def close(self) -> None:
        """Nothing to close."""

    def tick(self) -> str:
        """The next instant of the server's clock."""
        self.now += timedelta(milliseconds=10)
        return f"{self.now:%Y-%m-%dT%H:%M:%S}.{self.now.microsecond // 1000:03d}Z"

    # API

    def answer(self, path: str, body: dict[str, Any], headers: Any) -> dict[str, Any]:
        """The body of a successful call."""
        if path == "login":
            if (body.get("username"), body.get("password")) != (USER, PASSWORD):
                raise RefusalError(401, "Unauthorized", "unauthorized")
            data = {"authToken": "t-1", "userId": self.users[USER]}
            return {"status": "success", "data": data}
        if headers.get("X-Auth-Token") != "t-1":
            raise RefusalError(401, "You must be logged in to do this.", "unauthorized")
        handler = getattr(self, path.replace(".", "_"), None)
        if handler is None:
            raise RefusalError(404, f"no such route {path}", "not-found")
        return {"success": True, **handler(body)}

    def add_room(self, name: str, **more: Any) -> dict[str, Any]:
        """A new channel."""
        identity = f"r-{len(self.rooms)}"
        room = {"_id": identity, "name": name, "fname": name, "t": "c", "msgs": 0,
                "u": {"_id": self.users[USER], "username": USER}, "ts": self.tick()}  # fmt: skip
        self.rooms[identity] = room | more
        self.roles[identity] = {USER: ["owner"]}
        return self.rooms[identity]

    def room(self, body: dict[str, Any]) -> dict[str, Any]:
        """The channel a call is about."""
        for room in self.rooms.values():
            if room["_id"] == body.get("roomId") or room["name"] == body.get("roomName"):
                return room
        raise RefusalError(
            400, "The required roomId does not match any channel", "error-room-not-found"
        )

    def me(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"_id": self.users[USER], "username": USER}

    def channels_list(self, body: dict[str, Any]) -> dict[str, Any]:
        offset, count = int(body.get("offset", 0)), min(int(body.get("count", 50)), 100)
        rooms = sorted(self.rooms.values(), key=lambda room: room["name"])
        page = rooms[offset : offset + count]
        return {"channels": page, "count": len(page), "offset": offset, "total": len(rooms)}

    def channels_create(self, body: dict[str, Any]) -> dict[str, Any]:
        name = body["name"]
        if not NAME.fullmatch(name):
            raise RefusalError(400, f"{name} is not a valid room name.", "error-invalid-room-name")
        self._free(name)
        more = {**body.get("extraData", {}), "customFields": body.get("customFields", {})}
        return {"channel": self.add_room(name, **more)}

    def _free(self, name: str) -> None:
        if any(room["name"] == name for room in self.rooms.values()):
            raise RefusalError(
                400, f"A channel with name '{name}' exists", "error-duplicate-channel-name"
            )

    def channels_info(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"channel": self.room(body)}

    def channels_rename(self, body: dict[str, Any]) -> dict[str, Any]:
        self._free(body["name"])
        return self._set(body, name=body["name"])

    def _set(self, body: dict[str, Any], **values: Any) -> dict[str, Any]:
        room = self.room(body)
        if room.get("archived") and "archived" not in values:
            raise RefusalError(400, "The channel is archived", "error-room-archived")
        room.update(values, _updatedAt=self.tick())
        return {"channel": room}

    def channels_setTopic(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return self._set(body, topic=body["topic"])

    def channels_setDescription(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return self._set(body, description=body["description"])

    def channels_setAnnouncement(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return self._set(body, announcement=body["announcement"])

    def channels_setCustomFields(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        return self._set(body, customFields=body["customFields"])

    def channels_archive(self, body: dict[str, Any]) -> dict[str, Any]:
        if self.room(body).get("archived"):
            raise RefusalError(400, "The channel is archived", "error-room-archived")
        return self._set(body, archived=True)

    def channels_unarchive(self, body: dict[str, Any]) -> dict[str, Any]:
        return self._set(body, archived=False)

    def channels_delete(self, body: dict[str, Any]) -> dict[str, Any]:
        del self.rooms[self.room(body)["_id"]]
        return {}

    def users_info(self, body: dict[str, Any]) -> dict[str, Any]:
        if body["username"] not in self.users:
            raise RefusalError(400, "User not found.", "error-invalid-user")
        return {"user": {"_id": self.users[body["username"]], "username": body["username"]}}

    def _name(self, user: str) -> str:
        return next(name for name, identity in self.users.items() if identity == user)

    def channels_invite(self, body: dict[str, Any]) -> dict[str, Any]:
        self.roles[self.room(body)["_id"]].setdefault(self._name(body["userId"]), [])
        return {}

    def channels_addModerator(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        roles = self.roles[self.room(body)["_id"]]
        name = self._name(body["userId"])
        if name not in roles:
            raise RefusalError(400, "User is not in this room", "error-user-not-in-room")
        if "moderator" in roles[name]:
            raise RefusalError(400, "User is already a moderator", "error-user-already-moderator")
        roles[name].append("moderator")
        return {}

    def channels_roles(self, body: dict[str, Any]) -> dict[str, Any]:
        room = self.room(body)["_id"]
        return {
            "roles": [
                {"rid": room, "u": {"_id": self.users[name], "username": name}, "roles": held}
                for name, held in self.roles[room].items()
            ]
        }

    def chat_sendMessage(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        message = body["message"]
        self.room({"roomId": message["rid"]})
        if message.get("_id") in self.messages:
            return {"message": self.messages[message["_id"]]}
        return {"message": self.say(message["rid"], message["msg"], identity=message["_id"])}

    def say(
        self, rid: str, text: str, who: str = USER, identity: str = "", **more: Any
    ) -> dict[str, Any]:
        """A new message."""
        now = self.tick()
        identity = identity or f"m-{_milliseconds(now)}"
        user = {"_id": self.users[who], "username": who, "name": who.title()}
        self.messages[identity] = {
            "_id": identity, "rid": rid, "msg": text, "u": user, "ts": now, "_updatedAt": now,
        } | more  # fmt: skip
        self.rooms[rid]["msgs"] += 1
        return self.messages[identity]

    def remove(self, identity: str) -> None:
        """Take a message back."""
        del self.messages[identity]
        self.deleted.append({"_id": identity, "_deletedAt": self.tick()})

    def alter(self, identity: str, **values: Any) -> None:
        """Change a message."""
        self.messages[identity] |= values | {"_updatedAt": self.tick()}

    def chat_getMessage(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        if body["msgId"] not in self.messages:
            raise RefusalError(400, "message not found", "error-message-not-found")
        return {"message": self.messages[body["msgId"]]}

    def chat_update(self, body: dict[str, Any]) -> dict[str, Any]:
        self.alter(body["msgId"], msg=body["text"], editedAt=self.tick())
        return {"message": self.messages[body["msgId"]]}

    def chat_pinMessage(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        message = self.messages[body["messageId"]]
        if not message.get("pinned"):
            self.alter(message["_id"], pinned=True)
            self.say(message["rid"], "", t="message_pinned")
        return {"message": message}

    def chat_syncMessages(self, body: dict[str, Any]) -> dict[str, Any]:  # noqa: N802
        mine = [m for m in self.messages.values() if m["rid"] == body["roomId"]]
        mine.sort(key=lambda message: message["_updatedAt"])
        if "lastUpdate" in body:
            since = body["lastUpdate"]
            return {
                "result": {
                    "updated": [m for m in mine if m["_updatedAt"] > since],
                    "deleted": [d for d in self.deleted if d["_deletedAt"] > since],
                }
            }
        after = int(body["next"])
        later = [m for m in mine if _milliseconds(m["_updatedAt"]) > after]
        page = later[: int(body["count"])]
        more = _milliseconds(page[-1]["_updatedAt"]) if len(later) > len(page) else None
        return {
            "result": {"updated": page, "deleted": [], "cursor": {"next": more, "previous": None}}
        }


def _milliseconds(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)
