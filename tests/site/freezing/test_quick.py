"""A build with nothing to do is found out from stamps alone."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from miniconf.site.freezing import quick, tree
from miniconf.site.freezing.state import state_folder

OPTIONS = {"base_url": None}


@pytest.fixture
def built(site: Path, tmp_path: Path) -> Path:
    """An output folder that was noted as what `site` calls for."""
    output = tmp_path / "build"
    output.mkdir()
    (output / "index.html").write_text("hello")
    state_folder(output).mkdir(parents=True)
    note(site, output)
    return output


def note(site: Path, output: Path, outside: tuple[str, ...] = ()) -> None:
    before = quick.again(quick.inputs(site, output), outside)
    quick.note(site, output, OPTIONS, before, outside, tree.standing(output).mark, {"pages": 1})


def test_nothing_changed(site: Path, built: Path) -> None:
    notes = quick.unchanged(site, built, OPTIONS)
    assert notes is not None
    assert notes["pages"] == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda site, output: (site / "papers.csv").write_text("id,title,authors\n"),
        lambda site, output: (site / "config.yml").unlink(),
        lambda site, output: (site / "sessions.yml").write_text(""),
        lambda site, output: (site / "static").mkdir() or (site / "static/a.txt").write_text("a"),
        lambda site, output: (output / "index.html").write_text("hallo"),
        lambda site, output: (output / "index.html").unlink(),
        lambda site, output: (output / "more.html").write_text(""),
        lambda site, output: (state_folder(output) / "quick.json").write_text("{"),
    ],
)
def test_a_change_is_noticed(
    site: Path, built: Path, change: Callable[[Path, Path], object]
) -> None:
    change(site, built)
    assert quick.unchanged(site, built, OPTIONS) is None


def test_other_options_are_another_build(site: Path, built: Path) -> None:
    assert quick.unchanged(site, built, {"base_url": "https://a.example"}) is None


def test_a_change_within_the_clocks_grain_is_noticed(site: Path, built: Path) -> None:
    path = site / "papers.csv"
    before = path.stat()
    path.write_text(path.read_text().replace("Tides", "Tidez"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert quick.unchanged(site, built, OPTIONS) is None


def test_hidden_files_and_the_output_do_not_count(site: Path, tmp_path: Path) -> None:
    output = site / "build"
    output.mkdir()
    state_folder(output).mkdir(parents=True)
    note(site, output)
    (site / ".papers.csv.swp").write_text("x")
    (site / ".git").mkdir()
    (site / ".git" / "index").write_text("x")
    assert quick.unchanged(site, output, OPTIONS) is not None


def test_files_outside_the_folder_count(site: Path, built: Path, tmp_path: Path) -> None:
    data = tmp_path / "elsewhere"
    data.mkdir()
    (data / "w1.csv").write_text("a")
    note(site, built, (str(data / "w1.csv"),))
    assert quick.unchanged(site, built, OPTIONS) is not None
    (data / "w2.csv").write_text("a")
    assert quick.unchanged(site, built, OPTIONS) is None


def test_nothing_heavy_is_imported() -> None:
    program = (
        "import sys, miniconf.cli.build;"
        "heavy = {'flask', 'jinja2', 'pandas', 'numpy', 'yaml', 'icalendar', 'requests'};"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == b"[]\n"
