"""Rocket.Chat 7 and 8 and the embedded server, both through rocketchat-API."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from rocketchat_API.APIExceptions.RocketExceptions import (
    RocketApiException,
    RocketAuthenticationException,
    RocketBadStatusCodeException,
    RocketConnectionException,
)
from rocketchat_API.rocketchat import RocketChat

from miniconf import names
from miniconf.chat import rocketchat_messages as reading
from miniconf.chat.credentials import Credentials
from miniconf.chat.provider import Batch, Found
from miniconf.chat.wire import ChatError, RefusedError, Wire, host
from miniconf.rooms import Room

KEY, SCOPE, STAMP = "miniconf_key", "miniconf_conference", "miniconf_stamp"
RECORDS = "miniconf_records"
"""Custom fields of a room; the embedded server reads key and records to know authors."""
_PAGE = 100
"""Servers give no more than 100 at once, and the client takes a shorter page for the last one."""
_THERE = ("error-duplicate-channel-name", "error-archived-duplicate-name")
_SETTERS = {
    "name": "channels_rename", "topic": "channels_set_topic",
    "description": "channels_set_description", "announcement": "channels_set_announcement",
}  # fmt: skip


class RocketChatProvider:
    """The rooms of one Rocket.Chat workspace, as the account of `credentials` sees them.

    `overlap`: seconds that a later archive run looks back behind its cursor, for a workspace of
    several servers whose clocks differ.
    """

    def __init__(
        self,
        url: str,
        credentials: Credentials,
        scope: str = "",
        wire: Wire | None = None,
        overlap: float = 5.0,
    ) -> None:
        self._scope, self._overlap = scope, overlap
        self._client = _client(url.rstrip("/"), credentials, wire or Wire())
        self._accounts: dict[str, str] = {}
        self._fresh: set[str] = set()

    def found(self) -> Iterator[Found]:
        """All public channels; one that moves between two pages is given once."""
        seen: set[str] = set()
        with _sentences():
            for document in self._client.channels_list(count=_PAGE):
                if document["_id"] not in seen:
                    seen.add(document["_id"])
                    yield found_of(document)

    def create(self, room: Room) -> Found:
        """The new channel: name, key and texts go in one call, so no channel is without its key."""
        texts = {"topic": room.topic, "description": room.description}
        texts |= {"announcement": room.announcement} if room.announcement else {}
        try:
            with _sentences():
                answer = self._client.channels_create(
                    room.name, customFields={KEY: room.key, SCOPE: self._scope}, extraData=texts
                )
        except RefusedError as error:
            if error.code in _THERE:
                return self._repeated(room)
            raise
        found = found_of(answer["channel"])
        self._fresh.add(found.id)
        return found

    def _repeated(self, room: Room) -> Found:
        """The channel that an earlier, unanswered call of `create` made."""
        with _sentences():
            answer = self._client.channels_info(channel=quote(room.name, safe=""))
        found = found_of(answer["channel"])
        if (found.key, found.scope) != (room.key, self._scope):
            raise RefusedError("a room of this name is there already, and it is not ours")
        return found

    def adopt(self, found: Found, room: Room) -> Found:
        """The channel with our key among its custom fields."""
        return self._mark(found, {KEY: room.key, SCOPE: self._scope})

    def _mark(self, found: Found, fields: Mapping[str, object]) -> Found:
        marks = {**found.extra, **fields}
        with _sentences():
            self._client.channels_set_custom_fields(found.id, marks)
        return replace(
            found, key=str(marks.get(KEY, "")), scope=str(marks.get(SCOPE, "")),
            stamp=str(marks.get(STAMP, "")), extra=marks,
        )  # fmt: skip

    def change(self, found: Found, room: Room, fields: Iterable[str]) -> Found:
        """The channel with other texts, one call each."""
        for name in fields:
            with _sentences():
                getattr(self._client, _SETTERS[name])(found.id, getattr(room, name))
            found = replace(found, **{name: getattr(room, name)})
        return found

    def settle(self, found: Found, room: Room, stamp: str) -> Found:
        """Moderators invited, welcome message written under an id of its own, pinned, stamped."""
        for name in room.moderators:
            self._appoint(found, name)
        if room.welcome:
            self._welcome(found, room)
        marks: dict[str, object] = {KEY: room.key, SCOPE: self._scope, STAMP: stamp}
        if room.records or RECORDS in found.extra:
            marks[RECORDS] = list(room.records)
        return self._mark(found, marks)

    def _appoint(self, found: Found, name: str) -> None:
        if name not in self._accounts:
            with _sentences(f'no account "{name}" on the server (from chat.moderators)'):
                answer = self._client.users_info(username=quote(name, safe=""))
            self._accounts[name] = answer["user"]["_id"]
        user = self._accounts[name]
        with _sentences():
            # Being a member already is an error on some versions, and so is being moderator.
            with suppress(RocketApiException):
                self._client.channels_invite(found.id, user)
            try:
                self._client.channels_add_moderator(found.id, user)
            except RocketApiException as error:
                if "already" not in (error.error_type or ""):
                    raise

    def _welcome(self, found: Found, room: Room) -> None:
        """Write the welcome message once: its id follows from the room, so a repeat is the same."""
        message = welcome_id(self._scope, room.key)
        text = room.welcome
        there = {} if found.id in self._fresh else self._message(message)
        with _sentences():
            if not there:
                self._client.chat_send_message({"_id": message, "rid": found.id, "msg": text})
            elif there.get("msg") != text:
                self._client.chat_update(found.id, message, text)
            # Pinning writes a line of its own into the room, so not twice.
            if not there.get("pinned"):
                self._client.chat_pin_message(message)

    def _message(self, identity: str) -> dict[str, Any]:
        """A message as the API shows it, {} where there is none."""
        try:
            return dict(self._client.chat_get_message(identity)["message"])
        except (RocketApiException, RocketBadStatusCodeException):
            return {}

    def archive(self, found: Found) -> None:
        """Archive the channel."""
        with _repeatable("error-room-archived"):
            self._client.channels_archive(found.id)

    def restore(self, found: Found) -> Found:
        """The channel, open again."""
        with _repeatable("error-room-not-archived"):
            self._client.channels_unarchive(found.id)
        return replace(found, archived=False)

    def delete(self, found: Found) -> None:
        """Delete the channel with its messages."""
        with _repeatable("error-room-not-found"):
            self._client.channels_delete(room_id=found.id)

    def latest(self) -> Mapping[str, str] | None:
        """Of all rooms in one call, as the embedded server tells; a workspace knows none such."""
        if self._overlap:
            return None
        with suppress(RefusedError), _sentences():  # a server of an earlier version
            found: Mapping[str, str] = self._client.call_api_get("miniconf.changed")["rooms"]
            return found
        return None

    def moved(self, since: str) -> tuple[None, str]:
        """Not known; an embedded server tells more by `latest`."""
        return None, ""

    def changes(self, found: Found, cursor: str) -> Iterator[Batch]:
        """Messages by the instant of their last change; the cursor is that instant."""
        with _sentences():
            yield from reading.changes(self._client, found, cursor, self._overlap)

    def activity(self, memory: Mapping[str, object]) -> tuple[dict[str, int], dict[str, object]]:
        """Growth of each channel's count of messages, from the list of channels alone."""
        counts: dict[str, int] = {}
        now: dict[str, object] = {}
        for found in self.found():
            if found.key and found.scope == self._scope:
                before = memory.get(found.key)
                new = found.messages - before if isinstance(before, int) else 0
                counts[found.key], now[found.key] = max(new, 0), found.messages
        return counts, now


def found_of(document: Mapping[str, Any]) -> Found:
    """The room that the API shows as `document`."""
    marks = dict(document.get("customFields") or {})
    return Found(
        id=document["_id"],
        name=document.get("name", ""),
        key=str(marks.get(KEY, "")),
        scope=str(marks.get(SCOPE, "")),
        topic=document.get("topic") or "",
        description=document.get("description") or "",
        announcement=document.get("announcement") or "",
        archived=bool(document.get("archived")),
        stamp=str(marks.get(STAMP, "")),
        messages=int(document.get("msgs") or 0),
        extra=marks,
    )


def welcome_id(scope: str, key: str) -> str:
    """The id of a room's welcome message: always the same."""
    return f"{reading.WELCOME}{names.digest(scope)}-{names.digest(key)}{names.digest(key[::-1])}"


def _client(url: str, credentials: Credentials, wire: Wire) -> RocketChat:
    """A client that is logged in."""
    where = host(url)
    try:
        if credentials.token:
            client = RocketChat(
                auth_token=credentials.token, user_id=credentials.user, server_url=url,
                session=wire, timeout=60,
            )  # fmt: skip
            client.me()
            return client
        return RocketChat(
            credentials.user, credentials.password, server_url=url, session=wire, timeout=60
        )
    except (RocketAuthenticationException, RocketApiException):
        raise ChatError(f"{where} does not accept this account: see {credentials.source}") from None
    except (RocketConnectionException, RocketBadStatusCodeException):
        raise ChatError(
            f"{where} does not answer as Rocket.Chat does: is `chat.url` the address of the chat"
            " server, without a path?"
        ) from None


@contextmanager
def _sentences(refused: str = "") -> Iterator[None]:
    """The client's exceptions as ours."""
    try:
        yield
    except RocketApiException as error:
        if error.status_code == 401:
            raise ChatError(
                "the chat server has ended our session, or the account may not do this: give it"
                " the role admin or bot, and run the command again"
            ) from None
        message = refused or str(error.error)
        raise RefusedError(message, error.error_type or "", error.status_code) from None
    except RocketBadStatusCodeException as error:
        raise RefusedError(f"status {error.status_code}", "", error.status_code) from None


@contextmanager
def _repeatable(already: str) -> Iterator[None]:
    """As `_sentences`; the answer that it is done already (code `already`) is as good as any."""
    try:
        with _sentences():
            yield
    except RefusedError as error:
        if error.code != already:
            raise
