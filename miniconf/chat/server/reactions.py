"""Reactions, and what three of them mean here.

`:thumbsup:` on a question is "I want to know, too", `:white_check_mark:` by somebody who may say so
is "answered", `:question:` is "this is a question". They are ordinary reactions, so an archive
made through Rocket.Chat's API holds votes and answers whatever the engine.
"""

from __future__ import annotations

import re
from typing import Any

from miniconf.chat.server import messages
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.messages import Message
from miniconf.chat.server.store import Change
from miniconf.chat.server.users import User

VOTE = ":thumbsup:"
ANSWERED = ":white_check_mark:"
QUESTION = ":question:"
_SAME = {
    ":+1:": VOTE,
    ":heavy_check_mark:": ANSWERED,
    ":grey_question:": QUESTION,
    "👍": VOTE,
    "✅": ANSWERED,
    "❓": QUESTION,
}
_CODE = re.compile(r":[a-z0-9_+-]{1,40}:")
_MOST = 40
"""Different reactions on one message."""

Reactions = dict[str, dict[str, list[str]]]


def code(emoji: str) -> str:
    """The one spelling of an emoji's code: `smile` and `:smile:` are the same."""
    known = _SAME.get(emoji, emoji)
    spelled = known if known.startswith(":") else f":{known}:"
    spelled = _SAME.get(spelled, spelled)
    if not _CODE.fullmatch(spelled):
        raise ApiError("Invalid emoji provided.", "error-not-allowed")
    return spelled


def of(message: Message) -> Reactions:
    """Emoji code -> `{"usernames": [...], "names": [...]}`."""
    found: Reactions = message.doc.get("reactions", {})
    return found


def people(message: Message, emoji: str) -> list[str]:
    """The user names that reacted with `emoji`."""
    return of(message).get(emoji, {}).get("usernames", [])


def beginning(user: User, emoji: str) -> Reactions:
    """The reactions of a new message whose writer reacts to it at once."""
    return {emoji: {"usernames": [user.username], "names": [user.name]}}


def react(
    change: Change, message: Message, user: User, emoji: str, on: bool | None, marks: bool
) -> Message:
    """The message with `user`'s reaction set, taken (`on` False) or turned over (None).

    `marks` says whether this person's check mark settles the question.
    """
    reactions = {name: dict(entry) for name, entry in of(message).items()}
    entry = reactions.get(emoji, {"usernames": [], "names": []})
    there = user.username in entry["usernames"]
    wanted = not there if on is None else on
    if wanted == there:
        return message
    if wanted and emoji not in reactions and len(reactions) >= _MOST:
        raise ApiError("Too many different reactions", "error-not-allowed")
    pairs = list(zip(entry["usernames"], entry["names"], strict=True))
    if wanted:
        pairs.append((user.username, user.name))
    else:
        pairs = [pair for pair in pairs if pair[0] != user.username]
    return _kept(change, message, reactions, emoji, pairs, marks)


def drop(change: Change, message: Message, emoji: str) -> Message:
    """The message without anybody's `emoji`."""
    reactions = {name: dict(entry) for name, entry in of(message).items()}
    return _kept(change, message, reactions, emoji, [], True)


def _kept(
    change: Change, message: Message, reactions: Reactions, emoji: str,
    pairs: list[tuple[str, str]], marks: bool,
) -> Message:  # fmt: skip
    reactions.pop(emoji, None)
    if pairs:
        reactions[emoji] = {"usernames": [p[0] for p in pairs], "names": [p[1] for p in pairs]}
    doc = {key: value for key, value in message.doc.items() if key != "reactions"}
    if reactions:
        doc["reactions"] = reactions
    columns: dict[str, Any] = {}
    if emoji == VOTE:
        columns["votes"] = sum(1 for pair in pairs if pair[0] != message.doc["u"]["username"])
    elif emoji == ANSWERED and marks:
        columns["answered"] = change.rev() if pairs else 0
    elif emoji == QUESTION and message.tmid is None:
        columns["question"] = int(bool(pairs))
    return messages.save(change, message, doc, **columns)
