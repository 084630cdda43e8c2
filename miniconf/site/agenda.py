"""The programme as calendars: which events each file holds, and their lines, each written once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache, cached_property
from typing import NamedTuple, get_args

from miniconf import names
from miniconf.ical import entries, write
from miniconf.ical.entries import Entry
from miniconf.ical.links import add_links
from miniconf.model import Conference
from miniconf.model.programme import Event, events
from miniconf.model.records import SessionKind
from miniconf.schedule.days import local_date
from miniconf.schedule.state import FIRST_STAMP, Facts, Kept, State, advance, facts, key_of

RECORDS = (
    "papers", "authors", "speakers", "workshops", "tutorials", "socials", "mentorships", "sponsors",
)  # fmt: skip
"""Collections whose records have a calendar of their own, besides sessions."""
_LISTING = ("papers", "speakers", "workshops", "tutorials", "socials", "sponsors")
"""Collections whose records list their sessions."""
Record = tuple[str, str]


class Part(NamedTuple):
    """One file of `calendar/`, with the keys of its events. `group`: days, kinds or tracks."""

    group: str
    label: str
    events: tuple[str, ...]


class Agenda:
    """The calendars of one conference.

    `kept` is the state of the last build, `now` the stamp of what changed since; `plain` turns
    Markdown into plain text.
    """

    def __init__(
        self,
        conference: Conference,
        kept: State | None = None,
        now: datetime = FIRST_STAMP,
        plain: Callable[[str], str] = str,
    ) -> None:
        self.conference = conference
        self._kept = kept or State()
        self._now = now
        self._forms: dict[str, tuple[tuple[str, str], ...]] = {}
        self._plain = cache(plain)  # an entry is made twice: as it is, and for its digest
        self.domain = entries.domain_of(conference.config, self._kept.domain)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """`sessions/s1` -> event as the data has it, by start."""
        return {key_of(event): event for event in events(self.conference).values()}

    @property
    def empty(self) -> bool:
        """Whether there is no event, nor one that was cancelled."""
        return not (self.events or self.state.events)

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """Key -> what its calendar entry says."""
        return {key: self._entry(key) for key in self.events}

    def _entry(self, key: str) -> Entry:
        if "entries" in vars(self):
            return self.entries[key]
        return entries.entry(self.events[key], self.conference, self.domain, self._plain)

    def forms(self, key: str) -> tuple[tuple[str, str], ...]:
        """Web calendars that take the event; none once the conference is an archive."""
        if key not in self._forms:
            shown = key in self.events and not self.conference.config.archive
            self._forms[key] = add_links(self._entry(key)) if shown else ()
        return self._forms[key]

    @cached_property
    def state(self) -> State:
        """The state after this build: what the next one has to be given as `kept`."""
        homeless = self._homeless
        seen = {key: (facts(event), homeless[key].digest) for key, event in self.events.items()}
        return advance(self._kept, seen, self._now, self.domain)

    @property
    def _homeless(self) -> Mapping[str, Entry]:
        """`entries` without the site's own address, by which changes are known.

        A build for the web and one to look at on disk differ in it, and share a state.
        """
        config = self.conference.config
        if not config.base_url:
            return self.entries
        conference = replace(self.conference, config=replace(config, base_url=None))
        return {
            key: entries.entry(event, conference, self.domain, self._plain)
            for key, event in self.events.items()
        }

    @cached_property
    def blocks(self) -> Mapping[str, str]:
        """Key -> the lines of its VEVENT, by start and key; cancelled events among them."""
        in_order = sorted(
            self.state.events.items(), key=lambda item: (item[1].facts.start, item[0])
        )
        return {
            key: write.block(
                self._cancelled(key, kept) if kept.cancelled else self.entries[key],
                kept.sequence,
                kept.stamp,
            )
            for key, kept in in_order
        }

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Name of a file in `calendar/` -> its part: days, then kinds, then tracks."""
        zone = self.conference.config.time_zone
        days: dict[str, list[str]] = {}
        kinds: dict[str, list[str]] = {}
        tracks: dict[str, list[str]] = {}
        for key in self.blocks:
            now = self.state.events[key].facts
            days.setdefault(local_date(now.start, zone).isoformat(), []).append(key)
            kinds.setdefault(now.kind, []).append(key)
            if now.track:
                tracks.setdefault(now.track, []).append(key)
        named = names.calendar_parts(sorted(tracks), get_args(SessionKind))
        return {
            **{day: Part("days", day, tuple(keys)) for day, keys in sorted(days.items())},
            **{kind: Part("kinds", kind, tuple(keys)) for kind, keys in sorted(kinds.items())},
            **{
                named[track]: Part("tracks", track, tuple(keys))
                for track, keys in sorted(tracks.items())
            },
        }

    def title(self, collection: str, identifier: str) -> str:
        """What a record's calendar is called: its title or name, with its markup."""
        record = getattr(self.conference, collection).get(identifier)
        if record is None:
            kept = self.state.events.get(names.record_key(collection, identifier))
            return kept.facts.title if kept else identifier
        found = (getattr(record, field, "") for field in ("title", "name", "topic"))
        return next((text for text in found if text), identifier)

    def has(self, collection: str, identifier: str) -> bool:
        """Whether a record has an event; of most records this is told without all others."""
        if collection in _LISTING:
            record = getattr(self.conference, collection).get(identifier)
            if record and any(s in self.conference.sessions for s in record.sessions):
                return True
        return (collection, identifier) in self._by_record

    def of_record(self, collection: str, identifier: str) -> tuple[str, ...]:
        """The keys of the events of one record, by start; empty where it has none."""
        return self._by_record.get((collection, identifier), ())

    def records(self, collection: str) -> tuple[str, ...]:
        """The ids in `collection` that have an event, and so a calendar, in its own order."""
        known = getattr(self.conference, collection)
        return tuple(key for key in known if (collection, key) in self._by_record)

    @cached_property
    def _by_record(self) -> Mapping[Record, tuple[str, ...]]:
        found: dict[Record, dict[str, None]] = {}
        for key, kept in self.state.events.items():
            for record in _named(key, kept.facts):
                found.setdefault(record, {})[key] = None
        keys_of = {one: names.record_key("sessions", one) for one in self.conference.sessions}
        for record, sessions in self._listed():
            for session in sessions:
                if session in keys_of:
                    found.setdefault(record, {})[keys_of[session]] = None
        order = {key: place for place, key in enumerate(self.blocks)}.__getitem__
        ordered = {
            record: tuple(sorted(keys, key=order) if len(keys) > 1 else keys)
            for record, keys in found.items()
        }
        for slug, author in self.conference.authors.items():
            lists = [ordered.get(("papers", paper), ()) for paper in author.papers]
            if len(lists) == 1:  # as most have
                keys = lists[0]
            else:
                keys = tuple(sorted({key for keys in lists for key in keys}, key=order))
            if keys:
                ordered["authors", slug] = keys
        return ordered

    def _listed(self) -> Iterable[tuple[Record, tuple[str, ...]]]:
        """Records with the sessions that they themselves list."""
        for collection in _LISTING:
            for record in getattr(self.conference, collection).values():
                yield (collection, record.id), record.sessions

    def _cancelled(self, key: str, kept: Kept) -> Entry:
        """The entry of an event that is no longer in the data, from what is remembered of it."""
        collection, _, identifier = key.partition("/")
        return Entry(
            uid=names.event_uid(collection, identifier, self.domain),
            title=entries.one_line(self._plain(kept.facts.title)),
            start=kept.facts.start,
            end=kept.facts.end,
            location=entries.one_line(kept.facts.room),
            categories=entries.categories(kept.facts.kind, kept.facts.track),
            cancelled=True,
        )


def _named(key: str, now: Facts) -> Iterable[Record]:
    """The records that an event itself names."""
    collection, _, identifier = key.partition("/")
    yield collection, identifier
    if now.owner:
        yield now.owner
    yield from (("papers", paper) for paper in now.papers)
