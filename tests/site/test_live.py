"""The live site: anew with every change, and a page of problems where there is no site."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from miniconf.load import load
from miniconf.site.live import Live
from miniconf.site.prepare import prepare


@pytest.fixture
def live(site: Path, tmp_path: Path) -> Live:
    """The live site of the smallest conference."""

    def read(folder: Path):
        loaded = load(folder)
        return loaded.conference, loaded.problems, loaded.files

    made = Live(site, tmp_path / "build", read, lambda c: prepare(c, tmp_path / "cache")[0])
    made.refresh()
    return made


def get(live: Live, path: str) -> Response:
    return Client(live, Response).get(path)


def test_pages_are_served_with_the_reloading_script(live: Live) -> None:
    page = get(live, "/papers/main.1.html")
    assert page.status_code == 200
    assert "Nests on Ice" in page.text
    assert page.text.count('<script src="/-/reload.js" defer></script>') == 1
    assert get(live, "/").text == get(live, "/index.html").text


def test_assets_and_feeds_are_served_as_they_are(live: Live) -> None:
    assert get(live, "/static/site.css").mimetype == "text/css"
    assert get(live, "/papers.json").json[0]["UID"] == "main.1"
    assert "reload" in get(live, "/-/reload.js").text
    assert get(live, "/static/none.css").status_code == 404


def test_an_address_without_a_page_gets_the_sites_own(live: Live) -> None:
    page = get(live, "/papers/nothing/at/all")
    assert page.status_code == 404
    assert 'href="/static/site.css' in page.text


def test_nothing_is_read_again_without_a_change(live: Live) -> None:
    assert live.refresh() is False
    assert get(live, "/-/state").text == "1"


def test_a_change_shows(live: Live, site: Path) -> None:
    path = site / "papers.csv"
    path.write_text(path.read_text().replace("Nests on Ice", "Nests in Trees"))
    assert live.refresh() is True
    assert get(live, "/-/state").text == "2"
    assert "Nests in Trees" in get(live, "/papers/main.1.html").text


def test_a_template_of_the_conference_shows(live: Live, site: Path) -> None:
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "paper.html").write_text("<body>own</body>")
    live.refresh()
    assert get(live, "/papers/main.1.html").text.startswith("<body>own<script")


def test_an_error_shows_as_a_page_and_the_site_comes_back(live: Live, site: Path) -> None:
    path = site / "papers.csv"
    good = path.read_text()
    path.write_text(good + "<b>,\n")
    live.refresh()
    page = get(live, "/papers.html")
    assert page.status_code == 500
    assert "<h1>Problems in the data</h1>" in page.text
    assert "papers.csv:4" in page.text
    assert "<b>" not in page.text
    assert "/-/reload.js" in page.text
    path.write_text(good)
    live.refresh()
    assert get(live, "/papers.html").status_code == 200


def test_a_fault_in_a_template_shows_on_its_page_only(live: Live, site: Path) -> None:
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "paper.html").write_text("{{ nothing.here }}")
    live.refresh()
    assert get(live, "/papers.html").status_code == 200
    assert "&#x27;nothing&#x27; is undefined" in get(live, "/papers/main.1.html").text


def test_other_applications_are_mounted(live: Live) -> None:
    def chat(environ, start):
        return Response(f"{environ['SCRIPT_NAME']} {environ['PATH_INFO']}")(environ, start)

    mounted = Live(live.folder, live.output, live.load, live.prepare, {"/chat": chat})
    mounted.refresh()
    assert get(mounted, "/chat/api/x").text == "/chat /api/x"
    assert get(mounted, "/chat").text == "/chat /"
    assert get(mounted, "/chat.html").status_code == 404
