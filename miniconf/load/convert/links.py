"""Labelled links: mappings, `Slides | https://...`, `[Slides](https://...)`, bare addresses."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import unquote, urlsplit

from miniconf.load.convert.addresses import MARKDOWN, apart, leads
from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.scalars import line
from miniconf.model import Captions, Link
from miniconf.patterns import regex
from miniconf.problems import shown

_URL_AT_END = regex(r"(?P<label>.+?)\s*:?\s+(?P<url>https?://\S+)")


def split_links(text: str, separator: str = "") -> list[str]:
    """The parts of `text` that are one link each.

    With `|` between them a part that is no address is the label of the one behind it. Commas and
    semicolons end a link where no address can go on behind them.
    """
    if separator and separator != "|":
        return [part for part in map(str.strip, text.split(separator)) if part]
    if "|" not in text:
        return apart(text)
    parts: list[str] = []
    label = ""
    for part in (part for segment in text.split("|") for part in apart(segment)):
        if leads(part):
            parts.append(f"{label} | {part}" if label else part)
            label = ""
        else:
            label = part
    return [*parts, label] if label else parts


def link_from(asset: Convert) -> Convert:
    """The converter from one string."""

    def convert(raw: Any, faults: Faults) -> Any:
        text = line(raw, faults)
        if text is MISSING:
            return MISSING
        if match := MARKDOWN.search(text):
            label, where = match["label"].strip(), match["url"]
            if match[0] != text:
                rest = " ".join(text.replace(match[0], " ").split())
                hint = f"{shown(rest)} is left out"
                faults.append(Fault("a link alone", text, hint, "warning"))
        elif " | " in text:
            label, _, where = (part.strip() for part in text.partition(" | "))
        elif (match := _URL_AT_END.fullmatch(text)) and "://" not in match["label"]:
            label, where = match["label"], match["url"]
        else:
            label, where = "", text
        if not where:
            faults.append(Fault("a link such as Slides | https://...", text))
            return MISSING
        address = asset(where, faults)
        return MISSING if address is MISSING else Link(label=label or named(address), url=address)

    return convert


def named(address: str) -> str:
    """What a link without label is called: the file it leads to, or the host."""
    parts = urlsplit(address)
    last = unquote(parts.path.rstrip("/").rsplit("/", 1)[-1])
    if not parts.hostname or re.search(r"\.(?:pdf|pptx?|zip|ipynb|key|csv)$", last, re.IGNORECASE):
        return last or address
    return parts.hostname.removeprefix("www.")


def captions_from(asset: Convert) -> Convert:
    """The converter from the path or address of one WebVTT file; `talk.de.vtt` is German."""

    def convert(raw: Any, faults: Faults) -> Any:
        address = asset(raw, faults)
        if address is MISSING:
            return MISSING
        match = re.search(r"\.([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\.vtt$", address)
        return Captions(language=match[1] if match else "en", url=address)

    return convert
