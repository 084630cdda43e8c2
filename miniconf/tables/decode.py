"""Bytes -> text, whatever program wrote them."""

from __future__ import annotations

import codecs
import re

from miniconf.patterns import regex
from miniconf.problems import Problems
from miniconf.tables.record import Options

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# U+0085 and U+2028 stay: they are line ends that organisers paste, and break nothing here.
_CONTROL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")
_SUSPECT = bytes({*range(0x20), 0x7F} - {0x09, 0x0A, 0x0D})
_SUSPECT_PAIR = regex(rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")
_LINE_END = regex("\r\n?|\n")
_ESCAPED = regex("[\udc80-\udcff]")
"""What `surrogateescape` makes of bytes that are no UTF-8."""
_BEYOND_ASCII = regex("[^\x00-\x7f]+")
_FEW = 5
"""So many lines are named."""


def decode(content: bytes, file: str, options: Options, problems: Problems) -> str | None:
    """The text in `content`, without byte order mark and control characters, as corrected.

    UTF-8, UTF-16 and UTF-32 are recognised; anything else is read as Windows-1252, and so are a few
    lines of UTF-8 that are none, with a warning that names the first line in doubt, or these. None
    where the declared encoding does not fit.
    """
    text = _text(content, file, options.encoding, problems)
    if text is None:
        return None
    if options.fix:
        text = options.fix(text)
    if (options.fix or _suspect(content, text)) and (found := _CONTROL.search(text)):
        count = len(_CONTROL.findall(text))
        message = f"expected text, got {count} control characters (first U+{ord(found[0]):04X})"
        line = line_at(text, found.start())
        problems.warning(file, line, "", message, "they are left out")
        text = _CONTROL.sub("", text)
    return text


def line_at(text: str, offset: int) -> int:
    """The line, counted from 1, of the character at `offset`."""
    return 1 + sum(1 for _ in _LINE_END.finditer(text, 0, offset))


def _suspect(content: bytes, text: str) -> bool:
    """Whether a control character may be in `text`, many times quicker than by looking at it."""
    if len(content.translate(None, _SUSPECT)) < len(content):
        return True
    return not content.isascii() and (
        bool(_SUSPECT_PAIR.search(content)) or any(c in text for c in "\x81\x8d\x8f\x90\x9d")
    )


def _text(content: bytes, file: str, encoding: str, problems: Problems) -> str | None:
    if encoding:
        return _declared(content, file, encoding, problems)
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _declared(content, file, codec, problems)
    if codec := _unmarked_utf16(content):
        return _declared(content, file, codec, problems)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + content.count(b"\n", 0, error.start)
        message = f"expected UTF-8, got byte 0x{content[error.start]:02X}"
    text, lines = _mixed(content)
    which = f"{_named(lines)} " if lines else ""
    hint = f"{which}read as Windows-1252; save the file as UTF-8 to be sure"
    problems.warning(file, line, "", message, hint)
    return text


def _mixed(content: bytes) -> tuple[str, list[int]]:
    """The text in `content`, which is no UTF-8, and the lines that are none in a file that is.

    A file, and in it a line, is UTF-8 with slips where it has more characters of UTF-8 than bytes
    that cannot be: what Windows-1252 writes looks like UTF-8 only by chance.
    """
    if not _is_mostly_utf8(content):
        return _windows(content), []
    rows, found = content.split(b"\n"), []
    texts = []
    for number, row in enumerate(rows, 1):
        try:
            texts.append(row.decode())
        except UnicodeDecodeError:
            texts.append(_patched(row) if _is_mostly_utf8(row) else _windows(row))
            found.append(number)
    return "\n".join(texts), found


def _is_mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "surrogateescape")
    bad = len(_ESCAPED.findall(text))
    return sum(map(len, _BEYOND_ASCII.findall(text))) - bad > bad


def _patched(content: bytes) -> str:
    """UTF-8 whose bad bytes are read as Windows-1252."""
    text = content.decode("utf-8", "surrogateescape")
    return _ESCAPED.sub(lambda match: _windows(match[0].encode("utf-8", "surrogateescape")), text)


def _windows(content: bytes) -> str:
    """Windows-1252, in which five bytes have no meaning; Latin-1 has one for each."""
    return "".join(
        chunk.decode("cp1252", "ignore") or chunk.decode("latin-1")
        for chunk in re.split(rb"([\x81\x8d\x8f\x90\x9d])", content)
    )


def _named(lines: list[int]) -> str:
    """`lines 3, 4 and 8 are`."""
    if len(lines) == 1:
        return f"line {lines[0]} is"
    few = lines if len(lines) <= _FEW + 1 else lines[:_FEW]
    *first, last = [*map(str, few), *([f"{len(lines) - _FEW} more"] if few != lines else [])]
    return f"lines {', '.join(first)} and {last} are"


def _declared(content: bytes, file: str, encoding: str, problems: Problems) -> str | None:
    try:
        return content.decode(encoding)
    except LookupError:
        message, hint = f'expected the name of an encoding, got "{encoding}"', "utf-8, cp1252 ..."
    except UnicodeDecodeError as error:
        line = 1 + content.count(b"\n", 0, error.start)
        problems.error(
            file, line, "", f"expected {encoding}, got byte 0x{content[error.start]:02X}"
        )
        return None
    problems.error(file, 0, "", message, hint)
    return None


def _unmarked_utf16(content: bytes) -> str:
    """The codec of UTF-16 without a mark, told by its many zero bytes, or ""."""
    head = content[:512]
    if len(head) < 4 or len(head) % 2:
        head = head[: len(head) // 2 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 4 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) // 4 and not odd else ""
