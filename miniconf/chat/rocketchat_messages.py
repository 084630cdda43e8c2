"""What was said in a Rocket.Chat channel: its documents as messages, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from rocketchat_API.rocketchat import RocketChat

from miniconf.chat.provider import Batch, Found, Message

VOTES = (":thumbsup:", ":+1:", ":arrow_up:")
ANSWERED = (":white_check_mark:", ":heavy_check_mark:")
QUESTION = (":question:", ":grey_question:")
WELCOME = "welcome-"
"""Begins the id of every welcome message."""
_PAGE = 100
_QUOTE = re.compile(r"^\s*\[ ?\]\(\S+[?&]msg=([0-9A-Za-z_-]+)\)\s*")
"""How a Rocket.Chat client quotes: an empty link to the message, then the words."""
_AUTHOR = "leader"
"""The role in a room that says: this is one of those who answer here."""


def changes(client: RocketChat, found: Found, cursor: str, overlap: float) -> Iterator[Batch]:
    """All messages, page by page; or, after a `cursor`, one batch of what changed since then."""
    roles: dict[str, frozenset[str]] = {}
    if not cursor:
        yield from _everything(client, found, roles)
        return
    since = instant(cursor) - timedelta(seconds=overlap)
    answer = client.chat_sync_messages(found.id, text_of(since))
    yield _batch(client, found, answer["result"], cursor, roles)


def _everything(
    client: RocketChat, found: Found, roles: dict[str, frozenset[str]]
) -> Iterator[Batch]:
    """The whole room by the server's own cursor, `_PAGE` messages at a time."""
    position: str | None = "0"
    cursor = ""
    while position is not None:
        answer = client.call_api_get(
            "chat.syncMessages", roomId=found.id, next=position, type="UPDATED", count=_PAGE
        )["result"]
        batch = _batch(client, found, answer, cursor, roles)
        cursor = batch.cursor
        yield batch
        following = (answer.get("cursor") or {}).get("next")
        position = str(following) if following and str(following) != position else None


def _batch(
    client: RocketChat,
    found: Found,
    result: Mapping[str, Any],
    cursor: str,
    roles: dict[str, frozenset[str]],
) -> Batch:
    """One answer of `chat.syncMessages` as a batch; the cursor never goes back."""
    messages: list[Message] = []
    removed = [str(document["_id"]) for document in result.get("deleted") or ()]
    for document in result.get("updated") or ():
        cursor = max(cursor, document.get("_updatedAt") or "")
        if document.get("t") == "rm" or document.get("_hidden"):
            removed.append(document["_id"])
        elif not document.get("t") and not document["_id"].startswith(WELCOME):
            if not roles:
                roles.update(_roles(client, found))
            messages.append(message_of(document, roles))
    for document in result.get("deleted") or ():
        cursor = max(cursor, document.get("_deletedAt") or "")
    gone = frozenset(removed)
    return Batch(
        cursor=cursor,
        messages=tuple(message for message in messages if message.id not in gone),
        removed=tuple(removed),
        authors_known=any(_AUTHOR in held for held in roles.values()),
    )


def _roles(client: RocketChat, found: Found) -> dict[str, frozenset[str]]:
    """`user name -> roles in this channel`; the empty name stands for "asked already"."""
    given = client.channels_roles(room_id=found.id).get("roles") or ()
    return {"": frozenset()} | {
        entry["u"]["username"]: frozenset(entry.get("roles") or ()) for entry in given
    }


def message_of(document: Mapping[str, Any], roles: Mapping[str, frozenset[str]]) -> Message:
    """The message that the API shows as `document`, in a channel with these `roles`."""
    writer = document["u"]
    username = writer.get("username", "")
    text = document.get("msg") or ""
    quoted = _QUOTE.match(text)
    marked = _reacted(document, ANSWERED)
    may_settle = {name for name, held in roles.items() if held} | {username}
    return Message(
        id=document["_id"],
        time=instant(document["ts"]),
        text=(text[quoted.end() :] if quoted else text) or _attached(document),
        user=writer["_id"],
        name=writer.get("name") or username,
        thread=document.get("tmid") or (quoted[1] if quoted else ""),
        is_author=_AUTHOR in roles.get(username, frozenset()),
        edited="editedAt" in document,
        upvotes=len(_reacted(document, VOTES) - {username}),
        question=True if _reacted(document, QUESTION) else None,
        answered=bool(marked & may_settle),
    )


def _reacted(document: Mapping[str, Any], emoji: tuple[str, ...]) -> set[str]:
    """The user names that reacted to a message with one of `emoji`."""
    reactions = document.get("reactions") or {}
    return {name for code in emoji for name in reactions.get(code, {}).get("usernames", ())}


def _attached(document: Mapping[str, Any]) -> str:
    """The names of the files of a message without words."""
    titles = [str(file.get("title", "")) for file in document.get("attachments") or ()]
    return ", ".join(title for title in titles if title)


def instant(text: str) -> datetime:
    """The aware instant of an ISO 8601 text as the API writes it."""
    return datetime.fromisoformat(text).astimezone(UTC)


def text_of(moment: datetime) -> str:
    """`2031-03-28T09:00:00.000Z`, as the API reads it."""
    utc = moment.astimezone(UTC)
    return f"{utc:%Y-%m-%dT%H:%M:%S}.{utc.microsecond // 1000:03d}Z"
