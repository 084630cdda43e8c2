"""Ids of records, without what spreadsheets and web pages put around them."""

from __future__ import annotations

from typing import Any

from miniconf.load.convert.faults import Faults
from miniconf.load.convert.scalars import line
from miniconf.patterns import regex

_UNSEEN = regex("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")
"""Signs that nobody sees; the joiners are left, without which some scripts read otherwise."""
_AS_TEXT = regex('="([^"]*)"')
"""How a cell is written so that Excel leaves it alone: `="001"`."""


def bare(text: str) -> str:
    """The id that `text` shows: `="001"` is `001`."""
    if not text.isascii():
        text = _UNSEEN.sub("", text).strip()
    if text[:2] == '="' and (match := _AS_TEXT.fullmatch(text)):
        return match[1].strip()
    return text


def key(raw: Any, faults: Faults) -> Any:
    """`raw` as the id of a record."""
    return line(bare(raw.strip()) if isinstance(raw, str) else raw, faults)
