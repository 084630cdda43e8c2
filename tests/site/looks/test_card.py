"""The picture of the week, read back from its PNG."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

from miniconf.model import Conference, Theme
from miniconf.site.looks.card import HIGH, WIDE, card
from tests.site.samples import Write

DAY = date(2027, 6, 14)
COLOURS = [bytes.fromhex(c) for c in ("0b5d4b", "ffffff", "9dbeb7", "f2b035", "60968a")]


def pixels(png: bytes) -> list[bytes]:
    """The lines of a PNG, each pixel as its number in `COLOURS`."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    found, at = {}, 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        check = png[at + 8 + size : at + 12 + size]
        assert check == struct.pack(">I", zlib.crc32(name + data))
        found[name] = data
        at += size + 12
    assert found[b"IHDR"] == struct.pack(">IIBBBBB", WIDE, HIGH, 8, 3, 0, 0, 0)
    assert found[b"PLTE"] == b"".join(COLOURS)
    raw = zlib.decompress(found[b"IDAT"])
    return [raw[n * (WIDE + 1) + 1 : (n + 1) * (WIDE + 1)] for n in range(HIGH)]


def test_sessions_are_bricks_on_the_line_of_their_day() -> None:
    lines = pixels(card({(DAY, 20): {"talk": 1, "social": 1}}, [DAY], Theme()))
    middle = 96 + 20 * 21 + 10
    column = [line[middle] for line in lines]
    runs = [tone for n, tone in enumerate(column) if not n or tone != column[n - 1]]
    assert runs == [0, 3, 0, 1, 0, 4, 0]
    beside = [line[middle + 21] for line in lines]
    assert set(beside) == {0, 4}


def test_more_than_a_week_shows_its_first_days() -> None:
    days = [date(2027, 6, n) for n in range(1, 12)]
    lines = pixels(card({}, days, Theme()))
    assert sum(line[600] == 4 for line in lines) == 7 * 2


def test_the_busiest_week_stays_inside_the_picture() -> None:
    lines = pixels(card({(DAY, 0): {"poster": 400}}, [DAY], Theme()))
    assert {tone for line in lines for tone in line[:96]} == {0}
    assert len(lines) == HIGH


def test_only_a_site_that_knows_its_address_names_a_picture(
    write: Write, conference: Conference, tmp_path: Path
) -> None:
    write(conference, tmp_path / "alone")
    assert not (tmp_path / "alone/card.png").exists()
    assert "og:image" not in (tmp_path / "alone/index.html").read_text("utf-8")
    paper = replace(conference.papers["main.1"], image="teasers/1.png")
    changed = replace(conference, papers={**conference.papers, "main.1": paper})
    write(changed, base_url="https://tern.example/2031")

    def page(path: str) -> str:
        return (tmp_path / "build" / f"{path}.html").read_text("utf-8")

    tag = '<meta property="og:image" content="https://tern.example/2031/{}">'
    assert tag.format("card.png") in page("index")
    assert tag.format("static/teasers/1.png") in page("papers/main.1")
    assert tag.format("card.png") in page("papers/main.2")
