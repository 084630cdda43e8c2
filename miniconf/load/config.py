"""`config.yml`: what it says about the conference, and what it tells the loader."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from miniconf import webroot
from miniconf.instants import find_zone
from miniconf.load import classic
from miniconf.load.collections import Collection
from miniconf.load.convert import MISSING, Faults, Reading, record_type
from miniconf.load.convert.names import accepted, field_of, normal
from miniconf.load.convert.scalars import boolean
from miniconf.load.declared.sources import Declared, declared_sources
from miniconf.model import Config
from miniconf.patterns import regex
from miniconf.problems import Guesses, Problems
from miniconf.tables import Record, read

FILE = "config.yml"
_COMMENTED = regex(
    r"\s+(?P<name>brand|second|color|accent):\s+(?P<colour>#[0-9a-fA-F]{3,6})\s*(?:#|$)"
)
LOADER_KEYS = {
    "sources": "Where collections come from (see `sources`).",
    "data": "Folder of the data files, where it is not this one.",
    "ignore": "Files that no source reads and that are no mistake; globs are allowed.",
    "lenient": "Leave faulty values out with a warning, whatever the source (see `source`).",
}
"""Keys of `config.yml` for the loader alone -> what they are for."""


@dataclass(slots=True)
class Settings:
    """What is known from the config before any collection is read.

    `values`: fields of Config that are given; `lines`: field -> line.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    sources: dict[str, list[Declared]] = field(default_factory=dict)
    data: Path | None = None
    ignore: tuple[str, ...] = ()
    lenient: bool = False
    notes: list[str] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)

    @property
    def zone(self) -> ZoneInfo | None:
        """The conference's zone, where it is declared and exists."""
        return find_zone(self.values.get("time_zone", ""))

    def reading(self, has_asset: Callable[[str], bool]) -> Reading:
        """How values are read where a source says nothing else."""
        start, publish = self.values.get("start"), self.values.get("publish")
        return Reading(
            zone=self.zone,
            year=start.year if start else None,
            emails=bool(publish and publish.emails),
            lenient=self.lenient,
            has_asset=has_asset,
        )


def read_settings(site: Path, reading: Reading, problems: Problems) -> Settings | None:
    """The settings in `site/config.yml`; None where it cannot be read."""
    path = site / FILE
    if not path.is_file():
        problems.error(FILE, 0, "", "expected a file, got none", "try `miniconf new DIR`")
        return None
    tree = read(path, FILE, problems)
    if tree is None and any(p.file == FILE for p in problems.errors):
        return None
    if not isinstance(tree, Record):
        problems.error(FILE, 1, "", "expected a mapping such as `name: Tern 2031`")
        return None
    _colours(path, problems)
    raw, ignored = classic.adapted(tree)
    found = Settings()
    if ignored:
        found.notes.append(f"classic keys without meaning here: {', '.join(ignored)}")
    _loader_keys(raw, site, found, problems)
    _fields(raw, reading, found, problems)
    return found


def _colours(path: Path, problems: Problems) -> None:
    """Tell of colours that YAML takes for comments, since they are not in quotes."""
    for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
        if match := _COMMENTED.match(line):
            message = f"expected a colour in quotes, got a comment, {match['colour']}"
            hint = f'{match["name"]}: "{match["colour"]}"'
            problems.error(FILE, number, match["name"], message, hint)


def _loader_keys(raw: Record, site: Path, found: Settings, problems: Problems) -> None:
    found.sources = declared_sources(raw.get("sources"), FILE, problems)
    ignore = raw.get("ignore") or []
    names = ignore if isinstance(ignore, list) else [ignore]
    found.ignore = tuple(name for name in names if isinstance(name, str))
    if len(found.ignore) < len(names):
        line = raw.line_of("ignore")
        problems.error(FILE, line, "ignore", "expected names of files, got something else")
    faults: Faults = []
    lenient = raw.get("lenient")
    found.lenient = lenient is not None and boolean(lenient, faults) is True
    for fault in faults:
        problems.error(FILE, raw.line_of("lenient"), "lenient", fault.message, fault.hint)
    if isinstance(raw.get("data"), str):
        found.data = Path(os.path.normpath(site / raw["data"]))
        if not found.data.is_dir():
            line = raw.line_of("data")
            problems.error(FILE, line, "data", f'expected a folder, got "{raw["data"]}"')


def _fields(raw: Record, reading: Reading, found: Settings, problems: Problems) -> None:
    kind = record_type(Config, reading)
    guesses = Guesses({*accepted(Config), *LOADER_KEYS})
    for name, value in raw.items():
        if name in LOADER_KEYS:
            continue
        place = field_of(Config, name)
        line = raw.line_of(name)
        if place is None:
            hint = guesses.hint(normal(name)) or "it is left out"
            problems.warning(FILE, line, name, f'expected a setting, got "{name}"', hint)
            continue
        faults: Faults = []
        converted = kind.convert(place[0], name, value, faults)
        for fault in faults:
            report = problems.error if fault.level == "error" else problems.warning
            at = fault.line or line
            report(FILE, at, f"{name}{fault.path}", fault.message, fault.hint)
            found.faulty.add(place[0])
        if converted is not MISSING and place[0] not in found.values:
            found.values[place[0]] = converted
            found.lines[place[0]] = line
            if place[0] == "base_url" and (wrong := webroot.fault(converted)):
                problems.error(FILE, line, name, wrong)


def finished(
    settings: Settings,
    spans: list[tuple[datetime, datetime]],
    all_declared: bool,
    problems: Problems,
) -> Config | None:
    """The Config, what it leaves out taken from the sessions' `spans`; None where that fails.

    `all_declared`: whether every instant in the data has an offset of its own.
    """
    values, faulty = dict(settings.values), settings.faulty
    if "name" not in values and "name" not in faulty:
        problems.error(FILE, 1, "name", "expected the conference's name, got nothing")
    if "time_zone" not in values:
        _assume_utc(values, faulty, bool(spans), all_declared, problems)
    zone = find_zone(values.get("time_zone", "")) or ZoneInfo("UTC")
    _days(values, faulty, spans, zone, problems)
    start, end = values.get("start"), values.get("end")
    if start and end and end < start:
        line = settings.lines.get("end", 1)
        problems.error(FILE, line, "end", f"expected a day from {start} on, got {end}")
    if not {"name", "start", "end", "time_zone"} <= set(values):
        return None
    return Config(**values)


def _assume_utc(
    values: dict[str, Any], faulty: set[str], timed: bool, all_declared: bool, problems: Problems
) -> None:
    values["time_zone"] = "UTC"
    if "time_zone" in faulty:
        return
    if timed and not all_declared:
        problems.error(FILE, 1, "time_zone", "expected the conference's time zone, got nothing",
                       "such as time_zone: Europe/Lisbon")  # fmt: skip
    else:
        problems.warning(FILE, 1, "time_zone", "expected the conference's time zone, got nothing",
                         "UTC is taken")  # fmt: skip


def _days(
    values: dict[str, Any],
    faulty: set[str],
    spans: list[tuple[datetime, datetime]],
    zone: ZoneInfo,
    problems: Problems,
) -> None:
    """Fill in the first and last day."""
    if "start" not in values and "start" not in faulty:
        if spans:
            values["start"] = min(start for start, _ in spans).astimezone(zone).date()
        elif isinstance(values.get("published"), date):
            values["start"] = values["published"]
        else:
            problems.error(FILE, 1, "start", "expected the first day, got nothing",
                           "such as start: 2031-03-28")  # fmt: skip
    if "end" not in values and "end" not in faulty and "start" in values:
        last = max((end for _, end in spans), default=None)
        values["end"] = last.astimezone(zone).date() if last else values["start"]


def settings_collection() -> Collection:
    """The config as if it were a collection, for overrides and the reference."""
    return Collection(name="config", record=Config, files=("config",), extra={})
