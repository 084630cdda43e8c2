"""What organisers write into calendars by hand: hashtags for kinds, links in any field."""

from __future__ import annotations

import re
from typing import get_args
from urllib.parse import urlsplit

from miniconf.model.records import SessionKind
from miniconf.patterns import regex

_HASHTAG = regex(r"(?<![\w&/#])#([A-Za-z][\w-]*)")
_URL = regex(r"https?://[^\s<>\"']+")
_KINDS = {
    **{form: kind for kind in get_args(SessionKind) for form in (kind, f"{kind}s")},
    "talk": "oral", "talks": "oral", "invited": "keynote", "panel": "plenary", "q-a": "qa",
}  # fmt: skip
"""Hashtag -> kind of session."""
MEETING_HOSTS = (
    "zoom.us", "zoom.com", "meet.google.com", "teams.microsoft.com", "teams.live.com", "webex.com",
    "whereby.com", "meet.jit.si", "gather.town", "gotomeeting.com", "bluejeans.com",
)  # fmt: skip
"""Services whose addresses let whoever has them into a room: such links are private."""


def first_kind(text: str) -> str:
    """The kind of the first hashtag in `text` that names one: `poster` for `Day 1 #posters`."""
    found = (_KINDS.get(tag.lower(), "") for tag in _HASHTAG.findall(text))
    return next((kind for kind in found if kind), "")


def without_hashtags(text: str) -> str:
    """`text` without the hashtags that name a kind; others, and `#1`, stay."""

    def keep(match: re.Match[str]) -> str:
        return "" if match[1].lower() in _KINDS else match[0]

    return re.sub(r"[ \t]{2,}", " ", _HASHTAG.sub(keep, text)).strip()


def meeting_links(text: str) -> tuple[list[str], list[str]]:
    """The addresses in `text`, each once: those of meetings, and all others."""
    meetings: list[str] = []
    others: list[str] = []
    for match in _URL.findall(text):
        url = match.rstrip(".,;:!?)]")
        host = _host(url)
        private = any(host == known or host.endswith(f".{known}") for known in MEETING_HOSTS)
        where = meetings if private else others
        if url not in where:
            where.append(url)
    return meetings, others


def _host(url: str) -> str:
    """The host of `url`, "" where it has none that can be told, such as `http://[`."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
