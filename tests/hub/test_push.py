from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from miniconf.hub.push import prepare, push
from miniconf.problems import MiniconfError
from tests.hub.hubserver import Hub, running


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("HF_TOKEN", "hf_test")
    with running(Hub()) as server:
        monkeypatch.setenv("HF_ENDPOINT", server.endpoint)
        monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", server.endpoint)
        yield server


@pytest.fixture
def built(tmp_path: Path) -> Path:
    folder = tmp_path / "build"
    (folder / "papers").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Tern</h1>", "utf-8")
    (folder / "papers" / "a.html").write_text("<h1>A</h1>", "utf-8")
    return folder


def test_prepare_says_what_would_be_uploaded(built: Path) -> None:
    upload = prepare(built, "tern/site", "space")
    assert str(upload) == (
        f"2 files (0.0 MB) from {built} to the space tern/site, public; what else is there stays"
    )


@pytest.mark.parametrize(
    ("repo", "kind", "message"),
    [
        ("tern/site", "dataset", "has no README.md: run `miniconf hub export` first"),
        ("site", "space", 'expected OWNER/NAME for the repository, got "site"'),
    ],
)
def test_prepare_refuses_what_cannot_work(built: Path, repo: str, kind: str, message: str) -> None:
    with pytest.raises(MiniconfError, match=message):
        prepare(built, repo, kind)


def test_push_deletes_nothing_unless_told(hub: Hub, built: Path) -> None:
    hub.files["tern/site"] = {"gone.html": b"old", ".gitattributes": b"x"}
    (built / ".notes").write_text("of a program", "utf-8")
    push(prepare(built, "tern/site", "space"), "Tern 2031")
    assert sorted(hub.files["tern/site"]) == [
        ".gitattributes", "README.md", "gone.html", "index.html", "papers/a.html",
    ]  # fmt: skip


def test_push_makes_the_space_hold_the_site_and_nothing_else(hub: Hub, built: Path) -> None:
    hub.files["tern/site"] = {"gone.html": b"old"}
    upload = prepare(built, "tern/site", "space", delete=True)
    assert str(upload).endswith("what else is there is deleted")
    push(upload, "Tern 2031")
    files = hub.files["tern/site"]
    assert sorted(files) == ["README.md", "index.html", "papers/a.html"]
    assert files["papers/a.html"] == b"<h1>A</h1>"
    assert b"title: Tern 2031\n" in files["README.md"]
    assert b"sdk: static\n" in files["README.md"]


def test_push_without_right_to_write_is_a_sentence(hub: Hub, built: Path) -> None:
    hub.moods = [(403, {}, b"{}")]
    with pytest.raises(MiniconfError) as caught:
        push(prepare(built, "tern/site", "space"), "Tern")
    assert str(caught.value) == (
        "the Hub refused with status 403: set HF_TOKEN to a token that may write there"
    )
