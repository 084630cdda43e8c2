"""Portraits where there is none."""

from __future__ import annotations

import pytest

from miniconf.site.looks.plates import initials, plate


def test_a_plate_is_the_same_each_time_and_another_for_another_name() -> None:
    assert plate("Ada Example") == plate("Ada Example")
    assert len({plate(f"Person {n}") for n in range(40)}) == 40


def test_a_name_cannot_get_into_the_drawing() -> None:
    assert "script" not in plate("<script>")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada M. Example", "AE"), ("王若曦", "王"), ("Madonna", "M"), ("Jean-Luc Petit", "JP"),
        ("김민준", "김"), ("", ""), ("???", "?"), ("ليلى الخوري", "لا"),
    ],
)  # fmt: skip
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters
