"""A single pass over a text, and what it has set aside: the state that all handlers share."""

import re
from heapq import heappop, heappush
from typing import NamedTuple


class Held(NamedTuple):
    """What stands behind a mark: as HTML, and as plain text."""

    html: str
    plain: str


class Scanner:
    """What is read, and what has been written so far.

    A handler takes the scanner and where its sign begins and ends, passes on what becomes of
    the sign, and returns where to go on. What has to be put further on (the end of an element,
    where its argument's brace closes) waits in `due`.
    """

    def __init__(self, text: str, *, links: bool, blocks: bool) -> None:
        self.text = text
        self.links = links
        self.blocks = blocks
        self.parts: list[str] = []
        self.held: list[Held] = []
        #: (position, length replaced, text to put), the next one first.
        self.due: list[tuple[int, int, str]] = []
        #: The closing brace of each opening one.
        self.braces = _pairs(text) if "{" in text else {}
        self._ahead: dict[str, int] = {}
        #: Whether \" is an escaped quotation mark in this text, and no umlaut.
        self.escaped_quotes = '\\"' in text and bool(re.search(r'\\"(?![A-Za-z{\\])', text))

    def put(self, text: str, go_on: int) -> int:
        """Write `text`; return `go_on`."""
        self.parts.append(text)
        return go_on

    def keep(self, start: int, end: int) -> int:
        """Write what stands from `start` to `end` as it is; return `end`."""
        return self.put(self.text[start:end], end)

    def mark(self, html: str, plain: str = "") -> str:
        """Return the mark that will stand for `html`, or for `plain` where no HTML can go."""
        self.held.append(Held(html, plain))
        return f"\ufdd0{len(self.held) - 1}\ufdd1"

    def put_later(self, position: int, length: int, text: str) -> None:
        """Write `text` in place of `length` characters when `position` is reached."""
        heappush(self.due, (position, length, text))

    def element(self, tag: str, start: int, close: int) -> int:
        """Wrap what stands from `start` to the brace at `close` in an element; return `start`."""
        self.parts.append(self.mark(f"<{tag}>"))
        self.put_later(close, 1, self.mark(f"</{tag}>"))
        return start

    def settle(self, at: int) -> int:
        """Write what is due next; return where to go on."""
        position, length, text = heappop(self.due)
        if position < at:  # passed over, inside of code or of an address
            return self.put(text, at)
        return self.put(self.text[at:position] + text, position + length)

    def find(self, needle: str, start: int) -> int:
        """Return where `needle` comes next, or -1; each stretch of text is searched once."""
        known = self._ahead.get(needle)
        if known is None or 0 <= known < start:
            self._ahead[needle] = known = self.text.find(needle, start)
        return known

    def before(self, at: int) -> str:
        """Return the character before `at`, or "" at the start."""
        return self.text[at - 1] if at else ""

    def after(self, at: int) -> str:
        """Return the character at `at`, or "" at the end."""
        return self.text[at : at + 1]


def _pairs(text: str) -> dict[int, int]:
    pairs: dict[int, int] = {}
    stack: list[int] = []
    for brace in re.finditer(r"\\.|[{}]", text, re.DOTALL):
        if brace[0] == "{":
            stack.append(brace.start())
        elif brace[0] == "}" and stack:
            pairs[stack.pop()] = brace.start()
    return pairs
