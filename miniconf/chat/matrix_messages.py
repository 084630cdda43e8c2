"""What was said in a Matrix room: events as messages, with edits, reactions and redactions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from miniconf.chat.matrix_client import MatrixClient, quoted
from miniconf.chat.matrix_state import AUTHOR, MODERATOR
from miniconf.chat.matrix_welcome import MARK
from miniconf.chat.provider import Batch, Message
from miniconf.chat.wire import RefusedError

VOTES, ANSWERED, QUESTION = ("👍", "⬆"), ("✅", "✔"), ("❓", "❔")
_KINDS = ["m.room.message", "m.reaction", "m.room.redaction"]
_VARIANTS = str.maketrans("", "", "\ufe0e\ufe0f🏻🏼🏽🏾🏿")
"""Skin tones and variation selectors: they change a reaction's look, not its sense."""
_FALLBACK = re.compile(r"\A(?:> [^\n]*\n)+\n?")

Event = Mapping[str, Any]


def changes(client: MatrixClient, room: str, cursor: str) -> Iterator[Batch]:
    """One batch: the whole room, or what happened since `cursor`.

    Where a reaction or an edit was taken back, the server no longer says of which message, so the
    room is read again as a whole.
    """
    events, names, token = _events(client, room, cursor)
    if not events:
        yield Batch(cursor=token)
        return
    redacted = {str(_redacts(event)) for event in events if event["type"] == "m.room.redaction"}
    if cursor and any(not _is_message(client, room, identity) for identity in redacted):
        events, names, token = _events(client, room, "")
        cursor = ""
    levels = client.state(room, "m.room.power_levels")
    if cursor:
        events = [*events, *_touched(client, room, events)]
    for sender in {event["sender"] for event in events} - names.keys():
        names[sender] = client.state(room, "m.room.member", sender).get("displayname") or ""
    messages = _messages(events, names, levels)
    yield Batch(
        cursor=token,
        messages=tuple(message for message in messages if message.id not in redacted),
        removed=tuple(sorted(redacted)),
        authors_known=any(
            AUTHOR <= level < MODERATOR for level in levels.get("users", {}).values()
        ),
    )


def _events(
    client: MatrixClient, room: str, cursor: str
) -> tuple[list[Event], dict[str, str], str]:
    """`(events after the cursor, names of their senders, cursor after them)`."""
    events: list[Event] = []
    names: dict[str, str] = {}
    only = {"types": _KINDS, "lazy_load_members": True}
    while True:
        page = client.get(
            f"rooms/{quoted(room)}/messages", dir="f", limit=100, filter=only, **{"from": cursor}
        )
        events += page["chunk"]
        for member in page.get("state", ()):
            if member["type"] == "m.room.member":
                names[member["state_key"]] = member["content"].get("displayname") or ""
        # Without a further token this was the end of the room; the last one stays good.
        if not page["chunk"] or not page.get("end"):
            return events, names, page.get("end") or cursor
        cursor = page["end"]


def _touched(client: MatrixClient, room: str, events: Iterable[Event]) -> list[Event]:
    """Earlier events that new edits and reactions change, with all their relations."""
    new = {event["event_id"] for event in events}
    targets = {_relation(event).get("event_id") for event in events if _alters(event)} - new
    found: list[Event] = []
    for target in sorted(target for target in targets if target):
        found.append(client.get(f"rooms/{quoted(room)}/event/{quoted(target)}"))
        for kind in ("m.annotation", "m.replace"):
            position = ""
            while True:
                page = client.get_relations(room, target, kind, position)
                found += page["chunk"]
                position = page.get("next_batch", "")
                if not position:
                    break
    return found


def _messages(
    events: Iterable[Event], names: Mapping[str, str], levels: Mapping[str, Any]
) -> list[Message]:
    """The messages among `events`, with the edits and reactions among them applied."""
    unique = {event["event_id"]: event for event in events}
    ordered = sorted(unique.values(), key=lambda event: event["origin_server_ts"])
    users: Mapping[str, int] = levels.get("users", {})
    messages: dict[str, Message] = {}
    for event in ordered:
        if _says(event):
            messages[event["event_id"]] = _message(event, names, users.get(event["sender"], 0))
    for event in ordered:
        target = messages.get(str(_relation(event).get("event_id")))
        if target and _alters(event):
            messages[target.id] = _altered(target, event, users.get(event["sender"], 0))
    voters: dict[str, set[str]] = {}
    for event in ordered:
        if event["type"] == "m.reaction" and _symbol(event) in VOTES:
            voters.setdefault(str(_relation(event).get("event_id")), set()).add(event["sender"])
    return [
        replace(message, upvotes=len(voters.get(message.id, set()) - {message.user}))
        for message in messages.values()
    ]


def _says(event: Event) -> bool:
    """Whether an event is words of somebody, not an edit, a reaction or our own welcome."""
    content = event["content"]
    said = event["type"] == "m.room.message" and "body" in content and MARK not in content
    return said and not _alters(event)


def _message(event: Event, names: Mapping[str, str], level: int) -> Message:
    content = event["content"]
    relation = content.get("m.relates_to") or {}
    reply = (relation.get("m.in_reply_to") or {}).get("event_id", "")
    thread = relation.get("event_id", "") if relation.get("rel_type") == "m.thread" else reply
    text = str(content["body"])
    return Message(
        id=event["event_id"],
        time=datetime.fromtimestamp(event["origin_server_ts"] / 1000, UTC),
        text=_FALLBACK.sub("", text) if reply and text.startswith("> ") else text,
        user=event["sender"],
        name=names.get(event["sender"]) or event["sender"].partition(":")[0].removeprefix("@"),
        thread=str(thread),
        is_author=AUTHOR <= level < MODERATOR,
    )


def _altered(message: Message, event: Event, level: int) -> Message:
    """The message after an edit or a reaction; only the writer may edit."""
    if event["type"] == "m.room.message":
        content = event["content"].get("m.new_content") or {}
        if event["sender"] != message.user or "body" not in content:
            return message
        return replace(message, text=str(content["body"]), edited=True)
    symbol = _symbol(event)
    if symbol in QUESTION:
        return replace(message, question=True)
    if symbol in ANSWERED and (level >= AUTHOR or event["sender"] == message.user):
        return replace(message, answered=True)
    return message


def _alters(event: Event) -> bool:
    """Whether an event changes another one: an edit or a reaction."""
    return event["type"] == "m.reaction" or _relation(event).get("rel_type") == "m.replace"


def _relation(event: Event) -> Mapping[str, Any]:
    found = event["content"].get("m.relates_to")
    return found if isinstance(found, Mapping) else {}


def _symbol(event: Event) -> str:
    return str(_relation(event).get("key", "")).translate(_VARIANTS)


def _redacts(event: Event) -> str:
    """The id of the event that a redaction takes back; its place moved with room version 11."""
    return str(event.get("redacts") or event["content"].get("redacts", ""))


def _is_message(client: MatrixClient, room: str, identity: str) -> bool:
    """Whether a redacted event was a message, not a reaction."""
    event = client.get(f"rooms/{quoted(room)}/event/{quoted(identity)}")
    return bool(event["type"] == "m.room.message")


def counts(client: MatrixClient, since: str) -> dict[str, int]:
    """`room id -> messages of others` since the token `since`, at most 100 a room."""
    timeline = {"types": ["m.room.message"], "not_senders": [client.user], "limit": 100}
    joined, _ = _since(client, since, {"timeline": timeline})
    return {room: len(entry["timeline"]["events"]) for room, entry in joined.items()}


def moved(client: MatrixClient, since: str) -> tuple[frozenset[str] | None, str]:
    """`(rooms in which something was said or altered since a token, token for later)`.

    None where `since` is "", or a token that the server does not know.
    """
    try:
        if since:
            joined, token = _since(client, since, {"timeline": {"types": _KINDS, "limit": 1}})
            told = (room for room, entry in joined.items() if _tells(entry["timeline"]))
            return frozenset(told), token
    except RefusedError:
        pass
    return None, _since(client, "", {"rooms": []})[1]


def _tells(timeline: Mapping[str, Any]) -> bool:
    return bool(timeline["events"] or timeline.get("limited"))


def _since(client: MatrixClient, since: str, rooms: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """`(joined rooms as one sync gives them, token for later)`, of `rooms` as a filter says."""
    nothing: dict[str, Any] = {"types": []}
    only = {
        "presence": nothing, "account_data": nothing,
        "room": {"ephemeral": nothing, "account_data": nothing, "state": nothing, **rooms},
    }  # fmt: skip
    answer = client.get("sync", filter=only, timeout=0, **({"since": since} if since else {}))
    return answer.get("rooms", {}).get("join", {}), str(answer["next_batch"])
