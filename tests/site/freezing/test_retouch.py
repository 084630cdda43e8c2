"""Which pages abstracts show on, and what those that tell of many papers say again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from miniconf.apart import Apart
from miniconf.site.app import Site, create_site
from miniconf.site.freezing.fingerprints import Fingerprints
from miniconf.site.freezing.retouch import dealt
from miniconf.site.kinds import Kind, Page
from miniconf.site.snapshot import Snapshot
from tests.site.example import snapshot as example

WORDS = "Quokkas **hop** where $x < y$ & no tern nests."


def edited(snapshot: Snapshot, keys: list[str]) -> Snapshot:
    """The same with other abstracts of some papers."""
    papers = {
        key: replace(paper, abstract=WORDS) if key in keys else paper
        for key, paper in snapshot.conference.papers.items()
    }
    return replace(snapshot, conference=replace(snapshot.conference, papers=papers))


@pytest.fixture(scope="module")
def before() -> Snapshot:
    return example()


@pytest.fixture(scope="module")
def keys(before: Snapshot) -> list[str]:
    """A paper with an abstract, one without a short summary, and the last one."""
    papers = before.conference.papers.values()
    found = [
        next(paper.id for paper in papers if paper.tldr and paper.abstract),
        next(paper.id for paper in papers if not paper.tldr and paper.abstract),
        [*before.conference.papers][-1],
    ]
    return [*dict.fromkeys(found)]


def marks(site: Site) -> Mapping[str, bytes]:
    """Path -> fingerprint of every page."""
    prints = Fingerprints(site, None)
    return {page.path: prints.page(page, site.inputs(page)) for page in site.pages}


def told(kind: Kind, snapshot: Snapshot, keys: list[str]) -> set[str]:
    """The keys of the pages that `kind` says show the abstracts."""
    if kind.abstracts is None:
        return set()
    found = kind.abstracts(snapshot, keys)
    return set(kind.keys(snapshot) if found is None else found)


def test_every_page_that_shows_an_abstract_says_so(before: Snapshot, keys: list[str]) -> None:
    after = edited(before, keys)
    one, two = create_site(before), create_site(after)
    old, new = marks(one), marks(two)
    said = {page.path for page in two.pages if page.key in told(page.kind, after, keys)}
    differing = {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
    assert differing - said - (old.keys() - new.keys()) == set()
    gone = {page.kind for page in one.pages if page.path not in new}
    assert {kind.endpoint for kind in gone} <= {"search_part"}
    assert {f"papers/{key}.html" for key in keys} <= differing
    assert one.shared == two.shared


def test_what_is_told_again_is_what_is_rendered(before: Snapshot, keys: list[str]) -> None:
    after = edited(before, keys)
    one, two = create_site(before), create_site(after)
    seen = set()
    for page in two.pages:
        if page.kind.again and page.path in one.by_path:
            seen.add(page.kind.endpoint)
            former = rendered(one, one.by_path[page.path])
            patched, same = (
                page.kind.again(snapshot, page.key, some, former)
                for snapshot, some in ((after, keys), (before, ()))
            )
            assert patched and b"".join(patched.parts) == rendered(two, page)
            assert same and b"".join(same.parts) == former and same.new == same.old
            looked_through = {*former.split(b"\n"), *patched.new.split(b"\n")}
            assert {*rendered(two, page).split(b"\n")} <= looked_through
    assert seen == {"papers_json", "search_openings"}


def test_a_file_with_other_papers_cannot_be_told_again(before: Snapshot) -> None:
    site = create_site(before)
    page = site.by_path["papers.json"]
    assert page.kind.again is not None
    assert page.kind.again(before, "", ["main.1"], b"[]\n") is None


def rendered(site: Site, page: Page) -> bytes:
    return site.render(page, site.inputs(page))


@pytest.mark.parametrize("number", [0, 1, 7, 2500])
def test_every_page_is_dealt_once_to_one_process_or_the_other(
    before: Snapshot, number: int
) -> None:
    page = create_site(before).pages[0]
    pages = [page._replace(key=str(n)) for n in range(number)]
    dealt_out = dealt(pages)
    theirs = Apart(lambda: [page.key for page in dealt_out])
    ours = [page.key for page in dealt_out]
    assert sorted([*ours, *theirs.result], key=int) == [str(n) for n in range(number)]
    assert ours == sorted(ours, key=int)
