"""Abstracts that are kept from build to build."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from msgspec.msgpack import encode

from miniconf.site.abstracts import Abstracts


def kept(path: Path) -> Abstracts:
    """What one build asked for and rendered, as the next one finds it."""
    first = Abstracts(path)
    assert [first.ask(text) for text in ("a *b*", "a b", "c *d*")] == ["a b", "a b", "c d"]
    for text in ("a *b*", "a b", "another *text*"):
        first.render(text, f"<p>{text}</p>")
    first.save(first.rendered())
    return Abstracts(path)


def test_what_was_asked_for_is_known_again(tmp_path: Path) -> None:
    again = kept(tmp_path / "abstracts")
    assert [again.ask(text) for text in ("a *b*", "a b")] == ["a b", "a b"]
    assert (again.plain, again.html) == ({"a *b*": "a b"}, {"a *b*": "<p>a *b*</p>"})
    again.save()
    last = Abstracts(tmp_path / "abstracts")
    last.ask("c *d*")  # nobody asked for it in the build before
    last.ask("a *b*")
    assert last.html == {"a *b*": "<p>a *b*</p>"}


def test_what_was_rendered_is_told_once(tmp_path: Path) -> None:
    known = Abstracts(tmp_path / "abstracts")
    known.ask("a *b*")
    known.render("a *b*", "<p>x</p>")
    assert [known.rendered(), known.rendered()] == [{"a *b*": "<p>x</p>"}, {}]


def test_nothing_is_kept_without_a_file() -> None:
    known = Abstracts()
    assert known.ask("a *b*") == "a b"
    known.save({"a *b*": "<p>x</p>"})
    assert known.html == {"a *b*": "<p>x</p>"}


@pytest.mark.parametrize("damage", [b"", b"{", encode([]), encode(["x", {b"a": 1}]), encode(7)])
def test_a_damaged_file_is_as_none(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "abstracts"
    kept(path)
    path.write_bytes(damage)
    again = Abstracts(path)
    assert [again.ask(text) for text in ("a *b*", "a b", "$x$ y")] == ["a b", "a b", "x y"]
    assert again.html == {}


def test_what_another_edition_kept_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "abstracts"
    kept(path)
    monkeypatch.setattr(metadata, "version", lambda name: "another")
    again = Abstracts(path)
    again.ask("a *b*")
    assert again.html == {}
