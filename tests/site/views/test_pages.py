"""Every page of a conference, as HTML."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from miniconf import resources
from miniconf.model import Config
from miniconf.site.app import create_site
from miniconf.site.snapshot import Snapshot
from tests.site.example import conference, snapshot

TEMPLATES = resources.folder("templates")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/ld\+json)|\son[a-z]+=|\sstyle=")
LOADED = re.compile(r'<(?:img|iframe|script|source|track|video|audio)\b[^>]*\ssrc="(https?:)?//')


def render(made: Snapshot) -> dict[str, str]:
    """Path -> HTML of every page of a snapshot."""
    site = create_site(made)
    return {
        page.path: site.render(page, site.inputs(page)).decode()
        for page in site.pages
        if page.path.endswith(".html")
    }


@cache
def pages() -> dict[str, str]:
    """The pages of the example."""
    return render(snapshot())


def test_the_example_has_every_kind_of_page() -> None:
    found = {re.sub(r"/[^/]+\.html", "/*", path) for path in pages()}
    assert found >= {
        "index.html", "papers.html", "papers/*", "map.html", "authors.html", "authors/*",
        "keywords.html",
        "schedule.html", "sessions/*", "speakers.html", "speakers/*", "workshops.html",
        "workshops/*", "tutorials.html", "tutorials/*", "socials.html", "socials/*",
        "mentorship.html", "mentorship/*", "sponsors.html", "sponsors/*", "hub.html", "chat.html",
        "help.html", "visa.html", "404.html", "mine.html", "offline.html",
    }  # fmt: skip


def test_no_page_has_inline_script_style_or_handlers() -> None:
    assert {path: found for path, html in pages().items() if (found := INLINE.findall(html))} == {}


def test_no_page_loads_anything_from_elsewhere() -> None:
    assert [path for path, html in pages().items() if LOADED.search(html)] == []


def test_every_page_has_one_main_heading_and_one_main_part() -> None:
    assert [
        path for path, html in pages().items() if (html.count("<h1"), html.count("<main")) != (1, 1)
    ] == []


def test_every_page_that_is_found_by_searching_says_what_it_holds() -> None:
    said = re.compile(r'<meta name="description" content="[^"]+">')
    assert [
        path for path, html in pages().items()
        if len(said.findall(html)) != ("noindex" not in html)
    ] == []  # fmt: skip


def test_no_page_shows_none_or_a_missing_word() -> None:
    seen = re.compile(r">\s*None\s*<|Undefined|&lt;(?:time|svg|span|a )")
    assert [path for path, html in pages().items() if seen.search(html)] == []


def test_ids_are_unique_on_every_page() -> None:
    def twice(html: str) -> list[str]:
        ids = re.findall(r'\sid="([^"]+)"', html)
        return sorted({name for name in ids if ids.count(name) > 1})

    assert {path: found for path, html in pages().items() if (found := twice(html))} == {}


@pytest.mark.parametrize(
    "collection",
    ["papers", "speakers", "workshops", "tutorials", "socials", "mentorships", "sponsors", "pages"],
)
def test_a_collection_that_is_absent_leaves_no_trace(collection: str) -> None:
    made = conference()
    empty = {collection: {}} | ({"authors": {}, "repos": {}} if collection == "papers" else {})
    folder = {"mentorships": "mentorship", "pages": "visa"}.get(collection, collection)
    html = render(Snapshot(conference=replace(made, **empty)))  # type: ignore[arg-type]
    link = re.compile(rf'href="(?:\.\./)?{folder}(?:\.html|/)')
    assert [path for path in html if path.startswith((f"{folder}.", f"{folder}/"))] == []
    assert [path for path, text in html.items() if link.search(text)] == []


def test_the_smallest_conference_has_a_home_and_says_no_more() -> None:
    config = conference().config
    small = Config(name="Tern", start=config.start, end=config.end, time_zone="UTC")
    html = render(Snapshot(conference=replace(_empty(), config=small)))
    collections = re.compile(r"(?:papers|authors|map|schedule|sessions|workshops|tutorials|hub)\b")
    assert {"index.html", "404.html"} <= html.keys()
    assert [path for path in html if collections.match(path)] == []
    assert "<section" in html["index.html"]
    assert "<h2>" not in html["index.html"].partition("<footer")[0]


def test_an_archive_has_no_join_no_seat_and_no_open_room() -> None:
    html = render(snapshot(archive=True))
    assert [path for path, text in html.items() if "data-join" in text] == []
    assert "sign.example" not in html["mentorship.html"]
    assert "The room is closed" in html["papers/main.0.html"]
    assert "This conference ended on 18 June 2027" in html["index.html"]
    alive = re.compile(r"webcal:|data-room|data-active|data-connect|badge live|Subscribe|outlook")
    assert {path: alive.findall(text) for path, text in html.items() if alive.search(text)} == {}


def test_templates_are_short_and_never_call_anything_safe() -> None:
    texts = {path: path.read_text("utf-8") for path in TEMPLATES.rglob("*.html")}
    assert [path.name for path, text in texts.items() if text.count("\n") > 100] == []
    assert [path.name for path, text in texts.items() if re.search(r"\|\s*safe\b", text)] == []


def _empty() -> object:
    made = conference()
    return replace(
        made, papers={}, authors={}, sessions={}, speakers={}, workshops={}, tutorials={},
        socials={}, mentorships={}, sponsors={}, committee=(), faq=(), code_of_conduct="",
        news=(), pages={}, repos={}, questions={},
    )  # fmt: skip
