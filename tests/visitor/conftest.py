"""The example conference, built once and served, for tests that read it as a visitor does."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from miniconf import resources
from tests.browser import close, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the built example conference, without a closing slash."""
    folder = tmp_path_factory.mktemp("example")
    shutil.copytree(resources.folder("sitedata"), folder / "site")
    run = "from miniconf.cli import main; main()"
    command = [sys.executable, "-c", run, "build", "site", "--output", "out"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with served(Path(folder, "out")) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a visitor in Nairobi; an error in its console fails the test."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 800}, timezone_id="Africa/Nairobi"
    )
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    yield opened
    close(context)
    assert faults == []
