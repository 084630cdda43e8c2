"""Entries -> iCalendar text: values escaped, headings written by the icalendar library.

An event's lines are the same in every file that holds it, so they are written once and files are
put together from them. They are few and of one form, so they are laid out here: through the
library's components an event takes four times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from icalendar import Calendar, vDuration, vText, vUri

from miniconf.ical.colours import nearest_name
from miniconf.ical.entries import Entry

PRODUCT = "-//miniconf//miniconf//EN"
_END = "END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a calendar says about itself."""

    name: str
    description: str = ""
    url: str = ""
    """The page it belongs to."""
    source: str = ""
    """Where it is published, so that a client that was handed a file can subscribe."""
    refresh: timedelta = timedelta(hours=1)
    colour: str = ""
    """`#0b5d4b`; written as the nearest colour that has a name, as RFC 7986 wants it."""


def block(entry: Entry, sequence: int, stamp: datetime) -> str:
    """The lines of one VEVENT, folded, each ending in CRLF.

    `stamp` is when the event last changed: DTSTAMP and LAST-MODIFIED are the same (RFC 5545,
    3.8.7.2: a calendar without METHOD). All times are UTC, so that no zone need be described.
    """
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(entry.uid)}",
        f"DTSTAMP:{_instant(stamp)}",
        f"LAST-MODIFIED:{_instant(stamp)}",
        f"SEQUENCE:{sequence}",
        f"DTSTART:{_instant(entry.start)}",
        f"DTEND:{_instant(entry.end)}",
        f"SUMMARY:{_text(entry.title)}",
        f"STATUS:{'CANCELLED' if entry.cancelled else 'CONFIRMED'}",
        f"TRANSP:{'TRANSPARENT' if entry.cancelled else 'OPAQUE'}",
        entry.location and f"LOCATION:{_text(entry.location)}",
        entry.description and f"DESCRIPTION:{_text(entry.description)}",
        entry.url and f"URL:{entry.url}",
        entry.categories and f"CATEGORIES:{','.join(map(_text, entry.categories))}",
        *(
            f'CONFERENCE;FEATURE=VIDEO;LABEL="{_quotable(label)}";VALUE=URI:{url}'
            for label, url in entry.conference
        ),
        "END:VEVENT",
    ]
    return "".join(fold(line) for line in lines if line)


def _text(value: str) -> str:
    """`value` escaped by the library."""
    escaped: str = vText(value).to_ical().decode("utf-8")
    return escaped


def _instant(value: datetime) -> str:
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _quotable(value: str) -> str:
    """`value` without what a parameter in quotes may not hold, or readers take for an escape."""
    return value.replace('"', "'").replace("^", " ")


def fold(line: str) -> str:
    """`line` in pieces of at most 75 octets, never inside a character, each ending in CRLF.

    RFC 5545, 3.1.
    """
    octets = line.encode("utf-8")
    pieces, start, room = [], 0, 75
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, 74
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces).decode("utf-8") + "\r\n"


def calendar(heading: Heading, blocks: Iterable[str]) -> bytes:
    """A whole calendar of `blocks`, in their order, as UTF-8."""
    return "".join((_heading(heading), *blocks, _END)).encode("utf-8")


@cache
def _heading(heading: Heading) -> str:
    """The lines before the first event."""
    found = Calendar()
    found.add("prodid", PRODUCT)
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    # The new names (RFC 7986) and those that clients have long read
    found.add("name", vText(heading.name))
    found.add("x-wr-calname", vText(heading.name))
    if heading.description:
        found.add("description", vText(heading.description))
        found.add("x-wr-caldesc", vText(heading.description))
    if heading.url:
        found.add("url", vUri(heading.url))
    if heading.source:
        found.add("source", vUri(heading.source, params={"VALUE": "URI"}))
    found.add("refresh-interval", heading.refresh, parameters={"VALUE": "DURATION"})
    found.add("x-published-ttl", vDuration(heading.refresh))
    if heading.colour:
        found.add("color", nearest_name(heading.colour))
        found.add("x-apple-calendar-color", vText(heading.colour))
    text: str = found.to_ical(sorted=False).decode("utf-8")
    return text.removesuffix(_END)
