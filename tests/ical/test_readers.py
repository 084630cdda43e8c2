"""The proof: what is written reads back equal in readers that others wrote."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from miniconf.ical.entries import Entry, clean, one_line
from miniconf.ical.write import Heading, block, calendar
from tests.site.views.test_calendars import SITES, snapshot_of, written_once

Found = dict[str, dict[str, object]]
Reader = Callable[[bytes], Found]
STAMP = datetime(2031, 1, 1, tzinfo=UTC)
ZONES = sorted(zone for zone in available_timezones() if zone != "localtime")
EDGES = [
    ("2031-03-30T01:30", "Europe/Lisbon"),  # not on any clock
    ("2031-10-26T01:30", "Europe/Lisbon"),  # twice on it
    ("2031-04-06T01:45", "Australia/Lord_Howe"),  # half an hour back
    ("2031-12-31T23:59", "Pacific/Kiritimati"),
    ("2032-02-29T00:00", "Pacific/Chatham"),
]

texts = st.text(max_size=120) | st.text("ab,;:\\\n\"'^ é日", max_size=60)
labels = texts.map(lambda text: one_line(text.replace("\\", " ")))
minutes = st.integers(0, 70 * 365 * 24 * 60)
walls = minutes.map(
    lambda count: (datetime(2060, 1, 1, tzinfo=UTC) - timedelta(minutes=count)).isoformat()[:16]
)
moments = st.sampled_from(EDGES) | st.tuples(walls, st.sampled_from(ZONES))


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    """An event as the site makes them, from any text, at any local time of any zone."""
    wall, zone = draw(moments)
    start = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return Entry(
        uid=f"{draw(st.uuids())}@tern.example",
        title=one_line(draw(texts)),
        start=start,
        end=start + timedelta(minutes=draw(st.integers(1, 3000))),
        location=one_line(draw(texts)),
        url=draw(st.sampled_from(["", "https://tern.example/s/a,b;c.html?d=e&f=%20"])),
        description=clean(draw(texts)),
        categories=tuple(
            word for word in draw(st.lists(labels, max_size=2)) if word
        ),
        conference=draw(st.sampled_from([(), (('Zoom "1": x', "https://meet.example/1?p=a,b"),)])),
        cancelled=draw(st.booleans()),
    )  # fmt: skip


def expected(written: list[tuple[Entry, int]]) -> Found:
    return {
        entry.uid: {
            "title": entry.title,
            "start": entry.start,
            "end": entry.end,
            "location": entry.location,
            "description": entry.description,
            "url": entry.url,
            "categories": [*entry.categories],
            "sequence": sequence,
            "status": "CANCELLED" if entry.cancelled else "CONFIRMED",
            "stamp": STAMP,
        }
        for entry, sequence in written
    }


def file_of(written: list[tuple[Entry, int]]) -> bytes:
    heading = Heading(
        name="Tern, 2031; “ice”", description="a\\b", url="https://tern.example/",
        source="https://tern.example/calendar.ics", colour="#0b5d4b",
    )  # fmt: skip
    return calendar(heading, (block(entry, number, STAMP) for entry, number in written))


written = st.lists(st.tuples(entries(), st.integers(0, 99)), min_size=1, max_size=12)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])


@quick
@given(written)
def test_any_event_reads_back_in_python(
    readers: dict[str, Reader], written: list[tuple[Entry, int]]
) -> None:
    content, wanted = file_of(written), expected(written)
    assert readers["icalendar"](content) == wanted
    # that reader splits categories at escaped commas, so they are left to the others
    assert without_categories(readers["ical"](content)) == without_categories(wanted)


@settings(quick, max_examples=15)
@given(written)
def test_any_event_reads_back_in_javascript(
    ical_js: Reader, written: list[tuple[Entry, int]]
) -> None:
    assert ical_js(file_of(written)) == expected(written)


@pytest.mark.parametrize("name", SITES)
def test_a_whole_conference_reads_back_in_javascript(
    ical_js: Reader, readers: dict[str, Reader], name: str
) -> None:
    content = written_once(name)["calendar", ""]
    found = ical_js(content)
    assert found == readers["icalendar"](content)
    assert len(found) == len(snapshot_of(name).agenda.blocks)


@quick
@given(written)
def test_lines_are_as_the_standard_wants_them(written: list[tuple[Entry, int]]) -> None:
    content = file_of(written)
    assert content.endswith(b"END:VCALENDAR\r\n")
    for line in content.split(b"\r\n")[:-1]:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode("utf-8")


def without_categories(found: Found) -> Found:
    return {
        uid: {name: value for name, value in values.items() if name != "categories"}
        for uid, values in found.items()
    }
