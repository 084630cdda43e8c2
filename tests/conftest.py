"""Fixtures that several tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from jinja2.bccache import Bucket, BytecodeCache

from tests.browser import close, launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No test depends on how fast or busy the machine is, and the same tree gives the same result.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("house")

CONFIG = "name: Tern 2031\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: Atlantic/Azores\n"
PAPERS = "id,title,authors,abstract\nmain.1,Nests on Ice,Ana Vo|Bo Li,Cold.\nmain.2,Tides,Bo Li,\n"


class _Compiled(BytecodeCache):
    """Templates that any test of this process has compiled."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template from here, if it is the same."""
        if bucket.key in self._known:
            bucket.bytecode_from_string(self._known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the template."""
        self._known[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def compiled() -> Iterator[None]:
    """Compile each template once, not once for each site: that took a third of a small build."""
    known = _Compiled()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("miniconf.site.app.FileSystemBytecodeCache", lambda folder: known)
        yield


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
        close(context)
