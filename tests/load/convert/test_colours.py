from __future__ import annotations

import pytest

from miniconf.load.convert.colours import colour
from miniconf.load.convert.faults import MISSING, Fault, Faults

DIGITS = "three or six hexadecimal digits, in quotes"


@pytest.mark.parametrize("text", ["#0b5d4b", "#ABC"])
def test_colour(text: str) -> None:
    faults: Faults = []
    assert colour(text, faults) == text
    assert faults == []


@pytest.mark.parametrize(
    ("raw", "found", "hint"),
    [
        ("green", "green", DIGITS), ("rgb(1,2,3)", "rgb(1,2,3)", DIGITS), ("#12", "#12", DIGITS),
        ("0b5d4b", "0b5d4b", "#0b5d4b"), ("#zzzzzz", "#zzzzzz", DIGITS),
    ],
)  # fmt: skip
def test_colour_refused(raw: str, found: str, hint: str) -> None:
    faults: Faults = []
    assert colour(raw, faults) is MISSING
    assert faults == [Fault('a colour such as "#0b5d4b"', found, hint)]
