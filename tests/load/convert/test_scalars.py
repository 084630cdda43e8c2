from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from miniconf.load.convert import MISSING, Faults, Reading
from miniconf.load.convert import scalars as s

READING = Reading(
    zone=ZoneInfo("Europe/Lisbon"), has_asset=lambda path: path in {"a.png", "x y.pdf"}
)
Convert = Callable[[Any, Faults], Any]


def tried(convert: Convert, raw: Any) -> tuple[Any, list[str]]:
    """`(value, messages with hints)`."""
    faults: Faults = []
    value = convert(raw, faults)
    levels = {"error": "", "warning": "warning: "}
    return value, [
        f"{levels[f.level]}{f.message}{f' ({f.hint})' if f.hint else ''}" for f in faults
    ]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (" a ", "a"), ("a\r\nb\n", "a\nb"), ("a\x07b\u202e", "ab"), ("ﬁne\n", "fine"),
        (["a", "b"], "a, b"), ("😀 ﬁ", "😀 ﬁ"),
    ],
)  # fmt: skip
def test_markdown(raw: Any, text: str) -> None:
    assert tried(s.markdown, raw) == (text, [])


def test_markdown_with_line_ends_written_out() -> None:
    text = r"We show the best\nknown bound.\n\n\[\n \nu \neq \nabla\n\]\nagain"
    found = "We show the best\nknown bound.\n\n\\[\n \\nu \\neq \\nabla\n\\]\nagain"
    assert tried(s.markdown, text) == (found, [])
    assert tried(s.markdown, r"$\nu$ and \nothing") == (r"$\nu$ and \nothing", [])
    assert tried(s.markdown, r"split at `\n`, \\n") == (r"split at `\n`, \\n", [])


def test_markdown_refused() -> None:
    assert tried(s.markdown, {"a": "b"}) == (MISSING, ["expected a text, got a mapping"])
    assert tried(s.markdown, [["a"]]) == (MISSING, ["expected a text, got a list"])
    assert tried(s.markdown, "x" * (s.LONGEST + 1)) == (
        MISSING, ['expected at most 131,072 characters, got "131,073 characters"'],
    )  # fmt: skip


def test_line() -> None:
    assert tried(s.line, " two\n  lines ") == ("two lines", [])
    assert tried(s.line, "two  spaces") == ("two spaces", [])


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example", "http://x.example:8080/a?b=c#d", "HTTPS://X.example/ä",
        "https://x.example/a_(b)", "https://xn--bcher-kva.example/", "https://[2001:db8::1]/a",
    ],
)  # fmt: skip
def test_url(text: str) -> None:
    assert tried(s.url, text) == (text, [])


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("x.example/a", " (https://x.example/a)"), ("www.x.example", " (https://www.x.example)"),
        ("http:/x.example", " (two slashes follow the colon)"), ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""), ("data:text/html,x", ""), ("//x.example/a", ""),
        ("https://user@x.example", ""), ("https:///a", ""), ("https://x.example/a b", ""),
        ("https://x.example/\"><script>", ""), ("https://[x", ""), ("https://x.example:0/", ""),
        ("mailto:a@x.example", ""), ("file:///etc/passwd", ""),
    ],
)  # fmt: skip
def test_url_refused(text: str, hint: str) -> None:
    shown = text if len(text) <= 60 else text[:59] + "…"
    assert tried(s.url, text) == (MISSING, [f'expected an http(s) address, got "{shown}"{hint}'])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://x.example/a.png", "https://x.example/a.png"), ("a.png", "a.png"),
        ("/a.png", "a.png"), ("./a.png", "a.png"), ("static/a.png", "a.png"),
        ("/static/a.png", "a.png"), ("x%20y.pdf", "x y.pdf"), ("a.png?v=2", "a.png"),
        ("https://x.example/a b.pdf", "https://x.example/a%20b.pdf"),
        ("schedule.html", "schedule.html"), ("/papers/main.1.html#qa", "papers/main.1.html#qa"),
        ("papers.html?session=1", "papers.html?session=1"),
    ],
)  # fmt: skip
def test_asset(text: str, found: str) -> None:
    assert tried(s.asset(READING), text) == (found, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "b.png",
            'warning: expected an http(s) address or a file below static/, got "b.png" '
            "(there is no such file; it is left out)",
        ),
        ("../a.png", 'expected a file below static/, got "../a.png"'),
        ("static/../../a.png", 'expected a file below static/, got "static/../../a.png"'),
        ("/", 'expected a file below static/, got "/"'),
        ("javascript:x", 'expected an http(s) address or a file below static/, got "javascript:x"'),
        (
            "//x.example/a",
            'expected an http(s) address or a file below static/, got "//x.example/a"',
        ),
        ("C:\\a.png", 'expected an http(s) address or a file below static/, got "C:\\a.png"'),
        (
            "x.example/a.png",
            'expected an http(s) address or a file below static/, got "x.example/a.png" '
            "(https://x.example/a.png)",
        ),
    ],
)
def test_asset_refused(text: str, told: str) -> None:
    assert tried(s.asset(READING), text) == (MISSING, [told])


def test_zone() -> None:
    assert tried(s.zone, "Pacific/Auckland") == ("Pacific/Auckland", [])
    assert tried(s.zone, "Pacific/Aukland") == (
        MISSING,
        [
            'expected the IANA name of a time zone, got "Pacific/Aukland" '
            '(did you mean "Pacific/Auckland"?)'
        ],
    )


def test_instant() -> None:
    nine = datetime(2031, 3, 28, 9, tzinfo=UTC)
    assert tried(s.instant(READING), "2031-03-28 09:00") == (nine, [])
    assert tried(s.instant(READING), nine) == (nine, [])
    value, told = tried(s.instant(READING), "2031-10-26 01:30")
    assert value.hour == 0
    assert told == [
        'warning: expected an instant that occurs once, got "2031-10-26 01:30" (2031-10-26 '
        "01:30+01:00 or 2031-10-26 01:30+00:00? the first is taken; write the offset)"
    ]


def test_published_may_be_a_day() -> None:
    assert tried(s.published(READING), "2031-07-01")[0] == datetime(2031, 6, 30, 23, tzinfo=UTC)
    assert tried(s.published(Reading()), "2031-07-01")[0] == datetime(2031, 7, 1, tzinfo=UTC)
    assert tried(s.published(READING), "2031-07-01 10:00")[0].hour == 9
    assert tried(s.published(READING), "soon") == (
        MISSING, ['expected an instant such as 2031-03-28 09:00, got "soon"'],
    )  # fmt: skip


def test_day() -> None:
    assert tried(s.day(READING), "2031-03-28") == (date(2031, 3, 28), [])
    assert tried(s.day(READING), "May 2031") == (date(2031, 5, 1), [])
    assert tried(s.day(READING), "soon") == (
        MISSING, ['expected a day such as 2031-03-28, got "soon"'],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("raw", "value"),
    [("12", 12), ("+3", 3), ("-3", MISSING), ("1,200", 1200), ("12.0", 12), ("12.5", MISSING),
     ("x", MISSING), ("9" * 30, MISSING)],
)  # fmt: skip
def test_integer(raw: str, value: object) -> None:
    assert tried(s.integer, raw)[0] == value


def test_integer_below_nought() -> None:
    assert tried(s.integer, "-3")[1] == ['expected a whole number, 0 or more, got "-3"']


@pytest.mark.parametrize(
    ("raw", "value"), [("1.5", 1.5), ("-2e3", -2000.0), ("inf", MISSING), ("x", MISSING)]
)
def test_number(raw: str, value: object) -> None:
    assert tried(s.number, raw)[0] == value


@pytest.mark.parametrize(
    ("raw", "value"),
    [("true", True), ("Yes", True), ("1", True), ("off", False), ("N", False), ("maybe", MISSING)],
)
def test_boolean(raw: str, value: object) -> None:
    assert tried(s.boolean, raw)[0] is value


def test_word() -> None:
    convert = s.word(("poster", "oral"))
    assert tried(convert, "Poster") == ("poster", [])
    assert tried(convert, "postre") == (
        MISSING, ['expected one of poster, oral, got "postre" (did you mean "poster"?)'],
    )  # fmt: skip


def test_several_addresses_are_not_one() -> None:
    two = ["https://x.example/1", "https://x.example/2"]
    hint = "(there are 2; a declaration may take the `first`)"
    assert tried(s.url, two) == (MISSING, [f"expected an http(s) address, got a list {hint}"])
    assert tried(s.asset(Reading()), two) == (
        MISSING, [f"expected an address, or a file below static/, got a list {hint}"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "https://x.example/1.pdf, https://x.example/2.pdf",
        "https://x.example/1.pdf;https://x.example/2.pdf",
        "https://x.example/1.pdf https://x.example/2.pdf",
        "1.pdf, https://x.example/2.pdf",
        "https://x.example/1.pdf, 2.pdf",
    ],
)
def test_two_addresses_in_one_text(text: str) -> None:
    hint = "(keep one; a comma that belongs to it is written %2C)"
    assert tried(s.asset(Reading()), text) == (
        MISSING, [f'expected one address, got "{text}" {hint}'],
    )  # fmt: skip
    assert tried(s.url, text) == (MISSING, [f'expected one address, got "{text}" {hint}'])


def test_addresses_with_commas_and_semicolons() -> None:
    for text in ("https://x.example/x;y,z", "https://x.example/a?to=https://y.example/b,c"):
        assert tried(s.asset(Reading()), text) == (text, [])
        assert tried(s.url, text) == (text, [])
    assert tried(s.asset(Reading()), "papers/Vo, Ana.pdf") == ("papers/Vo, Ana.pdf", [])
