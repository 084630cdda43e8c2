from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from miniconf.model import Hub, HubPaper, HubRepo, Paper, Person, RepoRef
from miniconf.repos import Shelf, address, by_use, linked, runs_at, shelves, view

PAPER = Paper(id="p", title="T", authors=(Person(name="A"),))
SETTINGS = Hub()
KNOWN = HubPaper(id="p", arxiv="2702.01001", models=72)


def model(name: str, **fields: Any) -> HubRepo:
    return HubRepo(kind="model", id=name, papers=("p",), **fields)


def shown(
    paper: Paper, repos: list[HubRepo], known: HubPaper | None = None, settings: Hub = SETTINGS
) -> tuple[Shelf, ...]:
    """The shelves of `paper` where the Hub links `repos`."""
    by_id = {(repo.kind, repo.id): repo for repo in repos}
    details = {key: view(repo) for key, repo in by_id.items()}
    return shelves(
        paper, linked(by_id, by_use(details.values()), settings), details, known, settings
    )


def test_shelves_put_named_then_pins_then_own_then_most_used() -> None:
    paper = replace(PAPER, models=(RepoRef(kind="model", id="a/own"),))
    famous = model("x/famous", downloads=900)
    own = model("a/second", by_authors=True, downloads=3)
    pinned = model("y/pinned")
    organisation = model("org/third", downloads=1)
    blocked = model("z/blocked", downloads=5000)
    settings = Hub(shown=4, block=("z/blocked",), pins=("y/pinned",), owners=("org",))
    first = view(HubRepo(kind="model", id="a/own", by_authors=True))
    assert shown(paper, [famous, own, pinned, organisation, blocked], KNOWN, settings) == (
        Shelf("model", (first, view(pinned), view(own), view(organisation)), 72,
              "https://huggingface.co/models?other=arxiv:2702.01001"),
    )  # fmt: skip


def test_shelves_show_what_a_paper_names_even_if_blocked_or_gone() -> None:
    paper = replace(PAPER, datasets=(RepoRef(kind="dataset", id="a/d"),))
    gone = HubRepo(kind="dataset", id="a/d", papers=("p",), missing=True)
    found = shown(paper, [gone], settings=Hub(block=("a/d",)))
    assert found == (Shelf("dataset", (view(gone),), 1, ""),)


def test_shelves_leave_out_what_is_gone_and_kinds_without_any() -> None:
    assert shown(PAPER, [model("x/gone", missing=True)]) == ()


def test_shelves_order_equally_used_repositories_by_likes_then_id() -> None:
    (shelf,) = shown(PAPER, [model("b/b"), model("a/a"), model("c/c", likes=1)])
    assert [repo.id for repo in shelf.repos] == ["c/c", "a/a", "b/b"]


def test_shelves_put_pins_that_are_the_authors_own_before_others() -> None:
    settings = Hub(pins=("a/a", "b/b"))
    repos = [model("a/a", downloads=9), model("b/b", by_authors=True), model("c/c", downloads=99)]
    (shelf,) = shown(PAPER, repos, settings=settings)
    assert [repo.id for repo in shelf.repos] == ["b/b", "a/a", "c/c"]


def test_shelf_counts_what_is_there() -> None:
    assert Shelf("model", (view(model("a/a")), view(model("b/b", missing=True))), 2, "").there == 1


def test_address_by_kind() -> None:
    assert address(RepoRef(kind="model", id="o/n")) == "https://huggingface.co/o/n"
    assert address(RepoRef(kind="space", id="o/n")) == "https://huggingface.co/spaces/o/n"


def test_shelves_show_what_was_renamed_once() -> None:
    paper = replace(PAPER, models=(RepoRef(kind="model", id="a/old"),))
    old, new = model("a/old", moved_to="a/new"), model("a/new")
    assert shown(paper, [old, new]) == (Shelf("model", (view(old),), 1, ""),)


def space(name: str = "Tern/nest_map", **fields: Any) -> HubRepo:
    return HubRepo(kind="space", id=name, **fields)


@pytest.mark.parametrize(
    ("repo", "address"),
    [
        (space(), "https://tern-nest-map.hf.space"),
        (space(sdk="static"), "https://tern-nest-map.static.hf.space"),
        (space(host="https://tern-nest-ab12.hf.space"), "https://tern-nest-ab12.hf.space"),
        (space(host="https://evil.example/.hf.space"), ""),
        (space(host="https://x.hf.space; script-src *"), ""),
        (space(host="javascript:alert(1)//.hf.space"), ""),
        (space(f"tern/{'x' * 90}"), ""),
        (space(missing=True), ""),
        (space(stopped=True), ""),
        (space(gated=True), ""),
        (model("tern/nest"), ""),
    ],
)
def test_runs_at(repo: HubRepo, address: str) -> None:
    assert runs_at(repo) == address
