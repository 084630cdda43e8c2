"""Fixtures that several tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.browser import launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No test depends on how fast or busy the machine is, and the same tree gives the same result.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

CONFIG = "name: Tern 2031\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: Atlantic/Azores\n"
PAPERS = "id,title,authors,abstract\nmain.1,Nests on Ice,Ana Vo|Bo Li,Cold.\nmain.2,Tides,Bo Li,\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the smallest conference: a config and two papers."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "config.yml").write_text(CONFIG, "utf-8")
    (folder / "papers.csv").write_text(PAPERS, "utf-8")
    return folder


@pytest.fixture(scope="session")
def launched_chromium() -> Iterator[Browser]:
    """One headless Chromium for all tests of a process; without one they are skipped, clearly."""
    with launched() as browser:
        yield browser


@pytest.fixture
def chromium(launched_chromium: Browser) -> Iterator[Browser]:
    """The Chromium of this process; what a test leaves open in it is closed."""
    yield launched_chromium
    for context in launched_chromium.contexts:
        context.close()
