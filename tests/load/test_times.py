from __future__ import annotations

from collections.abc import Callable

import pytest

from miniconf.load import Loaded

Sites = Callable[..., Loaded]
HEAD = "name: Tern 2031\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: Europe/Lisbon\n"


def times(found: Loaded) -> list[str]:
    assert found.conference is not None, found.problems
    sessions = found.conference.sessions.values()
    return [f"{s.start:%m-%d %H:%M} {s.end:%m-%d %H:%M}" for s in sessions]


@pytest.mark.parametrize(
    ("columns", "values", "expected"),
    [
        ("start,end", "2031-03-28 09:00,2031-03-28 10:00", "03-28 09:00 03-28 10:00"),
        ("start,end", "2031-03-28 09:00,10:00", "03-28 09:00 03-28 10:00"),
        ("start,end", "2031-03-28 23:00,01:00", "03-28 23:00 03-29 01:00"),
        ("start,end", "2031-03-28T09:00+02:00,10:30", "03-28 07:00 03-28 08:30"),
        ("start,duration", "2031-03-28 09:00,1:30", "03-28 09:00 03-28 10:30"),
        ("start,end,duration", "2031-03-28 09:00,TBD,20", "03-28 09:00 03-28 09:20"),
        ("date,start_time,end_time", "2031-03-28,9:00 am,2 pm", "03-28 09:00 03-28 14:00"),
        ("day,start,duration", "28 March,23:30,60", "03-28 23:30 03-29 00:30"),
        ("date,duration", "2031-03-28 09:00,30", "03-28 09:00 03-28 09:30"),
        # The night in which clocks go forward is an hour short.
        ("start,end", "2031-03-30 00:30,02:30", "03-30 00:30 03-30 01:30"),
        ("start,duration", "2031-03-30 00:30,60", "03-30 00:30 03-30 01:30"),
    ],
)
def test_settle_times(loaded: Sites, columns: str, values: str, expected: str) -> None:
    found = loaded({"sessions.csv": f"id,title,{columns}\na,A,{values}\n"}, HEAD)
    assert times(found) == [expected]
    assert found.problems == ()


def test_settle_times_of_mentorship(loaded: Sites) -> None:
    text = "id,mentors,topic,date,start,duration\nm,Ana Vo,Ice,2031-03-28,09:00,45\n"
    found = loaded({"mentorships.csv": text}, HEAD)
    assert found.conference is not None
    table = found.conference.mentorships["m"]
    assert f"{table.start:%H:%M} {table.end:%H:%M}" == "09:00 09:45"


def test_settle_times_default_of_the_source(loaded: Sites) -> None:
    text = HEAD + "sources:\n  sessions: {file: s.csv, duration: 1.5, unit: hours}\n"
    sessions = "id,title,start,end,duration\na,A,2031-03-28 09:00,,\nb,B,2031-03-28 12:00,,0.5\n"
    assert times(loaded({"s.csv": sessions}, text)) == [
        "03-28 09:00 03-28 10:30", "03-28 12:00 03-28 12:30",
    ]  # fmt: skip


def test_settle_times_instants_are_utc(loaded: Sites) -> None:
    found = loaded({"sessions.csv": "id,title,start,end\na,A,2031-07-01 09:00,10:00\n"}, HEAD)
    assert found.conference is not None
    assert str(found.conference.sessions["a"].start.tzinfo) == "UTC"
    assert times(found) == ["07-01 08:00 07-01 09:00"]


def test_settle_times_leniently(loaded: Sites) -> None:
    text = HEAD + "sources:\n  sessions: {file: s.csv, lenient: true, duration: 30}\n"
    sessions = (
        "id,title,start,end\na,A,2031-03-28 09:00,2031-03-28 08:00\nb,B,soon,later\n"
        "c,C,2031-03-28 12:00,\n"
    )
    found = loaded({"s.csv": sessions}, text)
    assert times(found) == ["03-28 09:00 03-28 09:30", "03-28 12:00 03-28 12:30"]
    assert [str(problem) for problem in found.problems] == [
        "s.csv:2: warning: end: expected an end after the start (2031-03-28 09:00), "
        "got 2031-03-28 08:00 (hint: it is left out)",
        's.csv:3: warning: start: expected an instant such as 2031-03-28 09:00, got "soon" '
        "(hint: it is left out)",
    ]
    assert [str(account) for account in found.summary.accounts] == [
        "sessions: s.csv: 3 read, 2 kept, 1 left out (faulty)"
    ]


def test_settle_times_over_midnight(loaded: Sites) -> None:
    sessions = "id,title,start,end\na,A,2031-03-28 22:00,00:30\nb,B,2031-03-29 10:00,09:00\n"
    found = loaded({"sessions.csv": sessions}, HEAD)
    assert times(found) == ["03-28 22:00 03-29 00:30", "03-29 10:00 03-30 08:00"]
    assert [str(problem) for problem in found.problems] == [
        "sessions.csv:3: warning: end: expected an end after the start (2031-03-29 10:00), "
        "got 09:00 (hint: the next day is taken)"
    ]
