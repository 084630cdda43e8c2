"""mentors.csv and mentees.csv, with every problem at once."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from miniconf.mentors.hours import Window
from miniconf.mentors.people import Mentee, Table
from miniconf.mentors.read import read_mentees, read_tables
from miniconf.problems import Problems


def tables(tmp_path: Path, text: str, zone: str | None = None) -> tuple[object, list[str]]:
    path = tmp_path / "mentors.csv"
    path.write_text(text, "utf-8")
    problems = Problems()
    return read_tables(path, problems, zone), [str(problem) for problem in problems]


def mentees(tmp_path: Path, text: str, known: tuple[Table, ...] = ()) -> tuple[object, list[str]]:
    path = tmp_path / "mentees.csv"
    path.write_text(text, "utf-8")
    problems = Problems()
    return read_mentees(path, problems, known, None), [str(problem) for problem in problems]


TABLE = Table(
    id="m1", mentors=("Ana Vo", "Bo Li"), topic="Writing papers", topics=("writing", "tenses"),
    languages=("english",), start=datetime(2031, 3, 28, 9, tzinfo=UTC),
    end=datetime(2031, 3, 28, 10, 30, tzinfo=UTC), capacity=12, minimum=4, room="Nest",
    join="https://meet.example/1", email="ana@x.example",
)  # fmt: skip


def test_a_table(tmp_path: Path) -> None:
    text = (
        "id,mentor,title,topics,languages,start,duration,zone,seats,min,room,zoom_link,email,age\n"
        "m1,Ana Vo|Bo Li,Writing papers,Writing|tenses,English,2031-03-28 18:00,90,Asia/Tokyo,12,4,"
        "Nest,https://meet.example/1,ana@x.example,44\n"
    )
    assert tables(tmp_path, text) == ((TABLE,), [])


def test_a_table_that_says_little(tmp_path: Path) -> None:
    text = "id,mentors,topic,start\nm1,Ana Vo,Ice,2031-03-28 09:00\n"
    expected = Table(
        id="m1", mentors=("Ana Vo",), topic="Ice", topics=("ice",), start=TABLE.start,
        end=TABLE.start.replace(hour=10), capacity=15,
    )  # fmt: skip
    assert tables(tmp_path, text, "UTC") == ((expected,), [])


def test_faults_of_tables_all_at_once(tmp_path: Path) -> None:
    text = (
        "id,mentors,topic,start,end,zone,capacity,minimum\n"
        ",Ana Vo,Ice,2031-03-28T09:00Z,,,,\n"
        "m2,Ana Vo,Ice,soon,,,,\n"
        "m3,Ana Vo,Ice,2031-03-28T09:00Z,2031-03-28T08:00Z,,,\n"
        "m4,Ana Vo,Ice,2031-03-28T09:00Z,,Asia/Tokio,,\n"
        "m5,Ana Vo,Ice,2031-03-28T09:00Z,,,many,\n"
        "m6,Ana Vo,Ice,2031-03-28T09:00Z,,,5,9\n"
        "m7,Ana Vo,Ice,2031-03-28T09:00Z,,,5,2\n"
        "m7,Ana Vo,Ice,2031-03-28T09:00Z,,,5,2\n"
    )
    _, problems = tables(tmp_path, text, "UTC")
    assert problems == [
        "mentors.csv:2: id: expected a value, got nothing",
        'mentors.csv:3: start: expected an instant such as 2031-03-28 09:00, got "soon"',
        'mentors.csv:4: end: expected an end after the start, got "2031-03-28T08:00Z"',
        'mentors.csv:5: zone: expected a time zone as "Asia/Tokyo", got "Asia/Tokio" '
        '(hint: did you mean "Asia/Tokyo"?)',
        'mentors.csv:6: capacity: expected a number of people, got "many"',
        "mentors.csv:7: minimum: expected at most the 5 seats, got 9",
        'mentors.csv:9: id: expected each id once, got "m7" again (hint: the first is on line 8)',
    ]


def test_a_mentee(tmp_path: Path) -> None:
    text = (
        "name,email,timezone,topics,languages,free,preferences,answer\n"
        "Cy,cy@x.example,Asia/Tokyo,Writing; Ice,English,09:00-12:00,m1,I am shy\n"
    )
    expected = Mentee(
        id="cy@x.example", name="Cy", email="cy@x.example", zone="Asia/Tokyo",
        topics=("writing", "ice"), languages=("english",), free=(Window(540, 720),),
        choices=("m1",), line=2,
    )  # fmt: skip
    assert mentees(tmp_path, text, (TABLE,)) == ((expected,), [])


def test_faults_of_mentees_all_at_once(tmp_path: Path) -> None:
    text = (
        "name,email,zone,free,choices\n"
        "A,,UTC,,\n"
        "B,b@x.example,,,\n"
        "C,c@x.example,UTC,whenever,m2\n"
        "D,d@x.example,UTC,,\n"
        "D,d@x.example,UTC,,\n"
    )
    found, problems = mentees(tmp_path, text, (TABLE,))
    assert [m.id for m in found] == ["d@x.example", "d@x.example"]
    assert problems == [
        'mentees.csv:2: email: expected an e-mail address, got ""',
        'mentees.csv:3: zone: expected a time zone as "Asia/Tokyo", got nothing',
        'mentees.csv:4: choices: expected the id of a table, got "m2"',
        'mentees.csv:4: free: expected hours as "09:00-17:00", "Mon-Fri 18:00-22:00" or '
        '"2027-06-15 08:00-12:00", separated by "|", got "whenever"',
        'mentees.csv:6: id: expected each id once, got "d@x.example" again '
        "(hint: the first is on line 5)",
    ]


def test_a_file_without_people_is_an_error(tmp_path: Path) -> None:
    expected = ["mentees.csv:1: expected at least one record, found none"]
    for text in ("", "email,name,zone\n"):
        assert mentees(tmp_path, text) == ((), expected)


def test_a_column_that_looks_misspelt_is_told(tmp_path: Path) -> None:
    text = "email,zone,Choises,answer\na@x.example,Asia/Tokyo,m1,Forty-two\n"
    people, told = mentees(tmp_path, text, (TABLE,))
    assert len(people) == 1  # type: ignore[arg-type]
    assert told == ['mentees.csv:1: warning: choises: is not read (hint: did you mean "choices"?)']
