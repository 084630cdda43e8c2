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
        ("start,end", "2031-03-28 22:00,24:00", "03-28 22:00 03-29 00:00"),
        ("start,end,duration", "2031-03-28 09:00,10:00,60", "03-28 09:00 03-28 10:00"),
        ("date,start,end", "2031-03-28,2031-03-28 09:00,10:00", "03-28 09:00 03-28 10:00"),
        ("date,start,end", "Day 1,2031-03-28 09:00,10:00", "03-28 09:00 03-28 10:00"),
        ("date,start,end", "2031-03-28 00:00:00,09:00,10:00", "03-28 09:00 03-28 10:00"),
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


@pytest.mark.parametrize(
    ("columns", "values", "expected", "told"),
    [
        (
            "start,end", "2031-03-30 00:30,01:30", None,
            'end: expected a time that exists in Europe/Lisbon, got "01:30" '
            "(hint: clocks are put forward over it that night)",
        ),
        (
            "start,duration", "2031-03-28 09:00,3600", "03-28 09:00 03-30 21:00",
            "warning: duration: expected a shorter time, got 60 h "
            "(hint: `unit: seconds` in a declared source makes bare numbers seconds)",
        ),
        (
            "start,duration", "2031-03-28 09:00,1000000", None,
            'duration: expected a length of at most 7 days, got "1000000"',
        ),
        (
            "start,end,duration", "2031-03-28 09:00,10:00,2 h", "03-28 09:00 03-28 10:00",
            'warning: duration: expected the time from start to end (1 h), got "2 h" '
            "(hint: the end is taken)",
        ),
        (
            "date,start,end", "2031-03-29,2031-03-28 09:00,10:00", "03-28 09:00 03-28 10:00",
            'warning: date: expected the day of the start (2031-03-28), got "2031-03-29" '
            "(hint: the start's is taken)",
        ),
    ],
)  # fmt: skip
def test_settle_times_tells(
    loaded: Sites, columns: str, values: str, expected: str | None, told: str
) -> None:
    found = loaded({"sessions.csv": f"id,title,{columns}\na,A,{values}\n"}, HEAD)
    assert [str(problem) for problem in found.problems] == [f"sessions.csv:2: {told}"]
    assert found.conference is None if expected is None else times(found) == [expected]


def test_settle_times_when_an_end_comes_twice(loaded: Sites) -> None:
    head = HEAD.replace("2031-03-28", "2031-10-25").replace("2031-03-30", "2031-10-27")
    sessions = "id,title,start,end\na,A,2031-10-26 00:30,01:15\n"
    found = loaded({"sessions.csv": sessions}, head)
    assert times(found) == ["10-25 23:30 10-26 00:15"]
    assert [str(problem) for problem in found.problems] == [
        'sessions.csv:2: warning: end: expected an instant that occurs once, got "01:15" (hint: '
        "2031-10-26 01:15+01:00 or 2031-10-26 01:15+00:00? the first is taken; write the offset)"
    ]
