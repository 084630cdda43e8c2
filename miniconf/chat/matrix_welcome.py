"""The welcome message of a Matrix room: written once, brought up to date, pinned."""

from __future__ import annotations

from typing import Any

from miniconf import names
from miniconf.chat.matrix_client import MatrixClient, quoted
from miniconf.chat.provider import Found
from miniconf.rooms import Room

MARK = "org.miniconf.welcome"


def welcome(client: MatrixClient, found: Found, room: Room, scope: str) -> None:
    """Leave exactly one welcome message in the room, with the wanted words, pinned.

    A message sent by a run that was stopped is found among the first of the room; a repeat within
    one run is the server's to drop, for the transaction's name follows from words and room.
    """
    pinned: list[str] = []
    event, text = "", ""
    if not found.extra.get("fresh"):
        pinned = list(client.state(found.id, "m.room.pinned_events").get("pinned", ()))
        event, text = _there(client, found.id)
    content: dict[str, Any] = {"msgtype": "m.notice", "body": room.welcome, MARK: True}
    if not event:
        event = _send(client, found.id, content, scope)
    elif text != room.welcome:
        relation = {"rel_type": "m.replace", "event_id": event}
        edit = {
            "msgtype": "m.notice", "body": f"* {room.welcome}", MARK: True,
            "m.new_content": content, "m.relates_to": relation,
        }  # fmt: skip
        _send(client, found.id, edit, scope)
    if event not in pinned:
        client.set_state(found.id, "m.room.pinned_events", {"pinned": [event, *pinned]})


def _send(client: MatrixClient, room: str, content: dict[str, Any], scope: str) -> str:
    transaction = f"welcome-{names.digest(scope + room)}{names.digest(content['body'])}"
    path = f"rooms/{quoted(room)}/send/m.room.message/{transaction}"
    return str(client.put(path, content)["event_id"])


def _there(client: MatrixClient, room: str) -> tuple[str, str]:
    """`(id, present words)` of the welcome message that is there, or two empty texts."""
    only = {"types": ["m.room.message"], "senders": [client.user]}
    position, event, text = "", "", ""
    while True:
        page = client.get(
            f"rooms/{quoted(room)}/messages", dir="f", limit=100, filter=only, **{"from": position}
        )
        for message in page["chunk"]:
            content = message["content"]
            if content.get(MARK) and not event and "m.new_content" not in content:
                event, text = message["event_id"], content["body"]
            elif content.get(MARK) and "m.new_content" in content:
                text = content["m.new_content"]["body"]
        position = page.get("end", "")
        if not position or not page["chunk"]:
            return event, text
