"""Calls of the Matrix Client-Server API, and the few of Synapse's admin API that help."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from miniconf.chat.credentials import Credentials
from miniconf.chat.wire import ChatError, RefusedError, Wire, host

_CLIENT = "/_matrix/client/v3/"
_ADMIN = "/_synapse/admin/"
DEVICE = "MINICONF"
"""One device for ever, so that logging in again replaces the token instead of piling them up."""
_ACCOUNT = ("M_FORBIDDEN", "M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED")


class MatrixClient:
    """An account on one homeserver, logged in; `user` is its id: `@bot:example.org`."""

    def __init__(self, url: str, credentials: Credentials, wire: Wire) -> None:
        self._url, self._wire = url.rstrip("/"), wire
        self._headers: dict[str, str] = {}
        try:
            token = credentials.token or self._login(credentials)
            self._headers["Authorization"] = f"Bearer {token}"
            self.user: str = self.get("account/whoami")["user_id"]
        except RefusedError as error:
            if error.code not in _ACCOUNT:
                raise ChatError(
                    f"{host(url)} does not answer as a Matrix server does: is `chat.url` its"
                    " client address (the `base_url` of /.well-known/matrix/client)?"
                ) from None
            raise ChatError(
                f"{host(url)} does not accept this account: see {credentials.source}"
            ) from None
        except KeyError:
            raise ChatError(f"{host(url)} does not answer as a Matrix server does") from None

    def _login(self, credentials: Credentials) -> str:
        body = {
            "type": "m.login.password", "password": credentials.password, "device_id": DEVICE,
            "identifier": {"type": "m.id.user", "user": credentials.user},
        }  # fmt: skip
        return str(self.post("login", body)["access_token"])

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        """The answer to a GET below `/_matrix/client/v3/`; dicts in the query become JSON."""
        return self._call("GET", _CLIENT + path, None, query)

    def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a POST."""
        return self._call("POST", _CLIENT + path, body, {})

    def put(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a PUT."""
        return self._call("PUT", _CLIENT + path, body, {})

    def delete(self, path: str) -> dict[str, Any]:
        """The answer to a DELETE."""
        return self._call("DELETE", _CLIENT + path, None, {})

    def admin(self, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """The answer of Synapse's admin API; RefusedError where the account is no admin."""
        return self._call(method, _ADMIN + path, body, {})

    def lift_limits(self) -> bool:
        """Whether the server has freed this account from its rate limits; without, calls wait."""
        limits = {"messages_per_second": 0, "burst_count": 0}
        try:
            self.admin("POST", f"v1/users/{quoted(self.user)}/override_ratelimit", limits)
        except RefusedError:
            return False
        return True

    def state(self, room: str, kind: str, key: str = "") -> dict[str, Any]:
        """The content of a state event, {} where the room has none."""
        try:
            return self.get(f"rooms/{quoted(room)}/state/{kind}/{quoted(key)}")
        except RefusedError as error:
            if error.code == "M_NOT_FOUND":
                return {}
            raise

    def get_relations(self, room: str, event: str, kind: str, position: str) -> dict[str, Any]:
        """A page of the events that relate to `event` by `kind`, from `position` on."""
        path = f"/_matrix/client/v1/rooms/{quoted(room)}/relations/{quoted(event)}/{kind}"
        return self._call("GET", path, None, {"limit": 100, "from": position})

    def set_state(self, room: str, kind: str, content: dict[str, Any], key: str = "") -> None:
        """Set a state event; the same content again changes nothing."""
        self.put(f"rooms/{quoted(room)}/state/{kind}/{quoted(key)}", content)

    def _call(
        self, method: str, path: str, body: dict[str, Any] | None, query: dict[str, Any]
    ) -> dict[str, Any]:
        params = {
            name: json.dumps(value) if isinstance(value, dict) else value
            for name, value in query.items()
            if value not in ("", None)
        }
        answer = self._wire.request(
            method, self._url + path, params=params, json=body, headers=self._headers
        )
        content = answer.json()
        if answer.status_code >= 400 or not isinstance(content, dict):
            details = content if isinstance(content, dict) else {}
            code = str(details.get("errcode", ""))
            if code == "M_UNKNOWN_TOKEN" and self._headers and "whoami" not in path:
                raise ChatError("the Matrix server has ended our session: run the command again")
            message = str(details.get("error", f"status {answer.status_code}"))
            raise RefusedError(message, code, answer.status_code)
        return content


def quoted(text: str) -> str:
    """`text` as one segment of a path: `#a:b` -> `%23a%3Ab`."""
    return quote(text, safe="")
