"""A text without what is private in it."""

from __future__ import annotations

import pytest

from miniconf.model import Publish
from miniconf.site.safety.leaks import Scanner
from miniconf.site.safety.removal import without

ZOOM = "https://zoom.us/j/9000000001?pwd=example1"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f'<a href="{ZOOM}">Z</a>, <a href="https://x.example">Y</a>', 'Z, <a href="https://x.example">Y</a>'),
        (f"a <a class=b href={ZOOM} target=c><b>Zoom</b></a>", "a <b>Zoom</b>"),
        (f"Say [Zoom]({ZOOM}), ok", "Say Zoom, ok"),
        (f'[Zoom]({ZOOM} "a") and [b](https://x.example)', "Zoom and [b](https://x.example)"),
        (f"at <{ZOOM}> or {ZOOM}.", "at  or "),
        (f"[z]: {ZOOM}\nsee [z]", "\nsee [z]"),
        ("mail <p@example.org>, q&#64;example.org", "mail , "),
        (f"({ZOOM}) Passcode: 123456", " "),
        ("[a@example.org](mailto:a@example.org)", ""),
        (r"ask a\@example\.org", "ask "),
        ("nothing [here](https://x.example/a@b)", "nothing [here](https://x.example/a@b)"),
    ],
)  # fmt: skip
def test_without(text: str, left: str) -> None:
    scanner = Scanner(Publish())
    assert without(text, scanner) == left
    assert list(scanner.find(left)) == []
