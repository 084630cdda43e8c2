"""Each folder in `tests/sites/broken` is a site; beside it stands what `miniconf check` says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from miniconf.cli.check import check

BROKEN = Path(__file__).parent.parent / "sites" / "broken"
CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())
PAPERS = (
    "id,title,authors,abstract,pdf\n"
    "main.1,Nests,Ana Vo|Bo Li,Cold.,https://x.example/1.pdf\n"
    "main.2,Tides,Bo Li,,x\n"
)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(check, arguments, catch_exceptions=False)


@pytest.mark.parametrize("case", CASES)
def test_check_broken_site(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(BROKEN / case)
    result = run(".")
    expected = (BROKEN / f"{case}.txt").read_text("utf-8")
    assert result.output == expected
    assert result.exit_code == (1 if "error" in expected.splitlines()[-1] else 0)


def test_check_sound_site(site: Path) -> None:
    result = run(str(site))
    assert result.exit_code == 0
    first, *_, last = result.output.splitlines()
    assert first == f"papers  {site}/papers.csv  2 read, 2 kept"
    assert last == "no problems"


def test_check_coverage(site: Path) -> None:
    (site / "papers.csv").write_text(PAPERS.replace("x\n", "\n"), "utf-8")
    lines = run(str(site)).output.splitlines()
    assert lines[2:7] == [
        "what 2 papers have",
        "      1   50 %  abstract",
        "      0    0 %  keywords",
        "      0    0 %  track",
        "      1   50 %  PDF",
    ]


def test_check_strict(site: Path) -> None:
    (site / "notes.txt").write_text("x", "utf-8")
    assert run(str(site)).exit_code == 0
    assert run(str(site), "--strict").exit_code == 1


def test_check_json(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "papers.csv").write_text(PAPERS, "utf-8")
    monkeypatch.chdir(site.parent)
    result = run("site", "--format", "json")
    assert result.exit_code == 0
    document = json.loads(result.output)
    assert document["problems"] == [
        {
            "file": "site/papers.csv", "line": 3, "field": "pdf", "level": "warning", "column": 0,
            "message": 'expected an http(s) address or a file below static/, got "x"',
            "hint": "there is no such file; it is left out", "record": "",
        }
    ]  # fmt: skip
    assert document["sources"] == [
        {
            "collection": "papers", "file": "papers.csv", "read": 2, "kept": 2, "merged": 0,
            "left": {}, "notes": [],
        }
    ]  # fmt: skip
    assert document["coverage"][0] == {"what": "abstract", "have": 1, "papers": 2}


def test_check_github(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "papers.csv").write_text("id,title,authors\n,100%,Bo Li\n", "utf-8")
    (site / "a,b:c.yml").write_text("x: [\n", "utf-8")
    monkeypatch.chdir(site)
    result = run("--format", "github")
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        "::warning file=a%2Cb%3Ac.yml::expected a source that reads this file, got none "
        "(hint: name it under `sources`, or under `ignore` in config.yml)",
        "::error file=papers.csv,line=2::id: expected a value, got nothing",
    ]


def test_check_missing(site: Path, tmp_path: Path) -> None:
    (site / "papers.csv").write_text(PAPERS.replace("x\n", "\n"), "utf-8")
    target = tmp_path / "missing.csv"
    assert run(str(site), "--missing", str(target)).exit_code == 0
    assert target.read_text("utf-8") == (
        "id,title,authors,missing,abstract,PDF\n"
        'main.2,Tides,Bo Li,"abstract, PDF",missing,missing\n'
    )
    assert run(str(site), "--missing", "-").output.endswith(target.read_text("utf-8"))
