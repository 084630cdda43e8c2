"""Passwords in the columns of a table."""

from __future__ import annotations

import pytest

from miniconf.site.safety.columns import cells, is_head


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("| Meeting | Passcode |", True),
        ("Meeting | **Zoom passcode:**", True),
        ("| Meeting ID | Room |\n|---|---|", True),
        ("| Passcode | 421337 |", False),
        ("| Password study | Score |", False),
        ("Passcode", False),
    ],
)
def test_a_head(line: str, head: bool) -> None:
    assert is_head(line) is head


def test_the_cells_below_a_head() -> None:
    text = (
        "Tea\n| Meeting | Passcode | Meeting ID |\n|---|:-:|---|\n"
        "| Day 1 of 2 | `tern-31` | 876 5000 1122 |\n| Evening | to be told | |\n\n| x | 4213 |"
    )
    assert [text[start:end] for start, end in cells(text)] == ["tern-31", "876 5000 1122"]
