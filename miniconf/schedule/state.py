"""What is remembered of the programme between builds: stamps of events and the last release.

`advance` is called with every build and moves an event's sequence number and stamp when, and only
when, the event changed. `release` says that the programme was published: from then on changes are
told against it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta
from typing import Literal

from miniconf.model.programme import Event
from miniconf.model.record import record
from miniconf.names import record_key

FIRST_STAMP = datetime(2000, 1, 1, tzinfo=UTC)
"""The stamp of events in a first build, so that it does not depend on the day it was made."""

What = Literal["added", "moved", "renamed", "cancelled"]


@record
class Facts:
    """What of an event outlives it: enough to list it, cancelled, where it used to be."""

    title: str
    start: datetime
    end: datetime
    kind: str = "other"
    room: str = ""
    track: str = ""
    papers: tuple[str, ...] = ()
    owner: tuple[str, str] | None = None


@record
class Kept:
    """One event as the last build left it."""

    facts: Facts
    digest: str
    """Of everything its calendar entry says."""
    sequence: int = 0
    stamp: datetime = FIRST_STAMP
    cancelled: bool = False
    released: Facts | None = None
    """As it stood in the last release; None where it was not in it."""


@record
class Change:
    """One difference between two versions of the programme."""

    what: What
    key: str
    """`sessions/s1`."""
    before: Facts | None
    after: Facts | None
    at: datetime
    """When a build first saw it."""

    @property
    def facts(self) -> Facts:
        """The event as it now stands, or stood last."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change without an event")
        return found


@record
class Release:
    """A published version of the programme, and what it changed; the first changed nothing."""

    version: int
    at: datetime
    changes: tuple[Change, ...] = ()


@record
class State:
    """Everything remembered: written beside the data, made for version control."""

    domain: str = ""
    """Right side of event ids, as first used."""
    events: Mapping[str, Kept] = field(default_factory=dict)
    """`sessions/s1` -> event, by key; cancelled ones stay."""
    releases: tuple[Release, ...] = ()
    """Oldest first."""

    @property
    def version(self) -> int:
        """The number of the last release, 0 before the first."""
        return self.releases[-1].version if self.releases else 0


def facts(event: Event) -> Facts:
    """What is remembered of `event`."""
    return Facts(
        title=event.title,
        start=event.start,
        end=event.end,
        kind=event.kind,
        room=event.room,
        track=event.track,
        papers=event.papers,
        owner=event.owner,
    )


def advance(
    state: State, events: Mapping[str, tuple[Facts, str]], now: datetime, domain: str = ""
) -> State:
    """The state after a build in which `events` are `key -> (facts, digest of the entry)`.

    An event that is new, differs in its digest, came back, or is gone (cancelled, once) gets the
    next sequence number and the stamp `now`, or a second after its last stamp where the clock
    stands before that. Everything else stays as it is; with nothing changed the result equals
    `state`. In a first build every stamp is FIRST_STAMP.
    """
    stamp = now.astimezone(UTC).replace(microsecond=0) if state.events else FIRST_STAMP
    found = {}
    for key in sorted({*state.events, *events}):
        old, new = state.events.get(key), events.get(key)
        if new is not None:
            found[key] = _seen(old, *new, stamp)
        elif old is not None:
            found[key] = old if old.cancelled else _next(old, stamp, cancelled=True)
    return replace(state, domain=state.domain or domain, events=found)


def _seen(old: Kept | None, seen: Facts, digest: str, stamp: datetime) -> Kept:
    """An event that the programme has, after what was known of it."""
    if old is None:
        return Kept(facts=seen, digest=digest, stamp=stamp)
    if old.digest == digest and not old.cancelled:
        return old if old.facts == seen else replace(old, facts=seen)
    return replace(_next(old, stamp, cancelled=False), facts=seen, digest=digest)


def _next(old: Kept, stamp: datetime, *, cancelled: bool) -> Kept:
    """The event with its sequence number and stamp moved on."""
    later = max(stamp, old.stamp + timedelta(seconds=1))
    return replace(old, sequence=old.sequence + 1, stamp=later, cancelled=cancelled)


def pending(state: State) -> tuple[Change, ...]:
    """What changed since the last release, by start and key; nothing before the first release."""
    if not state.releases:
        return ()
    found = [change for key, kept in state.events.items() if (change := _change(key, kept))]
    return tuple(sorted(found, key=lambda change: (change.facts.start, change.key)))


def _change(key: str, kept: Kept) -> Change | None:
    """How the event differs from the last release, or None."""
    before, after = kept.released, None if kept.cancelled else kept.facts
    what: What
    if before is None:
        if after is None:
            return None
        what = "added"
    elif after is None:
        what = "cancelled"
    elif (before.start, before.end, before.room) != (after.start, after.end, after.room):
        what = "moved"
    elif before.title != after.title:
        what = "renamed"
    else:
        return None
    return Change(what=what, key=key, before=before, after=after, at=kept.stamp)


def release(state: State, now: datetime) -> State:
    """The state with everything as it stands published, as the next version at `now`."""
    at = now.astimezone(UTC).replace(microsecond=0)
    new = Release(version=state.version + 1, at=at, changes=pending(state))
    events = {
        key: replace(kept, released=None if kept.cancelled else kept.facts)
        for key, kept in state.events.items()
    }
    return replace(state, events=events, releases=(*state.releases, new))


def key_of(event: Event) -> str:
    """The key under which `event` is remembered: `sessions/s1`."""
    return record_key(event.collection, event.id)
