"""Days of the programme."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from miniconf.model.programme import Event
from miniconf.schedule.days import Day, bricks, day_bounds, days, local_date


def event(key: str, start: datetime, minutes: int) -> Event:
    return Event(
        collection="sessions", id=key, title=key, start=start,
        end=start + timedelta(minutes=minutes), kind="other",
    )  # fmt: skip


def test_local_date_is_that_of_the_zone() -> None:
    late = datetime(2031, 3, 28, 23, 30, tzinfo=UTC)
    assert local_date(late, "Asia/Tokyo") == date(2031, 3, 29)
    assert local_date(late, "America/Lima") == date(2031, 3, 28)


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2031, 3, 29), 24), (date(2031, 3, 30), 23), (date(2031, 10, 26), 25)]
)
def test_day_bounds_where_clocks_change(day: date, hours: int) -> None:
    first, last = day_bounds(day, "Europe/Lisbon")
    assert last - first == timedelta(hours=hours)


def test_days_put_an_event_over_midnight_where_it_begins_and_continues() -> None:
    night = event("night", datetime(2031, 3, 28, 23, tzinfo=UTC), 120)
    until = event("until", datetime(2031, 3, 28, 22, tzinfo=UTC), 120)
    assert days([night, until], "UTC") == (
        Day(date(2031, 3, 28), (until, night)),
        Day(date(2031, 3, 29), (), (night,)),
    )


def test_bricks_hold_what_is_under_way_in_each_half_hour() -> None:
    talk = event("talk", datetime(2031, 3, 28, 9, 15, tzinfo=UTC), 30)
    found = bricks([talk], date(2031, 3, 28), "UTC")
    assert len(found) == 48
    assert [n for n, held in enumerate(found) if held] == [18, 19]


def test_bricks_of_a_short_day() -> None:
    assert len(bricks([], date(2031, 3, 30), "Europe/Lisbon")) == 46
