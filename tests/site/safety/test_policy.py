"""A page's policy names what the page uses, and nothing else."""

from __future__ import annotations

from miniconf.model import Conference
from miniconf.site.safety.policy import Used, policy, used
from miniconf.site.safety.signs import signs
from tests.site.samples import Write, contents

PLAIN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'"
)


def uses(html: str) -> Used:
    """What a page uses."""
    return used(html.encode(), signs(html.encode()).loading)


def test_a_page_that_loads_nothing() -> None:
    assert policy(uses("<p>Hello</p>")) == PLAIN


def test_hosts_come_from_what_the_page_loads() -> None:
    html = (
        '<img class="a" src="https://pics.example/a.png"><img src="../static/b.png">'
        '<video src="https://media.example:8080/a.mp4" poster="https://pics.example/p.png">'
        '<button data-frame="https://player.example/embed/x?y=z" '
        'data-connect="wss://chat.example/sync">'
        '<form action="https://ask.example/in">'
    )
    assert policy(uses(html)) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; "
        "img-src 'self' data: https://pics.example; font-src 'self'; "
        "media-src https://media.example:8080; frame-src https://player.example; "
        "connect-src 'self' wss://chat.example; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self' https://ask.example"
    )


def test_hosts_in_the_words_of_a_page_are_not_loaded() -> None:
    words = "<p>&lt;img src=&#34;https://evil.example/x.png&#34;&gt; https://evil.example</p>"
    assert policy(uses(words)) == PLAIN


def test_each_attribute_of_each_place_counts_once_and_by_its_whole_name() -> None:
    html = (
        '<b data-frame="https://a.example/1" my-data-frame="https://no.example/1">'
        '<b\ndata-frame="https://b.example" data-frame="https://a.example/2" data-frame="x">'
        '<b data-poster="https://c.example/p.png">'
    )
    assert uses(html) == {
        ("frame-src", "https://a.example"),
        ("frame-src", "https://b.example"),
        ("img-src", "https://c.example"),
    }


def test_only_elements_that_load_count() -> None:
    assert uses('<trackers src="https://no.example/a"><img alt="" src="https://a.example/b">') == {
        ("img-src", "https://a.example")
    }


def test_declared_sources_are_added() -> None:
    assert "connect-src 'self' https://chat.example;" in policy(
        frozenset(), {"connect-src": ["https://chat.example"]}
    )


def test_a_declared_source_cannot_end_its_directive() -> None:
    hostile = {"frame-src": ["https://a.example; script-src *", "* 'unsafe-inline'", "javascript:"]}
    assert policy(frozenset(), hostile) == PLAIN


def test_every_page_has_its_policy(conference: Conference, write: Write, tmp_path) -> None:
    write(conference)
    pages = {p: d for p, d in contents(tmp_path / "build").items() if p.endswith(".html")}
    mark = b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; script-src'
    assert [path for path, data in pages.items() if mark not in data] == []
    assert [path for path, data in pages.items() if b"unsafe" in data.split(b"</head>")[0]] == []
