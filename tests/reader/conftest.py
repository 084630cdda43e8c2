"""The example conference below a path of a server, and readers who open several of its pages."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from miniconf import resources
from tests.browser import close, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PREFIX = "2027"
#: The zone of the example conference: a reader there sees the times that the HTML has.
HOME = "Pacific/Auckland"
Open = Callable[..., "Page"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


def build(folder: Path, *options: str) -> None:
    """Build `folder / "data"` into `folder / PREFIX`, as the command does."""
    run = "from miniconf.cli import main; main()"
    command = [sys.executable, "-c", run, "build", "data", "--output", PREFIX, *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the built example in a folder `PREFIX`."""
    folder = tmp_path_factory.mktemp("web")
    shutil.copytree(resources.folder("sitedata"), folder / "data")
    build(folder)
    return folder


@pytest.fixture(scope="session")
def server(built: Path) -> Iterator[str]:
    """The address of the site, ending in a slash."""
    with served(built) as address:
        yield f"{address}/{PREFIX}/"


@pytest.fixture
def open_page(chromium: Browser, server: str) -> Iterator[Open]:
    """Opens a page of the site: `open_page("papers.html", at="2027-09-23T21:00:00Z")`.

    The first call makes the reader (its options are those of a Playwright context), later ones
    go on with the same reader; a call with options makes another. At the end no script may have
    failed, and nothing may have been asked of another host.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def visit(path: str, at: str = "", **options: object) -> Page:
        if not contexts or options:
            settings = {"service_workers": "block", "timezone_id": HOME, **options}
            contexts.append(chromium.new_context(**settings))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(f"{path}: {error}"))
        page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: r.url.startswith((server, "data:", "blob:")) or
                faults.append(r.url))  # fmt: skip
        if at:
            page.clock.install(time=at)
        page.goto(server + path)
        return page

    yield visit
    for context in contexts:
        close(context)
    assert faults == []
