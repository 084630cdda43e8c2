from __future__ import annotations

import pytest

from miniconf.load.convert import MISSING
from miniconf.load.convert.keys import bare, key


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("main.1", "main.1"),
        ('="001"', "001"),
        ('="00"1"', '="00"1"'),
        ("\u200b1\ufeff", "1"),
        ('\u200b="001"', "001"),
        ("می\u200cرود", "می\u200cرود"),
    ],
)
def test_bare(text: str, found: str) -> None:
    assert bare(text) == found


def test_key() -> None:
    assert key(' ="001" ', []) == "001"
    assert key("\u200b", []) is MISSING
