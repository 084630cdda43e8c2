from __future__ import annotations

import pytest

from miniconf.model import HubRepo
from miniconf.site.repowords import license_words, rows_words, size_steps
from miniconf.site.words import words

SAY = words("en")


@pytest.mark.parametrize(
    ("license_id", "spelt"),
    [
        ("apache-2.0", "Apache 2.0"), ("mit", "MIT"), ("cc-by-sa-4.0", "CC BY-SA 4.0"),
        ("cc0-1.0", "CC0 1.0"), ("bsd-3-clause", "BSD-3-CLAUSE"), ("gpl-3.0", "GPL-3.0"),
        ("llama3.1", "llama3.1"), ("openrail", "OpenRAIL"), ("other", "Other"), ("", ""),
    ],
)  # fmt: skip
def test_license_words(license_id: str, spelt: str) -> None:
    assert license_words(license_id) == spelt


@pytest.mark.parametrize(
    ("size", "spelt"),
    [
        ("n<1K", "under 1K rows"), ("10K<n<100K", "10K to 100K rows"), ("n>1T", "over 1T rows"),
        ("huge", "huge"),
    ],
)  # fmt: skip
def test_rows_words(size: str, spelt: str) -> None:
    assert rows_words(SAY)(size) == spelt


@pytest.mark.parametrize(
    ("parameters", "size", "spelt"),
    [
        (7_000_000, "", "up to 100M parameters"), (10**9, "", "up to 1B parameters"),
        (2 * 10**10, "", "over 10B parameters"), (None, "n<1K", "under 1K rows"), (None, "", ""),
    ],
)  # fmt: skip
def test_size_step(parameters: int | None, size: str, spelt: str) -> None:
    repo = HubRepo(kind="model", id="o/m", parameters=parameters, size=size)
    assert size_steps(SAY)(repo) == spelt
