from __future__ import annotations

import pytest

from miniconf.load.declared.joins import alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("007", "7", True), ("7.0", "7", True), (" Main.1 ", "main.1", True), ("a  b", "a b", True),
        ("7", "70", False), ("7.5", "7", False), ("0", "00", True), ("a-b", "a b", False),
    ],
)  # fmt: skip
def test_alike(one: str, other: str, same: bool) -> None:
    assert (alike(one) == alike(other)) is same
