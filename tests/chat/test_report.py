from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from miniconf.chat.report import as_csv, report, spoken, table
from miniconf.chat.report_plot import plot
from miniconf.model import Chat, Conference, Config, Paper, Person, Post, Thread
from miniconf.rooms import rooms_of

NINE = datetime(2031, 3, 28, 9, tzinfo=UTC)
CONFIG = Config(
    name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="Atlantic/Azores",
    chat=Chat(engine="embedded", general=()),
)  # fmt: skip


def thread(hour: int, *answers: tuple[float, bool], votes: int = 0, waits: bool = False) -> Thread:
    """A question at an hour, with answers so many minutes later (by an author or not)."""
    asked = NINE + timedelta(hours=hour)
    posts = tuple(
        Post(
            id=f"{hour}-{n}", time=asked + timedelta(minutes=minutes), text="So.", is_author=author
        )
        for n, (minutes, author) in enumerate(answers)
    )
    question = Post(id=str(hour), time=asked, text="Why?", upvotes=votes)
    answered = bool(answers) and not waits
    return Thread(anchor=f"q-{hour}", question=question, answers=posts, answered=answered)


ZONE = ZoneInfo("Atlantic/Azores")
CONFERENCE = Conference(
    config=CONFIG,
    papers={
        key: Paper(id=key, title=f"Paper {key} <b>", authors=(Person(name="Bo"),), track=track)
        for key, track in (("1", "Birds"), ("2", "Birds"), ("3", ""))
    },
    questions={
        "papers/1": (thread(0, (5, False), (60, True)), thread(1, votes=3)),
        "papers/2": (thread(0, (30, False)),),
        "papers/3": (replace(thread(2), is_question=False),),
        "workshops/w": (thread(3, (1, False), waits=True),),
    },
)
REPORT = report(CONFERENCE, rooms_of(CONFERENCE), ZONE)


def test_rows_by_track_with_times_to_an_author() -> None:
    assert as_csv((*REPORT.rows, REPORT.total)) == (
        "track,rooms,questions,answered,waiting,messages,votes,median_minutes,p90_minutes\n"
        "Birds,2,3,2,1,6,3,45.0,60.0\n"
        "workshops,1,1,0,1,2,0,,\n"
        "(no track),1,0,0,0,1,0,,\n"
        "all,4,4,2,2,9,3,45.0,60.0\n"
    )


def test_hours_are_those_of_the_conference() -> None:
    assert {hour: count for hour, count in enumerate(REPORT.hours) if count} == {8: 2, 9: 1, 11: 1}


def test_busiest_rooms_come_first() -> None:
    assert REPORT.busiest == (
        ("Paper 1 <b>", 4), ("Paper 2 <b>", 2), ("workshops/w", 2), ("Paper 3 <b>", 1),
    )  # fmt: skip


def test_table_is_for_reading() -> None:
    assert list(table(REPORT, "Atlantic/Azores"))[:3] == [
        "track                         rooms questions answered waiting      median        90 %",
        "Birds                             2         3        2       1      45 min  1 h 00 min",
        "workshops                         1         1        0       1           -           -",
    ]


def test_ninety_percent_is_a_real_wait() -> None:
    threads = tuple(thread(n, (n + 1, False)) for n in range(10))
    found = report(replace(CONFERENCE, questions={"papers/1": threads}), REPORT_ROOMS, ZONE)
    assert found.total.p90 == timedelta(minutes=9)


REPORT_ROOMS = rooms_of(CONFERENCE)


def test_waits_in_words() -> None:
    waits = [None, timedelta(minutes=7.9), timedelta(hours=3, minutes=5), timedelta(hours=50)]
    assert [spoken(wait) for wait in waits] == ["-", "7 min", "3 h 05 min", "2 d 02 h"]


def test_plot_is_one_file_that_needs_nothing() -> None:
    picture = plot(REPORT, "Tern & friends <2031>", "Atlantic/Azores")
    root = ET.fromstring(picture)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert texts[:2] == [
        "Tern & friends <2031>",
        "4 questions, 2 answered, 2 waiting; first answer after 45 min (median),"
        " 1 h 00 min (nine in ten)",
    ]
    assert "Birds" in texts and "2 + 1" in texts
    assert not any(word in picture for word in ("<script", "href", "url("))


def test_plot_of_nothing_is_a_picture_too() -> None:
    empty = report(replace(CONFERENCE, questions={}), REPORT_ROOMS, ZONE)
    ET.fromstring(plot(empty, "Nothing", "UTC"))
