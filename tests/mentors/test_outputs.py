"""The private files, and the only thing that is public."""

from __future__ import annotations

import csv
import stat
from datetime import UTC, datetime
from pathlib import Path

import icalendar
import pytest
import yaml

from miniconf.mentors.match import match
from miniconf.mentors.outputs import MARK, Event, refuse_public, seats_text, write_private
from miniconf.mentors.people import Mentee, Table
from miniconf.names import event_uid
from miniconf.problems import MiniconfError

NINE = datetime(2031, 3, 28, 9, tzinfo=UTC)
TABLE = Table(
    id="m1", mentors=("Ana Vo",), topic="Ice; and tides", topics=("ice",), start=NINE,
    end=NINE.replace(hour=10), capacity=2, room="Nest", join="https://meet.example/1",
    email="ana@x.example",
)  # fmt: skip
PEOPLE = [
    Mentee(id="e1", name="=Cy", email="cy@x.example", zone="Asia/Tokyo", free=(), choices=("m1",)),
    Mentee(id="e2", name="Dee", email="dee@x.example", zone="UTC", free=(), topics=("law",)),
]
SEATING = match([TABLE], PEOPLE)
EVENT = Event(name="Tern 2031", domain="tern.example", now=NINE)


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


def test_the_private_folder(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    assert write_private(folder, SEATING, EVENT) == [
        ".gitignore", "assignments.csv", "ics/mentee-e1.ics", "ics/mentor-Ana-Vo.ics",
        "mentors.csv", "report.txt", "rooms.csv", "unplaced.csv",
    ]  # fmt: skip
    assert rows(folder / "assignments.csv")[1] == [
        "e1", "'=Cy", "cy@x.example", "m1", "Ice; and tides", "Ana Vo", "1", "2031-03-28 18:00",
        "2031-03-28 19:00", "Asia/Tokyo", "2031-03-28T09:00:00Z", "Nest", "https://meet.example/1",
        "ics/mentee-e1.ics",
    ]  # fmt: skip
    assert rows(folder / "unplaced.csv")[1:] == [
        ["e2", "Dee", "dee@x.example",
         "none of the 1 tables they could come to is a choice or shares a topic"]
    ]  # fmt: skip
    assert rows(folder / "rooms.csv")[1:] == [["mentorship-m1", "m1", "'=Cy", "cy@x.example"]]
    assert rows(folder / "mentors.csv")[1:] == [
        ["m1", "Ana Vo", "ana@x.example", "Ice; and tides", "2031-03-28T09:00:00Z", "1",
         "'=Cy <cy@x.example>"]
    ]  # fmt: skip


def test_the_calendar_of_a_person_has_the_public_id_and_the_link(tmp_path: Path) -> None:
    write_private(tmp_path / "private", SEATING, EVENT)
    content = (tmp_path / "private" / "ics" / "mentee-e1.ics").read_bytes()
    (event,) = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert (str(event["uid"]), str(event["summary"]), str(event["description"])) == (
        event_uid("mentorships", "m1", "tern.example"),
        "Ice; and tides",
        "Mentor: Ana Vo\nJoin: https://meet.example/1",
    )


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    write_private(folder, SEATING, EVENT)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in folder.rglob("*") if path.is_file()}
    assert (modes, stat.S_IMODE(folder.stat().st_mode)) == ({0o600}, 0o700)


def test_a_second_matching_replaces_the_first_and_nothing_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "private"
    write_private(folder, SEATING, EVENT)
    write_private(folder, match([TABLE], PEOPLE[1:]), EVENT)
    assert rows(folder / "assignments.csv")[1:] == []
    assert [path.name for path in tmp_path.iterdir()] == ["private"]
    assert (folder / ".gitignore").read_text("utf-8") == MARK


def test_a_folder_of_others_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", "utf-8")
    with pytest.raises(MiniconfError) as caught:
        write_private(tmp_path, SEATING, EVENT)
    assert str(caught.value) == (
        f"{tmp_path} holds files that are not from a matching; choose another"
    )


@pytest.mark.parametrize("place", ["site", "site/static/private", "."])
def test_no_folder_that_is_published(tmp_path: Path, place: str) -> None:
    (tmp_path / "site").mkdir()
    with pytest.raises(MiniconfError, match="people's names and addresses"):
        refuse_public(tmp_path / place, [tmp_path / "site"])


def test_beside_the_site_is_well(tmp_path: Path) -> None:
    refuse_public(tmp_path / "private", [tmp_path / "site", tmp_path / "build"])


def test_the_public_file_holds_numbers_alone() -> None:
    text = seats_text(SEATING)
    assert yaml.safe_load(text) == {"mentorships": {"m1": {"taken": 1}}}
    assert all(word not in text for word in ("Cy", "Dee", "example", "e1", "Ana"))
