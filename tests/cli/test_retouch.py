"""`miniconf build` after abstracts were edited: the same as a whole build, by writing little."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from miniconf import resources
from miniconf.cli import retouch as module
from miniconf.cli.build import build as command
from miniconf.site.freezing import retouch as freezing
from miniconf.site.freezing import state

Build = Callable[..., str]


@pytest.fixture
def retouched(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each build so far got by without loading."""
    found: list[bool] = []
    whole = module.retouch

    def noted(order: module.Order) -> object:
        report = whole(order)
        found.append(report is not None)
        return report

    monkeypatch.setattr(module, "retouch", noted)
    return found


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Build]:
    """`miniconf build site` into a folder, and what it prints, the seconds aside."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930000000")
    monkeypatch.chdir(tmp_path)

    def run(output: str = "build", code: int = 0, *words: str) -> str:
        done = CliRunner().invoke(command, ["site", "--output", output, *words])
        assert done.exit_code == code, done.output
        return done.output.rpartition(",")[0].replace(f" {output}", " build")

    yield run
    gc.unfreeze()
    gc.enable()


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def change(table: Path, old: str, new: str) -> None:
    text = table.read_text("utf-8")
    assert text.count(old) == 1, old
    table.write_text(text.replace(old, new), "utf-8")


def same_as_whole(tmp_path: Path, build: Build, told: str, number: int) -> None:
    """The output, what is told of it and the notes are those of a build into a new folder."""
    fresh = build(f"fresh-{number}/build")
    assert contents(tmp_path / "build") == contents(tmp_path / f"fresh-{number}" / "build")
    lines = [line for line in told.splitlines() if " written, " not in line]
    assert lines == [line for line in fresh.splitlines() if " written, " not in line]
    here, there = (
        state.read_manifest(tmp_path / name / "build") for name in (".", f"fresh-{number}")
    )
    patched = {path for path, entry in here.files.items() if not entry[0]}
    assert patched <= {"papers.json", "search/openings-0.json"}
    assert {path: entry[0] for path, entry in here.files.items() if path not in patched} == {
        path: entry[0] for path, entry in there.files.items() if path not in patched
    }
    assert here.files.keys() == there.files.keys()
    assert here.kinds == there.kinds
    assert "nothing changed" in build()


def example(tmp_path: Path) -> Path:
    """The example conference."""
    site = tmp_path / "site"
    shutil.copytree(resources.folder("sitedata"), site)
    return site


def row(table: Path) -> tuple[str, str]:
    """The beginning of the first abstract in a table of the example, and of the last."""
    import csv

    with table.open(encoding="utf-8", newline="") as file:
        texts = [text for r in csv.DictReader(file) if len(text := r["abstract"]) > 80]
    return texts[0][:60], texts[-1][:60]


def test_the_example_after_edits(tmp_path: Path, build: Build, retouched: list[bool]) -> None:
    site = example(tmp_path)
    build()
    edits = [
        (site / name, old, new)
        for name in ("papers.csv", "papers_findings.csv")
        for old, new in zip(
            row(site / name),
            ("Zwergpinguine and xylophones of polar nights", "$x^2$ is"),
            strict=True,
        )
    ]
    for number, (table, old, new) in enumerate(edits):
        change(table, old, new)
        told = build()
        same_as_whole(tmp_path, build, told, number)
    for table, old, new in edits:  # all back at once, in both tables
        change(table, new, old)
    same_as_whole(tmp_path, build, build(), 4)
    assert retouched == [False, *[True, False] * 4, True, False]


def test_only_what_differs_is_written(site: Path, build: Build, retouched: list[bool]) -> None:
    build()
    before = contents(site.parent / "build")
    change(site / "papers.csv", "Cold.", "Zephyr.")
    told = build()
    after = contents(site.parent / "build")
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert changed == {
        "papers.json", "papers/main.1.html", "search/openings-0.json", "search/part-_.json",
    }  # fmt: skip
    assert "4 files written, 0 removed" in told
    assert retouched == [False, True]


@pytest.mark.parametrize(
    "other",
    [
        "other data",
        "an output that was touched",
        "a private thing",
        "a faulty row",
        "options",
        "a lost checkpoint",
        "a checkpoint cut short",
        "a lost cache",
        "a damaged manifest",
        "a page that a killed process left",
        "a link",
    ],
)
def test_whatever_else_differs_is_loaded(
    other: str,
    tmp_path: Path,
    site: Path,
    build: Build,
    retouched: list[bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (site / "papers.csv").write_text(
        "id,title,authors,abstract\n"
        "a,Nests on Ice,Ana Vo,Cold nests.\nb,Tides,Bo Li,Cold tides.\nc,Wind,Cy Do,Warm wind.\n"
    )
    build()
    kept = state.state_folder(tmp_path / "build") / "published"
    new, code, words = "Colder nests.", 0, ()
    if other == "other data":
        (site / "faq.yml").write_text("- {question: Why?, answer: So.}\n")
    elif other == "an output that was touched":
        (tmp_path / "build" / "papers.html").write_text("by hand")
    elif other == "a private thing":
        new = "Write to ana@tern.example."
    elif other == "a faulty row":
        new, code = '"Cold', 1
    elif other == "options":
        words = ("--base-url", "https://tern.example/")
    elif other == "a lost checkpoint":
        kept.unlink()
    elif other == "a checkpoint cut short":
        kept.write_bytes(kept.read_bytes()[:-40])
    elif other == "a lost cache":
        (tmp_path / ".miniconf" / "similar").unlink()
    elif other == "a damaged manifest":
        (kept.parent / "manifest").write_bytes(b"\x94\x02")
    elif other == "a page that a killed process left":
        whole = freezing.dealt
        monkeypatch.setattr(freezing, "dealt", lambda pages: whole(pages[1:]))
    elif other == "a link":
        new = "See [the tides](papers/b.html)."
    change(site / "papers.csv", "Cold nests.", new)
    told = build("build", code, *words)
    assert retouched == [False, False]
    if not code:
        fresh = build("fresh/build", 0, *words)
        assert contents(tmp_path / "build") == contents(tmp_path / "fresh" / "build")
        assert told.splitlines()[:-1] == fresh.splitlines()[:-1]


@pytest.mark.parametrize("lost", [b"", b"\x92\x92\x01\x02\x80", b"whole"])
def test_a_whole_build_follows_an_edit(
    lost: bytes, site: Path, build: Build, retouched: list[bool]
) -> None:
    build()
    change(site / "papers.csv", "Cold.", "Colder.")
    build()
    notes = state.state_folder(site.parent / "build") / "manifest.edited"
    if lost != b"whole":
        notes.write_bytes(lost)
    (site / "faq.yml").write_text("- {question: Why?, answer: So.}\n")
    told = build()
    assert not notes.exists()
    same_as_whole(site.parent, build, told, 1)
    assert retouched == [False, True, False, False]


def test_warnings_are_told_again(site: Path, build: Build, retouched: list[bool]) -> None:
    (site / "papers.csv").write_text(
        'id,title,authors,abstract,titel\na,Nests,Ana Vo,"Cold.",x\nb,Tides,Bo Li,Wet.,\n'
    )
    first = build()
    assert 'papers.csv:1: warning: titel: expected a field of papers, got "titel"' in first
    change(site / "papers.csv", "Cold.", "Colder.")
    told = build()
    assert told.splitlines()[:2] == first.splitlines()[:2]
    change(site / "papers.csv", "Colder.", "Cold\nand wet.")  # lines that were told may move
    build()
    assert retouched == [False, True, False]


def test_secrets_of_the_environment_are_not_kept(
    site: Path, build: Build, retouched: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINICONF_CHAT_USER", "ana")
    monkeypatch.setenv("MINICONF_CHAT_PASSWORD", "tern-nest-77")
    build()
    kept = state.state_folder(site.parent / "build") / "published"
    assert b"tern-nest-77" not in kept.read_bytes()
    change(site / "papers.csv", "Cold.", "Colder.")
    build()
    assert b"tern-nest-77" not in kept.read_bytes()
    change(site / "papers.csv", "Colder.", "Enter with tern-nest-77.")
    build(code=1)
    assert b"tern-nest-77" not in (site.parent / "build/papers/main.1.html").read_bytes()
    assert retouched == [False, True, False]
