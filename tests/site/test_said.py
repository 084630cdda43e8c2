from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.site.said import _PLAIN, quick, said, said_plainly, whole
from miniconf.text import plain
from miniconf.text.chars import tidy


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("See **B**, $x$.", "<p>See <strong>B</strong>, <math><mi>x</mi></math>.</p>"),
        ("![a > b](https://x.example/p.png)", "<p>a &gt; b</p>"),
        ('<img src=x onerror=alert(1) alt="a>b">', "a&gt;b"),
        ("[up](../../index.html)", "<p><a>up</a></p>"),
        ("[js](javascript:alert(1))", "<p>[js](javascript:alert(1))</p>"),
        ("[ok](https://a.example/)",
         '<p><a rel="noopener noreferrer nofollow ugc" href="https://a.example/">ok</a></p>'),
        ("# Loud", "<p>Loud</p>"),
        ("<script>alert(1)</script>Hi", "Hi"),
    ],
)  # fmt: skip
def test_messages_get_less_than_data(source: str, html: str) -> None:
    assert str(said(source)) == html


def shown(html: str) -> list[str]:
    """HTML without the white space that nobody sees."""
    return re.sub(r"\s*(</?p>)\s*", r" \1 ", html).split()


PIECES = st.sampled_from(
    ["see ", "https://x.example/a_b?c=1&d=2#e", "https://x.example", "http://x.example/~u", ")",
     "(", "`foo_bar(x)`", "`a b`", "`", "x", ".", ", ", "?", "\n", "\n\n", "'", "*", "&", "<", "- ",
     "1. ", "é", "\u202e", "|", "--", "`x`y", "https://a.b@c.example/", "$", "**b c**",
     "*e*", "$x^2$", "$5", "\\", "$$", "_"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=8).map("".join))
def test_the_quick_way_says_what_the_parser_says(source: str) -> None:
    found = quick(tidy(source))
    assert found is None or shown(found) == shown(str(whole(source)))


@pytest.mark.parametrize(
    "source",
    [
        "Why? It is so.",
        "See https://x.example/a_b, and `f(x)`.",
        "(https://x.example/)",
        "**No**: $O(n^2)$, *so*.",
    ],
)
def test_what_people_mostly_write_goes_the_quick_way(source: str) -> None:
    assert quick(source) == whole(source)


LINES = st.text(_PLAIN.decode()).filter(lambda text: text[:1].isalpha())


@given(LINES)
def test_plain_words_are_what_the_quick_way_makes_of_them(source: str) -> None:
    assert said(source) == (quick(tidy(source)) or whole(tidy(source)))


@given(st.lists(PIECES, max_size=8).map("".join) | LINES)
def test_the_words_alone_are_those_that_the_parser_finds(source: str) -> None:
    assert said_plainly(source, plain) == plain(source)
