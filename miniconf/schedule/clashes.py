"""People and rooms that would have to be in two places at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from miniconf.model import Conference
from miniconf.model.programme import Event, events
from miniconf.names import slug


@dataclass(frozen=True, slots=True)
class Clash:
    """One person or room that two overlapping events ask for."""

    what: str
    """`person` or `room`."""
    name: str
    first: Event
    second: Event
    papers: tuple[str, str] = ("", "")
    """The person's papers in the two events; "" where they chair, speak or mentor."""


def overlap(first: Event, second: Event) -> bool:
    """Whether the two are under way at one instant; one ending as the other begins is no overlap.

    A session and its own sub-sessions share a time by intent: the caller leaves them out.
    """
    return first.start < second.end and second.start < first.end


def clashes(conference: Conference) -> tuple[Clash, ...]:
    """Every clash of an author, chair, speaker or mentor, and of a room, by start and name."""
    timed = events(conference)
    found = [
        clash
        for what, name, wanted in (*_people(conference, timed), *_rooms(conference, timed))
        for clash in _pairs(what, name, wanted)
        if not _nested(conference, clash.first, clash.second)
    ]
    return tuple(sorted(found, key=lambda c: (c.second.start, c.what, c.name, c.first.place)))


Wanted = list[tuple[Event, str]]


def _pairs(what: str, name: str, wanted: Wanted) -> Iterable[Clash]:
    """Each overlapping pair among events that want one thing, each pair once."""
    wanted = sorted(wanted, key=lambda item: (item[0].start, item[0].place, item[1]))
    single = [next(same) for _, same in groupby(wanted, key=lambda item: item[0].place)]
    for n, (first, paper) in enumerate(single):
        for second, other in single[n + 1 :]:
            if second.start >= first.end:
                break
            yield Clash(what, name, first, second, (paper, other))


def _people(
    conference: Conference, timed: Mapping[tuple[str, str], Event]
) -> list[tuple[str, str, Wanted]]:
    """Who is wanted where; people are told apart as the authors' pages tell them apart."""
    names_of = {key: author.name for key, author in conference.authors.items()}
    by_paper: dict[str, list[str]] = {}
    for key, author in conference.authors.items():
        for paper in author.papers:
            by_paper.setdefault(paper, []).append(key)
    wanted: dict[str, Wanted] = {}
    for event in timed.values():
        others = [person.name for person in event.people]
        speaker = event.owner and event.owner[0] == "speakers" and event.owner[1]
        others += [conference.speakers[speaker].name] if speaker in conference.speakers else []
        for name in others:
            names_of.setdefault(slug(name), name)
            wanted.setdefault(slug(name), []).append((event, ""))
        for paper in event.papers:
            for key in by_paper.get(paper, ()):
                wanted.setdefault(key, []).append((event, paper))
    return [("person", names_of[key], where) for key, where in wanted.items()]


def _rooms(
    conference: Conference, timed: Mapping[tuple[str, str], Event]
) -> list[tuple[str, str, Wanted]]:
    """Rooms by name; the whole conference's place, or a link, is no room."""
    wanted: dict[str, Wanted] = {}
    for event in timed.values():
        anywhere = event.room == conference.config.location or "://" in event.room
        if event.room and not anywhere:
            wanted.setdefault(event.room, []).append((event, ""))
    return [("room", room, where) for room, where in wanted.items()]


def _nested(conference: Conference, first: Event, second: Event) -> bool:
    """Whether one is part of the other, or both belong to one record."""
    if first.owner and first.owner == second.owner:
        return True
    parents = {
        event.id: conference.sessions[event.id].parent
        for event in (first, second)
        if event.collection == "sessions"
    }
    return parents.get(first.id) == second.id or parents.get(second.id) == first.id
