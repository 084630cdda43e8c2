"""How the values of a source, or of one field of it, are read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from miniconf.days import NotATimeError
from miniconf.instants import find_zone, parse_length, zone_names
from miniconf.load.convert import Reading
from miniconf.load.declared.rules import Rule
from miniconf.load.declared.sources import Declared
from miniconf.problems import Problems, nearest


def reading_of(declared: Declared, reading: Reading, problems: Problems) -> Reading:
    """How the source's values are read: its own words, else those of the conference."""
    source = declared.source
    changed: dict[str, Any] = {}
    if source.zone:
        changed["zone"] = find_zone(source.zone) or reading.zone
        if not find_zone(source.zone):
            _no_zone(declared, ("zone",), source.zone, problems)
    if source.duration:
        try:
            changed["duration"] = parse_length(source.duration, source.unit)
        except NotATimeError as error:
            name = f"sources.{declared.collection.name}.duration"
            message = f'expected {error.expected}, got "{source.duration}"'
            problems.error(declared.file, declared.line("duration"), name, message)
    if source.nothing:
        changed["nothing"] = frozenset(word.strip().lower() for word in source.nothing)
    if source.emails is not None:
        changed["emails"] = source.emails
    return replace(
        reading, separator=source.separator, dates=source.dates, unit=source.unit,
        lenient=source.lenient or reading.lenient,
        surname_first=source.names != "as written", **changed,
    )  # fmt: skip


def _no_zone(declared: Declared, path: tuple[str, ...], zone: str, problems: Problems) -> None:
    name = ".".join(("sources", declared.collection.name, *path))
    message = f'expected the IANA name of a time zone, got "{zone}"'
    hint = nearest(zone, zone_names()) or "such as Europe/Lisbon or UTC"
    problems.error(declared.file, declared.line(*path), name, message, hint)


def reading_of_field(
    rule: Rule, name: str, declared: Declared, reading: Reading, problems: Problems
) -> Reading:
    """How the values of one field are read, where its rule says something of its own."""
    changed: dict[str, Any] = {}
    if rule.dates:
        changed["dates"] = rule.dates
    if rule.zone:
        changed["zone"] = find_zone(rule.zone) or reading.zone
        if not find_zone(rule.zone):
            _no_zone(declared, ("fields", name, "zone"), rule.zone, problems)
    if rule.unit:
        changed["unit"] = rule.unit
    if rule.names:
        changed["surname_first"] = rule.names != "as written"
    return replace(reading, **changed) if changed else reading
