"""Messages as clean HTML: Markdown and TeX through `miniconf.text`, mentions and rooms marked."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from miniconf import text

# Cleaned HTML has its attributes in double quotes, and ">" may stand inside them.
_PARTS = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)')
_IMAGE = re.compile(r'<img((?:\s+[\w-]+(?:="[^"]*")?)*)\s*/?>')
_ALT = re.compile(r'\salt="([^"]*)"')
_MENTION = re.compile(r"(?<![\w@./-])@([0-9a-zA-Z][0-9a-zA-Z._-]{0,63})")
_CHANNEL = re.compile(r"(?<![\w#./&-])#([0-9a-zA-Z][0-9a-zA-Z._-]{0,119})")
_OPAQUE = ("code", "pre", "a", "math")
"""Elements inside which an @ or a # is only a sign."""


def html(message: str, people: tuple[str, ...] = (), rooms: tuple[str, ...] = ()) -> str:
    """The message as clean HTML blocks; `people` and `rooms` are the names it really mentions."""
    return _html(message, people, rooms)


@lru_cache(maxsize=4096)
def _html(message: str, people: tuple[str, ...], rooms: tuple[str, ...]) -> str:
    clean = _IMAGE.sub(_words, str(text.markdown(_broken(message), shift=3)))
    if not people and not rooms:
        return clean
    depth = 0
    parts = _PARTS.split(clean)
    for index, part in enumerate(parts):
        if part.startswith("<"):
            name = part.strip("</>").split()[0].lower() if part.strip("</>") else ""
            if name in _OPAQUE:
                depth += -1 if part.startswith("</") else 1
        elif depth == 0:
            parts[index] = _marked(part, people, rooms)
    return "".join(parts)


def _broken(message: str) -> str:
    """The message with each of its line ends kept, as people expect in a chat."""
    if "```" in message or "$$" in message:
        return message
    return re.sub(r"(?<=\S)\n(?=[^\n\s>*+|#-])", "  \n", message)


def _words(image: re.Match[str]) -> str:
    """What an image says; no reader's browser shall ask for a picture because of a message."""
    alt = _ALT.search(image[1])
    return alt[1] if alt else ""


def _marked(part: str, people: tuple[str, ...], rooms: tuple[str, ...]) -> str:
    """A stretch of escaped text with its mentions marked."""

    def person(found: re.Match[str]) -> str:
        name = found[1].rstrip(".-")
        if name.lower() not in people:
            return found[0]
        return f'<span class="mention">@{escape(name)}</span>{found[1][len(name) :]}'

    def room(found: re.Match[str]) -> str:
        if found[1] not in rooms:
            return found[0]
        name = escape(found[1])
        return f'<a class="room-link" href="/channel/{name}">#{name}</a>'

    return _CHANNEL.sub(room, _MENTION.sub(person, part))
