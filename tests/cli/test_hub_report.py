"""The report as one who runs it sees it: after a sync, with arXiv asked, and with hostile data."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from miniconf.cli.hub_report import report
from miniconf.cli.hub_sync import sync
from miniconf.hub.arxiv import ArxivClient
from tests.hub.arxivserver import Arxiv
from tests.hub.arxivserver import running as arxiv_running
from tests.hub.hubserver import Hub
from tests.hub.hubserver import running as hub_running

CONFIG = "name: Tern\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: UTC\n"
PAPERS = "a,Nests,Ann Example,2702.01001v2,ann/nest\nb,Eggs,Bo Example,2501.09999,\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "config.yml").write_text(CONFIG)
    (tmp_path / "papers.csv").write_text(f"id,title,authors,arxiv,models\n{PAPERS}")
    return tmp_path


def run(site: Path, *options: str) -> Result:
    return CliRunner().invoke(report, [str(site), *options])


def test_a_named_model_that_does_not_cite_the_paper_is_told_after_a_sync(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "papers.csv").write_text(
        "id,title,authors,arxiv,models\na,Nests,Ann Example,2401.01001,ann/nest|ann/cites\n"
    )
    hub = Hub(papers={"2401.01001": {"id": "2401.01001", "authors": [{"name": "Ann"}]}})
    hub.repos["model", "ann/nest"] = {"id": "ann/nest", "tags": ["license:mit"]}
    hub.repos["model", "ann/cites"] = {
        "id": "ann/cites",
        "tags": ["license:mit", "arxiv:2401.01001"],
    }
    with hub_running(hub) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.endpoint)
        assert CliRunner().invoke(sync, [str(site)], catch_exceptions=False).exit_code == 0
    lines = run(site).output.splitlines()
    assert [line for line in lines if line.startswith("a: ")] == [
        "a: not-cited: Add to the card (README.md) of https://huggingface.co/ann/nest: "
        "`Paper: https://arxiv.org/abs/2401.01001`"
    ]


def test_arxiv_is_asked_only_when_told_to(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with arxiv_running(Arxiv()) as arxiv:
        monkeypatch.setenv("ARXIV_ENDPOINT", arxiv.endpoint)
        assert "unknown-arxiv" not in run(site).output
        assert arxiv.asked == []
        result = run(site, "--ask-arxiv", "--letters", str(site / "ask.csv"))
        assert arxiv.asked == [["2501.09999"]]
    assert result.exit_code == 0
    with (site / "ask.csv").open(encoding="utf-8", newline="") as file:
        found = [(row["kind"], row["paper"], row["advice"]) for row in csv.DictReader(file)]
    assert found == [
        ("bad-arxiv", "a", '"2702.01001" is no arXiv id: send us the right one.'),
        ("unknown-arxiv", "b", 'arXiv has no paper "2501.09999": send us the right id.'),
    ]


def test_an_arxiv_that_is_down_is_a_sentence(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ArxivClient.__init__.__kwdefaults__ or {}, "sleep", lambda _: None)
    with arxiv_running(Arxiv(moods=[(503, {}, b"")] * 4)) as arxiv:
        monkeypatch.setenv("ARXIV_ENDPOINT", arxiv.endpoint)
        result = run(site, "--ask-arxiv")
    assert str(result.exception) == (
        f"{arxiv.endpoint} answers 503: try again later, or leave out --ask-arxiv"
    )


def test_nothing_in_the_report_steers_a_terminal(site: Path) -> None:
    steer = "\\u001b]0;owned\\u0007\\u001b[2J\\u202e"
    (site / "papers.csv").unlink()
    (site / "papers.yml").write_text(
        f'- {{id: "a{steer}", title: "T{steer}", authors: "Ann {steer}", track: "Ice{steer}",\n'
        f'   arxiv: "2401.01001", models: [o/m]}}\n'
    )
    repo = f'{{"kind": "model", "id": "o/m", "license": "mit{steer}", "moved_to": "o/n"}}'
    for indexed, code in ((f"yes{steer}", 1), ("no", 0)):
        paper = f'{{"id": "a", "arxiv": "2401.01001", "indexed": "{indexed}"}}'
        (site / "hub.yml").write_text(f"repos:\n- {repo}\npapers:\n- {paper}\n")
        outputs = [run(site, *options) for options in ((), ("--format", "csv"))]
        assert [result.exit_code for result in outputs] == [code] * 2
        for result in outputs:
            assert {*map(ord, result.output)}.isdisjoint({0x1B, 7, 0x202E}), result.output
    run(site, "--letters", str(site / "ask.csv"))
    text = (site / "ask.csv").read_text("utf-8")
    assert text.startswith(
        "kind,paper,title,authors,repo,advice\nrenamed,a]0;owned[2J,T]0;owned[2J,"
    )
    assert {*map(ord, text)}.isdisjoint({0x1B, 7, 0x202E})
