"""Every calendar file of the example and of two real conferences, read by others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from functools import cache
from pathlib import Path
from typing import Any

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream

from miniconf.load import load
from miniconf.names import event_uid
from miniconf.site.safety.privacy import published
from miniconf.site.shared import shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.calendars import KINDS

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data"
SITES = {
    "example": ROOT / "sitedata",
    "iclr2020": ROOT / "tests" / "declarations" / "iclr2020",
    "emnlp2020": ROOT / "tests" / "declarations" / "emnlp2020",
}
FILES = tuple(kind for kind in KINDS if kind.render)


@cache
def snapshot_of(name: str) -> Snapshot:
    if name != "example" and not (DATA / name).is_dir():
        pytest.skip("the data of a real conference is not beside the project")
    conference = load(SITES[name]).conference
    assert conference is not None
    public, _ = published(conference)
    return Snapshot(conference=public)


def written(snapshot: Snapshot) -> dict[tuple[str, str], bytes]:
    """Every file, by endpoint and key."""
    common = shared(snapshot)
    return {
        (kind.endpoint, key): kind.render(common, *kind.inputs(records, key))  # type: ignore
        for kind in FILES
        for records in [kind.common(snapshot) if kind.common else snapshot]
        for key in kind.keys(snapshot)
    }


def by_icalendar(content: bytes) -> dict[str, tuple[Any, ...]]:
    calendar = icalendar.Calendar.from_ical(content)
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert [event.errors for event in events] == [[]] * len(events)
    return {
        str(e["uid"]): (str(e["summary"]), e["dtstart"].dt, e["dtend"].dt,
                        str(e.get("location", "")), str(e.get("description", "")))
        for e in events
    }  # fmt: skip


def by_home_assistant(content: bytes) -> dict[str, tuple[Any, ...]]:
    calendar = IcsCalendarStream.calendar_from_ics(content.decode("utf-8"))
    return {
        e.uid: (e.summary or "", e.dtstart.astimezone(UTC), e.dtend.astimezone(UTC),
                e.location or "", e.description or "")
        for e in calendar.events
    }  # fmt: skip


@pytest.mark.parametrize("name", SITES)
def test_the_whole_conference_reads_back_equal(name: str) -> None:
    snapshot = snapshot_of(name)
    agenda = snapshot.agenda
    expected = {
        entry.uid: (entry.title, entry.start, entry.end, entry.location, entry.description)
        for entry in agenda.entries.values()
    }
    content = written_once(name)["calendar", ""]
    assert by_icalendar(content) == expected
    assert by_home_assistant(content) == expected
    assert len(expected) == len(agenda.events) > 30


@pytest.mark.parametrize("name", SITES)
def test_every_other_file_holds_events_of_the_whole_under_a_sound_head(name: str) -> None:
    agenda = snapshot_of(name).agenda
    blocks = {block.encode() for block in agenda.blocks.values()}
    heads = set()
    for place, content in written_once(name).items():
        head, *events = content.split(b"BEGIN:VEVENT\r\n")
        assert events, place
        assert events[-1].endswith(b"END:VCALENDAR\r\n"), place
        events[-1] = events[-1].removesuffix(b"END:VCALENDAR\r\n")
        assert {b"BEGIN:VEVENT\r\n" + event for event in events} <= blocks, place
        assert max(map(len, content.split(b"\r\n"))) <= 75, place
        heads.add(head + b"END:VCALENDAR\r\n")
    for head in sorted(heads)[:: max(1, len(heads) // 300)]:
        assert icalendar.Calendar.from_ical(head).errors == []


@cache
def written_once(name: str) -> dict[tuple[str, str], bytes]:
    return written(snapshot_of(name))


def test_every_file_of_the_example_is_read_by_both() -> None:
    for place, content in written_once("example").items():
        assert by_icalendar(content) == by_home_assistant(content) != {}, place


def test_the_example_has_a_file_for_everything_with_a_time() -> None:
    snapshot = snapshot_of("example")
    conference, files = snapshot.conference, written_once("example")
    for endpoint, records in (
        ("session_calendar", conference.sessions), ("social_calendar", conference.socials),
        ("mentorship_calendar", conference.mentorships),
        ("workshop_calendar", conference.workshops),
        ("tutorial_calendar", conference.tutorials), ("speaker_calendar", conference.speakers),
    ):  # fmt: skip
        assert [key for key in records if (endpoint, key) not in files] == [], endpoint
    paper = next(p for p in conference.papers.values() if p.sessions)
    found = by_icalendar(files["paper_calendar", paper.id])
    domain = snapshot.agenda.domain
    assert {event_uid("sessions", key, domain) for key in paper.sessions} == set(found)


def test_no_private_link_is_in_any_file() -> None:
    conference = load(SITES["example"]).conference
    assert conference is not None
    links = [link.url.encode() for s in conference.sessions.values() for link in s.join]
    assert links
    content = b"".join(written_once("example").values()).replace(b"\r\n ", b"")
    assert [link for link in links if link in content] == []


def test_the_page_offers_all_of_them() -> None:
    snapshot = snapshot_of("example")
    page = KINDS[0]
    context = page.context(shared(snapshot), *page.inputs(snapshot, ""))  # type: ignore
    offered = {(o.endpoint, o.key) for _, offers in context["groups"] for o in offers}
    expected = {place for place in written_once("example") if place[0].startswith("calendar")}
    assert offered == expected
    assert [name for name, _ in context["groups"]] == ["whole", "days", "kinds", "tracks"]
    kinds = [offer.label for offer in dict(context["groups"])["kinds"]]
    assert kinds == sorted(kinds, key=str.casefold)


@pytest.mark.parametrize("address", ["", "https://a.example/"])
def test_the_page_speaks_of_subscribing_where_it_is_offered(address: str) -> None:
    snapshot = snapshot_of("example")
    config = replace(snapshot.conference.config, base_url=address)
    snapshot = Snapshot(conference=replace(snapshot.conference, config=config))
    page = KINDS[0]
    context = page.context(shared(snapshot), *page.inputs(snapshot, ""))  # type: ignore
    assert context["lead"] == f"calendars.{'lead' if address else 'files'}"
