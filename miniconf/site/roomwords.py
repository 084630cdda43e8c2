"""What the room on a page says, handed to its script with the page."""

from __future__ import annotations

from collections.abc import Mapping

from miniconf.site.words import Words

_OWN = (
    "ask", "as", "kept", "change", "reply", "edit", "save", "remove", "sure", "cancel",
    "edited", "staff", "settle", "reopen", "want0", "newest", "oldest", "asks", "says", "answers",
    "your_name", "code", "your_link", "have_link", "enter", "loading", "unreachable", "offline",
    "unsent", "down", "muted", "muted_here", "banned", "lost", "ended", "closed", "blocked",
    "empty", "window",
)  # fmt: skip
_SHARED = ("author", "somebody", "answered", "waiting", "taken_back", "hidden", "link")


def room_words(words: Words) -> Mapping[str, str | Mapping[str, str]]:
    """Name -> sentence, or its plural forms, braces left for the script to fill in."""
    return {
        **{name: words.raw(f"room.{name}") for name in _OWN},
        **{name: words.raw(f"qa.{name}") for name in _SHARED},
        "want": words.forms("qa.want"),
        "count": words.forms("room.count"),
        "wait": words.forms("room.wait"),
    }
