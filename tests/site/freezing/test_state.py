"""What a build keeps: a manifest that is amended, and tables that count once they are settled."""

from __future__ import annotations

from pathlib import Path

import pytest

from miniconf.problems import MiniconfError
from miniconf.site.freezing import state
from miniconf.site.freezing.state import Manifest

FILES = {"a.html": ("aa", 1, 10), "b.html": ("bb", 2, 20), "c.html": ("cc", 3, 30)}
WHOLE = Manifest(FILES, {"paper": "p"}, {"paper": b"head"})


def test_a_manifest_is_what_was_written_and_what_was_amended_since(tmp_path: Path) -> None:
    output = tmp_path / "build"
    state.state_folder(output).mkdir(parents=True)
    assert state.read_manifest(output) == Manifest()
    assert state.read_heads(output) == {}
    state.write_manifest(output, WHOLE)
    assert state.read_manifest(output) == WHOLE
    state.amend_manifest(output, {"a.html": ("", 4, 40), "d.html": ("dd", 5, 50)}, ["b.html"])
    state.amend_manifest(output, {"b.html": ("bb", 6, 60)}, ["c.html"])
    amended = {
        "a.html": ("", 4, 40), "b.html": ("bb", 6, 60), "d.html": ("dd", 5, 50),
    }  # fmt: skip
    assert state.read_manifest(output) == Manifest(amended, WHOLE.kinds, WHOLE.heads)
    assert state.read_heads(output) == WHOLE.heads
    state.write_manifest(output, WHOLE)
    assert state.read_manifest(output) == WHOLE


@pytest.mark.parametrize("output", ["", "..", "static", "questions/x", "linked", "linked/x", "out"])
def test_no_site_is_built_where_its_data_lies(tmp_path: Path, output: str) -> None:
    site = tmp_path / "site"
    (tmp_path / "shared").mkdir()
    site.mkdir()
    (site / "static").symlink_to(tmp_path / "shared")
    (site / "linked").symlink_to(tmp_path / "shared")
    (site / "out").symlink_to(site)
    with pytest.raises(MiniconfError, match="; give another --output"):
        state.check_place(site / output, site)


@pytest.mark.parametrize("output", ["build", "x/static", "../site-2", "statics", "../build/static"])
def test_a_site_is_built_elsewhere(tmp_path: Path, output: str) -> None:
    site = tmp_path / "site"
    (site / output).mkdir(parents=True)
    state.check_place(site / output, site)
    assert not list(tmp_path.rglob(".miniconf"))


def test_what_was_amended_of_another_manifest_does_not_count(tmp_path: Path) -> None:
    output = tmp_path / "build"
    folder = state.state_folder(output)
    folder.mkdir(parents=True)
    state.write_manifest(output, WHOLE)
    state.amend_manifest(output, {"a.html": ("", 4, 40)}, [])
    edited = (folder / "manifest.edited").read_bytes()
    state.write_manifest(output, Manifest({"z.html": ("zz", 1, 1)}))
    (folder / "manifest.edited").write_bytes(edited)  # of a build that was killed meanwhile
    assert state.read_manifest(output) == Manifest({"z.html": ("zz", 1, 1)})


def test_tables_count_once_they_are_settled(tmp_path: Path) -> None:
    output, names = tmp_path / "build", ["papers.csv", "more.csv"]
    state.state_folder(output).mkdir(parents=True)
    state.write_tables(output, {"papers.csv": b"id\n1\n", "more.csv": b""})
    assert state.read_tables(output, sorted(names)) == {}
    state.settle_tables(output, 2)
    found = state.read_tables(output, sorted(names))
    assert {name: found[name][:] for name in found} == {"papers.csv": b"id\n1\n", "more.csv": b""}
