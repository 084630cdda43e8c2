"""`miniconf new`: a conference to start from, that builds as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from miniconf.cli.build import build
from miniconf.cli.new import new
from miniconf.load import load


def test_the_new_conference_has_no_problem(tmp_path: Path) -> None:
    done = CliRunner().invoke(new, [str(tmp_path / "mine")])
    assert done.exit_code == 0, done.output
    assert done.output.splitlines()[-1] == f"Now: cd {tmp_path / 'mine'} && miniconf serve"
    assert [str(problem) for problem in load(tmp_path / "mine").problems] == []


def test_the_new_conference_builds(tmp_path: Path) -> None:
    CliRunner().invoke(new, [str(tmp_path / "mine")])
    words = [str(tmp_path / "mine"), "--output", str(tmp_path / "build"), "--strict", "--jobs", "1"]
    done = CliRunner().invoke(build, words)
    assert done.exit_code == 0, done.output
    assert (tmp_path / "build" / "index.html").is_file()


def test_a_folder_with_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = CliRunner().invoke(new, [str(tmp_path)])
    assert str(done.exception) == f"{tmp_path} is not empty; give a new folder"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    assert CliRunner().invoke(new, [str(tmp_path)]).exit_code == 0
    assert (tmp_path / "config.yml").is_file()


def test_what_to_type_next_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(new, ["my conf ü"])
    assert done.output.splitlines()[-1] == "Now: cd 'my conf ü' && miniconf serve"
