"""What must not leave the house: addresses, meeting links, passwords, tokens, wherever they stand.

The same shapes serve twice: `privacy` takes such things out of the data, and every file is looked
through before it is written, in case a template or an asset puts one back.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from json import dumps
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import quote

from miniconf.model import Publish
from miniconf.site.safety import columns, shapes
from miniconf.site.safety.hints import hinted, is_hinted
from miniconf.site.safety.shapes import LeakKind as LeakKind
from miniconf.site.safety.shapes import Span
from miniconf.site.safety.shapes import get_ready as get_ready
from miniconf.site.safety.spelling import decoded, is_encoded, unescaped

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
        if b"@" in content or is_hinted(content):
            return True
        return any(secret in content for secret in self._secrets)

    def find(self, text: str, *, beside: bool = False) -> Iterator[tuple[LeakKind, str]]:
        """Each kind and text that is not let out, once, line by line.

        With `beside`, the text stands beside a meeting: a word may be its password too.
        """
        content = text.encode("utf-8", "surrogatepass")
        return self._look(content, hinted(content), beside)

    def leaks(self, path: str, content: bytes, hints: Iterable[int] | None = None) -> list[Leak]:
        """The leaks of the file `path` with this `content`.

        `hints`: where one of `HINTS` stands in a page, if that is known.
        """
        if path.endswith(".ics"):
            content = content.replace(b"\r\n ", b"")  # folded lines (RFC 5545, 3.1)
        if hints is None:
            content = _in_utf8(content)
            hints = hinted(content)
        return [Leak(path, kind, part) for kind, part in self._look(content, hints)]

    def spans(self, text: str, *, beside: bool = False) -> list[Span]:
        """Where in `text` something stands that is not let out, as far as it stands there plainly.

        What is written in another way than it is meant, `find` tells alone.
        """
        found: list[Span] = []
        for place, line in shapes.stretches(text):
            for kind, start, end in self._kept(line, shapes.spans(line, beside=beside)):
                found.append(Span(kind, place + start, place + end))
        if not self._publish.join:
            found += (Span("meeting password", *cell) for cell in columns.cells(text))
        return found

    def meets(self, text: str) -> bool:
        """Whether `text` leads to a meeting, be it let out or not."""
        lines = _lines(content := text.encode("utf-8", "surrogatepass"), hinted(content))
        return any(shapes.meets(decoded(unescaped(line))) for line in lines)

    def _look(
        self, content: bytes, hints: Iterable[int], beside: bool = False
    ) -> Iterator[tuple[LeakKind, str]]:
        found: dict[tuple[LeakKind, str], None] = {}
        clean = self._clean
        in_columns = False
        for line in _lines(content, self._places(content, hints)):
            if not beside and line in clean:
                continue
            here = dict.fromkeys(self._line(line, beside))
            if here:
                found |= here
            elif columns.is_head(line):
                in_columns = not self._publish.join
            elif len(clean) < _KNOWN:
                clean.add(line)
            else:
                clean.clear()
        yield from found
        if in_columns:
            text = content.decode("utf-8", "replace")
            cells = dict.fromkeys(text[start:end] for start, end in columns.cells(text))
            yield from (("meeting password", cell) for cell in cells)

    def _places(self, content: bytes, hints: Iterable[int]) -> list[int]:
        """Where a sign of something private stands; `hints` are those in `HINTS`."""
        places = [*hints, *_ats(content)]
        places += (place for secret in self._secrets if (place := content.find(secret)) >= 0)
        return places

    def _line(self, line: str, beside: bool) -> Iterator[tuple[LeakKind, str]]:
        if any(secret.decode() in line for secret in self._secrets):
            yield "chat secret", _ACCOUNT
        for _, piece in shapes.stretches(unescaped(line)):
            found = list(shapes.spans(piece, beside=beside))
            for kind, start, end in self._kept(piece, found):
                yield kind, piece[start:end]
            if is_encoded(piece):
                meant = decoded(_blanked(piece, found))
                for kind, start, end in self._kept(meant, shapes.spans(meant, beside=beside)):
                    yield kind, meant[start:end]

    def _kept(self, line: str, found: Iterable[Span]) -> Iterator[Span]:
        """What of `found` in `line` is not let out."""
        passed: list[Span] = []
        for span in found:
            kind, start, end = span
            if kind == "e-mail address":
                if self._publish.emails:
                    continue
            elif self._publish.join and kind != "token":
                continue
            if unescape(line[start:end]) in self._allowed:
                passed.append(span)
            elif not any(one.start <= start < one.end for one in passed):
                yield span


def _blanked(line: str, found: Iterable[Span]) -> str:
    """`line` with a sign that stands in no shape in place of each of `found`."""
    place, parts = 0, []
    for _, start, end in sorted(found, key=itemgetter(1)):
        parts.append(line[place:start])
        place = max(place, end)
    return "\0".join([*parts, line[place:]])


def _in_utf8(content: bytes) -> bytes:
    """`content` in UTF-8, also if it is text in UTF-16, as editors on Windows may write it."""
    start = content[:4]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace").encode()
    # two letters, before which no mark stands
    if start.count(b"\0") == 2 and start.find(b"\0") < 2 and start[:1] != start[1:2]:
        code = "utf-16-be" if start.startswith(b"\0") else "utf-16-le"
        return content.decode(code, "replace").encode()
    return content


def _ats(content: bytes) -> Iterator[int]:
    """Where an address may stand: JSON-LD and BibTeX have the sign too, but bare."""
    place = content.find(b"@")
    while place >= 0:
        before = content[place - 1 : place]
        if before.isalnum() or before in (b"_", b"\\") or before >= b"\x80":
            yield place
        place = content.find(b"@", place + 1)


def _lines(content: bytes, places: Iterable[int]) -> Iterator[str]:
    """The lines that hold the places, each once, in their order, and as far as `reach` says."""
    end = -1
    for place in sorted(places):
        if place <= end:
            continue
        start = content.rfind(b"\n", 0, place) + 1
        end = content.find(b"\n", place)
        end = end if end >= 0 else len(content)
        if shapes.may_reach(content, start, end):
            end = shapes.reach(content, start, end)
        yield content[start:end].decode("utf-8", "replace")
