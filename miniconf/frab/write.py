"""The laid-out programme -> schedule.xml and schedule.json, as their schemas want them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import msgspec

from miniconf import __version__
from miniconf.frab.plan import FrabDay, Room, Schedule, Slot, person_number
from miniconf.names import slug
from miniconf.patterns import regex

GENERATOR = "miniconf"
SCHEMA = "https://c3voc.de/schedule/schema.json"
_TIMESLOT = "00:05"
_ZONE = regex(r"[A-Z][a-z]+/[A-Z][a-z]+|UTC\Z")
"""Zones whose names the JSON schema takes; others are left out."""
_TRACK_SLUG = regex(r"[a-z][a-z0-9-]+")
# What XML 1.0 may not hold, and lone surrogates
_FORBIDDEN = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def to_xml(schedule: Schedule) -> bytes:
    """`schedule` as schedule.xml, indented, UTF-8."""
    root = ET.Element("schedule")
    ET.SubElement(root, "generator", name=GENERATOR, version=__version__)
    _add(root, "url", f"{schedule.base_url}schedule.xml")
    _add(root, "version", schedule.version)
    conference = ET.SubElement(root, "conference")
    for name, text in (
        ("title", schedule.title),
        ("acronym", schedule.acronym),
        ("start", schedule.start.isoformat()),
        ("end", schedule.end.isoformat()),
        ("days", str(len(schedule.days))),
        ("timeslot_duration", _TIMESLOT),
        ("base_url", schedule.base_url),
        ("url", f"{schedule.base_url}schedule.html"),
        ("time_zone_name", schedule.zone),
    ):
        _add(conference, name, text)
    for track in schedule.tracks:
        element = ET.SubElement(conference, "track", name=_clean(track))
        if _TRACK_SLUG.fullmatch(slug(track)):
            element.set("slug", slug(track))
    for number, day in enumerate(schedule.days, 1):
        _xml_day(root, number, day, schedule)
    ET.indent(root)
    text: str = ET.tostring(root, encoding="unicode")  # in half the time of bytes
    return f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n".encode()


def _xml_day(root: ET.Element, number: int, day: FrabDay, schedule: Schedule) -> None:
    element = ET.SubElement(
        root, "day", index=str(number), date=day.date.isoformat(),
        start=_iso(day.start), end=_iso(day.end),
    )  # fmt: skip
    for room in day.rooms:
        inside = ET.SubElement(element, "room", name=_clean(room.name), guid=room.guid)
        for slot in room.slots:
            _xml_event(inside, slot, schedule)


def _xml_event(room: ET.Element, slot: Slot, schedule: Schedule) -> None:
    event = ET.SubElement(room, "event", guid=slot.guid, code=slot.code, id=str(slot.number))
    for name, text in (
        ("room", slot.room),
        ("title", slot.title),
        ("subtitle", ""),
        ("type", slot.kind),
        ("date", _iso(slot.start)),
        ("start", f"{slot.start:%H:%M}"),
        ("duration", xml_duration(_length(slot))),
        ("abstract", slot.description),
        ("slug", slot.slug),
        ("track", slot.track),
        ("language", schedule.language),
        ("description", ""),
    ):
        _add(event, name, text)
    persons = ET.SubElement(event, "persons")
    for name, guid in slot.people:
        _add(persons, "person", name, id=str(person_number(guid)), guid=guid)
    recording = ET.SubElement(event, "recording")
    _add(recording, "license", schedule.license)
    _add(recording, "optout", "false")
    links = ET.SubElement(event, "links")
    for title, url in slot.papers:
        _add(links, "link", title, href=url, type="paper")
    for title, url in slot.links:
        _add(links, "link", title, href=url, type="web")
    ET.SubElement(event, "attachments")
    _add(event, "url", slot.url)


def to_json(schedule: Schedule) -> bytes:
    """`schedule` as schedule.json, one level of the tree an indent, UTF-8."""
    conference: dict[str, Any] = {
        "acronym": schedule.acronym,
        "title": schedule.title,
        "start": schedule.start.isoformat(),
        "end": schedule.end.isoformat(),
        "daysCount": len(schedule.days),
        "timeslot_duration": _TIMESLOT,
        "time_zone_name": schedule.zone,
        "url": f"{schedule.base_url}schedule.html",
        "tracks": [{"name": track, "slug": _json_slug(slug(track))} for track in schedule.tracks],
        "rooms": [
            {"name": name, "guid": guid}
            for guid, name in dict(
                sorted((room.guid, room.name) for day in schedule.days for room in day.rooms)
            ).items()
        ],
        "days": [_json_day(number, day, schedule) for number, day in enumerate(schedule.days, 1)],
    }
    if not _ZONE.match(schedule.zone):
        del conference["time_zone_name"]
    tree = {
        "$schema": SCHEMA,
        "generator": {"name": GENERATOR, "version": __version__},
        "schedule": {
            "version": schedule.version,
            "base_url": schedule.base_url,
            "conference": conference,
        },
    }
    try:
        return msgspec.json.format(msgspec.json.encode(tree), indent=1) + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair
        text = json.dumps(tree, ensure_ascii=False, indent=1)
        return (text + "\n").encode("utf-8", "replace")


def _json_day(number: int, day: FrabDay, schedule: Schedule) -> dict[str, Any]:
    return {
        "index": number,
        "date": day.date.isoformat(),
        "day_start": _iso(day.start),
        "day_end": _iso(day.end),
        "rooms": _json_rooms(day.rooms, schedule),
    }


def _json_rooms(rooms: tuple[Room, ...], schedule: Schedule) -> dict[str, list[Any]]:
    """Events by the name of their room."""
    found: dict[str, list[Any]] = {}
    for room in rooms:
        found.setdefault(room.name, []).extend(_json_event(s, schedule) for s in room.slots)
    return found


def _json_event(slot: Slot, schedule: Schedule) -> dict[str, Any]:
    return {
        "guid": slot.guid,
        "code": slot.code,
        "id": slot.number,
        "logo": None,
        "date": _iso(slot.start),
        "start": f"{slot.start:%H:%M}",
        "end": _iso(slot.end),
        "duration": json_duration(_length(slot)),
        "room": slot.room,
        "slug": _json_slug(slot.slug),
        "url": slot.url,
        "title": slot.title,
        "subtitle": "",
        "track": slot.track,
        "type": slot.kind,
        "language": schedule.language,
        "abstract": slot.description,
        "description": "",
        "recording_license": schedule.license,
        "do_not_record": False,
        "persons": [
            {"id": person_number(guid), "name": name, "guid": guid} for name, guid in slot.people
        ],
        "links": [
            *({"type": "paper", "url": url, "title": title} for title, url in slot.papers),
            *({"type": "web", "url": url, "title": title} for title, url in slot.links),
        ],
        "attachments": [],
    }


def _length(slot: Slot) -> timedelta:
    """How long `slot` lasts; two times of one zone would give the difference of their clocks."""
    return slot.end.astimezone(UTC) - slot.start.astimezone(UTC)


def json_duration(length: timedelta) -> str:
    """`01:30`; hours may pass 99."""
    minutes = round(length / timedelta(minutes=1))
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def xml_duration(length: timedelta) -> str:
    """`01:30`, or, from 100 hours on, days before it as pretalx writes them: `4:05:30`."""
    minutes = round(length / timedelta(minutes=1))
    if minutes < 100 * 60:
        return json_duration(length)
    days, rest = divmod(minutes, 24 * 60)
    return f"{days:02d}:{rest // 60:02d}:{rest % 60:02d}"


def _json_slug(text: str) -> str:
    """`text` as slugs may be: two signs or more, the last a letter or digit."""
    return text if len(text) > 1 and text[-1].isalnum() else f"{text}-0"


def _iso(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _add(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    element = ET.SubElement(parent, tag, {k: _clean(v) for k, v in attributes.items()})
    element.text = _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
