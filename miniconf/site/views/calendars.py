"""Calendar files: the whole conference, its days, kinds and tracks, and each record."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

from miniconf.ical.entries import address, one_line
from miniconf.ical.write import Heading, calendar
from miniconf.names import FOLDERS, file_stem
from miniconf.site.agenda import RECORDS
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot

MIMETYPE = "text/calendar"
ENDPOINTS = {
    "papers": "paper_calendar",
    "authors": "author_calendar",
    "speakers": "speaker_calendar",
    "workshops": "workshop_calendar",
    "tutorials": "tutorial_calendar",
    "socials": "social_calendar",
    "mentorships": "mentorship_calendar",
    "sponsors": "sponsor_calendar",
    "sessions": "session_calendar",
}
"""Collection -> endpoint of its records' calendars."""


def _render(shared: Shared, heading: Heading, *blocks: str) -> bytes:
    return calendar(heading, blocks)


def _inputs(snapshot: Snapshot, label: str, path: str, page: str, keys: Iterable[str]) -> Inputs:
    """Heading and event lines of one file: all that it says."""
    config = snapshot.conference.config
    name = config.calendar.calendar_name or config.name
    heading = Heading(
        name=one_line(f"{name}: {label}" if label else name),
        description=one_line(config.tagline),
        url=address(config, page),
        source=address(config, path),
        refresh=timedelta(minutes=config.calendar.refresh_minutes),
        colour=config.theme.brand,
    )
    return (heading, *(snapshot.agenda.blocks[key] for key in keys))


def _whole(snapshot: Snapshot, _: str) -> Inputs:
    return _inputs(snapshot, "", "calendar.ics", "schedule.html", snapshot.agenda.blocks)


def _part(snapshot: Snapshot, key: str) -> Inputs:
    part = snapshot.agenda.parts[key]
    path = f"calendar/{file_stem(key)}.ics"
    return _inputs(snapshot, part.label, path, "schedule.html", part.events)


def _session_keys(snapshot: Snapshot) -> tuple[str, ...]:
    """Sessions by id; a cancelled one keeps its file, for those who subscribed to it."""
    keys = (key.partition("/") for key in snapshot.agenda.blocks)
    return tuple(identifier for collection, _, identifier in keys if collection == "sessions")


def _record_keys(collection: str) -> Callable[[Snapshot], tuple[str, ...]]:
    if collection == "sessions":
        return _session_keys
    return lambda snapshot: snapshot.agenda.records(collection)


def _record_inputs(collection: str) -> Callable[[Snapshot, str], Inputs]:
    def inputs(snapshot: Snapshot, key: str) -> Inputs:
        base = f"{FOLDERS[collection]}/{file_stem(key)}"
        record = getattr(snapshot.conference, collection).get(key)
        page = f"{base}.html" if record else "schedule.html"
        keys = snapshot.agenda.of_record(collection, key)
        return _inputs(snapshot, snapshot.agenda.label(collection, key), f"{base}.ics", page, keys)

    return inputs


KINDS = (
    Kind(
        endpoint="calendar",
        rule="/calendar.ics",
        keys=lambda snapshot: ("",) if snapshot.agenda.blocks else (),
        inputs=_whole,
        render=_render,
        mimetype=MIMETYPE,
    ),
    Kind(
        endpoint="calendar_part",
        rule="/calendar/<stem:key>.ics",
        keys=lambda snapshot: snapshot.agenda.parts,
        inputs=_part,
        render=_render,
        mimetype=MIMETYPE,
    ),
    *(
        Kind(
            endpoint=ENDPOINTS[collection],
            rule=f"/{FOLDERS[collection]}/<stem:key>.ics",
            keys=_record_keys(collection),
            inputs=_record_inputs(collection),
            render=_render,
            mimetype=MIMETYPE,
        )
        for collection in (*RECORDS, "sessions")
    ),
)
