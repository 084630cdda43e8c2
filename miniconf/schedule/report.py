"""The programme around the world, for organisers: as a text, and as rows for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from zoneinfo import ZoneInfo

from miniconf.model import Conference
from miniconf.schedule.clashes import Clash, clashes
from miniconf.schedule.local_hours import Duty, Fall, duties, falls

COLUMNS = (
    "collection", "id", "title", "kind", "start_utc", "zone", "people", "local_start", "local_end",
    "night",
)  # fmt: skip
MOST_ZONES = 8
"""So many zones stand in the text, those with most people; the rest is in the rows."""


def text(conference: Conference, people: Mapping[str, int], unknown: int = 0) -> str:
    """Local hours of every event, people on duty at night, and clashes; a line each.

    `people`: zone -> number of people; `unknown`: how many more are in no known zone. A local hour
    with `*` is at night there. Guessed zones are marked with `?`.
    """
    found = falls(conference, people)
    parts = [
        _people(people, unknown),
        _hours(conference, found, people),
        _duties(duties(conference)),
        _clashes(conference, clashes(conference)),
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def rows(conference: Conference, people: Mapping[str, int]) -> Iterator[tuple[object, ...]]:
    """One row for each event and zone, under `COLUMNS`; times as `2027-06-15 18:30`."""
    for fall in falls(conference, people):
        event = fall.event
        yield (
            event.collection, event.id, event.title, event.kind,
            f"{event.start:%Y-%m-%d %H:%M}", fall.zone, fall.people,
            f"{fall.start:%Y-%m-%d %H:%M}", f"{fall.end:%Y-%m-%d %H:%M}",
            "yes" if fall.night else "no",
        )  # fmt: skip


def _people(people: Mapping[str, int], unknown: int) -> list[str]:
    known = sum(people.values())
    lines = [f"{known:,} people in {len(people):,} zones; {unknown:,} more in no known zone"]
    most = sorted(people.items(), key=lambda item: (-item[1], item[0]))
    lines += [f"  {zone}: {count:,}" for zone, count in most[:MOST_ZONES]]
    if len(most) > MOST_ZONES:
        lines.append(f"  and {len(most) - MOST_ZONES:,} more zones")
    return lines


def _hours(conference: Conference, found: Sequence[Fall], people: Mapping[str, int]) -> list[str]:
    """A table: one line an event, one column a zone."""
    if not people:
        return ["no local hours: declare `zone` of authors, or give zones and people by --audience"]
    most = set(sorted(people, key=lambda zone: (-people[zone], zone))[:MOST_ZONES])
    zones = [zone for zone in dict.fromkeys(fall.zone for fall in found) if zone in most]
    where = ZoneInfo(conference.config.time_zone)
    heads = [zone.rpartition("/")[2].replace("_", " ")[:12] for zone in zones]
    lines = [f"{'':17}  night for  " + "".join(f"{head:>13}" for head in heads)]
    for _, group in groupby(found, key=lambda fall: fall.event.place):
        of_event = list(group)
        event = of_event[0].event
        total = sum(fall.people for fall in of_event)
        sleeping = sum(fall.people for fall in of_event if fall.night)
        clocks = {fall.zone: f"{fall.start:%H:%M}{'*' if fall.night else ' '}" for fall in of_event}
        share = f"{100 * sleeping / total:.0f} %" if total else "-"
        local = f"{event.start.astimezone(where):%a %d %b %H:%M}"
        lines.append(
            f"{local:17}  {share:>9}  " + "".join(f"{clocks[z]:>13}" for z in zones)
            + f"  {event.title}"
        )  # fmt: skip
    return lines


def _duties(found: Sequence[Duty]) -> list[str]:
    count = f"{len(found):,} {'time' if len(found) == 1 else 'times'}"
    lines = [f"{count} somebody has to be there between 22:00 and 06:30 of their clock"]
    for duty in found:
        guess = "?" if duty.where.guessed else ""
        what = f"paper {duty.paper}" if duty.paper else "chairs, speaks or mentors"
        lines.append(
            f"  {duty.start:%a %H:%M} {duty.where.zone}{guess}: {duty.name} ({what}), "
            f"{duty.event.title}"
        )
    return lines


def _clashes(conference: Conference, found: Sequence[Clash]) -> list[str]:
    where = ZoneInfo(conference.config.time_zone)
    lines = [f"{len(found):,} {'clash' if len(found) == 1 else 'clashes'}"]
    for clash in found:
        at = f"{max(clash.first.start, clash.second.start).astimezone(where):%a %d %b %H:%M}"
        papers = " and ".join(paper for paper in clash.papers if paper)
        lines.append(
            f"  {at} {clash.what} {clash.name}: {clash.first.title} and {clash.second.title}"
            + (f" (papers {papers})" if papers else "")
        )
    return lines
