"""The fast `url_for` leads where Flask's own leads, for every endpoint there is."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from flask import url_for as flask_url_for
from hypothesis import given
from hypothesis import strategies as st

from miniconf import names
from miniconf.model import Conference
from miniconf.site.app import create_site
from miniconf.site.kinds import Kind, Page
from miniconf.site.links import Links, linker, root_of
from miniconf.site.prepare import prepare
from miniconf.site.views import KINDS

ROOT = "http://localhost/"


@pytest.fixture
def flask_site(conference: Conference, tmp_path_factory: pytest.TempPathFactory):
    return create_site(prepare(conference, tmp_path_factory.mktemp("cache"))[0])


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_equal_to_flask_for_every_endpoint(flask_site, depth: int) -> None:
    page = urljoin(ROOT, "/".join(["x"] * depth + ["page.html"]))
    mine = linker(flask_site.kinds, depth)
    with flask_site.app.test_request_context("/"):
        for entry in flask_site.pages:
            values = {"key": entry.key} if "<" in entry.kind.rule else {}
            wanted = urljoin(ROOT, flask_url_for(entry.kind.endpoint, **values))
            assert urljoin(page, mine(entry.kind.endpoint, **values)) == wanted
            assert urljoin(page, mine(entry.kind.endpoint, **values)) == urljoin(ROOT, entry.path)


@given(st.text(min_size=1), st.sampled_from([k for k in KINDS if "<" in k.rule]))
def test_any_key_stays_one_safe_file(key: str, kind: Kind) -> None:
    link = linker([kind])(kind.endpoint, key=key)
    head, tail = kind.rule.lstrip("/").split("<stem:key>")
    stem = link.removeprefix(head).removesuffix(tail)
    assert "/" not in stem
    assert stem.strip(".") == stem != ""


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="?#\\"), min_size=1))
def test_a_static_file_is_quoted_as_flask_does(name: str) -> None:
    from flask import Flask

    app = Flask("x", static_folder=None)
    app.add_url_rule("/static/<path:filename>", "static", lambda filename: filename)
    with app.test_request_context("/"):
        assert "/" + linker(())("static", filename=name) == flask_url_for("static", filename=name)


def test_anchors_versions_and_absolute_links(flask_site) -> None:
    links = Links(flask_site.kinds, "https://a.example/2031/", {"site.css": "0a1b2c3d"})
    url_for = links.for_page(next(p for p in flask_site.pages if p.path == "papers/main.1.html"))
    assert url_for("help", _anchor="q 1") == "../help.html#q%201"
    assert url_for("static", filename="site.css") == "../static/site.css?v=0a1b2c3d"
    assert url_for("static", filename="a b.pdf") == "../static/a%20b.pdf"
    assert url_for("paper", key="main.2", _external=True) == (
        "https://a.example/2031/papers/main.2.html"
    )


@pytest.mark.parametrize(
    ("base_url", "start"),
    [(None, "/"), ("https://a.example", "/"), ("https://a.example/2031/x/", "/2031/x/")],
)
def test_the_page_for_any_address_links_from_the_root(
    flask_site, base_url: str | None, start: str
) -> None:
    missing: Page = flask_site.by_path["404.html"]
    url_for = Links(flask_site.kinds, base_url).for_page(missing)
    assert root_of(base_url) == start
    assert url_for("papers") == f"{start}papers.html"
    assert url_for("static", filename="site.css") == f"{start}static/site.css"


def test_an_unknown_endpoint_is_a_bug() -> None:
    with pytest.raises(KeyError):
        linker(())("nothing")


def test_top_pages_are_those_of_the_site() -> None:
    rules = (kind.rule.removeprefix("/") for kind in KINDS)
    top = {rule.removesuffix(".html") for rule in rules if rule.endswith(".html")}
    assert {name for name in top if "<" not in name} == names.TOP_PAGES
