"""A text of the data without what is private in it.

Anyone may have typed the text: no pattern looks beyond the next sign with which another match could
begin, so that the work grows with the length of a text and not with its square.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import itemgetter

from miniconf.patterns import regex
from miniconf.site.safety.leaks import Scanner

_TAG = regex(r"<a\b[^<>]*>|</a\s*>", re.I)
_HREF = regex(r"\bhref\s*=\s*[\"']?([^\"'>]+)", re.I)
_MARKDOWN = regex(
    r"!?\[((?:[^\[\]]++|\[[^\[\]]*+\])*+)\]"
    r"\(\s*<?((?:[^)\s>\]]|\](?!\())+)>?(?:\s+[\"'(](?:[^)\]]|\](?!\())*)?\)"
)
_AUTOLINK = regex(r"<((?:https?|mailto):[^<>\s]+)>", re.I)
_DEFINITION = regex(r"^[ ]{0,3}\[[^\[\]]+\]:\s*<?(\S+?)>?(?:[ \t].*)?$", re.M)
_ENCODED_AT = regex(r"&#0*64;|&#x0*40;|&commat;|%40|\\u0040", re.IGNORECASE)
_BEFORE_MAIL = regex(r"<?(?:mailto:)?\Z", re.I)
_AFTER_LINK = regex(r"[.,;:]*")
_WORD = regex(r"[^\s\"'<>()\[\]]+")
_MARKS = ("**", "__", "`")
_EMPTY = regex(r"\(\s*(?:[,;|]\s*)*\)|\[\s*\]\(\s*\)|<a\b[^<>]*>\s*</a\s*>", re.I)


def without(text: str, scanner: Scanner, *, beside: bool = False) -> str:
    """`text` without what `scanner` finds; a link to such a thing leaves its words.

    With `beside`, the text stands beside a meeting, as for `Scanner.find`.
    """

    def private(part: str) -> bool:
        return any(True for _ in scanner.find(part, beside=beside))

    def unlinked(words: int, target: int) -> Callable[[re.Match[str]], str]:
        return lambda match: (match[words] if words else "") if private(match[target]) else match[0]

    if _ENCODED_AT.search(text):
        plain = _ENCODED_AT.sub("@", text)
        if any(span.kind == "e-mail address" for span in scanner.spans(plain)):
            text = plain
    text = _DEFINITION.sub(unlinked(0, 1), text)
    for _ in range(3):  # links inside the words of links
        before = text
        text = _MARKDOWN.sub(unlinked(1, 2), _without_anchors(text, private))
        if text == before:
            break
    text = _AUTOLINK.sub(unlinked(0, 1), text)
    text = _without_spans(text, scanner, beside)
    if private(text):  # something is written in another way than it is meant
        text = _WORD.sub(unlinked(0, 0), text)
        if private(text):
            text = "\n".join("" if private(line) else line for line in text.split("\n"))
    return _EMPTY.sub("", text)


def _without_anchors(text: str, private: Callable[[str], bool]) -> str:
    """`text` without the tags of links to something private."""
    gone: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for tag in _TAG.finditer(text):
        if tag[0][1] != "/":
            opened = tag
        elif opened:
            href = _HREF.search(opened[0])
            if href and private(href[1]):
                gone += (opened.span(), tag.span())
            opened = None
    return _cut(text, gone)


def _without_spans(text: str, scanner: Scanner, beside: bool) -> str:
    """`text` without what stands plainly in it, and without what frames that."""
    return _cut(text, sorted(_framed(text, scanner, beside), key=itemgetter(0)))


def _framed(text: str, scanner: Scanner, beside: bool) -> Iterator[tuple[int, int]]:
    for kind, start, end in scanner.spans(text, beside=beside):
        if kind == "e-mail address":
            before = _BEFORE_MAIL.search(text, max(0, start - 8), start)
            yield before.start() if before else start, end + text.startswith(">", end)
        elif kind == "meeting link":
            after = _AFTER_LINK.match(text, end)
            yield start, after.end() if after else end
        else:
            yield _marked(text, start, end)


def _marked(text: str, start: int, end: int) -> tuple[int, int]:
    """A place in `text` with the other half of a pair of marks of which it has one."""
    if text.find("(", start, end) >= 0 and text.startswith(")", end):
        end += 1
    for mark in _MARKS:
        if text.count(mark, start, end) % 2:
            if text.startswith(mark, end):
                end += len(mark)
            elif text.endswith(mark, 0, start):
                start -= len(mark)
    return start, end


def _cut(text: str, gone: list[tuple[int, int]]) -> str:
    """`text` without the places `gone`, which are in their order."""
    place, parts = 0, []
    for start, end in gone:
        parts.append(text[place:start])
        place = max(place, end)
    return "".join([*parts, text[place:]])
