"""JSON in which every scalar stays the text it is, and every object knows its line."""

from __future__ import annotations

import json
from bisect import bisect_right
from json.decoder import scanstring  # type: ignore[attr-defined]  # the decoder's own, in C
from typing import Any

from miniconf.patterns import regex
from miniconf.problems import Problems, shown
from miniconf.tables.decode import decode
from miniconf.tables.record import Items, Options, Record

_DEEPEST = 60
_RECORDS = 2
"""Lists of no deeper level may be those of the records, whose items know their lines."""
_SPACE = regex(r"[ \t\r\n]*")
_WORD = regex(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|NaN|-?Infinity")
_LINE_END = regex("\r\n?|\n")
_HALF = regex(r"\\u[dD][89a-fA-F]")
"""Half of a character outside the basic plane; alone it is no text and cannot be written."""
_NOTHING = ("null", "NaN", "Infinity", "-Infinity")


class _BrokenError(Exception):
    """args: message, hint, offset."""


def read_json(content: bytes, file: str, options: Options, problems: Problems) -> Any:
    """The tree in a JSON file (RFC 8259), or None.

    Numbers are the texts that stand there, `null` and the `NaN` of some programs are None. Keys
    given twice are errors.
    """
    text = decode(content, file, options, problems)
    if text is None:
        return None
    reading = _Reading(text, file, problems)
    try:
        value, end = reading.value(reading.skip(0), 0)
        end = reading.skip(end)
        if end < len(text):
            raise _BrokenError(
                f"expected the end of the file, got {shown(text[end:], 20)}", "", end
            )
    except _BrokenError as broken:
        message, hint, offset = broken.args
        line, column = reading.place(offset)
        problems.error(file, line, "", message, hint, column)
        return None
    return value


def read_json_lines(content: bytes, file: str, options: Options, problems: Problems) -> Any:
    """The values of a file with one JSON value a line, or None."""
    text = decode(content, file, options, problems)
    if text is None:
        return None
    reading = _Reading(text, file, problems)
    found = Items()
    offset = reading.skip(0)
    try:
        while offset < len(text):
            at = offset
            value, offset = reading.value(offset, 0)
            found.put(value, reading.line(at))
            offset = reading.skip(offset)
    except _BrokenError as broken:
        message, hint, at = broken.args
        line, column = reading.place(at)
        problems.error(file, line, "", message, hint, column)
        return None
    return found


class _Reading:
    """One text while it is read."""

    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self.text, self.file, self.problems = text, file, problems
        self.halves = _HALF.search(text) is not None
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]

    def line(self, offset: int) -> int:
        return bisect_right(self.starts, offset)

    def place(self, offset: int) -> tuple[int, int]:
        line = self.line(min(offset, len(self.text)))
        return line, offset - self.starts[line - 1] + 1

    def skip(self, offset: int) -> int:
        return _SPACE.match(self.text, offset).end()  # type: ignore[union-attr]  # matches ""

    def value(self, offset: int, depth: int) -> tuple[Any, int]:
        """The value that begins at `offset`, and the offset behind it."""
        first = self.text[offset : offset + 1]
        if first == '"':
            return self.string(offset)
        if first in "{[" and first:
            if depth >= _DEEPEST:
                raise _BrokenError(f"expected at most {_DEEPEST} levels, got more", "", offset)
            reader = self.object if first == "{" else self.array
            return reader(self.skip(offset + 1), offset, depth + 1)
        word = _WORD.match(self.text, offset)
        if word is None:
            raise self.broken("expected a value", offset)
        return None if word[0] in _NOTHING else word[0], word.end()

    def broken(self, wanted: str, offset: int) -> _BrokenError:
        """The fault that something else than what is `wanted` stands at `offset`."""
        rest = self.text[offset : offset + 20]
        if not rest:
            return _BrokenError(f"{wanted}, got the end of the file", "", offset)
        hint = "no comma stands before a closing bracket" if rest[0] in "]}" else ""
        if rest[0] == "'" or rest[0].isalpha():
            hint = "texts stand in double quotes"
        return _BrokenError(f"{wanted}, got {shown(rest)}", hint, offset)

    def string(self, offset: int) -> tuple[str, int]:
        try:
            text, end = scanstring(self.text, offset + 1, False)
        except json.JSONDecodeError as error:
            raise _BrokenError(f"expected a text, got: {error.msg}", "", error.pos) from None
        if self.halves:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        return text, end

    def array(self, offset: int, start: int, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = Items() if depth <= _RECORDS else []
        if self.text[offset : offset + 1] == "]":
            return found, offset + 1
        while True:
            at = offset
            value, offset = self.value(offset, depth)
            if isinstance(found, Items):
                found.put(value, value.line if isinstance(value, Record) else self.line(at))
            else:
                found.append(value)
            offset, ended = self.next(offset, "]", start)
            if ended:
                return found, offset

    def object(self, offset: int, start: int, depth: int) -> tuple[Record, int]:
        lines: dict[str, int] = {}
        found = Record(line=self.line(start), lines=lines)
        if self.text[offset : offset + 1] == "}":
            return found, offset + 1
        while True:
            if self.text[offset : offset + 1] != '"':
                raise self.broken("expected a name in double quotes", offset)
            at = offset
            name, offset = self.string(offset)
            offset = self.skip(offset)
            if self.text[offset : offset + 1] != ":":
                raise _BrokenError(f'expected ":" behind {shown(name)}', "", offset)
            value, offset = self.value(self.skip(offset + 1), depth)
            line = self.line(at)
            if name in found:
                hint = f"it stands in line {lines[name]} too; keep one"
                self.problems.error(
                    self.file, line, name, "expected each key once, got it again", hint
                )
            else:
                found[name], lines[name] = value, line
            offset, ended = self.next(offset, "}", start)
            if ended:
                return found, offset

    def next(self, offset: int, close: str, start: int) -> tuple[int, bool]:
        """The offset of the next item, or behind the closing bracket."""
        offset = self.skip(offset)
        mark = self.text[offset : offset + 1]
        if mark == close:
            return offset + 1, True
        if mark != ",":
            got = shown(self.text[offset : offset + 20]) if mark else "the end of the file"
            raise _BrokenError(
                f'expected "," or "{close}", got {got}',
                f"the bracket opened in line {self.line(start)} is not closed", offset,
            )  # fmt: skip
        return self.skip(offset + 1), False
