"""What other processes read of a site is what loading reads of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from miniconf.apart import helpers
from miniconf.load import Ahead, ahead, load

HEADER = '{"key": "papers/main.1", "room": "paper-1"}\n'
QUESTION = '{"id": "a", "at": "2031-03-28T09:00:00.000Z", "text": "Why?"}\n'
HUB = 'papers:\n- {"id": "main.1", "arxiv": "2702.01001"}\nrepos:\n- {"kind": "model", "id": "o/m"'


@pytest.mark.parametrize("rest", ["}\n", ', "likes": "7"}\n', ', "likes": []}\n'])
def test_a_site_read_ahead_is_loaded_as_ever(
    rest: str, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_WORTH_A_FORK", 0)
    (site / "hub.yml").write_text(f"source: https://hub.example\n{HUB}{rest}", "utf-8")
    (site / "questions").mkdir()
    (site / "questions" / "room.jsonl").write_text(HEADER + QUESTION)
    (site / "questions" / "torn.jsonl").write_text(HEADER + QUESTION[:20])
    begun = Ahead(site)
    found = load(site, begun)
    assert helpers() == frozenset()
    assert found == load(site)
    assert found.conference is not None
    assert len(found.conference.questions["papers/main.1"]) == 0  # of the second file
    assert [*found.conference.repos] == [("model", "o/m")]


def test_nobody_reads_on_what_loading_does_not_need(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "_WORTH_A_FORK", 0)
    monkeypatch.setattr(ahead, "is_plain", lambda *_: time.sleep(60))
    (site / "hub.yml").write_bytes(b"\xff" + HUB.encode())
    load(site, Ahead(site))
    assert helpers() == frozenset()


def test_another_hub_than_that_of_the_site_is_not_known(site: Path) -> None:
    (site / "hub.yml").write_text("repos: []\n")
    assert Ahead(site).hub(site / "hub.yml") is None  # too short to be worth it
    assert Ahead(site).hub(site / "data" / "hub.yml") is None
