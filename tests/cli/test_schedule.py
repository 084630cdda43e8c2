"""Releases, changes and the report from the command line; stamps across builds."""

from __future__ import annotations

import os
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner, Result

from miniconf.cli import _cli
from miniconf.problems import MiniconfError

SESSIONS = (
    "id,title,start,end,room\n"
    "s1,Ice,2031-03-28T09:00Z,2031-03-28T10:00Z,Hall\n"
    "s2,Sea,2031-03-28T11:00Z,2031-03-28T12:00Z,Hall\n"
)


@pytest.fixture
def programme(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site with two sessions, and a clock that stands still."""
    (site / "sessions.csv").write_text(SESSIONS, "utf-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    monkeypatch.chdir(site.parent)
    return site


def run(*arguments: object) -> Result:
    return CliRunner().invoke(_cli, [str(a) for a in arguments], catch_exceptions=False)


def build(site: Path) -> dict[str, tuple[int, str, str]]:
    """Build; uid's title -> sequence, stamp, status in the calendar of the whole conference."""
    result = run("build", site, "--output", site.parent / "build", "--jobs", 1)
    assert result.exit_code == 0, result.output
    content = (site.parent / "build" / "calendar.ics").read_bytes()
    return {
        str(e["summary"]): (int(e["sequence"]), f"{e['dtstamp'].dt:%Y-%m-%d}", str(e["status"]))
        for e in icalendar.Calendar.from_ical(content).walk("VEVENT")
    }


def edit(site: Path, old: str, new: str) -> None:
    path = site / "sessions.csv"
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_stamps_move_when_and_only_when_an_event_changed(programme: Path) -> None:
    fresh = (0, "2000-01-01", "CONFIRMED")
    assert build(programme) == {"Ice": fresh, "Sea": fresh}
    before = (programme.parent / "build" / "calendar.ics").read_bytes()
    assert build(programme) == {"Ice": fresh, "Sea": fresh}
    assert (programme.parent / "build" / "calendar.ics").read_bytes() == before
    edit(programme, "Sea,2031-03-28T11:00Z", "Sea,2031-03-28T11:30Z")
    assert build(programme) == {"Ice": fresh, "Sea": (1, "2030-03-17", "CONFIRMED")}
    edit(programme, "s1,Ice,2031-03-28T09:00Z,2031-03-28T10:00Z,Hall\n", "")
    moved = (1, "2030-03-17", "CONFIRMED")
    assert build(programme) == {"Ice": (1, "2030-03-17", "CANCELLED"), "Sea": moved}
    assert (programme.parent / "build" / "sessions" / "s1.ics").is_file()
    assert not (programme.parent / "build" / "sessions" / "s1.html").exists()


def test_what_changed_since_a_release_is_told_everywhere(programme: Path) -> None:
    assert run("schedule", "release", programme).output == "release 1: 2 events, 0 changes\n"
    assert run("schedule", "changes", programme).output == "no changes since release 1\n"
    edit(programme, "s2,Sea", "s2,Open sea")
    edit(programme, "10:00Z,Hall", "10:00Z,Attic")
    lines = [
        "Times in Atlantic/Azores",
        "Moved: Ice, Fri 28 Mar 2031, 08:00–09:00, from Hall to Attic",
        "New title: Open sea (was: Sea), Fri 28 Mar 2031, 10:00–11:00, Hall",
    ]
    assert run("schedule", "changes", programme).output.splitlines() == lines
    assert run("check", programme, "--since").output.splitlines()[-3:] == lines
    build(programme)
    page = (programme.parent / "build" / "changes.html").read_text("utf-8")
    news = (programme.parent / "build" / "news.xml").read_text("utf-8")
    assert "Open sea" in page
    assert "Moved: Ice" in news
    assert run("schedule", "release", programme).output == "release 2: 2 events, 2 changes\n"
    assert run("schedule", "changes", programme, "--since", "1").output.splitlines() == lines


def test_a_release_there_never_was(programme: Path) -> None:
    for arguments in (("schedule", "changes", programme), ("check", programme, "--since")):
        with pytest.raises(MiniconfError, match=r"^there is no release yet; "):
            run(*arguments)
    run("schedule", "release", programme)
    with pytest.raises(MiniconfError, match=r"^there is no release 7; the last is 1$"):
        run("schedule", "changes", programme, "--since", "7")


def test_a_broken_state_stops_the_build_before_it_writes(programme: Path) -> None:
    (programme / "schedule-state.json").write_text("<<<<<<< HEAD\n", "utf-8")
    with pytest.raises(MiniconfError, match=r"^schedule-state\.json:1: expected JSON"):
        run("build", programme, "--output", programme.parent / "build", "--jobs", 1)
    assert not (programme.parent / "build" / "index.html").exists()


def test_a_site_that_cannot_be_written_to_still_builds_the_same(
    programme: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(programme)
    edit(programme, "Sea,2031-03-28T11:00Z", "Sea,2031-03-28T11:30Z")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    state = (programme / "schedule-state.json").read_bytes()
    from miniconf.schedule import state_file

    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: path != programme and allowed(path, mode))
    monkeypatch.setattr(state_file, "write", lambda *_: False)
    found = build(programme)
    assert found["Sea"] == (1, "2000-01-01", "CONFIRMED")
    first = (programme.parent / "build" / "calendar.ics").read_bytes()
    assert (build(programme), (programme.parent / "build" / "calendar.ics").read_bytes()) == (
        found, first,
    )  # fmt: skip
    assert (programme / "schedule-state.json").read_bytes() == state


def test_the_report_as_table_rows_and_picture(programme: Path, tmp_path: Path) -> None:
    audience = tmp_path / "audience.csv"
    audience.write_text("zone,people\nAsia/Tokyo,30\nAmerica/Lima,10\n", "utf-8")
    result = run(
        "schedule", "report", programme, "--audience", audience, "--csv", tmp_path / "r.csv",
        "--plot", tmp_path / "r.svg",
    )  # fmt: skip
    assert result.output.splitlines()[0] == "40 people in 2 zones; 0 more in no known zone"
    rows = (tmp_path / "r.csv").read_text("utf-8").splitlines()
    assert rows[:2] == [
        "collection,id,title,kind,start_utc,zone,people,local_start,local_end,night",
        "sessions,s1,Ice,other,2031-03-28 09:00,America/Lima,10,2031-03-28 04:00,"
        "2031-03-28 05:00,yes",
    ]
    assert (tmp_path / "r.svg").read_text("utf-8").startswith("<svg ")


def test_an_audience_with_faults_is_told_with_lines(programme: Path, tmp_path: Path) -> None:
    audience = tmp_path / "audience.csv"
    audience.write_text("zone,people\nAsia/Tokio,30\nUTC,many\n", "utf-8")
    with pytest.raises(MiniconfError) as caught:
        run("schedule", "report", programme, "--audience", audience)
    assert str(caught.value).splitlines() == [
        'audience.csv:2: zone: expected a time zone as "Asia/Tokyo", got "Asia/Tokio" '
        '(hint: did you mean "Asia/Tokyo"?)',
        'audience.csv:3: people: expected a number, got "many"',
    ]
