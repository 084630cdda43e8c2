"""Text as it is meant."""

from __future__ import annotations

import pytest

from miniconf.site.safety.spelling import decoded, is_encoded, unescaped


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("plain", "plain"),
        (r"tea\nPasscode\, please\Nhere", "tea\nPasscode, please\nhere"),
        (r"https:\/\/x.example\/", "https://x.example/"),
        (r"a\u0026b\u003dc \u00e9", r"a&b=c \u00e9"),
        (r"\\nu and \"x\"\tend", '\\nu and "x" end'),
        (r"ask a\@example\.org", r"ask a\@example\.org"),
    ],
)
def test_unescaped(text: str, meant: str) -> None:
    assert unescaped(text) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("zoom&#46;us&#x2F;j", "zoom.us/j"),
        ("zoom&period;us&sol;j", "zoom.us/j"),
        ("u=https%3A%2F%2Fx.example", "u=https://x.example"),
        ("u=https%253A%252F%252Fx.example", "u=https://x.example"),
        ("%FF", "\N{REPLACEMENT CHARACTER}"),
    ],
)
def test_decoded(text: str, meant: str) -> None:
    assert is_encoded(text)
    assert decoded(text) == meant


@pytest.mark.parametrize("text", ["a &amp; b", "&#34;x&#39; &#x27;", "100% of it"])
def test_what_stands_on_every_page_is_no_encoding(text: str) -> None:
    assert not is_encoded(text)
    assert decoded(text) is text
