from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.model import Publish
from miniconf.site.freezing import copying, tree
from miniconf.site.freezing.copying import write_assets
from miniconf.site.freezing.state import Manifest
from miniconf.site.looks.assets import Assets
from miniconf.site.safety.leaks import Leak, Scanner


class Counting(Scanner):
    """Notes which files it is asked to look through."""

    def __init__(self) -> None:
        super().__init__(Publish())
        self.asked: list[str] = []

    def leaks(self, path: str, content: bytes, private: list[int] | None = None) -> list[Leak]:
        self.asked.append(path)
        return super().leaks(path, content, private)


def test_files_are_looked_through_again_by_another_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source, output = tmp_path / "a.txt", tmp_path / "build"
    source.write_text("Tides", "utf-8")
    assets = Assets({"a.txt": source}, {}, {})
    old = Manifest()
    told = []
    for code in (b"one", b"one", b"other"):
        monkeypatch.setattr(copying, "code_digest", lambda code=code: code)
        scanner = Counting()
        files, leaks, written = write_assets(assets, output, old, tree.stamps(output), scanner)
        told.append((scanner.asked, leaks, written))
        old = Manifest(files)
    assert told == [(["static/a.txt"], [], 1), ([], [], 0), (["static/a.txt"], [], 0)]
