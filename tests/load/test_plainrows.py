"""Plain rows of `hub.yml`: the same repositories as the loader makes of them, or left to it."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from miniconf.load import Loaded, load, plainhub
from miniconf.load.plainrows import plain_rows
from miniconf.model import HubRepo

CONFIG = "name: Small\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: Europe/Lisbon\n"
HEAD = 'source: "https://hub.example"\npapers: []\nrepos:\n'
FULL: dict[str, Any] = {
    "kind": "model", "id": "o/m", "papers": ["p1", "p2"], "by_authors": True, "task": "fill-mask",
    "library": "transformers", "loader": "AutoModel", "custom_code": True, "parameters": 7000,
    "size": "n<1K", "downloads": 0, "likes": 3, "license": "mit", "gated": False,
    "languages": ["en", "yo"], "last_modified": "2031-03-01T06:00:00+00:00", "revision": "0ab1",
    "summary": "Says “good day” in ten languages, and says how well it does so: 97 %.",
    "intended_use": "Research.", "limitations": "None known.", "trained_on": ["o/d"],
    "base_model": "o/b", "sdk": "gradio", "host": "https://o-m.hf.space", "running": False,
    "stopped": True, "missing": False, "moved_to": "o/n", "asked": "2031-03-02T06:00:00+00:00",
}  # fmt: skip
ODD = (
    {"summary": "Two  spaces"}, {"summary": " before"}, {"summary": "a\nb"}, {"license": "None"},
    {"task": "TBA"}, {"downloads": "12"}, {"downloads": 1.0}, {"downloads": None}, {"likes": True},
    {"gated": "yes"}, {"papers": "p1"}, {"papers": ["p1", ""]}, {"papers": ["p1", 2]},
    {"languages": ["n/a"]}, {"asked": "2031-03-02T06:00:00Z"}, {"asked": "2031-03-02 06:00"},
    {"asked": "2031-13-02T06:00:00+00:00"}, {"pipeline_tag": "fill-mask"}, {"downloads": 10**17},
    {"likes": -1},
    {"host": {"a": "b"}}, {"moved_to": "nowhere"}, {"summary": "x" * 10_000}, {"unknown": "1"},
)  # fmt: skip


def line(**values: Any) -> str:
    row = json.dumps({"kind": "model", "id": "o/m", **values}, ensure_ascii=False)
    return f"- {row}\n"


def loaded(folder: Path, text: str) -> Loaded:
    folder.mkdir(exist_ok=True)
    (folder / "config.yml").write_text(CONFIG, "utf-8")
    (folder / "hub.yml").write_text(text, "utf-8")
    return load(folder)


def the_long_way(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch) -> Loaded:
    with monkeypatch.context() as patch:
        patch.setattr(plainhub, "plain_rows", lambda text, papers: None)
        return loaded(folder, text)


def test_every_field_has_a_sort() -> None:
    assert (
        FULL.keys() == {field.name for field in fields(HubRepo)} == get_type_hints(HubRepo).keys()
    )
    found = plain_rows(HEAD + line(**FULL))
    assert found is not None
    assert (len(found.repos), found.text) == (1, HEAD.replace("repos:", "repos: []"))


def test_plain_rows_are_what_the_loader_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = line(**FULL) + line(kind="dataset", languages=[], summary="") + line(id="o/m2", likes=0)
    whole = the_long_way(tmp_path, HEAD + rows, monkeypatch)
    assert whole.conference is not None
    assert len(whole.conference.repos) == 3
    assert loaded(tmp_path, HEAD + rows) == whole


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: "-".join(odd))
def test_what_is_not_plain_is_left_to_the_loader(
    odd: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, after = line(id="o/a"), line(id="o/z")
    found = plain_rows(HEAD + before + line(**odd) + after)
    assert found is not None
    assert [repo.id for repo in found.repos] == ["o/a", "o/z"]
    assert found.text == f"{HEAD}\n{line(**odd)}\n"
    text = HEAD + before + line(**odd) + after
    assert loaded(tmp_path, text) == the_long_way(tmp_path, text, monkeypatch)


@pytest.mark.parametrize(
    "rows",
    [
        '- {"kind": "model", "id": "o/m", "likes": 1, "likes": 2}\n',
        '- {"kind": "model", "id": "o/m"}, {"kind": "model", "id": "o/n"}\n',
        '- {"kind": "model", "id": "o/m"\n- , "likes": 1}\n',
        line() + "- id: o/n\n  kind: model\n",
        line() + "news: []\n",
        line()[:-1],
        line(summary="  ") + line(likes=1),
        "- {}\n",
    ],
)
def test_rows_in_other_shapes_are_read_as_ever(
    rows: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert loaded(tmp_path, HEAD + rows) == the_long_way(tmp_path, HEAD + rows, monkeypatch)


PAPERS = "id,title,authors\np1,One,A\np2,Two,B\n"
ASKED = "2031-03-02T06:00:00+00:00"


def paper(key: str, **values: Any) -> str:
    return f"- {json.dumps({'id': key, 'arxiv': f'2702.{key}', **values})}\n"


def with_papers(rows: str, repos: str = line()) -> str:
    return f'source: "https://hub.example"\npapers:\n{rows}repos:\n{repos}'


@pytest.mark.parametrize("repos", [line(), line(id="o/a") + line(likes="7")])
@pytest.mark.parametrize(
    ("rows", "made"),
    [
        (paper("p1", models=3, asked=ASKED) + paper("p2", indexed=False), 2),
        (paper("p1") + paper("gone", models=2), 1),  # told by the loader, with its line
        (paper("p1") + paper("p1"), 0),
        (paper("p1", models="3"), 0),
        (paper("p1", asked="yesterday"), 0),
        (paper("p1", unknown=1), 0),
        ("- id: p1\n  arxiv: '2702.1'\n", 0),
    ],
)  # fmt: skip
def test_plain_papers_are_what_the_loader_makes(
    rows: str, made: int, repos: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "papers.csv").write_text(PAPERS, "utf-8")
    text = with_papers(rows, repos)
    found = plain_rows(text, {"p1", "p2"})
    assert found is not None
    assert len(found.papers) == made
    assert loaded(tmp_path, text) == the_long_way(tmp_path, text, monkeypatch)


def test_overrides_of_what_the_hub_knows_reach_it(tmp_path: Path) -> None:
    (tmp_path / "papers.csv").write_text(PAPERS, "utf-8")
    (tmp_path / "overrides.yml").write_text("hub_papers: {p1: {models: 9}}\n", "utf-8")
    found = loaded(tmp_path, with_papers(paper("p1", models=3)))
    assert found.problems == ()
    assert found.conference is not None
    assert found.conference.hub_papers["p1"].models == 9


def test_a_declared_hub_is_read_by_its_declaration(tmp_path: Path) -> None:
    loaded(tmp_path, HEAD + line(likes=5) + line(id="o/n"))
    config = (
        CONFIG + "sources:\n  repos:\n    file: hub.yml\n    records: repos\n    where: {id: o/n}\n"
    )
    (tmp_path / "config.yml").write_text(config, "utf-8")
    found = load(tmp_path).conference
    assert found is not None
    assert [*found.repos] == [("model", "o/n")]
