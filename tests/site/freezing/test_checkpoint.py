"""What is kept of what was published comes back as it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from miniconf import resources
from miniconf.load import load
from miniconf.site.freezing import state
from miniconf.site.freezing.checkpoint import Checkpoint, amend, read, settle
from miniconf.site.looks.assets import Assets
from miniconf.site.safety.privacy import Removed, published


@pytest.fixture
def kept() -> Checkpoint:
    """That of the example conference, which has every field."""
    conference = load(resources.folder("sitedata")).conference
    assert conference
    assets = Assets({"a.svg": Path("static/a.svg")}, {"b.css": b"b"}, {"b.css": "1a2b"})
    return Checkpoint(published(conference)[0], (Removed("faq/1", "e-mail address", 2),), assets)


def test_it_comes_back_once_it_is_settled(kept: Checkpoint, tmp_path: Path) -> None:
    output = tmp_path / "build"
    state.state_folder(output).mkdir(parents=True)
    assert read(output) is None
    kept.save(output)
    assert read(output) is None
    settle(output)
    found = read(output)
    assert found == kept
    assert {type(value) for value in found.conference.repos.values()} == {
        type(value) for value in kept.conference.repos.values()
    }
    starts = [s.start.tzinfo for s in found.conference.sessions.values()]
    assert starts == [s.start.tzinfo for s in kept.conference.sessions.values()]


def test_abstracts_edited_since_stand_in_their_place(kept: Checkpoint, tmp_path: Path) -> None:
    output = tmp_path / "build"
    state.state_folder(output).mkdir(parents=True)
    kept.save(output)
    settle(output)
    one, two, *_ = papers = kept.conference.papers
    amend(output, {one: "First."})
    amend(output, {two: "Second."})
    found = read(output)
    assert found
    told = {one: "First.", two: "Second."}
    assert {key: paper.abstract for key, paper in found.conference.papers.items()} == {
        key: told.get(key, paper.abstract) for key, paper in papers.items()
    }
    kept.save(output)
    settle(output)
    assert read(output) == kept
    amend(output, {two: "Third."})
    assert read(output) == kept._replace(
        conference=replace(
            kept.conference, papers=papers | {two: replace(papers[two], abstract="Third.")}
        ),
    )


def test_secrets_stay_where_they_are(kept: Checkpoint, tmp_path: Path) -> None:
    output = tmp_path / "build"
    state.state_folder(output).mkdir(parents=True)
    config = kept.conference.config
    told = replace(config, publish=replace(config.publish, secrets=("tern-nest-77",)))
    kept._replace(conference=replace(kept.conference, config=told)).save(output)
    settle(output)
    assert read(output) == kept
    assert b"tern-nest-77" not in (state.state_folder(output) / "published").read_bytes()


def test_a_large_archive_is_not_kept_twice(kept: Checkpoint) -> None:
    assert kept.worth_keeping
    rooms = {f"papers/{n}": () for n in range(501)}
    rest = replace(kept.conference, questions=rooms)
    assert not kept._replace(conference=rest).worth_keeping
