"""Where one address ends and the next begins, in texts that hold several."""

from __future__ import annotations

import re

from miniconf.patterns import regex

MARKDOWN = regex(r"\[(?P<label>[^\]]*)\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
"""A link as Markdown writes it: `[Slides](https://...)`."""
_FIRST = regex(r"https?://", re.IGNORECASE)
_SECOND = regex(r"[\s,;]https?://", re.IGNORECASE)
_BETWEEN = regex(r"[,;](?:\s+|\Z)|[,;](?=https?://)|(?<!\s)\s+(?=https?://)")
"""What may stand between two links, and not inside an address."""
_BARE = regex(r"[\w-]{5,}")
"""A provider's id of a video."""


def are_several(text: str) -> bool:
    """Whether `text` holds more than one address.

    No address goes on behind a comma or semicolon that a space or another address follows.
    """
    if "://" not in text or not any(c in text for c in ",; "):
        return False
    return bool(_SECOND.search(text) or (_FIRST.match(text) and re.search(r"[,;]\s", text)))


def split_addresses(text: str, separator: str = "") -> list[str]:
    """The parts of `text` that are one address, file or bare id each."""
    if separator and separator != "|":
        return [part for part in map(str.strip, text.split(separator)) if part]
    found: list[str] = []
    for part in (part for segment in text.split("|") for part in apart(segment)):
        ids = [one.strip() for one in re.split("[,;]", part.strip(" ,;"))]
        found += ids if all(map(_BARE.fullmatch, ids)) else [part]
    return found


def apart(text: str) -> list[str]:
    """The lines of `text`, cut behind what leads somewhere."""
    parts = []
    for row in text.split("\n"):
        held = ""
        at = 0
        for mark in _BETWEEN.finditer(row):
            held += row[at : mark.start()]
            at = mark.end()
            if leads(held.strip()) if mark[0].strip() else "://" in held:
                parts.append(held.strip())
                held = ""
            else:
                held += mark[0]
        parts.append((held + row[at:]).strip())
    return [part for part in parts if part]


def leads(part: str) -> bool:
    """Whether `part` holds where a link leads, not its label alone."""
    return bool(
        MARKDOWN.fullmatch(part)
        or "://" in part
        or part.startswith("/")
        or re.fullmatch(r"[\w./%+ -]+\.[A-Za-z0-9]{2,5}(?:[?#].*)?", part)
    )
