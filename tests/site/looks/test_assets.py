"""What is collected below `static/`, and what cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from miniconf.model import Theme
from miniconf.problems import MiniconfError
from miniconf.site.looks.assets import collect


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    static = tmp_path / "site" / "static"
    static.mkdir(parents=True)
    (static / "a.txt").write_text("a")
    (static / "loop").symlink_to(static)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "b.txt").write_text("b")
    (static / "out").symlink_to(tmp_path / "outside")
    found = collect(tmp_path / "none", tmp_path / "site", Theme())
    assert list(found.files) == ["a.txt"]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    static = tmp_path / "static"
    static.mkdir()
    (static / "dead").symlink_to(tmp_path / "nowhere")
    with pytest.raises(MiniconfError) as error:
        collect(tmp_path / "none", tmp_path, Theme())
    told = "is a link that leads nowhere, and cannot be published; remove it"
    assert str(error.value) == f"{static / 'dead'} {told}"
    (static / "dead").unlink()
    os.mkfifo(static / "pipe")
    with pytest.raises(MiniconfError) as error:
        collect(tmp_path / "none", tmp_path, Theme())
    assert str(error.value) == f"{static / 'pipe'} is no file, and cannot be published; remove it"
