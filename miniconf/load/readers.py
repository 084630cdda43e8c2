"""The readers of data files: tables, and calendars and schedules as sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from miniconf.frab import read as frab
from miniconf.frab.xml import read_xml
from miniconf.problems import Problems
from miniconf.tables import READERS, Options, Reader, Record
from miniconf.tables.decode import decode


def readers(zone: ZoneInfo | None) -> Mapping[str, Reader]:
    """File ending -> reader; a calendar's times without a zone are in `zone`."""

    def read_ics(content: bytes, file: str, options: Options, problems: Problems) -> Any:
        from miniconf.ical.read import rows  # icalendar takes a while to import

        text = decode(content, file, options, problems)
        if text is None:
            return None
        found = rows(text, file, problems, str(zone) if zone else None)
        return [Record(_texts(values), line) for line, values in found]

    def read_json(content: bytes, file: str, options: Options, problems: Problems) -> Any:
        tree = READERS[".json"](content, file, options, problems)
        known = not options.as_is and frab.is_schedule(tree)
        return _sessions(tree, file, problems) if known else tree

    return {**READERS, ".ics": read_ics, ".xml": _read_xml, ".json": read_json}


def _read_xml(content: bytes, file: str, options: Options, problems: Problems) -> Any:
    text = decode(content, file, options, problems)
    tree = read_xml(text, file, problems) if text is not None else None
    return None if tree is None else _sessions(tree, file, problems)


def _sessions(tree: Mapping[str, Any], file: str, problems: Problems) -> list[Record]:
    """The sessions of a schedule in the format of frab and pentabarf."""
    return [Record(_texts(values), line) for line, values in frab.rows(tree, file, problems)]


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with mappings inside as Records."""
    return {
        name: [Record(item) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }
