"""Converters for what pages may run from elsewhere: https addresses, names of attributes."""

from __future__ import annotations

import re
from typing import Any

from miniconf.load.convert.faults import MISSING, Fault, Faults
from miniconf.load.convert.scalars import line
from miniconf.patterns import regex

_ADDRESS = regex(
    r"https://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[1-9][0-9]{0,4})?(?:[/?][\w./?=&%~:,+!@-]*)?",
    re.ASCII | re.IGNORECASE,
)
_DATA_NAME = regex(r"data-[a-z][a-z0-9-]*")


def address(raw: Any, faults: Faults) -> Any:
    """`raw` as an absolute https address in plain letters."""
    text = line(raw, faults)
    if text is MISSING or _ADDRESS.fullmatch(text):
        return text
    close = f"https://{re.sub('^(?:http:)?//', '', text)}"
    known = "." in text and ":/" not in close[8:] and _ADDRESS.fullmatch(close)
    hint = close if known else "such as https://counter.example/count.js"
    faults.append(Fault("an https address", text, hint))
    return MISSING


def data_name(raw: Any, faults: Faults) -> Any:
    """`raw` as the name of an attribute that carries data and does nothing."""
    text = line(raw, faults)
    if text is MISSING or _DATA_NAME.fullmatch(text):
        return text
    close = f"data-{re.sub('[^a-z0-9]+', '-', text.lower()).strip('-')}"
    known = _DATA_NAME.fullmatch(close) and not text.lower().startswith("on")
    hint = close if known else "such as data-domain"
    faults.append(Fault("an attribute that begins with data-", text, hint))
    return MISSING
