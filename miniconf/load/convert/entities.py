"""HTML entities in texts that are not HTML: `J&uuml;rgen`, as exports of review systems write."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from miniconf.load.convert.faults import Faults
from miniconf.load.convert.scalars import line
from miniconf.patterns import regex

_ENTITY = regex(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|(?P<name>[A-Za-z]\w*));")
_HELD = "\ufdd2"
"""What stands for an entity's semicolon while a text is split: no text may contain it."""


def decoded(text: str) -> str:
    """`text` with the characters that its well-formed entities stand for; others stay."""
    return _ENTITY.sub(_character, text) if "&" in text and ";" in text else text


def _character(match: re.Match[str]) -> str:
    from html import unescape  # few files need it

    return unescape(match[0]) if _is_known(match) else match[0]


def _is_known(match: re.Match[str]) -> bool:
    from html.entities import html5  # few files need it

    return not match["name"] or f"{match['name']};" in html5


def words(raw: Any, faults: Faults) -> Any:
    """`raw` as a text of one line that is shown as it is."""
    return line(decoded(raw) if isinstance(raw, str) else raw, faults)


def whole(split: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    """`split`, which cuts at semicolons, for texts in which entities end with one."""

    def cut(text: str) -> list[str]:
        if "&" not in text or ";" not in text:
            return split(text)
        held = _ENTITY.sub(_shielded, text)
        return [part.replace(_HELD, ";") for part in split(held)]

    return cut


def _shielded(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}{_HELD}" if _is_known(match) else match[0]
