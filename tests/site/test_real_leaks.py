"""Real data full of meeting links: a default build lets none out, and the scan would find all."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from miniconf.load import load
from miniconf.model import Conference
from miniconf.site.app import create_site
from miniconf.site.freezing import state
from miniconf.site.freezing.build import Job, write_site
from miniconf.site.kinds import Kind
from miniconf.site.prepare import prepare
from miniconf.site.safety.leaks import Scanner
from miniconf.site.snapshot import Snapshot
from miniconf.site.views import KINDS
from tests.site.samples import contents

ROOT = Path(__file__).resolve().parents[2]
DECLARATION = ROOT / "tests" / "declarations" / "emnlp2020"
DATA = ROOT.parent / "shared" / "data" / "emnlp2020"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data is not at {DATA}"),
]


@pytest.fixture(scope="module")
def conference() -> Conference:
    """The programme of a real conference, without its papers, which hold no such thing."""
    loaded = load(DECLARATION)
    assert loaded.conference is not None
    sessions = {k: replace(s, papers=()) for k, s in loaded.conference.sessions.items()}
    workshops = {k: replace(w, papers=()) for k, w in loaded.conference.workshops.items()}
    return replace(loaded.conference, papers={}, authors={}, sessions=sessions, workshops=workshops)


COLLECTIONS = ("sessions", "workshops", "tutorials", "socials", "sponsors")
BROKEN = """<!doctype html><title>x</title>
{% for link in record.join %}<a href="{{ link.url }}">{{ link.label }}</a>
{% endfor %}"""


def links(conference: Conference) -> set[str]:
    """The address of every meeting link in the records that have a page of their own."""
    records = (r for name in COLLECTIONS for r in getattr(conference, name).values())
    return {link.url for record in records for link in record.join}


def broken(name: str) -> Kind:
    """A kind of page that shows what it should not, for the records of one collection."""
    return Kind(
        endpoint=f"broken_{name}",
        rule=f"/broken-{name}-<stem:key>.html",
        template="pages/broken.html",
        keys=lambda snapshot: getattr(snapshot.conference, name),
        inputs=lambda snapshot, key: (getattr(snapshot.conference, name)[key],),
        context=lambda shared, record: {"record": record},
    )


def test_a_default_build_is_clean(conference: Conference, tmp_path: Path) -> None:
    snapshot, removed = prepare(conference, tmp_path)
    with state.locked(tmp_path / "build"):
        report = write_site(create_site(snapshot), Job(output=tmp_path / "build"))
    assert report.leaks == ()
    assert sum(one.count for one in removed if one.kind == "meeting link") >= 200
    scanner = Scanner(conference.config.publish)
    found = [
        leak for path, data in contents(tmp_path / "build").items()
        if path.endswith((".html", ".json", ".ics", ".xml", ".txt"))
        for leak in scanner.leaks(path, data)
    ]  # fmt: skip
    assert found == []


def test_a_template_that_is_broken_on_purpose_is_found_out(
    conference: Conference, tmp_path: Path
) -> None:
    """Nothing was taken out before, so that only the scan stands in the way."""
    folder = tmp_path / "site"
    (folder / "templates" / "pages").mkdir(parents=True)
    (folder / "templates" / "pages" / "broken.html").write_text(BROKEN)
    kinds = (*KINDS, *(broken(name) for name in COLLECTIONS))
    site = create_site(Snapshot(conference=conference), folder, kinds)
    with state.locked(tmp_path / "build"):
        report = write_site(site, Job(output=tmp_path / "build", folder=folder))
    wanted = links(conference)
    assert len(wanted) > 50
    assert wanted - {unescape(leak.text) for leak in report.leaks} == set()
    leaking = {leak.path for leak in report.leaks}
    assert [path for path in leaking if (tmp_path / "build" / path).exists()] == []
