"""Other people's readers: what they find in a calendar, in one shape."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

Found = dict[str, dict[str, object]]
ICAL_JS = Path(__file__).parent / "read.mjs"
VERSION = "2.2.1"


def by_icalendar(content: bytes) -> Found:
    """What the icalendar library reads; no property may be at fault."""
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar.errors == []
    found = {}
    for event in calendar.walk("VEVENT"):
        assert event.errors == []
        categories = event.get("categories")
        found[str(event["uid"])] = {
            "title": str(event["summary"]),
            "start": event["dtstart"].dt.astimezone(UTC),
            "end": event["dtend"].dt.astimezone(UTC),
            "location": str(event.get("location", "")),
            "description": str(event.get("description", "")),
            "url": str(event.get("url", "")),
            "categories": [str(c) for c in categories.cats] if categories else [],
            "sequence": int(event["sequence"]),
            "status": str(event["status"]),
            "stamp": event["dtstamp"].dt.astimezone(UTC),
        }
    return found


def by_home_assistant(content: bytes) -> Found:
    """What Home Assistant's strict reader finds."""
    calendar = IcsCalendarStream.calendar_from_ics(content.decode("utf-8"))
    return {
        event.uid: {
            "title": event.summary or "",
            "start": event.dtstart.astimezone(UTC),
            "end": event.dtend.astimezone(UTC),
            "location": event.location or "",
            "description": event.description or "",
            "url": str(event.url or ""),
            "categories": [*event.categories],
            "sequence": event.sequence,
            "status": str(getattr(event.status, "value", event.status)),
            "stamp": event.dtstamp.astimezone(UTC),
        }
        for event in calendar.events
    }


@pytest.fixture(scope="session")
def ical_js(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], Found]:
    """Thunderbird's reader, in Node; skipped where there is no Node or it cannot be fetched."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        pytest.skip("ical.js needs node and npm, which are not installed")
    folder = tmp_path_factory.mktemp("ical-js")
    got = subprocess.run(
        [npm, "install", "--silent", "--no-audit", "--no-fund", f"ical.js@{VERSION}"],
        cwd=folder, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    if got.returncode:
        pytest.skip("ical.js could not be fetched from the npm registry")
    shutil.copy(ICAL_JS, folder)

    def read(content: bytes) -> Found:
        answer = subprocess.run(
            [node, ICAL_JS.name], cwd=folder, input=content, capture_output=True, timeout=60,
            check=False,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr.decode()
        found = json.loads(answer.stdout)
        for values in found.values():
            for name in ("start", "end", "stamp"):
                values[name] = datetime.fromisoformat(values[name])
        return found

    return read


@pytest.fixture
def readers() -> dict[str, Callable[[bytes], Found]]:
    """The readers that are always there."""
    return {"icalendar": by_icalendar, "ical": by_home_assistant}
