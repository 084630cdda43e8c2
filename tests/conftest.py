"""Fixtures that several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

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
