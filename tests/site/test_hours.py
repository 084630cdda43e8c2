"""The hours of the week."""

from __future__ import annotations

from datetime import date

from miniconf.site.hours import bricks, span
from miniconf.site.refs import SessionRef
from miniconf.site.when import Clock
from miniconf.site.words import words
from tests.site.example import at

DAYS = [date(2027, 6, 14), date(2027, 6, 15)]


def session(group: str, start: float, end: float) -> SessionRef:
    return SessionRef(
        "s", "S", "oral", group, at(0, start), at(0, end), "", "", (), 0, False, ("session", "s")
    )


def test_a_session_has_a_brick_for_each_half_hour_it_touches() -> None:
    clock = Clock("UTC", words("en"), *DAYS)
    first, second = bricks([session("talk", 9.25, 10.5)], DAYS, clock)
    assert first == {
        "talk": "M18.04 .889h.92v.089h-.92zM19.04 .889h.92v.089h-.92zM20.04 .889h.92v.089h-.92z"
    }
    assert second == {}


def test_half_hours_after_midnight_stand_on_the_next_day_of_the_zone() -> None:
    clock = Clock("Europe/Lisbon", words("en"), *DAYS)
    first, second = bricks([session("social", 22.5, 23.5)], DAYS, clock)
    assert (list(first), list(second)) == (["social"], ["social"])
    assert second["social"].startswith("M0.04 ")


def test_plenaries_lie_at_the_bottom() -> None:
    clock = Clock("UTC", words("en"), *DAYS)
    rows = bricks([session("talk", 9, 9.5), session("plenary", 9, 9.5)], DAYS, clock)
    assert span(rows) == ("plenary", "talk")
    assert rows[0]["plenary"].startswith("M18.04 .889")
    assert rows[0]["talk"].startswith("M18.04 .778")
