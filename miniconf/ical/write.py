"""Entries -> iCalendar text.

An event's lines are the same in every file that holds it, so they are written once and files are
put together from them. Texts and durations are escaped and written by the icalendar library; the
few lines around them are laid out here: through the library's components, an event takes eight
times as long and the files of 5,000 papers a quarter of a minute.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import NamedTuple

from miniconf.ical.colours import nearest_name
from miniconf.ical.entries import Entry
from miniconf.patterns import regex

PRODUCT = "-//miniconf//miniconf//EN"
_START = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODUCT}\r\nCALSCALE:GREGORIAN\r\n"
_END = "END:VCALENDAR\r\n"
_ESCAPED = regex(r"[\\;,\r\n]")


class Heading(NamedTuple):
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
    """`value` escaped by the library, unless there is nothing to escape."""
    if not _ESCAPED.search(value):
        return value
    from icalendar import vText  # imported late: it costs 50 ms, and many builds write no event

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
    if len(line) <= 75 and line.isascii():
        return f"{line}\r\n"
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


def _heading(heading: Heading) -> str:
    """The lines before the first event."""
    name = _text(heading.name)
    lines = [
        # The new names (RFC 7986) and those that clients have long read
        f"NAME:{name}",
        f"X-WR-CALNAME:{name}",
        *_described(heading.description),
        heading.url and f"URL:{heading.url}",
        heading.source and f"SOURCE;VALUE=URI:{heading.source}",
    ]
    habits = _habits(heading.refresh, heading.colour)
    return f"{_START}{''.join([fold(line) for line in lines if line])}{habits}"


@cache
def _described(description: str) -> tuple[str, ...]:
    text = _text(description)
    return (f"DESCRIPTION:{text}", f"X-WR-CALDESC:{text}") if text else ()


@cache
def _habits(refresh: timedelta, colour: str) -> str:
    """The lines that all calendars of a conference share."""
    from icalendar import vDuration

    every = vDuration(refresh).to_ical().decode("utf-8")
    lines = [f"REFRESH-INTERVAL;VALUE=DURATION:{every}", f"X-PUBLISHED-TTL:{every}"]
    if colour:
        lines += [f"COLOR:{nearest_name(colour)}", f"X-APPLE-CALENDAR-COLOR:{colour}"]
    return "".join(fold(line) for line in lines)
