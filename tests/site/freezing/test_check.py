"""Reading links off pages, and finding those that lead nowhere."""

from __future__ import annotations

import pytest

from miniconf.site.freezing.check import (
    Dead,
    LinkReader,
    anchors,
    called_for,
    dead_anchors,
    links_to,
)
from tests.site.samples import make


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="../index.html">', {"index.html"}),
        ('<a href="b.html?x=1#y">', {"papers/b.html#y"}),
        ('<a href="#main"> <a href="#">', {"papers/a.html#main", "papers/a.html"}),
        ('<a href="?page=2">', {"papers/a.html"}),
        ('<a href="../">', {"index.html"}),
        ('<img src="../static/a%20b.png" srcset="../static/c.png 1x, ../static/d.png 2x">',
         {"static/a b.png", "static/c.png", "static/d.png"}),
        ("<a class='x' href='c.html'>", {"papers/c.html"}),
        ('<a href="d.html&amp;e">', {"papers/d.html&e"}),
        ('<a href="https://x.example/"> <a href="mailto:x"> <a href="//x.example">', set()),
        ('<a href="../../out.html">', {"../out.html"}),
        ('<a href="/2031/help.html"> <a href="/other.html">', {"help.html", "/other.html"}),
        ("<p>href=&#34;x.html&#34;</p>", set()),
    ],
)  # fmt: skip
def test_links_of_a_page(html: str, links: set[str]) -> None:
    reader = LinkReader("/2031/")
    assert reader.html("papers/a.html", html.encode()) == links
    assert reader.html("papers/a.html", html.encode()) == links, "again, from memory"


def test_links_to_files_that_are_sound_are_left_out() -> None:
    reader = LinkReader("/2031/", {"index.html", "papers/b.html", "a b.png", "help.html"})
    html = (
        b'<a href="../index.html"><a href="../papers/b.html?x=1"><a href="../help.html#q">'
        b'<a href="c.html"><a href="../a%20b.png"><a href="../no.html?b"><a href="#top">'
    )
    left = {"help.html#q", "papers/c.html", "a b.png", "no.html", "papers/a.html#top"}
    for _ in range(2):  # again, from memory
        assert reader.html("papers/a.html", html) == left
    assert reader.html("x.html", b'<a href="index.html"><a href="../index.html">') == {
        "../index.html"
    }


def test_the_same_line_in_another_folder_leads_elsewhere() -> None:
    reader = LinkReader()
    line = b'<a href="b.html"><a href="#x">'
    assert reader.html("papers/a.html", line) == {"papers/b.html", "papers/a.html#x"}
    assert reader.html("a.html", line) == {"b.html", "a.html#x"}


def test_links_of_a_style_sheet() -> None:
    css = b"@font-face{src:url(vendor/a.woff2)}a{background:url('../b.png')}b{c:url(data:x)}"
    assert LinkReader().css("static/site.css", css) == {"static/vendor/a.woff2", "b.png"}


def test_anchors_are_ids_and_names() -> None:
    assert anchors('<h2 id="a"><a name="b&amp;c"><p data-id="d">') == {"a", "b&c"}


def test_dead_anchors() -> None:
    pages = {"help.html": '<h2 id="q-1">', "static/icons.svg": '<symbol id="star">'}
    links = {
        "help.html#q-1": "a.html", "help.html#q-2": "b.html", "help.html#top": "a.html",
        "static/icons.svg#star": "a.html", "static/icons.svg#moon": "a.html", "x.pdf#page=2": "a",
    }  # fmt: skip
    assert list(dead_anchors(links, lambda path: pages[path])) == [
        Dead("b.html", "help.html#q-2"), Dead("a.html", "static/icons.svg#moon"),
    ]  # fmt: skip


def test_links_to_what_is_gone() -> None:
    pages = {"a.html": '<a href="b.html#x"><a href="c.html">', "d.html": '<a href="c.html#y">'}
    reader = LinkReader()
    assert list(links_to({"b.html", "c.html#y"}, pages, pages.__getitem__, reader)) == [
        Dead("a.html", "b.html#x"), Dead("d.html", "c.html#y"),
    ]  # fmt: skip


def test_a_conference_calls_for_its_pages() -> None:
    assert dict(called_for(make(1))) == {
        "index.html": "every conference",
        "papers/main.1.html": "papers/main.1",
        "papers.html": "papers",
        "authors/ana-vo.html": "authors/ana-vo",
        "authors/bo-li.html": "authors/bo-li",
        "authors.html": "authors",
        "sessions/s.1.html": "sessions/s.1",
        "schedule.html": "sessions",
        "about.html": "pages/about",
        "help.html": "faq",
    }
