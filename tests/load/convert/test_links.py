from __future__ import annotations

import pytest

from miniconf.load.convert import MISSING, Faults, Reading
from miniconf.load.convert.links import (
    captions_from,
    link_from,
    named,
    split_links,
)
from miniconf.load.convert.scalars import asset
from miniconf.model import Captions, Link

URL = "https://x.example/a"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (URL, [URL]),
        (f"Slides | {URL}", [f"Slides | {URL}"]),
        (f"Slides | {URL} | Code | {URL}/b", [f"Slides | {URL}", f"Code | {URL}/b"]),
        (f"[A]({URL})|[B]({URL}/b)", [f"[A]({URL})", f"[B]({URL}/b)"]),
        (f"{URL}|{URL}/b", [URL, f"{URL}/b"]),
        (f"Slides {URL}\nCode {URL}/b", [f"Slides {URL}", f"Code {URL}/b"]),
        ("Slides|files/a.pdf", ["Slides | files/a.pdf"]),
        ("Slides", ["Slides"]),
        (f"{URL}.pdf, {URL}/b", [f"{URL}.pdf", f"{URL}/b"]),
        (f"{URL};{URL}/b;", [URL, f"{URL}/b"]),
        (f"{URL} {URL}/b", [URL, f"{URL}/b"]),
        (f"Slides, final: {URL}; Code {URL}/b", [f"Slides, final: {URL}", f"Code {URL}/b"]),
        (
            f"Slides | {URL}/1; Code | {URL}/2, {URL}/3",
            [f"Slides | {URL}/1", f"Code | {URL}/2", f"{URL}/3"],
        ),
        (f"[A]({URL}), [B, C]({URL}/b)", [f"[A]({URL})", f"[B, C]({URL}/b)"]),
        ("a.pdf, b.pdf", ["a.pdf", "b.pdf"]),
        ("Slides, final.pdf", ["Slides, final.pdf"]),
        (f"{URL};y,z", [f"{URL};y,z"]),
        (f"{URL}?to={URL},1", [f"{URL}?to={URL},1"]),
        (f"{URL}/my file.pdf", [f"{URL}/my file.pdf"]),
    ],
)
def test_split_links(text: str, parts: list[str]) -> None:
    assert split_links(text) == parts


def test_split_links_by_a_declared_separator() -> None:
    assert split_links(f"{URL}; {URL}/b", ";") == [URL, f"{URL}/b"]


def link(text: str) -> tuple[object, list[tuple[str, str]]]:
    faults: Faults = []
    found = link_from(asset(Reading(has_asset=lambda path: path == "a.pdf")))(text, faults)
    return found, [(fault.level, fault.message) for fault in faults]


@pytest.mark.parametrize(
    ("text", "label", "url"),
    [
        (f"[The slides]({URL}_(2).pdf)", "The slides", f"{URL}_(2).pdf"),
        (f"Slides | {URL}", "Slides", URL),
        (f"Slides: {URL}", "Slides", URL),
        (f"Slides {URL}", "Slides", URL),
        ("https://www.x.example/a", "x.example", "https://www.x.example/a"),
        (
            "https://x.example/b/Slides%201.pdf",
            "Slides 1.pdf",
            "https://x.example/b/Slides%201.pdf",
        ),
        ("a.pdf", "a.pdf", "a.pdf"),
    ],
)
def test_link(text: str, label: str, url: str) -> None:
    assert link(text) == (Link(label=label, url=url), [])


def test_link_refused() -> None:
    assert link("Slides | javascript:alert(1)") == (
        MISSING,
        [(
            "error",
            "expected an http(s) address or a file below static/, got \"javascript:alert(1)\"",
        )],
    )  # fmt: skip
    assert link("Slides | ")[0] is MISSING


@pytest.mark.parametrize("text", [f"{URL}, {URL}/b", f"{URL} {URL}/b", f"Slides | {URL}; {URL}/b"])
def test_link_of_two_addresses(text: str) -> None:
    found, told = link(text)
    assert found is MISSING
    got = text.removeprefix("Slides | ")
    assert told == [("error", f'expected one address, got "{got}"')]


def test_link_with_words_around_it() -> None:
    found, told = link(f"[Demo]({URL}) (password on request)")
    assert found == Link(label="Demo", url=URL)
    assert told == [
        (
            "warning",
            'expected a link alone, got "[Demo](https://x.example/a) (password on request)"',
        )
    ]


def test_named() -> None:
    assert named("https://www.x.example/a/") == "x.example"
    assert named("static/b.zip") == "b.zip"


@pytest.mark.parametrize(
    ("path", "language"), [("t.de.vtt", "de"), ("t.zh-Hans.vtt", "zh-Hans"), ("t.vtt", "en")]
)
def test_captions(path: str, language: str) -> None:
    found = captions_from(asset(Reading()))(path, [])
    assert found == Captions(language=language, url=path)
