"""The page of one paper."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

from miniconf.model import Chat, Link, Person
from miniconf.site.app import create_site
from miniconf.site.snapshot import Snapshot
from tests.site.example import conference, snapshot


def page(made: Snapshot, key: str = "main.0") -> str:
    """The HTML of one paper's page."""
    site = create_site(made)
    found = site.by_path[f"papers/{key}.html"]
    return site.render(found, site.inputs(found)).decode()


def meta(html: str, name: str) -> list[str]:
    return re.findall(rf'<meta (?:name|property)="{name}" content="([^"]*)">', html)


class Dangers(HTMLParser):
    """Collects what could run: handlers, and addresses that are scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        handlers = [name for name, _ in attrs if name.startswith("on")]
        links = [value for name, value in attrs if name in ("href", "src") and value]
        bad = [link for link in links if link.startswith(("javascript:", "data:"))]
        self.found += [*handlers, *bad]


def dangers(html: str) -> list[str]:
    parser = Dangers()
    parser.feed(html)
    return parser.found


def test_what_reference_managers_read() -> None:
    html = page(snapshot())
    assert meta(html, "citation_title") == ["Sharper Õ(√dT) Regret from Whispered Feedback"]
    assert meta(html, "citation_author") == [
        "Folasade Adébáyọ̀", "Øystein Håkonsen", "佐藤 陽菜 (Haruna Satō)", "Mehrnaz Rostami",
    ]  # fmt: skip
    assert meta(html, "citation_publication_date") == ["2027/06/14"]
    assert meta(html, "citation_conference_title") == ["Meridian 2027"]
    assert meta(html, "citation_pdf_url") == [
        "https://meridian.example/2027/static/papers/main.0.pdf"
    ]
    assert meta(html, "og:url") == ["https://meridian.example/2027/papers/main.0.html"]


def test_a_paper_without_pdf_names_none() -> None:
    assert meta(page(snapshot(), "w1.1"), "citation_pdf_url") == []


def test_data_for_search_engines_is_whole_and_cannot_end_its_island() -> None:
    made = conference()
    paper = replace(made.papers["main.0"], abstract="</script><script>alert(1)</script> & done")
    html = page(Snapshot(conference=replace(made, papers={**made.papers, "main.0": paper})))
    article, crumbs = (
        json.loads(text)
        for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    )
    assert (article["@type"], article["author"][0]["name"]) == (
        "ScholarlyArticle",
        "Folasade Adébáyọ̀",
    )
    assert [part["@type"] for part in article["hasPart"]] == [
        "SoftwareSourceCode", "CreativeWork", "Dataset", "WebApplication",
    ]  # fmt: skip
    assert crumbs["@type"] == "BreadcrumbList"
    assert "<script>alert" not in html


def test_the_player_waits_for_a_click() -> None:
    html = page(snapshot())
    assert (
        '<a class="play" href="https://www.youtube.com/watch?v=abc-DEF_123"'
        ' rel="noopener noreferrer"'
        ' data-frame="https://www.youtube-nocookie.com/embed/abc-DEF_123?autoplay=1&amp;rel=0"'
    ) in html
    assert "Nothing is loaded from there until you press play." in html
    policy = re.findall(r'Content-Security-Policy" content="([^"]*)"', html)[0]
    frames = policy.partition("frame-src ")[2].partition(";")[0].split()
    assert {"https://player.vimeo.com", "https://www.youtube-nocookie.com"} <= set(frames)


def test_a_file_of_the_site_plays_where_it_is_with_its_captions() -> None:
    html = page(snapshot(), "w1.1")
    assert '<video controls preload="none" playsinline src="../static/videos/w1.mp4"' in html


def test_previous_and_next_follow_the_session() -> None:
    html = page(snapshot(), "main.3")
    assert re.findall(r'href="(?:\.\./papers/)?([\w.]+)\.html" rel="(prev|next)"', html) == [
        ("main.1", "prev"),
        ("main.5", "next"),
    ]


def test_hostile_values_stay_text() -> None:
    made = conference()
    evil = '"><img src=x onerror=alert(1)>'
    paper = replace(
        made.papers["main.1"], title=f"T {evil}", track=evil, type=evil, award=evil, tldr=evil,
        authors=(Person(name=evil, affiliation=evil),), keywords=(evil,), license=evil,
        languages=(evil,), pdf="javascript:alert(1)", code='https://a.example/"onx="',
        links=(Link(label=evil, url="data:text/html,x"),), abstract=evil, doi=evil,
    )  # fmt: skip
    html = page(Snapshot(conference=replace(made, papers={"main.1": paper})), "main.1")
    assert dangers(html) == []


def test_questions_stand_as_an_interview() -> None:
    html = page(snapshot())
    assert '<article class="qa" id="q-1"' in html
    assert "Does it have to be a <em>ball</em>?" in html
    assert "5 want to know" in html


def test_the_rooms_meeting_links_are_nowhere() -> None:
    site = create_site(snapshot())
    texts = [
        site.render(found, site.inputs(found))
        for found in site.pages
        if found.path.endswith(".html")
    ]
    assert [text for text in texts if "pwd=secret" in str(text)] == []


def test_questions_are_comments_on_the_paper_and_no_page_of_one_question() -> None:
    made = snapshot()
    config = replace(made.conference.config, base_url="https://tern.example/2031/")
    html = page(replace(made, conference=replace(made.conference, config=config)))
    about = "https://tern.example/2031/papers/main.0.html"
    assert f'itemtype="https://schema.org/ScholarlyArticle" itemid="{about}"' in html
    assert f'"@id":"{about}"' in html
    assert 'https://schema.org/Question" itemprop="comment"' in html
    assert "QAPage" not in html


def test_an_archive_closes_the_room_and_keeps_what_was_said() -> None:
    made = snapshot()
    chat = Chat(engine="embedded", url="https://chat.tern.example")
    config = replace(made.conference.config, chat=chat)
    live = page(replace(made, conference=replace(made.conference, config=config)))
    assert "data-room-open" in live and "https://chat.tern.example/channel/paper-main.0" in live
    config = replace(config, archive=True)
    kept = page(replace(made, conference=replace(made.conference, config=config)))
    assert "chat.tern.example" not in kept and "data-room" not in kept
    assert 'id="q-1"' in kept and "The room is closed. What was said is here." in kept
