"""Text as it is meant, where HTML, links, calendars or JSON have it written in another way."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote

from miniconf.patterns import regex

_ESCAPED = regex(r"\\(?:([\\/,;\"])|([nNrt])|u00([2-7][0-9a-f]))", re.IGNORECASE)
_ENCODED = regex(
    r"&(?:#(?!0*3[49];|x0*2[27];)|(?:commat|period|sol|colon|quest|equals|num|lowbar|percnt);)"
    r"|%[0-9a-f]{2}",
    re.IGNORECASE,
)
_OFTEN = 3
"""So many times is a link put into a link, each time encoded once more."""


def unescaped(text: str) -> str:
    r"""`text` with the line ends that calendars and JSON write as `\n`, and with `/` for `\/`.

    Elsewhere a backslash is left as it is: TeX has it before `@` and `.`.
    """
    return _ESCAPED.sub(_meant, text) if "\\" in text else text


def _meant(escape: re.Match[str]) -> str:
    sign, end, code = escape.groups()
    return sign or (("\n" if end in "nN" else " ") if end else chr(int(code, 16)))


def is_encoded(line: str) -> bool:
    """Whether `line` has signs that HTML or links encode without need."""
    return bool(_ENCODED.search(line))


def decoded(line: str) -> str:
    """`line` without the encodings of HTML and of links; the same text where there are none."""
    for _ in range(_OFTEN):
        if not _ENCODED.search(line):
            break
        line = unquote(unescape(line), errors="replace")
    return line
