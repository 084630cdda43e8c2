"""schedule.xml and schedule.json: as their schemas want them, and the same when read again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import jsonschema
import pytest
import xmlschema

from miniconf.frab.plan import Schedule, acronym, event_address, plan
from miniconf.frab.read import rows
from miniconf.frab.write import json_duration, to_json, to_xml, xml_duration
from miniconf.frab.xml import read_xml
from miniconf.model import Conference
from miniconf.model.programme import events
from miniconf.problems import Problems
from miniconf.schedule.blocks import lanes

CONTRACTS = Path(__file__).parents[3] / "shared" / "contracts" / "schedule"
needs_contracts = pytest.mark.skipif(
    not CONTRACTS.is_dir(), reason="the schemas of the formats are not beside the project"
)


def laid_out(conference: Conference) -> Schedule:
    return plan(conference, "tern.example", 2, lanes, str)


def check_json(content: bytes) -> None:
    schema = json.loads((CONTRACTS / "schema.json").read_text("utf-8"))
    checker = jsonschema.FormatChecker(["uuid", "date"])
    jsonschema.Draft6Validator(schema, format_checker=checker).validate(json.loads(content))


def check_xml(content: bytes) -> None:
    xmlschema.validate(content.decode("utf-8"), str(CONTRACTS / "schedule.xml.xsd"))


@needs_contracts
def test_both_pass_their_schemas(conference: Conference) -> None:
    check_json(to_json(laid_out(conference)))
    check_xml(to_xml(laid_out(conference)))


@needs_contracts
@pytest.mark.parametrize("zone", sorted(available_timezones() - {"localtime"})[::25])
def test_any_zone_passes(conference: Conference, zone: str) -> None:
    config = replace(conference.config, time_zone=zone, name="Été", base_url=None)
    found = laid_out(replace(conference, config=config))
    check_json(to_json(found))
    check_xml(to_xml(found))


def programme(found: list[tuple[int, dict[str, Any]]]) -> dict[str, tuple[Any, ...]]:
    return {
        row["id"]: (
            row["title"], datetime.fromisoformat(row["start"]).astimezone(UTC),
            datetime.fromisoformat(row["end"]).astimezone(UTC), row["kind"], row.get("room", ""),
            row.get("track", ""), row.get("description", ""), tuple(row.get("chairs", ())),
            tuple(row.get("papers", ())),
        )
        for _, row in found
    }  # fmt: skip


def expected(conference: Conference) -> dict[str, tuple[Any, ...]]:
    return {
        event.id: (
            event.title, event.start, event.end, event.kind, event.room, event.track,
            event.description.replace("\x0b", ""), tuple(p.name for p in event.people),
            event.papers,
        )
        for event in events(conference).values()
    }  # fmt: skip


@pytest.mark.parametrize("base_url", ["https://tern.example/2031", None])
def test_what_is_written_is_the_same_programme_when_read(
    conference: Conference, base_url: str | None
) -> None:
    conference = replace(conference, config=replace(conference.config, base_url=base_url))
    problems = Problems()
    tree = read_xml(to_xml(laid_out(conference)).decode(), "schedule.xml", problems)
    assert tree is not None
    assert programme(rows(tree, "schedule.xml", problems)) == expected(conference)
    tree = json.loads(to_json(laid_out(conference)).replace(b"\\u000b", b""))
    assert programme(rows(tree, "schedule.json", problems)) == expected(conference)
    assert [*problems] == []


def test_private_links_follow_the_config(conference: Conference) -> None:
    assert b"meet.example" in to_xml(laid_out(conference))
    closed = replace(conference.config, publish=replace(conference.config.publish, join=False))
    found = laid_out(replace(conference, config=closed))
    assert b"meet.example" not in to_xml(found) + to_json(found)


def test_ids_do_not_follow_times(conference: Conference) -> None:
    later = {
        key: replace(s, start=s.start + timedelta(hours=1), end=s.end + timedelta(hours=1))
        for key, s in conference.sessions.items()
    }

    def ids(found: Conference) -> set[tuple[str, int, str]]:
        days = laid_out(found).days
        return {(s.guid, s.number, s.code) for d in days for r in d.rooms for s in r.slots}

    assert ids(replace(conference, sessions=later)) == ids(conference)
    assert len(ids(conference)) == 5


def test_events_without_a_room_lie_side_by_side(conference: Conference) -> None:
    rooms = {slot.title: room.name for day in laid_out(conference).days for room in day.rooms
             for slot in room.slots}  # fmt: skip
    assert rooms == {
        "Ice & <tides>": "Hall",
        "Posters all week": "Online (no room)",
        "Night": "Online 2",
        "Careers": "Online 2",
        "Keynote": "Online",
    }


def test_the_version_moves_with_the_programme(conference: Conference) -> None:
    first = laid_out(conference).version
    assert first.startswith("2-")
    assert laid_out(conference).version == first
    assert laid_out(replace(conference, speakers={})).version != first


@pytest.mark.parametrize(
    ("minutes", "as_xml", "as_json"),
    [(90, "01:30", "01:30"), (5999, "99:59", "99:59"), (6030, "04:04:30", "100:30")],
)
def test_durations(minutes: int, as_xml: str, as_json: str) -> None:
    length = timedelta(minutes=minutes)
    assert (xml_duration(length), json_duration(length)) == (as_xml, as_json)


def test_an_acronym_is_four_long_at_least() -> None:
    assert [acronym(name) for name in ("Tern 2031", "ICE")] == ["tern_2031", "ice_"]
    assert len(acronym("日本")) == 8


def test_an_address_tells_the_id_where_the_file_name_does_not() -> None:
    assert event_address("https://x/", "sessions", "s1") == "https://x/sessions/s1.html"
    assert event_address("https://x/", "sessions", "a b") == (
        "https://x/sessions/a-b.html#id=a%20b"
    )
