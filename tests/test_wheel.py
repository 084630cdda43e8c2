"""The wheel carries all that a conference needs: in an empty environment, new and build work."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(folder, sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT))
    return next(folder.glob("*.whl"))


def run(folder: Path, *words: str) -> str:
    """What a command prints; it must end well."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_the_wheel_carries_templates_assets_and_the_example(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    tracked = run(ROOT, "git", "ls-files", "templates", "static", "sitedata").split("\n")[:-1]
    assert {f"miniconf/_shared/{path}" for path in tracked if (ROOT / path).is_file()} <= held
    assert {"miniconf/starter/config.yml", "miniconf/site/words/en.yml"} <= held


@pytest.mark.slow
def test_new_and_build_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    run(tmp_path, sys.executable, "-m", "venv", "env")
    folder = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    run(tmp_path, str(folder / "python"), "-m", "pip", "install", "-q", str(wheel))
    program = str(folder / "miniconf")
    run(tmp_path, program, "new", "mine")
    told = run(tmp_path / "mine", program, "build", "--strict")
    assert "pages in build" in told
    page = (tmp_path / "mine" / "build" / "index.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
