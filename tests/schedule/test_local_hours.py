"""Local hours, and who has to be there at night."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from miniconf.model import Author, Conference, Config, Paper, Person, Session
from miniconf.schedule.local_hours import at_night, audience, by_offset, duties, falls

CONFIG = Config(name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="UTC")


def at(hour: int, day: int = 28) -> datetime:
    return datetime(2031, 3, day, hour, tzinfo=UTC)


def conference(*sessions: Session) -> Conference:
    ana, bo = Person(name="Ana Vo", zone="Asia/Tokyo"), Person(name="Bo Li")
    return Conference(
        config=CONFIG,
        papers={"p1": Paper(id="p1", title="Ice", authors=(ana, bo))},
        authors={
            "ana-vo": Author(slug="ana-vo", name="Ana Vo", papers=("p1",), zone="Asia/Tokyo"),
            "bo-li": Author(
                slug="bo-li", name="Bo Li", papers=("p1",), affiliations=("Tide Lab, Peru",)
            ),
            "cy": Author(slug="cy", name="Cy", affiliations=("Nowhere",)),
        },
        sessions={session.id: session for session in sessions},
    )


NIGHT_IN_TOKYO = Session(id="a", title="A", start=at(16), end=at(17), papers=("p1",))
DAY_IN_TOKYO = Session(id="b", title="B", start=at(1), end=at(2), papers=("p1",))


@pytest.mark.parametrize(
    ("start", "minutes", "night"),
    [
        (datetime(2031, 3, 28, 21, 0, tzinfo=UTC), 60, False),
        (datetime(2031, 3, 28, 21, 0, tzinfo=UTC), 61, True),
        (datetime(2031, 3, 28, 6, 30, tzinfo=UTC), 60, False),
        (datetime(2031, 3, 28, 6, 29, tzinfo=UTC), 60, True),
        (datetime(2031, 3, 28, 23, 0, tzinfo=UTC), 60, True),
        (datetime(2031, 3, 28, 0, 0, tzinfo=UTC), 30, True),
        (datetime(2031, 3, 28, 8, 0, tzinfo=UTC), 60 * 20, True),
    ],
)
def test_at_night(start: datetime, minutes: int, night: bool) -> None:
    assert at_night(start, start + timedelta(minutes=minutes), "UTC") is night


def test_audience_counts_authors_once_and_the_unknown() -> None:
    assert audience(conference()) == (Counter({"Asia/Tokyo": 1, "America/Lima": 1}), 1)


def test_by_offset_goes_from_west_to_east() -> None:
    zones = ("Asia/Tokyo", "UTC", "America/Lima")
    assert by_offset(zones, at(9)) == ("America/Lima", "UTC", "Asia/Tokyo")


def test_falls_give_each_zone_its_clock() -> None:
    found = falls(conference(NIGHT_IN_TOKYO), {"Asia/Tokyo": 3, "America/Lima": 2})
    assert [(f.zone, f.people, f"{f.start:%d %H:%M}", f.night) for f in found] == [
        ("America/Lima", 2, "28 11:00", False), ("Asia/Tokyo", 3, "29 01:00", True),
    ]  # fmt: skip


def test_an_author_with_a_session_by_day_need_not_come_at_night() -> None:
    assert [d.name for d in duties(conference(NIGHT_IN_TOKYO))] == ["Ana Vo"]
    assert [d.name for d in duties(conference(NIGHT_IN_TOKYO, DAY_IN_TOKYO))] == []


def test_a_chair_at_night_with_a_guessed_zone() -> None:
    chaired = Session(id="c", title="C", start=at(6), end=at(7), chairs=(Person(name="Bo Li"),))
    (duty,) = duties(conference(chaired))
    assert (duty.name, duty.where.zone, duty.where.guessed, f"{duty.start:%H:%M}", duty.paper) == (
        "Bo Li", "America/Lima", True, "01:00", "",
    )  # fmt: skip
