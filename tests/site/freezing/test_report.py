"""Counts as a build's summary words them."""

from __future__ import annotations

import pytest

from miniconf.site.freezing.report import plural


@pytest.mark.parametrize(
    ("count", "noun", "words"),
    [
        (1, "page", "1 page"), (0, "page", "0 pages"), (2071, "page", "2,071 pages"),
        (3, "e-mail address", "3 e-mail addresses"), (1, "e-mail address", "1 e-mail address"),
        (4, "repository", "4 repositories"), (1, "repository", "1 repository"),
    ],
)  # fmt: skip
def test_plural(count: int, noun: str, words: str) -> None:
    assert plural(count, noun) == words
