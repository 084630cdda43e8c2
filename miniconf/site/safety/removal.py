"""A text of the data without what is private in it."""

from __future__ import annotations

import re
from collections.abc import Callable

from miniconf.patterns import regex
from miniconf.site.safety.leaks import ENCODED_AT, MEETING, PASSWORD, TOKEN, Scanner, addresses

_ANCHOR = regex(r"<a\b[^>]*?\bhref\s*=\s*[\"']?([^\"'>]+)[\"']?[^>]*>(.*?)</a\s*>", re.S | re.I)
_MARKDOWN = regex(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'(][^)]*)?\)")
_AUTOLINK = regex(r"<((?:https?|mailto):[^>\s]+)>", re.I)
_DEFINITION = regex(r"^[ ]{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:[ \t].*)?$", re.M)
_ADDRESS = r"(?:mailto:)?[\w.%+'-]+\\?@(?:[\w-]+\\?\.)+[^\W\d_]{2,24}"
_MAIL = regex(rf"<{_ADDRESS}>|{_ADDRESS}", re.I)
_EMPTY = regex(r"\(\s*(?:[,;|]\s*)*\)|\[\s*\]\(\s*\)|<a\b[^>]*>\s*</a\s*>", re.I)


def without(text: str, scanner: Scanner) -> str:
    """`text` without what `scanner` finds; a link to such a thing leaves its words."""

    def private(part: str) -> bool:
        return any(True for _ in scanner.find(part))

    def unlinked(words: Callable[[re.Match[str]], str], target: int) -> Callable[..., str]:
        return lambda match: words(match) if private(match[target]) else match[0]

    if ENCODED_AT.search(text) and any(True for _ in addresses(text)):
        text = ENCODED_AT.sub("@", text)
    text = _DEFINITION.sub(unlinked(lambda m: "", 1), text)
    for _ in range(3):  # links inside the words of links
        before = text
        text = _ANCHOR.sub(unlinked(lambda m: m[2], 1), text)
        text = _MARKDOWN.sub(unlinked(lambda m: m[1], 2), text)
        if text == before:
            break
    text = _AUTOLINK.sub(unlinked(lambda m: "", 1), text)
    for pattern in (MEETING, PASSWORD, TOKEN, _MAIL):
        text = pattern.sub(unlinked(lambda m: "", 0), text)
    return _EMPTY.sub("", text)
