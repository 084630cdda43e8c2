"""Fixtures for the tests of writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.model import Conference
from miniconf.site.app import create_site
from miniconf.site.freezing import state
from miniconf.site.freezing.build import Job, write_site
from miniconf.site.freezing.report import Report
from miniconf.site.prepare import prepare
from tests.site.samples import Write, make


@pytest.fixture
def conference() -> Conference:
    """Three papers, a session, two authors, a question, a piece of news, a page."""
    return make()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a conference into `tmp_path / "build"` or another folder, and gives the report."""

    def build(
        conference: Conference, output: Path | None = None, folder: Path | None = None,
        jobs: int = 1, base_url: str | None = None,
    ) -> Report:  # fmt: skip
        target = output or tmp_path / "build"
        snapshot, private = prepare(conference, tmp_path / "cache", base_url)
        with state.locked(target):
            site = create_site(snapshot, folder)
            return write_site(site, Job(output=target, folder=folder, jobs=jobs), private)

    return build
