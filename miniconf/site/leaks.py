"""What must not leave the house: addresses, meeting links, passwords, tokens, wherever they stand.

The same patterns serve twice: `privacy` takes such things out of the data, and every file is looked
through before it is written, in case a template or an asset puts one back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Literal

from miniconf.model import Publish

LeakKind = Literal["e-mail address", "meeting link", "meeting password", "token"]


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One thing in one file that the config does not let out: `text` is as it was found."""

    path: str
    kind: LeakKind
    text: str

    def __str__(self) -> str:
        """`papers/main.1.html: meeting link https://... (publish.allow, ...)`."""
        return f"{self.path}: {self.kind} {self.text}"


_LOCAL = re.compile(r"[\w.%+'-]*\w\\?$")
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\\?\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NO_DOMAIN = re.compile(r".*\.(?:js|mjs|css|png|svg|jpe?g|webp|json|html?)", re.IGNORECASE)
_NO_ADDRESS = frozenset({"git", "-"})
ENCODED_AT = re.compile(r"&#0*64;|&#x0*40;|&commat;|%40|\\u0040", re.IGNORECASE)
_SPELT = re.compile(r"&#(?:x[46][1-9a-f]|9[7-9]|1[0-2]\d);", re.IGNORECASE)

MEETING = re.compile(
    r"(?<![\w./-])(?:https?:)?(?://)?(?:[\w-]+\.)*(?:"
    r"zoom(?:gov)?\.(?:us|com(?:\.cn)?)/(?:j|w|my|s|wc|meeting|webinar|rec/play)/"
    r"|meet\.google\.com/[a-z]{3}"
    r"|meet\.[\w.-]+/[a-z]{3,4}-[a-z]{3,4}-[a-z]{3,4}\b"
    r"|teams\.(?:microsoft|live)\.com/(?:l/meetup-join|meet)/"
    r"|webex\.com/(?=\S*(?:meet|join|MTID|j\.php|g\.php))"
    r"|whereby\.com/|meet\.jit\.si/|8x8\.vc/|bluejeans\.com/\d|join\.skype\.com/"
    r"|goto(?:meeting|meet|webinar)\.(?:com|me)/|bbb\.[\w.-]+/b/"
    r"|join\.slack\.com/t/|discord(?:app)?\.(?:gg|com/invite)/|gather\.town/(?:app|invite|i)\b"
    r")[^\s\"'<>)\]]*"
    r"|https?://[\w.-]+/(?:[\w.-]+/)*b/[a-z0-9]{3}-[a-z0-9]{3}-[a-z0-9]{3}(?:-[a-z0-9]{3})?\b",
    re.IGNORECASE,
)
_HOSTS = (
    "zoom.us/", "zoom.com", "zoomgov.com", "://meet.", "meet.google.", "meet.jit.si", "teams.micro",
    "teams.live", "webex.com/", "whereby.com/", "8x8.vc/", "bluejeans.com", "join.skype",
    "gotomeet", "gotowebinar", "goto.com", "bbb.", "join.slack.com", "discord.", "discordapp.",
    "gather.town/", "/b/",
)  # fmt: skip
"""The slow pattern is tried only where one of these stands."""
PASSWORD = re.compile(
    r"(?:https?://[^\s\"'<>)\]]*)?[?&](?:amp;)?(?:pwd|passcode|password|passwd|pw)=[^&\s\"'<>)\]]+"
    r"|\b(?:passcode|password|pwd)\b\s*(?:is\b|:|=)?\s*(?:<\w+>|[`*\"'])*"
    r"(?=[^\s<]*\d)[\w!#$%*+@.-]{4,}"
    r"|\bmeeting id\b\W{0,4}\d[\d -]{7,}\d",
    re.IGNORECASE,
)
_PASSWORD_HINTS = ("pwd", "passcode", "password", "passwd", "pw=", "meeting id")
TOKEN = re.compile(
    r"\bhf_[A-Za-z0-9]{20,}|\bxox[abeprs]-[\w-]{10,}|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bsk-[A-Za-z0-9_-]{24,}|\bsyt_\w+_\w{8,}"
    r"|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*|\bA(?:KI|SI)A[0-9A-Z]{16}\b|\bAIza[\w-]{35}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|(?:https?://[^\s\"'<>)\]]*)?[?&#](?:amp;)?(?:access_token|token|auth|auth_token|resumeToken"
    r"|zak|invite|secret|private_key|api_key|apikey)=[\w%.~-]{8,}"
)
_TOKEN_HINTS = (
    "hf_", "xox", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "sk-", "syt_",
    "eyJ", "AKIA", "ASIA", "AIza", "PRIVATE KEY",
    "token=", "auth=", "Token=", "zak=", "invite=", "secret=", "key=",
)  # fmt: skip


class Scanner:
    """Finds what a config does not let out.

    `publish.emails` lets addresses pass, `publish.join` meeting links and their passwords, and
    `publish.allow` single addresses and links as they stand. Tokens pass only by `allow`.
    """

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._allowed = frozenset(publish.allow)

    def find(self, text: str) -> Iterator[tuple[LeakKind, str]]:
        """Each kind and text that is not let out, once, in the order of kinds and places."""
        found = dict.fromkeys(self._all(text))
        if "&#" in text and _SPELT.search(text):
            found |= dict.fromkeys(self._all(unescape(text)))
        for kind, part in found:
            if unescape(part) not in self._allowed:
                yield kind, part

    def leaks(self, path: str, text: str) -> list[Leak]:
        """The leaks of the file `path`, whose content is `text`."""
        return [Leak(path, kind, part) for kind, part in self.find(text)]

    def _all(self, text: str) -> Iterator[tuple[LeakKind, str]]:
        if not self._publish.emails:
            for address in addresses(text):
                yield "e-mail address", address
        lower = text.lower()
        if not self._publish.join:
            if any(host in lower for host in _HOSTS):
                for match in MEETING.finditer(text):
                    yield "meeting link", match[0].rstrip(".,;:")
            if any(hint in lower for hint in _PASSWORD_HINTS):
                for match in PASSWORD.finditer(text):
                    yield "meeting password", match[0]
        if any(hint in text for hint in _TOKEN_HINTS):
            for match in TOKEN.finditer(text):
                yield "token", match[0]


def addresses(text: str) -> Iterator[str]:
    """The e-mail addresses in `text`, also where the sign between the two parts is encoded.

    What looks like one and is none passes: calendar ids (a UUID), `git@host`, names of files.
    """
    if "@" not in text and not ENCODED_AT.search(text):
        return
    if "%" in text or "&" in text or "\\" in text:
        text = ENCODED_AT.sub("@", text)
    place = text.find("@")
    while place >= 0:
        after = _DOMAIN.match(text, place + 1)
        before = _LOCAL.search(text, max(0, place - 64), place) if after else None
        if after and before and _is_address(before[0], after[0]):
            yield before[0] + "@" + after[0]
        place = text.find("@", place + 1)


def _is_address(local: str, domain: str) -> bool:
    if local in _NO_ADDRESS or _UUID.fullmatch(local):
        return False
    return not _NO_DOMAIN.fullmatch(domain)
