"""Repositories on the pages: what they show, the table's data, and what hostile ones do."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from miniconf import repos
from miniconf.model import Conference, Hub, HubPaper, HubRepo
from miniconf.model.values import RepoKind
from miniconf.site.app import create_site
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.paging import leaves, numbered
from tests.site.example import conference
from tests.site.hostile import TEXT
from tests.site.views.test_paper import Dangers

KINDS: tuple[RepoKind, ...] = ("model", "dataset", "space")


def pages(made: Conference, *paths: str) -> list[str]:
    site = create_site(Snapshot(conference=made))
    found = [site.by_path[path] for path in paths]
    return [site.render(page, site.inputs(page)).decode() for page in found]


def with_repos(*repos: HubRepo) -> Conference:
    return replace(
        conference(),
        repos={(repo.kind, repo.id): repo for repo in repos},
        hub_papers={"main.1": HubPaper(id="main.1", arxiv="2702.01001", models=72)},
    )


def hostile(kind: RepoKind) -> HubRepo:
    said = TEXT.format(n=1)
    return HubRepo(
        kind=kind, id="o/r", papers=("main.1",), task=said, library=said, size=said, license=said,
        languages=(said,), revision=said, summary=said, intended_use=said, limitations=said,
        trained_on=(said,), base_model=said, sdk=said, running=True, loader=said, moved_to=said,
        host="https://x.hf.space; script-src *", downloads=1, likes=1,
    )  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_answers_are_text_on_every_page(kind: RepoKind) -> None:
    for html in pages(with_repos(hostile(kind)), "hub.html", "papers/main.1.html"):
        parser = Dangers()
        parser.feed(html)
        assert parser.found == []
        assert "<script>window.hacked" not in html
        assert "<img src=x" not in html
        assert "evil.example" not in html.partition('http-equiv="Content-Security-Policy"')[2][:900]
        assert "script-src *" not in html


def test_at_most_so_many_are_shown_and_the_total_leads_to_the_rest() -> None:
    repos = [HubRepo(kind="model", id=f"o/m{n}", papers=("main.1",), likes=9 - n) for n in range(6)]
    (html,) = pages(with_repos(*repos), "papers/main.1.html")
    assert [f"o/m{n}</a>" in html for n in range(6)] == [True] * 4 + [False] * 2
    assert (
        '<a href="https://huggingface.co/models?other=arxiv:2702.01001" '
        'rel="noopener noreferrer">All 72 models that cite the paper</a>'
    ) in html


def test_data_of_the_table() -> None:
    repo = HubRepo(
        kind="model", id="o/m", papers=("main.1",), task="text-generation", library="peft",
        parameters=7_000_000, license="mit", by_authors=True, downloads=12_400, revision="4f1c09e0",
    )  # fmt: skip
    made = with_repos(repo)
    site = create_site(Snapshot(conference=made))
    page = site.by_path["search/hub.json"]
    data = json.loads(site.render(page, site.inputs(page)))
    row = data["id"].index("o/m")
    lists = data.pop("lists")
    told = {
        name: lists[name][values[row]] if name in lists else values[row]
        for name, values in data.items()
    }
    assert told == {
        "id": "o/m", "kind": "model", "task": "Text generation", "library": "peft",
        "license": "MIT", "size": "up to 100M parameters", "track": made.papers["main.1"].track,
        "paper": ["papers/main.1.html", made.papers["main.1"].title], "bits": 1,
        "downloads": 12_400, "likes": None, "revision": "4f1c09e", "amount": 7_000_000,
    }  # fmt: skip


def test_the_first_page_is_short_and_every_repository_is_on_one() -> None:
    made = with_repos(*[
        HubRepo(kind="model", id=f"o/m{n:03}", papers=("main.1",)) for n in range(251)
    ])  # fmt: skip
    made = replace(made, config=replace(made.config, hub=Hub(shown=251)))
    tables = [html.partition("<tbody>")[2].partition("</tbody>")[0] for html in
              pages(made, "hub.html", "hub-2.html", "hub-3.html")]  # fmt: skip
    named = [ref for paper in made.papers.values() for ref in repos.named(paper)]
    assert [table.count("<tr>") for table in tables] == [50, 200, 1 + len(set(named))]
    found = re.findall(r'/o/(m\d+)"', "".join(tables))
    assert found == [f"m{n:03}" for n in range(251)]
    assert "hub-4.html" not in create_site(Snapshot(conference=made)).by_path


def test_facets_count_what_the_hub_links() -> None:
    repo = HubRepo(kind="dataset", id="o/d", papers=("main.1",))
    gone = HubRepo(kind="space", id="o/s", papers=("main.1",), missing=True)
    index = Snapshot(conference=with_repos(repo, gone)).index
    assert [name for name, _ in index.row("main.1").has if name in ("data", "space")] == ["data"]


def test_a_pager_of_hundreds_of_pages_names_the_ends_the_neighbours_and_some_steps() -> None:
    shown = [leaf.label for leaf in numbered("hub", "hub_more", 400, 100)]
    assert shown[:3] == ["1", "19", "38"]
    assert [label for label in shown if 97 < int(label) < 103] == ["98", "99", "100", "101", "102"]
    assert shown[-1] == "400"
    assert len(shown) <= 30
    few = [str(n) for n in range(1, 31)]
    assert numbered("hub", "hub_more", 30, 1) == leaves("hub", "hub_more", few, 1)
