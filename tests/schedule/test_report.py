"""The report as a text, as rows and as a picture."""

from __future__ import annotations

from datetime import UTC, date, datetime
from xml.etree import ElementTree as ET

from miniconf.model import Conference, Config, Session
from miniconf.schedule.plot import svg
from miniconf.schedule.report import rows, text

CONFERENCE = Conference(
    config=Config(
        name="Tern & Co <2031>", start=date(2031, 3, 28), end=date(2031, 3, 30),
        time_zone="Asia/Tokyo",
    ),
    sessions={
        "a": Session(
            id="a", title="Ice", start=datetime(2031, 3, 28, 9, tzinfo=UTC), room="Hall",
            end=datetime(2031, 3, 28, 10, 15, tzinfo=UTC), kind="oral",
        ),
        "b": Session(
            id="b", title="Tides", start=datetime(2031, 3, 28, 9, 45, tzinfo=UTC), room="Hall",
            end=datetime(2031, 3, 28, 11, tzinfo=UTC), kind="poster",
        ),
    },
)  # fmt: skip
PEOPLE = {"Asia/Tokyo": 3, "America/Lima": 1}


def test_text_tells_hours_and_clashes() -> None:
    assert text(CONFERENCE, PEOPLE, 2) == (
        "4 people in 2 zones; 2 more in no known zone\n"
        "  Asia/Tokyo: 3\n"
        "  America/Lima: 1\n"
        "\n"
        "                   night for           Lima        Tokyo\n"
        "Fri 28 Mar 18:00        25 %         04:00*       18:00   Ice\n"
        "Fri 28 Mar 18:45        25 %         04:45*       18:45   Tides\n"
        "\n"
        "0 times somebody has to be there between 22:00 and 06:30 of their clock\n"
        "\n"
        "1 clash\n"
        "  Fri 28 Mar 18:45 room Hall: Ice and Tides\n"
    )


def test_rows_hold_one_line_a_session_and_zone() -> None:
    assert next(rows(CONFERENCE, PEOPLE)) == (
        "sessions", "a", "Ice", "oral", "2031-03-28 09:00", "America/Lima", 1,
        "2031-03-28 04:00", "2031-03-28 05:15", "yes",
    )  # fmt: skip
    assert len([*rows(CONFERENCE, PEOPLE)]) == 4


def test_the_picture_is_sound_and_counts_half_hours() -> None:
    root = ET.fromstring(svg(CONFERENCE, PEOPLE))
    titles = [e.text for e in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "Sessions by local half hour: Tern & Co <2031>"
    assert titles[1:5] == [
        "America/Lima 04:00, 1 sessions", "America/Lima 04:30, 2 sessions",
        "America/Lima 05:00, 2 sessions", "America/Lima 05:30, 1 sessions",
    ]  # fmt: skip


def test_without_sessions_there_is_still_a_report() -> None:
    empty = Conference(config=CONFERENCE.config)
    assert text(empty, PEOPLE).splitlines()[-1] == "0 clashes"
    assert ET.fromstring(svg(empty, PEOPLE)).get("role") == "img"


def test_where_nobody_is_known_the_report_says_what_to_declare() -> None:
    assert text(CONFERENCE, {}, 7).splitlines()[:3] == [
        "0 people in 0 zones; 7 more in no known zone",
        "",
        "no local hours: declare `zone` of authors, or give zones and people by --audience",
    ]
    assert "Asia/Tokyo (0)" in svg(CONFERENCE, {})
