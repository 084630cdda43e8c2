"""At what local hour each event falls, for whom, and who must present at night."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from miniconf.model import Author, Conference, Person
from miniconf.model.programme import Event, events
from miniconf.names import slug
from miniconf.schedule.zones import UNKNOWN, Where, zone_of

NIGHT_BEGINS, NIGHT_ENDS = 22 * 60, 6 * 60 + 30
"""A person's night, in minutes of their own clock: 22:00 to 06:30."""


@dataclass(frozen=True, slots=True)
class Fall:
    """One event for the people of one zone; its times are on their clock."""

    event: Event
    zone: str
    people: int
    start: datetime
    end: datetime
    night: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """One person who has to be at an event at night, on their own clock."""

    name: str
    where: Where
    event: Event
    start: datetime
    paper: str = ""
    """The paper they present; "" for a chair, a speaker or a mentor."""


def at_night(start: datetime, end: datetime, zone: str) -> bool:
    """Whether any part of `start` to `end` lies between 22:00 and 06:30 in `zone`."""
    where = ZoneInfo(zone)
    first, last = start.astimezone(where), end.astimezone(where)
    if last - first >= timedelta(hours=16):
        return True
    begins, ends = _minutes(first), _minutes(last)
    if first.date() != last.date() and ends > 0:
        return True
    return begins < NIGHT_ENDS or (ends or 24 * 60) > NIGHT_BEGINS


def audience(conference: Conference) -> tuple[Counter[str], int]:
    """Zone -> number of authors, declared or guessed, and how many are in no known zone."""
    found = Counter(_author(author).zone for author in conference.authors.values())
    unknown = found.pop("", 0)
    return found, unknown


def falls(conference: Conference, people: Mapping[str, int]) -> tuple[Fall, ...]:
    """Every event for every zone of `people` (zone -> number), by start, then westernmost first."""
    timed = events(conference).values()
    moment = min((event.start for event in timed), default=None)
    zones = by_offset(people, moment) if moment else ()
    return tuple(
        Fall(
            event,
            zone,
            people[zone],
            event.start.astimezone(ZoneInfo(zone)),
            event.end.astimezone(ZoneInfo(zone)),
            at_night(event.start, event.end, zone),
        )
        for event in timed
        for zone in zones
    )


def by_offset(zones: Iterable[str], moment: datetime) -> tuple[str, ...]:
    """`zones` from west to east as their clocks stand at `moment`, then by name."""

    def offset(zone: str) -> timedelta:
        return moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()

    return tuple(sorted(zones, key=lambda zone: (offset(zone), zone)))


def duties(conference: Conference) -> tuple[Duty, ...]:
    """Who has to be there at night, by start and name; people in no known zone are left out.

    An author is named only where every session of the paper falls into their night: otherwise
    there is one at another hour to present at.
    """
    timed = events(conference)
    found = [duty for event in timed.values() for duty in _leading(conference, event)]
    papers: dict[str, list[Event]] = {}
    for event in timed.values():
        for paper in event.papers:
            papers.setdefault(paper, []).append(event)
    known = {(paper, author.name): author
             for author in conference.authors.values() for paper in author.papers}  # fmt: skip
    for paper, slots in papers.items():
        record = conference.papers.get(paper)
        for person in record.authors if record else ():
            where = _person(person, known.get((paper, person.name)))
            if where.zone and all(at_night(e.start, e.end, where.zone) for e in slots):
                found.append(_duty(person.name, where, slots[0], paper))
    return tuple(sorted(found, key=lambda d: (d.event.start, d.name, d.paper)))


def _leading(conference: Conference, event: Event) -> list[Duty]:
    """Chairs, mentors and the speaker of `event`, as far as it is night for them."""
    people = [*event.people]
    if event.owner and event.owner[0] == "speakers" and event.owner[1] in conference.speakers:
        speaker = conference.speakers[event.owner[1]]
        people.append(Person(name=speaker.name, affiliation=speaker.affiliation))
    found = []
    for person in people:
        where = _person(person, conference.authors.get(slug(person.name)))
        if where.zone and at_night(event.start, event.end, where.zone):
            found.append(_duty(person.name, where, event))
    return found


def _duty(name: str, where: Where, event: Event, paper: str = "") -> Duty:
    return Duty(name, where, event, event.start.astimezone(ZoneInfo(where.zone)), paper)


def _person(person: Person, author: Author | None) -> Where:
    """Where a person is: as they say, else as their author's page knows, else by affiliation."""
    where = zone_of(person.zone, person.affiliation)
    if where.source != "declared" and author and (author.zone or not where.zone):
        return _author(author)
    return where


def _author(author: Author) -> Where:
    places = (zone_of(author.zone, affiliation) for affiliation in author.affiliations or ("",))
    return next((where for where in places if where.zone), UNKNOWN)


def _minutes(instant: datetime) -> int:
    return instant.hour * 60 + instant.minute
