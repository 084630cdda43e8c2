from __future__ import annotations

import pytest

from miniconf.load.convert.addresses import apart, are_several, leads, split_addresses

URL = "https://x.example/a"


@pytest.mark.parametrize(
    ("text", "several"),
    [
        (URL, False), (f"{URL};y,z", False), (f"{URL}?to={URL}", False), (f"{URL} b.pdf", False),
        ("Vo, Ana.pdf", False), (f"{URL}, b.pdf", True), (f"{URL};{URL}", True),
        (f"a.pdf {URL}", True),
    ],
)  # fmt: skip
def test_are_several(text: str, several: bool) -> None:
    assert are_several(text) is several


def test_apart() -> None:
    assert apart(f"Slides, final: {URL}, Code {URL}/b\nc.pdf;") == [
        f"Slides, final: {URL}", f"Code {URL}/b", "c.pdf",
    ]  # fmt: skip


def test_leads() -> None:
    found = [leads(part) for part in (URL, f"[A]({URL})", "/a", "a b.pdf", "Slides", "Dr. Vo")]
    assert found == [True, True, True, True, False, False]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("38938823; 38938824", ["38938823", "38938824"]),
        ("abcdefghijk, bcdefghijkl", ["abcdefghijk", "bcdefghijkl"]),
        ("talks/a.mp4, talks/b.mp4", ["talks/a.mp4", "talks/b.mp4"]),
        ("talks/Vo, Ana.mp4", ["talks/Vo, Ana.mp4"]),
        (f"{URL}|{URL}/b\n38938823", [URL, f"{URL}/b", "38938823"]),
        (f"{URL}?a=1;b=2,3; 38938823", [f"{URL}?a=1;b=2,3", "38938823"]),
        (f"{URL}/b c.mp4, {URL}/d.mp4", [f"{URL}/b c.mp4", f"{URL}/d.mp4"]),
        ("", []),
    ],
)
def test_split_addresses(text: str, parts: list[str]) -> None:
    assert split_addresses(text) == parts


def test_split_addresses_by_a_declared_separator() -> None:
    assert split_addresses(f"{URL} / {URL}/b", " / ") == [URL, f"{URL}/b"]
