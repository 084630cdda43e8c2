from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.search.terms import fold, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Tides of GPT-4", ["tides", "gpt", "4"]),
        ("Ångström’s naïve café", ["angstrom", "s", "naive", "cafe"]),
        ("Łukasz and Nguyễn", ["łukasz", "nguyen"]),
        ("大規模言語モデル", ["大規", "規模", "模言", "言語", "語モ", "モテ", "テル"]),
        ("说 ok", ["说", "ok"]),
        ("x" * 50, ["x" * 32]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@given(st.text())
def test_tokens_do_not_depend_on_case_or_diacritics(text: str) -> None:
    assert tokens(fold(text)) == tokens(text)
