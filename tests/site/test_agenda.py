"""Which events stand in which calendar, and when their stamps move."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar

from miniconf.model import Author, Conference, Config, Mentorship, Paper, Person, Session, Speaker
from miniconf.schedule.state import FIRST_STAMP, State
from miniconf.site.agenda import Agenda, Part

NOW = datetime(2031, 1, 1, tzinfo=UTC)
START = datetime(2031, 3, 28, 23, 30, tzinfo=UTC)
CONFERENCE = Conference(
    config=Config(
        name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="Asia/Tokyo"
    ),
    papers={
        "p1": Paper(id="p1", title="Ice", authors=(Person(name="Ana Vo"),), sessions=("s1",)),
        "p2": Paper(id="p2", title="Sea", authors=(Person(name="Ana Vo"),)),
    },
    authors={
        "ana-vo": Author(slug="ana-vo", name="Ana Vo", papers=("p1", "p2")),
        "bo-li": Author(slug="bo-li", name="Bo Li", papers=()),
    },
    sessions={
        "s1": Session(
            id="s1", title="Posters", start=START, end=START + timedelta(hours=1), kind="poster",
            track="poster",
        ),
        "s2": Session(
            id="s2", title="Talk", start=START + timedelta(hours=2),
            end=START + timedelta(hours=3), kind="keynote", track="Sea", papers=("p2",),
            owner=("speakers", "k"),
        ),
    },
    speakers={"k": Speaker(id="k", name="Dee", title="Talk")},
    mentorships={
        "m1": Mentorship(
            id="m1", mentors=(Person(name="Eve"),), topic="Careers", start=START,
            end=START + timedelta(hours=1),
        )
    },
)  # fmt: skip


def stamps(agenda: Agenda) -> dict[str, tuple[int, datetime, str]]:
    found = {}
    for key, block in agenda.blocks.items():
        text = f"BEGIN:VCALENDAR\r\n{block}END:VCALENDAR\r\n"
        (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
        found[key] = int(event["sequence"]), event["dtstamp"].dt, str(event["status"])
    return found


def without(conference: Conference, key: str) -> Conference:
    return replace(conference, sessions={k: s for k, s in conference.sessions.items() if k != key})


def test_parts_are_days_of_the_zone_kinds_and_tracks_that_meet_nothing() -> None:
    assert Agenda(CONFERENCE).parts == {
        "2031-03-29": Part("days", "2031-03-29", ("mentorships/m1", "sessions/s1", "sessions/s2")),
        "keynote": Part("kinds", "keynote", ("sessions/s2",)),
        "mentorship": Part("kinds", "mentorship", ("mentorships/m1",)),
        "poster": Part("kinds", "poster", ("sessions/s1",)),
        "Sea": Part("tracks", "Sea", ("sessions/s2",)),
        "poster-293b9207": Part("tracks", "poster", ("sessions/s1",)),
    }


def test_records_have_their_events_whichever_side_names_them() -> None:
    agenda = Agenda(CONFERENCE)
    records = {
        (collection, key): agenda.of_record(collection, key)
        for collection in ("papers", "authors", "speakers", "mentorships")
        for key in agenda.records(collection)
    }
    assert records == {
        ("papers", "p1"): ("sessions/s1",),
        ("papers", "p2"): ("sessions/s2",),
        ("authors", "ana-vo"): ("sessions/s1", "sessions/s2"),
        ("speakers", "k"): ("sessions/s2",),
        ("mentorships", "m1"): ("mentorships/m1",),
    }


def test_a_first_build_does_not_depend_on_the_clock() -> None:
    found = stamps(Agenda(CONFERENCE, State(), NOW))
    assert set(found.values()) == {(0, FIRST_STAMP, "CONFIRMED")}
    assert Agenda(CONFERENCE, State(), NOW).blocks == Agenda(CONFERENCE).blocks


def test_only_what_changed_is_stamped() -> None:
    first = Agenda(CONFERENCE, State(), NOW)
    renamed = replace(CONFERENCE.sessions["s1"], description="Bring a coat.")
    changed = replace(CONFERENCE, sessions={**CONFERENCE.sessions, "s1": renamed})
    second = Agenda(changed, first.state, NOW)
    assert stamps(second) == {**stamps(first), "sessions/s1": (1, NOW, "CONFIRMED")}
    assert Agenda(changed, second.state, NOW + timedelta(days=9)).blocks == second.blocks


def test_the_address_of_the_site_is_no_change_of_an_event() -> None:
    first = Agenda(CONFERENCE)
    config = replace(CONFERENCE.config, base_url="https://tern.example/")
    moved = Agenda(replace(CONFERENCE, config=config), first.state, NOW)
    assert stamps(moved) == stamps(first)
    assert moved.state == first.state
    assert "https://tern.example/sessions/s1.html" in moved.blocks["sessions/s1"]


def test_a_dropped_session_stays_cancelled_in_every_file_that_held_it() -> None:
    first = Agenda(CONFERENCE)
    second = Agenda(without(CONFERENCE, "s2"), first.state, NOW)
    assert stamps(second)["sessions/s2"] == (1, NOW, "CANCELLED")
    assert second.parts["Sea"].events == ("sessions/s2",)
    assert second.of_record("papers", "p2") == ("sessions/s2",)
    assert second.of_record("speakers", "k") == ("sessions/s2",)
    assert second.title("sessions", "s2") == "Talk"
    lines = second.blocks["sessions/s2"].split("\r\n")
    assert lines[1] == first.blocks["sessions/s2"].split("\r\n")[1]
    assert {"SUMMARY:Talk", "DTSTART:20310329T013000Z", "CATEGORIES:keynote,Sea"} <= {*lines}
