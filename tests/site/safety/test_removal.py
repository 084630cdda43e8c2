"""A text without what is private in it."""

from __future__ import annotations

import pytest

from miniconf.model import Publish
from miniconf.site.safety.leaks import Scanner
from miniconf.site.safety.removal import without
from tests.site.safety.bounded import bounded

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
        ("[Join](https://Zoom.us/j/99887766554)", "Join"),
        (f"[a [b]]({ZOOM}) [c](https://x.example 'd')", "a [b] [c](https://x.example 'd')"),
        (f"![x](y.png) [![x](y.png)]({ZOOM})", "![x](y.png) ![x](y.png)"),
        (f'<A HREF="//x.example">Y</A> <a\nhref = {ZOOM}>Z</a >', '<A HREF="//x.example">Y</A> Z'),
        (f'<a name=x>A</a> <a href="{ZOOM}">B <i>C</i></a>', "<a name=x>A</a> B <i>C</i>"),
        (f"<abbr>A</abbr> <a href={ZOOM}>B", "<abbr>A</abbr> <a href=>B"),
        ("a *ana@example.xn--p1ai*", "a **"),
        ("ask <mailto:p@example.org> or mailto:q@example.org.", "ask  or ."),
        ("**Passcode:** 421337\nBring tea", "\nBring tea"),
        ("Zoom (Passcode: 421337), Passcode (421337)", "Zoom , "),
        ("Passcode: **421337**, `Passcode: 421337`", ", ``"),
        ("Meeting ID:\n876 5000 1122\nPasscode:\n421337\nTea", "\n\nTea"),
        ("Dial +13017158592,,99887766554#,,,,*421337#!", "Dial !"),
        ("| A | Passcode |\n|---|---|\n| B | 421337 |", "| A | Passcode |\n|---|---|\n| B |  |"),
        ("go to zoom&#46;us/j/99887766554 (or zoom.us&#x2F;j/1)", "go to  (or )"),
        ("[J](https://o.example/?url=https%3A%2F%2Fzoom.us%2Fj%2F1) ok", "J ok"),
        ("at https://o.example/?url=https%3A%2F%2Fzoom.us%2Fj%2F1, ok", "at  ok"),
        (r"as https:\/\/zoom.us\/j\/99887766554 says", "as  says"),
        (r"a\nhf_abcdefghijklmnopqrstuvwx b" + "\nc", " b\nc"),
        ("&#112;asscode: 421337\nBring tea", "\nBring tea"),
    ],
)  # fmt: skip
def test_without(text: str, left: str) -> None:
    scanner = Scanner(Publish())
    assert without(text, scanner) == left
    assert list(scanner.find(left)) == []


def test_a_password_that_is_a_word() -> None:
    scanner = Scanner(Publish())
    assert without("Passcode: heron\nBring tea", scanner, beside=True) == "\nBring tea"
    assert without("Passcode: heron\nBring tea", scanner) == "Passcode: heron\nBring tea"


def test_a_link_that_is_let_out_stays_whole() -> None:
    link = "https://zoom.us/j/900000001?pwd=abc1&uname=x"
    scanner = Scanner(Publish(allow=(link,)))
    assert without(f"{link} and a@example.org", scanner) == f"{link} and "


def test_no_text_takes_long() -> None:
    """Each is so long that a pattern whose work grows with the square would end the process."""
    end = " a@b.example ?"
    hostile = {
        "anchors": "<a href=x" * 22_000 + end,
        "tags": "<a " * 70_000 + end,
        "closed": "<a href=x>" * 20_000 + "</a " * 20_000 + end,
        "dashes": "-" * 200_000 + end,
        "letters": "a" * 200_000 + end,
        "links": "[a](" * 50_000 + end,
        "titles": '[a](b "' * 30_000 + end,
        "words": "[a[b]" * 40_000 + end,
        "nested": "[" + "[b]" * 70_000 + end,
        "labels": "[\n" * 100_000 + end,
        "definitions": "[a]:\n" * 40_000 + end,
        "schemes": "<http:" * 35_000 + end,
        "brackets": "(" * 100_000 + "( " * 50_000 + end,
        "lists": "(,;|" * 50_000 + end,
        "addresses": "<mailto:" * 25_000 + end,
        "many": "a@b.example " * 15_000,
        "encoded": "zoom.us%2Fj%2F1 " * 12_000,
    }
    assert bounded("without(text, Scanner(Publish()), beside=True)", hostile) == [*hostile]
