from __future__ import annotations

import pytest

from miniconf.site.said import said


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
