from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from miniconf.model import Analytics, Conference
from miniconf.site.counting import allowed, counter, counting
from tests.site.samples import Write, make

COUNTER = Analytics(
    script="https://counter.example/c.js?v=1",
    attributes={"data-domain": "tern.example"},
    connect=("https://in.example:8443",),
)  # type: ignore[arg-type]


def with_counter(archive: bool = False) -> Conference:
    found = make()
    return replace(found, config=replace(found.config, analytics=COUNTER, archive=archive))


def test_what_a_page_says_of_the_counter() -> None:
    config = with_counter().config
    assert counter(config) == COUNTER
    assert counting(config) == {
        "script": "https://counter.example/c.js?v=1",
        "attributes": {"data-domain": "tern.example"},
        "host": "counter.example",
    }
    assert allowed(config) == {
        ("script-src", "https://counter.example"),
        ("connect-src", "https://counter.example"),
        ("connect-src", "https://in.example:8443"),
    }


@pytest.mark.parametrize("config", [make().config, with_counter(archive=True).config])
def test_without_a_counter_and_in_an_archive_there_is_nothing(config) -> None:
    assert (counter(config), counting(config), allowed(config)) == (None, {}, frozenset())


def test_pages_load_nothing_of_it(write: Write, tmp_path: Path) -> None:
    write(with_counter(), tmp_path / "with")
    write(with_counter(archive=True), tmp_path / "archive")
    page = (tmp_path / "with/papers.html").read_text("utf-8")
    assert "script-src 'self' https://counter.example;" in page
    assert "connect-src 'self' https://counter.example https://in.example:8443;" in page
    assert 'src="https://counter.example' not in page
    for path in (tmp_path / "archive").rglob("*.html"):
        assert "counter.example" not in path.read_text("utf-8")
        assert "data-counting" not in path.read_text("utf-8")
