"""The news as an Atom feed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime

from miniconf.schedule.state import release
from miniconf.site.shared import shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.news import KINDS
from tests.site.example import conference, snapshot

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2027, 6, 14, 12, tzinfo=UTC)


def feed(made: Snapshot) -> ET.Element:
    """The feed of a snapshot, as another program parses it."""
    (kind,) = KINDS
    assert kind.render
    assert kind.inputs
    return ET.fromstring(kind.render(shared(made), *kind.inputs(made, "")))


def texts(root: ET.Element, *names: str) -> list[list[str]]:
    """The texts of each entry's elements `names`."""
    return [
        [entry.findtext(f"{ATOM}{name}") or "" for name in names]
        for entry in root.iter(f"{ATOM}entry")
    ]


def changed() -> Snapshot:
    """The example, one session of which went after the first release."""
    made = conference(base_url="https://tern.example/2027")
    before = Snapshot(conference=made).agenda.state
    sessions = {key: made.sessions[key] for key in made.sessions if key != "tea"}
    return Snapshot(conference=replace(made, sessions=sessions), kept=release(before, NOW), now=NOW)


def test_the_feed_says_where_it_stands_and_links_from_there() -> None:
    root = feed(snapshot(base_url="https://tern.example/2027"))
    assert root.get("{http://www.w3.org/XML/1998/namespace}base") == "https://tern.example/2027/"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "https://tern.example/2027/news.xml",
        None: "https://tern.example/2027/index.html",
    }
    assert texts(root, "title", "content") == [
        ["Outstanding papers announced", "<p>Read the <em>six</em>.</p>"]
    ]


def test_changes_of_the_programme_are_news() -> None:
    root = feed(changed())
    (entry, _) = root.iter(f"{ATOM}entry")
    assert texts(root, "title", "updated")[0] == [
        "Programme changes, version 2", "2027-06-14T12:00:00Z",
    ]  # fmt: skip
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://tern.example/2027/changes.html"
    assert "Cancelled: Tea, " in (entry.findtext(f"{ATOM}content") or "")


def test_a_feed_without_an_address_names_none() -> None:
    root = feed(snapshot(base_url=None))
    assert root.findall(f"{ATOM}link") == []
    assert not any("base" in name for name in root.attrib)


def test_ids_stay_when_a_text_is_corrected() -> None:
    made = conference()
    (item,) = made.news
    corrected = replace(made, news=(replace(item, text="Read all *six*."),))
    first, second = feed(Snapshot(conference=made)), feed(Snapshot(conference=corrected))
    assert texts(first, "id") == texts(second, "id")
    assert texts(first, "content") != texts(second, "content")
