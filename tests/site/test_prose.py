"""Texts of the data on pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.site.abstracts import Abstracts
from miniconf.site.prose import Prose, address, own_image


@pytest.mark.parametrize(
    ("source", "level", "tags"),
    [
        ("# A\n\n## B", 3, ["h3", "h4"]),
        ("## A\n\n### B", 2, ["h2", "h3"]),
        ("## A\n\n# B", 2, ["h3", "h2"]),
        ("words", 2, []),
    ],
)
def test_no_level_of_headings_is_left_out(source: str, level: int, tags: list[str]) -> None:
    html = Prose().text(source, 0, level)
    assert [part[:2] for part in html.split("<")[1:] if part[:1] == "h"] == tags


def test_relative_addresses_count_from_the_root() -> None:
    assert 'href="../papers.html"' in Prose().text("[all](papers.html)", 1)
    assert 'href="#x"' in Prose().text("[here](#x)", 1)
    assert 'href="../papers.html#a"' in Prose().text("[all](/papers.html#a)", 1)
    assert 'href="papers.html"' in Prose().text("[all](/papers.html)", 0)
    assert 'href="../index.html"' in Prose().text("[home](/)", 1)


@pytest.mark.parametrize(
    ("asset", "found"),
    [
        ("https://a.example/x.pdf", "https://a.example/x.pdf"),
        ("papers/x.pdf", "../static/papers/x.pdf"),
        ("/papers/x.pdf", "../static/papers/x.pdf"),
        ("/papers.html", "../papers.html"),
        ("static/papers/x.pdf", "../static/papers/x.pdf"),
        ("javascript:alert(1)", None),
        ("//evil.example/x", None),
    ],
)
def test_the_address_of_an_asset(asset: str, found: str | None) -> None:
    assert address(asset, "../") == found


def test_only_the_sites_own_pictures_are_shown() -> None:
    assert [own_image(x) for x in ("a.png", "https://a.example/a.png", None, "")] == [
        "a.png",
        None,
        None,
        None,
    ]


def test_an_abstract_that_was_rendered_before_is_not_rendered_again(tmp_path: Path) -> None:
    known = Abstracts(tmp_path / "abstracts")
    known.ask("a *b*")
    prose = Prose(known)
    assert prose.text("a *b*", 1) == "<p>a <em>b</em></p>"
    known.save(known.rendered())
    known.html["a *b*"] = "<p>kept</p>"
    assert prose.text("a *b*", 1) == "<p>kept</p>"
    assert prose.text("a *b*", 0) == prose.text("a *b*", 1, 2) == "<p>a <em>b</em></p>"


def test_titles_are_rendered_once() -> None:
    prose = Prose()
    assert prose.title("A *b*") is prose.title("A *b*")


def test_the_languages_of_titles_and_names_are_marked() -> None:
    prose = Prose()
    assert prose.title("A *nest* of かな") == 'A <em>nest</em> of <span lang="ja">かな</span>'
    assert prose.name("Haruna さん") == 'Haruna <span lang="ja">さん</span>'
