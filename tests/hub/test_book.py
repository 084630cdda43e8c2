from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from miniconf.hub.book import Book, dump, write
from miniconf.model import HubPaper, HubRepo
from miniconf.problems import MiniconfError, Problems
from miniconf.tables.yamlfile import parse_yaml

NOW = datetime(2031, 3, 28, 9, tzinfo=UTC)
BOOK = Book(
    source="https://hub.example",
    synced=NOW,
    papers={
        "b": HubPaper(id="b", arxiv="2702.01002", indexed=False, asked=NOW),
        "a": HubPaper(id="a", arxiv="2702.01001", models=2),
    },
    repos={("model", "o/m"): HubRepo(kind="model", id="o/m", papers=("a",), languages=("yo",))},
)
TEXT = """\
# Written by `miniconf hub sync`; the build reads only this file. Corrections belong in
# overrides.yml or in the fields `models`, `datasets` and `spaces` of a paper.
source: "https://hub.example"
synced: "2031-03-28T09:00:00+00:00"
papers:
- {"id": "a", "arxiv": "2702.01001", "models": 2}
- {"id": "b", "arxiv": "2702.01002", "indexed": false, "asked": "2031-03-28T09:00:00+00:00"}
repos:
- {"kind": "model", "id": "o/m", "papers": ["a"], "languages": ["yo"]}
"""


def test_dump_is_sorted_and_leaves_out_what_is_unset() -> None:
    assert dump(BOOK) == TEXT


def test_dump_is_yaml_that_any_reader_reads_alike() -> None:
    odd = 'a "b" \\ \x85\u2028\ufeff\U0001f9ed: # - {} é'
    book = replace(
        BOOK, papers={}, repos={("space", "o/s"): HubRepo(kind="space", id="o/s", summary=odd)}
    )
    problems = Problems()
    found = parse_yaml(dump(book), "hub.yml", problems)
    assert yaml.safe_load(dump(book))["repos"] == found["repos"]
    assert found["repos"] == [{"kind": "space", "id": "o/s", "summary": odd}]
    assert found["papers"] == []
    assert not list(problems)


def test_write_says_whether_anything_changed(tmp_path: Path) -> None:
    target = tmp_path / "hub.yml"
    assert write(BOOK, target) is True
    assert write(BOOK, target) is False
    assert [path.name for path in tmp_path.iterdir()] == ["hub.yml"]


def test_write_into_nowhere_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(MiniconfError, match="cannot write"):
        write(BOOK, tmp_path / "none" / "hub.yml")


def test_write_goes_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link, target = tmp_path / "hub.yml", tmp_path / "there" / "kept.yml"
    link.symlink_to(target)
    assert write(BOOK, link)
    assert link.is_symlink()
    assert target.read_text("utf-8") == TEXT
