from __future__ import annotations

import codecs

import pytest

from miniconf.problems import Problems
from miniconf.tables import Options
from miniconf.tables.decode import decode, line_at

TEXT = "id,title\n1,Größe\n"


def decoded(content: bytes, **options: str) -> tuple[str | None, list[str]]:
    problems = Problems()
    text = decode(content, "a.csv", Options(**options), problems)
    return text, [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
    ],
    ids=["utf-8", "mark", "utf-16", "le", "be", "utf-32"],
)
def test_decode_unicode(content: bytes) -> None:
    assert decoded(content) == (TEXT, [])


def test_decode_windows() -> None:
    text, told = decoded("id,title\n1,“Größe” €\n".encode("cp1252"))
    assert text == "id,title\n1,“Größe” €\n"
    assert told == [
        "a.csv:2: warning: expected UTF-8, got byte 0x93 "
        "(hint: read as Windows-1252; save the file as UTF-8 to be sure)"
    ]


def test_decode_utf8_with_a_few_lines_of_windows() -> None:
    rows = ["1,Größe", "2,Łódź", "3,München", "4,“Öl” €", "5,東京", "6,Ål", "7,plain", "8,é"]
    as_windows = {"3,München", "4,“Öl” €", "8,é"}
    content = b"\n".join(row.encode("cp1252" if row in as_windows else "utf-8") for row in rows)
    assert decoded(content) == (
        "\n".join(rows),
        [
            "a.csv:3: warning: expected UTF-8, got byte 0xFC (hint: lines 3, 4 and 8 are read as "
            "Windows-1252; save the file as UTF-8 to be sure)"
        ],
    )
    assert decoded("Größe\nŁódź\n".encode() + b"\xfc") == (
        "Größe\nŁódź\nü",
        [
            "a.csv:3: warning: expected UTF-8, got byte 0xFC (hint: line 3 is read as "
            "Windows-1252; save the file as UTF-8 to be sure)"
        ],
    )


def test_decode_many_lines_of_windows() -> None:
    bad = b"\xfc\n" * 20
    text, told = decoded("東京都\n".encode() * 10 + bad)
    assert text == "東京都\n" * 10 + "ü\n" * 20
    assert "hint: lines 11, 12, 13, 14, 15 and 15 more are read as" in told[0]


def test_decode_one_line_of_both() -> None:
    assert decoded("[東京都, ".encode() + b"\xfc\x93]")[0] == "[東京都, ü“]"
    assert decoded("a,Größe b,Łódź\n".encode() + "«CAFÉ» né".encode("cp1252"))[0] == (
        "a,Größe b,Łódź\n«CAFÉ» né"
    )


def test_decode_windows_that_looks_like_utf8_in_places() -> None:
    assert decoded("„MENÜ“ né".encode("cp1252"))[0] == "„MENÜ“ né"


def test_decode_byte_without_meaning() -> None:
    text, told = decoded(b"\xe9\x81x")
    assert text == "éx"
    assert len(told) == 2


def test_decode_declared() -> None:
    assert decoded("ж".encode("koi8-r"), encoding="koi8-r") == ("ж", [])


def test_decode_declared_wrongly() -> None:
    assert decoded(b"a\nb\xff", encoding="ascii") == (
        None,
        ["a.csv:2: expected ascii, got byte 0xFF"],
    )
    assert decoded(b"a", encoding="utf-7.5") == (
        None,
        ['a.csv: expected the name of an encoding, got "utf-7.5" (hint: utf-8, cp1252 ...)'],
    )


def test_decode_control_characters() -> None:
    text, told = decoded("a\nb\x02c\x00\x9f\t\u2028".encode())
    assert text == "a\nbc\t\u2028"
    assert told == [
        "a.csv:2: warning: expected text, got 3 control characters (first U+0002) "
        "(hint: they are left out)"
    ]


def test_decode_corrected() -> None:
    problems = Problems()
    options = Options(fix=lambda text: text.replace("a", "b"))
    assert decode(b"a", "a.csv", options, problems) == "b"


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (1, 1), (2, 2), (4, 3), (6, 4)])
def test_line_at(offset: int, line: int) -> None:
    assert line_at("a\nb\rc\r\nd", offset if offset < 6 else 8) == line
