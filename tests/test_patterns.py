"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from miniconf.patterns import regex


def test_it_does_what_a_pattern_does(monkeypatch: pytest.MonkeyPatch) -> None:
    word = regex(r"(?P<head>[a-z])\w*", re.IGNORECASE)
    with monkeypatch.context() as patched:
        patched.delattr("re.compile")
        with pytest.raises(AttributeError):
            _ = word.groupindex
    assert [match["head"] for match in word.finditer("Two terns")] == ["T", "t"]
    assert (word.sub("-", "a b"), word.fullmatch("a b"), word.flags & re.I) == ("- -", None, re.I)
    assert regex(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


def test_it_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    digits = regex(r"\d+")
    assert digits.search("a1")
    monkeypatch.delattr("re.compile")
    assert digits.search("b2")
