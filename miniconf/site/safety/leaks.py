"""What must not leave the house: addresses, meeting links, passwords, tokens, wherever they stand.

The same patterns serve twice: `privacy` takes such things out of the data, and every file is looked
through before it is written, in case a template or an asset puts one back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from json import dumps
from typing import Literal, NamedTuple
from urllib.parse import quote

from ahocorasick_rs import BytesAhoCorasick, Implementation

from miniconf.model import Publish
from miniconf.patterns import regex

LeakKind = Literal["e-mail address", "meeting link", "meeting password", "token", "chat secret"]
_WAYS_OUT: Mapping[LeakKind, str] = {
    "e-mail address": "publish.emails or publish.allow lets it out",
    "meeting link": "publish.join or publish.allow lets it out",
    "meeting password": "publish.join, or publish.allow for the whole link, lets it out",
    "token": "publish.allow lets it out",
    "chat secret": "take it out of the data, or choose another",
}
"""What an organiser may do about each."""
_ACCOUNT = "(a password, token or code of the chat)"
_SHORTEST_SECRET = 6
"""Shorter ones occur in words and cannot be looked for."""


class Leak(NamedTuple):
    """One thing in one file that the config does not let out: `text` is as it was found."""

    path: str
    kind: LeakKind
    text: str

    def __str__(self) -> str:
        """`papers/main.1.html: meeting link https://...`."""
        return f"{self.path}: {self.kind} {self.text}"

    @property
    def hint(self) -> str:
        """What lets it out: `publish.join or publish.allow lets it out`."""
        return _WAYS_OUT[self.kind]


_LOCAL = regex(r"[\w.%+'-]*\w\\?$")
_DOMAIN = regex(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\\?\.){1,8}[^\W\d_]{2,24}(?![\w-])")
_UUID = regex(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NO_DOMAIN = regex(r".*\.(?:js|mjs|css|png|svg|jpe?g|webp|json|html?)", re.IGNORECASE)
_NO_ADDRESS = frozenset({"git", "-"})
ENCODED_AT = regex(r"&#0*64;|&#x0*40;|&commat;|%40|\\u0040", re.IGNORECASE)
_SPELT = regex(r"&#(?:x[46][1-9a-f]|9[7-9]|1[0-2]\d);", re.IGNORECASE)

MEETING = regex(
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
    "webex", "whereby.com", "8x8.vc", "bluejeans", "join.skype", "goto", "bbb.", "slack.com",
    "discord", "gather.town", "/b/", "//meet.",
)  # fmt: skip
"""Looked for where a whole address stands; the most common ones, below, are found without `//`."""
_ANYWHERE = ("zoom.", "zoomgov", "meet.google", "meet.jit", "teams.")
PASSWORD = regex(
    r"(?:https?://[^\s\"'<>)\]]*)?[?&](?:amp;)?(?:pwd|passcode|password|passwd|pw)=[^&\s\"'<>)\]]+"
    r"|\b(?:passcode|password|pwd)\b\s*(?:is\b|:|=)?\s*(?:<\w+>|[`*\"'])*"
    r"(?=[^\s<]*\d)[\w!#$%*+@.-]{4,}"
    r"|\bmeeting id\b\W{0,4}\d[\d -]{7,}\d",
    re.IGNORECASE,
)
_PASSWORD_HINTS = ("asscode", "assword", "eeting id", "eeting ID", "ASS", "PWD", "pwd")
TOKEN = regex(
    r"\bhf_[A-Za-z0-9]{20,}|\bxox[abeprs]-[\w-]{10,}|\bgh[pousr]_[A-Za-z0-9]{30,}"
    r"|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}|\bsk-[A-Za-z0-9_-]{24,}|\bsyt_\w+_\w{8,}"
    r"|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*|\bA(?:KI|SI)A[0-9A-Z]{16}\b|\bAIza[\w-]{35}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----"
    r"|(?:https?://[^\s\"'<>)\]]*)?[?&#](?:amp;)?(?:access_token|token|auth|auth_token|resumeToken"
    r"|zak|invite|secret|private_key|api_key|apikey)=[\w%.~-]{8,}"
)
_TOKEN_HINTS = ("xox", "glpat-", "sk-", "eyJ", "AKIA", "ASIA", "AIza", "PRIVATE KEY")
_QUERY_HINTS = ("wd=", "pw=", "oken=", "auth=", "zak=", "invite=", "secret=", "key=")
_MORE_TOKEN_HINTS = ("hf_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "syt_")
_ENCODED_HINTS = ("&#0", "&#1", "&#6", "&#9", "&#x", "&#X", "%40", "&c", "&C", "u0040", "U0040")
"""How the sign in an address, or a letter, may be written else; `&#34;` and `&#39;` are quotes."""
_HINTS = (*_ANYWHERE, *_PASSWORD_HINTS, *_TOKEN_HINTS)
"""The patterns are slow; they are tried only on lines where one of these stands."""
HINTS = tuple(
    hint.encode() for hint in (*_HINTS, *_ENCODED_HINTS, *_QUERY_HINTS, *_HOSTS, *_MORE_TOKEN_HINTS)
)
_FINDER = BytesAhoCorasick(HINTS, implementation=Implementation.DFA)
"""Finds all hints in one pass; fifteen times as fast as a plain search for each."""
_KNOWN = 20_000
"""So many clean lines are remembered: most lines of a page stand on all pages."""


class Scanner:
    """Finds what a config does not let out.

    `publish.emails` lets addresses pass, `publish.join` meeting links and their passwords, and
    `publish.allow` single addresses and links as they stand. Tokens pass only by `allow`, the
    machine's own `secrets` never; a message does not repeat them.
    """

    def __init__(self, publish: Publish) -> None:
        self._publish = publish
        self._allowed = frozenset(publish.allow)
        self._secrets = tuple(
            form.encode() for secret in publish.secrets if len(secret) >= _SHORTEST_SECRET
            for form in {secret, escape(secret), quote(secret), dumps(secret)[1:-1]}
        )  # fmt: skip
        self._clean: set[str] = set()

    def may_hold(self, text: str | bytes) -> bool:
        """Whether `text` is worth a look; quick, and wrong on the safe side."""
        content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        if b"@" in content or _FINDER.find_matches_as_indexes(content):
            return True
        return any(secret in content for secret in self._secrets)

    def _places(self, content: bytes, hints: Iterable[int]) -> list[int]:
        """Where a sign of something private stands; `hints` are those in `HINTS`."""
        places = [*hints, *_ats(content)]
        places += (place for secret in self._secrets if (place := content.find(secret)) >= 0)
        return places

    def find(self, text: str) -> Iterator[tuple[LeakKind, str]]:
        """Each kind and text that is not let out, once, line by line."""
        content = text.encode("utf-8", "surrogatepass")
        return self._look(content, _hints(content))

    def _look(self, content: bytes, hints: Iterable[int]) -> Iterator[tuple[LeakKind, str]]:
        found: dict[tuple[LeakKind, str], None] = {}
        clean = self._clean
        for line in _lines(content, self._places(content, hints)):
            if line in clean:
                continue
            here = dict.fromkeys(self._line(line))
            if here:
                found |= here
            elif len(clean) < _KNOWN:
                clean.add(line)
            else:
                clean.clear()
        yield from found

    def leaks(self, path: str, content: bytes, hints: Iterable[int] | None = None) -> list[Leak]:
        """The leaks of the file `path` with this `content`.

        `hints`: where one of `HINTS` stands in a page, if that is known.
        """
        if path.endswith(".ics"):
            content = content.replace(b"\r\n ", b"")  # folded lines (RFC 5545, 3.1)
        if hints is None:
            hints = _hints(content)
        return [Leak(path, kind, part) for kind, part in self._look(content, hints)]

    def _line(self, line: str) -> Iterator[tuple[LeakKind, str]]:
        if any(secret.decode() in line for secret in self._secrets):
            yield "chat secret", _ACCOUNT
        for kind, part in self._all(line):
            if unescape(part) not in self._allowed:
                yield kind, part
        if "&#" in line and _SPELT.search(line):
            yield from self._all(unescape(line))

    def _all(self, line: str) -> Iterator[tuple[LeakKind, str]]:
        if not self._publish.emails:
            for address in addresses(line):
                yield "e-mail address", address
        if not _is_suspect(line):
            return
        passed: list[re.Match[str]] = []
        if not self._publish.join:
            for match in MEETING.finditer(line):
                link = match[0].rstrip(".,;:")
                if unescape(link) in self._allowed:
                    passed.append(match)
                else:
                    yield "meeting link", link
            yield from _outside(passed, "meeting password", PASSWORD, line)
        yield from _outside(passed, "token", TOKEN, line)


def get_ready() -> None:
    """Compile what suspect lines are tried with, before the first one comes."""
    for pattern in (MEETING, PASSWORD, TOKEN):
        pattern.search("")


def _outside(
    passed: list[re.Match[str]], kind: LeakKind, pattern: re.Pattern[str], line: str
) -> Iterator[tuple[LeakKind, str]]:
    """What `pattern` finds in `line` outside the links that have `passed`."""
    for match in pattern.finditer(line):
        if not any(link.start() <= match.start() < link.end() for link in passed):
            yield kind, match[0]


def _hints(content: bytes) -> list[int]:
    return [start for _, start, _ in _FINDER.find_matches_as_indexes(content)]


def _ats(content: bytes) -> Iterator[int]:
    """Where an address may stand: JSON-LD and BibTeX have the sign too, but bare."""
    place = content.find(b"@")
    while place >= 0:
        before = content[place - 1 : place]
        if before.isalnum() or before in (b"_", b"\\") or before >= b"\x80":
            yield place
        place = content.find(b"@", place + 1)


def _lines(content: bytes, places: Iterable[int]) -> Iterator[str]:
    """The lines that hold the places, each once, in their order."""
    end = -1
    for place in sorted(places):
        if place <= end:
            continue
        start = content.rfind(b"\n", 0, place) + 1
        end = content.find(b"\n", place)
        end = end if end >= 0 else len(content)
        yield content[start:end].decode("utf-8", "replace")


def _is_suspect(line: str) -> bool:
    """Whether a pattern may match in `line`. Many plain searches are faster than one pattern."""
    for hint in _HINTS:
        if hint in line:
            return True
    # behind nearly every sign of equality stands an attribute's quote, which no pattern lets pass
    if line.count("=") != line.count('="'):
        for hint in _QUERY_HINTS:
            if hint in line:
                return True
    if "//" in line:
        for hint in _HOSTS:
            if hint in line:
                return True
    return "_" in line and any(hint in line for hint in _MORE_TOKEN_HINTS)


def addresses(text: str) -> Iterator[str]:
    """The e-mail addresses in `text`, also where the sign between the two parts is encoded.

    What looks like one and is none passes: calendar ids (a UUID), `git@host`, names of files.
    """
    if "&" in text or "%40" in text or "\\u0040" in text:
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
