"""Zones of people."""

from __future__ import annotations

import pytest

from miniconf.schedule import zones
from miniconf.schedule.zones import UNKNOWN, Where, is_zone, zone_of


@pytest.mark.parametrize(
    ("affiliation", "expected"),
    [
        ("University of Tokyo", Where("Asia/Tokyo", "city")),
        ("Universidade de São Paulo", Where("America/Sao_Paulo", "city")),
        ("Institute of Ice, Bengaluru, India", Where("Asia/Kolkata", "city")),
        ("Institute of Ice, India", Where("Asia/Kolkata", "country")),
        ("Somewhere, U.S.A.", Where("America/New_York", "country")),
        ("Tide Lab, Republic of Korea", Where("Asia/Seoul", "country")),
        ("University of California, Davis", Where("America/Los_Angeles", "city")),
        ("Georgia Tide School", UNKNOWN),
        ("Example University", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_zone_of_an_affiliation(affiliation: str, expected: Where) -> None:
    assert zone_of(None, affiliation) == expected


def test_a_declared_zone_is_no_guess() -> None:
    found = zone_of("Africa/Accra", "University of Tokyo")
    assert (found, found.guessed) == (Where("Africa/Accra", "declared"), False)
    assert zone_of(None, "University of Tokyo").guessed


def test_a_declared_zone_that_is_none_is_passed_over() -> None:
    assert zone_of("Moon/Tranquility", "University of Tokyo") == Where("Asia/Tokyo", "city")


def test_every_guess_is_a_zone() -> None:
    known = {**zones._cities(), **zones._countries()}
    assert [name for name, zone in known.items() if zone and not is_zone(zone)] == []
    assert len(known) > 500
