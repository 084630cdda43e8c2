"""Calendar files: the whole conference, its days, kinds and tracks, each record; their page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import quote

from miniconf.ical.entries import address, one_line
from miniconf.ical.links import webcal
from miniconf.ical.write import Heading, calendar
from miniconf.model import Config
from miniconf.names import FOLDERS, file_stem
from miniconf.schedule.changes import groups
from miniconf.site.agenda import RECORDS
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.offers import ENDPOINTS
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.text import plain

MIMETYPE = "text/calendar"


def _render(shared: Shared, heading: Heading, *blocks: str) -> bytes:
    return calendar(heading, blocks)


def _general(config: Config) -> Heading:
    """What every calendar of the conference says; `source` is the site's address, or ""."""
    return Heading(
        name=one_line(config.calendar.calendar_name or config.name),
        description=one_line(config.tagline),
        source=address(config, ""),
        refresh=timedelta(minutes=config.calendar.refresh_minutes),
        colour=config.theme.brand,
    )


def _heading(general: Heading, label: str, path: str, page: str) -> Heading:
    """What the calendar `path` of the page `page` says, both below the site's address."""
    root = general.source
    return general._replace(
        name=f"{general.name}: {label}" if label else general.name,
        url=f"{root}{quote(page)}" if root else "",
        source=f"{root}{quote(path)}" if root else "",
    )


def _whole(snapshot: Snapshot, _: str) -> Inputs:
    heading = _heading(_general(snapshot.conference.config), "", "calendar.ics", "calendars.html")
    return heading, *snapshot.agenda.blocks.values()


def _part(snapshot: Snapshot, key: str) -> Inputs:
    part, blocks = snapshot.agenda.parts[key], snapshot.agenda.blocks
    path, label = f"calendar/{file_stem(key)}.ics", one_line(part.label)
    heading = _heading(_general(snapshot.conference.config), label, path, "calendars.html")
    return heading, *(blocks[event] for event in part.events)


class Offer(NamedTuple):
    """A calendar that the page offers.

    `webcal` is "" where the site's address is not known, and in an archive, which changes no more.
    """

    label: str
    count: int
    endpoint: str
    key: str
    webcal: str


def _page_inputs(snapshot: Snapshot, _: str) -> Inputs:
    agenda, config = snapshot.agenda, snapshot.conference.config

    def feed(path: str) -> str:
        return "" if config.archive else webcal(address(config, path))

    whole = feed("calendar.ics")
    offers = [("whole", Offer(config.name, len(agenda.blocks), "calendar", "", whole))]
    for key, part in agenda.parts.items():
        where = feed(f"calendar/{file_stem(key)}.ics")
        offers.append(
            (part.group, Offer(part.label, len(part.events), "calendar_part", key, where))
        )
    return tuple(offers), bool(agenda.events), bool(groups(agenda.state))


def _page(
    shared: Shared, offers: tuple[tuple[str, Offer], ...], apps: bool, changes: bool
) -> Mapping[str, Any]:
    """The offers by group, days and kinds in the site's words."""
    found: dict[str, list[Offer]] = {}
    for group, offer in offers:
        label = offer.label
        if group == "days":
            label = shared.clock.long_day(date.fromisoformat(label))
        elif group == "kinds":
            label = shared.words.get(f"kind.{label}", label)
        found.setdefault(group, []).append(offer._replace(label=label))
    found.get("kinds", []).sort(key=lambda offer: offer.label.casefold())
    return {
        "groups": tuple(found.items()), "apps": apps, "changes": changes,
        "lead": _lead(shared.config, offers),
    }  # fmt: skip


def _lead(config: Config, offers: tuple[tuple[str, Offer], ...]) -> str:
    """The key of what the page says first: it speaks of subscribing where that is offered."""
    if config.archive:
        return "calendars.kept"
    return "calendars.lead" if any(offer.webcal for _, offer in offers) else "calendars.files"


def _session_keys(snapshot: Snapshot) -> tuple[str, ...]:
    """Sessions by id; a cancelled one keeps its file, for those who subscribed to it."""
    keys = (key.partition("/") for key in snapshot.agenda.blocks)
    return tuple(identifier for collection, _, identifier in keys if collection == "sessions")


def _record_keys(collection: str) -> Callable[[Snapshot], tuple[str, ...]]:
    if collection == "sessions":
        return _session_keys
    return lambda snapshot: snapshot.agenda.records(collection)


class Records(NamedTuple):
    """All that the calendars of one collection's records say.

    `general`: what they all say; `labels`: id -> title or name, as the data has it; `events`:
    id -> keys of `blocks`; `present`: ids that have a page.
    """

    general: Heading
    labels: Mapping[str, str]
    events: Mapping[str, tuple[str, ...]]
    blocks: Mapping[str, str]
    present: Mapping[str, bool]


def _records(collection: str) -> Callable[[Snapshot], Records]:
    def records(snapshot: Snapshot) -> Records:
        agenda, conference = snapshot.agenda, snapshot.conference
        keys = _record_keys(collection)(snapshot)
        known = getattr(conference, collection)
        return Records(
            _general(conference.config),
            {key: agenda.title(collection, key) for key in keys},
            {key: agenda.of_record(collection, key) for key in keys},
            agenda.blocks,
            {key: key in known for key in keys},
        )

    return records


def _record_inputs(collection: str) -> Callable[[Records, str], Inputs]:
    def inputs(records: Records, key: str) -> Inputs:
        base = f"{FOLDERS[collection]}/{file_stem(key)}"
        page = f"{base}.html" if records.present[key] else "schedule.html"
        label = one_line(plain(records.labels[key]))
        heading = _heading(records.general, label, f"{base}.ics", page)
        return heading, *[records.blocks[event] for event in records.events[key]]

    return inputs


KINDS = (
    Kind(
        endpoint="calendars",
        rule="/calendars.html",
        template="pages/calendars.html",
        keys=lambda snapshot: ("",) if snapshot.agenda.blocks else (),
        inputs=_page_inputs,
        context=_page,
    ),
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
            common=_records(collection),
            inputs=_record_inputs(collection),
            render=_render,
            mimetype=MIMETYPE,
            plain=True,
        )
        for collection in (*RECORDS, "sessions")
    ),
)
