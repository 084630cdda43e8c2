"""Converter for colours."""

from __future__ import annotations

from typing import Any

from miniconf.load.convert.faults import MISSING, Fault, Faults
from miniconf.load.convert.scalars import line
from miniconf.patterns import regex

_HEX = regex(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def colour(raw: Any, faults: Faults) -> Any:
    """`raw` as a colour in hexadecimal digits."""
    text = line(raw, faults)
    if text is MISSING or _HEX.fullmatch(text):
        return text
    close = f"#{text.lstrip('#')}"
    hint = close if _HEX.fullmatch(close) else "three or six hexadecimal digits, in quotes"
    faults.append(Fault('a colour such as "#0b5d4b"', text, hint))
    return MISSING
