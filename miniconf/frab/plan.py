"""Conference -> the programme as frab lays it out: days, rooms, events with their numbers."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable, Container, Mapping, Sequence
from datetime import date, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from miniconf.model import Conference
from miniconf.model.programme import Event, events
from miniconf.model.record import record
from miniconf.names import event_uid, file_stem, page_path, record_key, slug

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://miniconf.example/frab")
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@record
class Slot:
    """One event as frab knows it; its instants are in the conference's zone."""

    guid: str
    number: int
    code: str
    """Six of `0-9A-Z`."""
    slug: str
    url: str
    title: str
    start: datetime
    end: datetime
    room: str
    track: str
    kind: str
    description: str
    people: tuple[tuple[str, str], ...] = ()
    """(name, guid)."""
    papers: tuple[tuple[str, str], ...] = ()
    """(title, address)."""
    links: tuple[tuple[str, str], ...] = ()
    """(label, address)."""


@record
class Room:
    """A room on one day, with what happens in it, by start."""

    name: str
    guid: str
    slots: tuple[Slot, ...]


@record
class FrabDay:
    """A day of the conference's zone, with its rooms by name."""

    date: date
    start: datetime
    end: datetime
    rooms: tuple[Room, ...]


@record
class Schedule:
    """The whole programme."""

    title: str
    acronym: str
    version: str
    base_url: str
    zone: str
    language: str
    license: str
    start: date
    end: date
    tracks: tuple[str, ...]
    days: tuple[FrabDay, ...]


def plan(
    conference: Conference,
    domain: str,
    version: int,
    lanes: Callable[[Sequence[Event]], Mapping[tuple[str, str], int]],
    plain: Callable[[str], str],
) -> Schedule:
    """The programme laid out.

    `domain`: of the ids, and of addresses where the site's is not known; `version`: of the
    programme; `lanes`: side-by-side places for events without a room, so that apps do not draw
    them over each other; `plain`: Markdown -> text.
    """
    config = conference.config
    base = (config.base_url or f"https://{domain}").rstrip("/") + "/"
    timed = [*events(conference).values()]
    roomless = [event for event in timed if not event.room]
    placed = lanes(roomless)
    places = _lane_names({event.room for event in timed}, config.location)
    numbers = _numbers([record_key(*event.place) for event in timed])
    slots = []
    for event in timed:
        lane = placed.get(event.place, 0)
        room = event.room or places(lane)
        guid = room_guid(event.room, None if event.room else lane)
        slots.append((guid, _slot(event, conference, domain, base, room, numbers, plain)))
    days = _days(slots)
    return Schedule(
        title=config.name,
        acronym=acronym(config.name),
        version=f"{version}-{_digest(days)}",
        base_url=base,
        zone=config.time_zone,
        language=config.language,
        license=config.license,
        start=config.start,
        end=config.end,
        tracks=tuple(sorted({event.track for event in timed if event.track})),
        days=days,
    )


def acronym(name: str) -> str:
    """A conference's short name as both schemas allow it: `meridian_2027`, at least four long."""
    return re.sub(r"[^a-z0-9]+", "_", slug(name)).strip("_").ljust(4, "_")


def room_guid(name: str, lane: int | None = None) -> str:
    """The id of a room; with `lane`, of a place for events that have no room."""
    return str(uuid.uuid5(NAMESPACE, f"rooms/{name}" if lane is None else f"lanes/{lane}"))


def chair_guid(name: str) -> str:
    """The id of a person who chairs or mentors; a speaker's is another."""
    return str(uuid.uuid5(NAMESPACE, f"chairs/{name}"))


def event_address(base: str, collection: str, identifier: str) -> str:
    """The address of a record's page, from which the id can be read again.

    Where the page's file name does not tell the id, the address says it after the number sign.
    """
    told = "" if file_stem(identifier) == identifier else f"#id={quote(identifier, safe='')}"
    return f"{base}{quote(page_path(collection, identifier))}{told}"


def _lane_names(rooms: Container[str], place: str) -> Callable[[int], str]:
    """How places without a room are called: `Online`, `Online 2` ..., never as a room is."""

    def name(lane: int) -> str:
        found = f"{place or 'Online'} {lane + 1}" if lane else place or "Online"
        return f"{found} (no room)" if found in rooms else found

    return name


def _slot(
    event: Event,
    conference: Conference,
    domain: str,
    base: str,
    room: str,
    numbers: Mapping[str, int],
    plain: Callable[[str], str],
) -> Slot:
    zone = ZoneInfo(conference.config.time_zone)
    key = record_key(*event.place)
    papers = [conference.papers[paper] for paper in event.papers if paper in conference.papers]
    public = conference.config.publish.joins(event.join)
    return Slot(
        guid=event_uid(event.collection, event.id, domain).partition("@")[0],
        number=numbers[key],
        code=_code(numbers[key]),
        slug=f"{acronym(conference.config.name)}-{_code(numbers[key]).lower()}-{slug(event.id)}",
        url=event_address(base, event.collection, event.id),
        title=plain(event.title),
        start=event.start.astimezone(zone),
        end=event.end.astimezone(zone),
        room=room,
        track=event.track,
        kind=event.kind,
        description=event.description,
        people=_people(event, conference),
        papers=tuple((plain(p.title), event_address(base, "papers", p.id)) for p in papers),
        links=tuple((link.label, link.url) for link in public),
    )


def _people(event: Event, conference: Conference) -> tuple[tuple[str, str], ...]:
    """The speaker, whose id is that of the page, then those who chair."""
    found = []
    if event.owner and event.owner[0] == "speakers" and event.owner[1] in conference.speakers:
        guid = uuid.uuid5(NAMESPACE, record_key(*event.owner))
        found.append((conference.speakers[event.owner[1]].name, str(guid)))
    return (*found, *((person.name, chair_guid(person.name)) for person in event.people))


def _days(slots: Sequence[tuple[str, Slot]]) -> tuple[FrabDay, ...]:
    found: dict[date, dict[tuple[str, str], list[Slot]]] = {}
    for guid, slot in slots:
        rooms = found.setdefault(slot.start.date(), {})
        rooms.setdefault((slot.room, guid), []).append(slot)
    return tuple(
        FrabDay(
            date=day,
            start=min((s.start for slots in rooms.values() for s in slots), key=datetime.timestamp),
            end=max((s.end for slots in rooms.values() for s in slots), key=datetime.timestamp),
            rooms=tuple(
                Room(name=name, guid=guid, slots=tuple(slots))
                for (name, guid), slots in sorted(rooms.items())
            ),
        )
        for day, rooms in sorted(found.items())
    )


def _numbers(keys: Sequence[str]) -> Mapping[str, int]:
    """Key -> positive number below 2^31, the same in every version; no two alike."""
    found: dict[str, int] = {}
    taken: set[int] = set()
    for key in sorted(keys):
        attempt = 0
        while (number := _number(f"{key}#{attempt}" if attempt else key)) in taken:
            attempt += 1
        taken.add(number)
        found[key] = number
    return found


def _number(text: str) -> int:
    """A number from 1 to 2^31 - 1: six signs of the alphabet hold it (36^6 > 2^31)."""
    return (
        int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:4], "big") % (2**31 - 1) + 1
    )


def person_number(guid: str) -> int:
    """The number of a person by their id."""
    return _number(guid)


def _code(number: int) -> str:
    signs = []
    for _ in range(6):
        number, rest = divmod(number, len(_ALPHABET))
        signs.append(_ALPHABET[rest])
    return "".join(reversed(signs))


def _digest(days: Sequence[FrabDay]) -> str:
    return hashlib.sha256(repr(days).encode("utf-8", "replace")).hexdigest()[:8]
