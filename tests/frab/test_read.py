"""Schedules that others wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from miniconf.frab.read import is_schedule, rows
from miniconf.frab.xml import read_xml
from miniconf.problems import Problems

REAL = Path(__file__).parents[3] / "shared" / "data" / "schedule"
PENTABARF = """<?xml version="1.0" encoding="utf-8"?>
<schedule>
 <version>1</version>
 <conference><title>Old</title>{zone}</conference>
 <day date="2031-03-28" index="1" start="2031-03-28T09:00:00+00:00">
  <room name="Hall">
   <event id="7">
    <start>00:30</start><duration>01:15</duration><room>Hall</room><title>Late</title>
    <type>lecture</type><persons><person id="1">Ana Vo</person></persons>
   </event>
  </room>
 </day>
</schedule>
"""


def read(text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[str]]:
    problems = Problems()
    tree = read_xml(text, "s.xml", problems)
    found = rows(tree, "s.xml", problems) if tree is not None else []
    return found, [str(problem) for problem in problems]


def test_an_old_file_without_dates_takes_day_and_zone() -> None:
    zone = "<time_zone_name>Asia/Tokyo</time_zone_name>"
    row = {
        "id": "7", "title": "Late", "start": "2031-03-29T00:30:00+09:00",
        "end": "2031-03-29T01:45:00+09:00", "kind": "oral", "room": "Hall", "chairs": ["Ana Vo"],
    }  # fmt: skip
    assert read(PENTABARF.format(zone=zone)) == ([(7, row)], [])


def test_the_small_hours_belong_to_the_day_before() -> None:
    ((_, row),), problems = read(PENTABARF.format(zone=""))
    assert (row["start"], row["end"], problems) == (
        "2031-03-29T00:30:00+00:00", "2031-03-29T01:45:00+00:00", [],
    )  # fmt: skip


def test_faults_are_told_with_line_and_event() -> None:
    broken = PENTABARF.format(zone="").replace("01:15", "long").replace("<start>00:30", "<start>x")
    _, problems = read(broken)
    assert problems == [
        's.xml:7: date: expected an instant with its offset, got "" (event "Late")',
    ]
    _, problems = read(PENTABARF.format(zone="").replace("01:15", "long"))
    assert problems == [
        's.xml:7: duration: expected hours and minutes as 1:30, got "long" (event "Late")',
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<rss/>", "s.xml:1: expected a <schedule>, got <rss>"),
        ("<schedule>", "s.xml:1: expected XML, got a fault: no element found: line 1, column 10"),
        ("<!DOCTYPE x><schedule/>",
         "s.xml: expected a schedule without a document type, got one"),
    ],
)  # fmt: skip
def test_what_is_no_schedule_is_refused(text: str, problem: str) -> None:
    assert read(text) == ([], [problem])


def test_is_schedule() -> None:
    assert is_schedule({"schedule": {"conference": {"days": []}}})
    assert not is_schedule([{"id": "s1"}])
    assert not is_schedule({"schedule": []})
    assert not is_schedule(None)


@pytest.mark.parametrize(
    ("name", "count", "first"),
    [("frab-camp2019", 79, ("10386", "2019-08-21T11:00:00+02:00", "Curie")),
     ("pretalx-democon", 36, ("25", "2020-12-14T09:00:00+01:00", "Gray Room"))],
)  # fmt: skip
def test_real_schedules(name: str, count: int, first: tuple[str, str, str]) -> None:
    if not REAL.is_dir():
        pytest.skip("the published schedules are not beside the project")
    problems = Problems()
    found = rows(json.loads((REAL / f"{name}.json").read_text("utf-8")), name, problems)
    assert (len(found), [*problems]) == (count, [])
    row = found[0][1]
    assert (row["id"], row["start"], row["room"]) == first
    assert len({row["id"] for _, row in found}) == count
