"""The readers of data files: tables, and calendars as sessions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

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

    return {**READERS, ".ics": read_ics}


def _texts(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with mappings inside as Records."""
    return {
        name: [Record(item) if isinstance(item, dict) else item for item in value]
        if isinstance(value, list)
        else value
        for name, value in values.items()
    }
