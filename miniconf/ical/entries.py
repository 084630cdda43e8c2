"""What a calendar says about an event, as plain values: everything but its stamps."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import datetime
from operator import attrgetter
from urllib.parse import quote, urlsplit

from miniconf.model import Conference, Config
from miniconf.model.programme import Event
from miniconf.model.record import record
from miniconf.names import event_uid, page_path, slug
from miniconf.patterns import regex

MOST_TITLES = 12
"""A session with more papers names their number, so that files do not swell."""
Plain = Callable[[str], str]
"""Markdown with TeX -> plain text."""

# Line ends other than \n, and what XML and calendars forbid, split lines in some readers
_ENDS = regex("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = regex("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")

_ITEM = regex(r"\s*(?:[-*+]|\d+[.)])\s+")
"""What begins an item of a list in Markdown."""


@record
class Entry:
    """One VEVENT without sequence number and stamps; texts clean, lines ending in `\\n`."""

    uid: str
    title: str
    start: datetime
    end: datetime
    location: str = ""
    url: str = ""
    description: str = ""
    categories: tuple[str, ...] = ()
    conference: tuple[tuple[str, str], ...] = ()
    """Meeting links as (label, address), where the config lets them out."""
    cancelled: bool = False

    @property
    def digest(self) -> str:
        """16 hexadecimal digits that change when, and only when, the entry does."""
        return hashlib.sha256(repr(_VALUES(self)).encode("utf-8")).hexdigest()[:16]


_VALUES = attrgetter(*(field.name for field in fields(Entry)))


def entry(event: Event, conference: Conference, domain: str, plain: Plain) -> Entry:
    """The calendar entry of `event`, its id under `domain`."""
    config = conference.config
    page = page_address(config, event.collection, event.id)
    # The title and room of a session may be Markdown and may hold a link: both become words
    meeting = tuple((link.label, link.url) for link in config.publish.joins(event.join))
    room = one_line(event.room)
    return Entry(
        uid=event_uid(event.collection, event.id, domain),
        title=one_line(plain(event.title)),
        start=event.start.replace(microsecond=0),
        end=event.end.replace(microsecond=0),
        location=room or (meeting[0][1] if meeting else page) or one_line(config.location),
        url=page,
        description=_description(event, conference, page, meeting, plain),
        categories=categories(event.kind, event.track),
        conference=tuple((one_line(label), one_line(url)) for label, url in meeting),
    )


def categories(kind: str, track: str) -> tuple[str, ...]:
    """The categories of an event: its kind and track; Thunderbird trips over a backslash there."""
    return tuple(word for word in (kind, one_line(track.replace("\\", " "))) if word)


def page_address(config: Config, collection: str, identifier: str) -> str:
    """The absolute address of a record's page, or "" for a site without a known address."""
    return address(config, page_path(collection, identifier))


def address(config: Config, path: str) -> str:
    """The absolute address of `path` below the site, or "" where the site's is not known."""
    return f"{config.base_url.rstrip('/')}/{quote(path)}" if config.base_url else ""


def domain_of(config: Config, kept: str = "") -> str:
    """The right side of event ids: declared, else as first used, else from address or name."""
    host = urlsplit(config.base_url or "").hostname or ""
    return config.calendar.domain or kept or host or f"{slug(config.name)}.invalid"


def _description(
    event: Event,
    conference: Conference,
    page: str,
    meeting: Sequence[tuple[str, str]],
    plain: Plain,
) -> str:
    """The paragraphs of an entry: what, who, which papers, how to join, where to read more."""
    parts = [_paragraphs(event.description, plain), _people(event, conference)]
    titles = [conference.papers[key].title for key in event.papers if key in conference.papers]
    if 0 < len(titles) <= MOST_TITLES:
        parts.append("\n".join(["Papers:", *(f"- {one_line(plain(title))}" for title in titles)]))
    elif titles:
        parts.append(f"{len(titles)} papers")
    parts += [f"Join ({one_line(label)}): {one_line(url)}" for label, url in meeting]
    parts.append(page)
    return "\n\n".join(part for part in parts if part)


def _paragraphs(text: str, plain: Plain) -> str:
    """Markdown as plain text that keeps its paragraphs and the lines of its lists."""
    found = []
    for paragraph in re.split(r"\n\s*\n", clean(text)):
        lines = []
        for item in re.split(rf"\n(?={_ITEM.pattern})", paragraph):
            mark = _ITEM.match(item)
            rest = one_line(plain(item[mark.end() :] if mark else item))
            lines.append(f"{mark[0].strip()} {rest}" if mark else rest)
        found.append("\n".join(lines))
    return "\n\n".join(part for part in found if part.strip())


def _people(event: Event, conference: Conference) -> str:
    """`Speaker: Ada Example` or `Chairs: ...`, one line each, or ""."""
    lines = []
    if event.owner and event.owner[0] == "speakers" and event.owner[1] in conference.speakers:
        lines.append(f"Speaker: {one_line(conference.speakers[event.owner[1]].name)}")
    people = [one_line(person.name) for person in event.people]
    if people:
        word = "Mentor" if event.collection == "mentorships" else "Chair"
        lines.append(f"{word}{'s' if len(people) > 1 else ''}: {', '.join(people)}")
    return "\n".join(lines)


def clean(text: str) -> str:
    """`text` without characters that no calendar may hold, its lines ending in `\\n`."""
    return _CONTROLS.sub("", _ENDS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """`text` clean and on one line."""
    return " ".join(clean(text).split())
