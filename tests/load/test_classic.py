from __future__ import annotations

import pytest

from miniconf.load.classic import page_of, plain, session_named


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Tern <br/> 2031", "Tern 2031"), ("a &ndash; b", "a – b"), ("1 < 2", "1 < 2"), ("", "")],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_page_of() -> None:
    ids = {"speakers": {"5": {}}, "papers": {"main.1": {}}}
    assert page_of("https://x.example/virtual/speaker_5.html", ids) == ("speakers", "5")
    assert page_of("poster_main.1.html#qa", ids) == ("papers", "main.1")
    for link in (
        "speaker_6.html",
        "workshop_5.html",
        "papers.html",
        "https://x.example/",
        "",
        "http://[",
    ):
        assert page_of(link, ids) is None


def test_session_named() -> None:
    link = "https://x.example/papers.html?session=Mon+Session+3&filter=keywords"
    assert session_named(link) == "Mon Session 3"
    assert session_named("papers.html") == session_named("talks.html?session=1") == ""
    assert session_named("http://[") == ""
