from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from huggingface_hub.hf_api import ModelInfo, PaperInfo

from miniconf.hub import sync
from miniconf.hub.answers import HubError, NonsenseError
from miniconf.model import Conference, Config, HubPaper, HubRepo, Paper, Person, RepoRef

NOW = datetime(2031, 3, 28, 9, tzinfo=UTC)
WEEK = timedelta(days=7)
CONFIG = Config(
    name="Tern", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="Atlantic/Azores"
)


def paper(name: str, **fields: Any) -> Paper:
    return Paper(id=name, title=name, authors=(Person(name="A"),), **fields)


def conference(*papers: Paper, **fields: Any) -> Conference:
    return Conference(config=CONFIG, papers={p.id: p for p in papers}, **fields)


class FakeHub:
    """Answers from what it was given and remembers what it was asked."""

    endpoint = "https://hub.example"

    def __init__(self, **papers: Any) -> None:
        self.papers, self.repos, self.asked = papers, {}, []
        self.cites: dict[str, list[Any]] = {}

    def paper(self, arxiv: str) -> Any | None:
        self.asked.append(arxiv)
        if self.papers.get(arxiv) == "down":
            raise HubError("down")
        return self.papers.get(arxiv)

    def repo(self, kind: str, name: str) -> Any | None:
        self.asked.append(f"{kind} {name}")
        if self.repos.get((kind, name)) == "nonsense":
            raise NonsenseError(name)
        return self.repos.get((kind, name))

    def linked(self, kind: str, arxiv: str) -> list[Any]:
        return self.cites.get(kind, [])

    def readme(self, kind: str, name: str, revision: str) -> str:
        self.asked.append(f"card {name}")
        return "Counts terns."


def run(start: Conference, hub: FakeHub, max_age: timedelta = WEEK) -> Any:
    todo = sync.plan(start, NOW, max_age)
    books = list(sync.sync(start, todo, hub, NOW, lambda: None))
    return books[-1] if books else sync.start(start, hub.endpoint, NOW)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2702.01001v3", "2702.01001"),
        ("https://arxiv.org/abs/2702.01001", "2702.01001"),
        ("arXiv:cs.CL/0101001", "cs.CL/0101001"),
        ("soon", ""),
    ],
)
def test_arxiv_id(text: str, expected: str) -> None:
    assert sync.arxiv_id(text) == expected


def test_plan_asks_only_for_what_is_new_or_old() -> None:
    fresh, old = NOW - timedelta(days=1), NOW - timedelta(days=8)
    papers = [paper(name, arxiv=f"2702.0100{i}") for i, name in enumerate("abcd")]
    known = {
        "a": HubPaper(id="a", arxiv="2702.01000", asked=fresh, indexed=False),
        "b": HubPaper(id="b", arxiv="2702.01001", asked=old),
        "c": HubPaper(id="c", arxiv="1111.11111", asked=fresh),
    }
    start = conference(*papers, paper("e"), hub_papers=known)
    assert [p.id for p in sync.plan(start, NOW, WEEK).papers] == ["b", "c", "d"]


def test_sync_remembers_that_a_paper_is_not_indexed() -> None:
    book = run(conference(paper("a", arxiv="2702.01001")), FakeHub())
    assert book.papers == {"a": HubPaper(id="a", arxiv="2702.01001", indexed=False, asked=NOW)}
    assert book.repos == {}


def test_sync_puts_the_authors_own_first_and_reads_only_their_cards() -> None:
    page = PaperInfo(
        id="2702.01001", upvotes=4, numTotalModels=324, linkedDatasets=[], linkedSpaces=[],
        authors=[{"name": "A", "user": {"user": "ana", "fullname": "A", "avatarUrl": ""}}],
    )  # fmt: skip
    page.authors[0].user.username = "ana"
    hub = FakeHub(**{"2702.01001": page})
    others = [ModelInfo(id=f"x/{n}", downloads=900 - n) for n in range(40)]
    hub.cites["model"] = [*others, ModelInfo(id="ana/terns", downloads=1, sha="abcd")]
    book = run(conference(paper("a", arxiv="2702.01001v2")), hub)
    assert book.papers["a"] == HubPaper(
        id="a", arxiv="2702.01001", models=324, upvotes=4, asked=NOW
    )
    assert len(book.repos) == 13
    assert book.repos["model", "ana/terns"] == HubRepo(
        kind="model", id="ana/terns", papers=("a",), by_authors=True, downloads=1, revision="abcd",
        summary="Counts terns.", asked=NOW,
    )  # fmt: skip
    assert [a for a in hub.asked if a.startswith("card")] == ["card ana/terns"]


def test_sync_takes_a_paper_off_repositories_that_no_longer_cite_it() -> None:
    repos = {
        ("model", "x/one"): HubRepo(kind="model", id="x/one", papers=("a", "b")),
        ("model", "x/two"): HubRepo(kind="model", id="x/two", papers=("a",)),
    }
    hub = FakeHub(**{"2702.01001": PaperInfo(id="2702.01001")})
    book = run(conference(paper("a", arxiv="2702.01001"), paper("b"), repos=repos), hub)
    assert book.repos == {("model", "x/one"): replace(repos["model", "x/one"], papers=("b",))}


def test_sync_tells_named_repositories_that_are_gone_or_moved() -> None:
    refs = (RepoRef(kind="model", id="o/gone"), RepoRef(kind="model", id="o/old"))
    hub = FakeHub()
    hub.repos["model", "o/old"] = ModelInfo(id="o/new", likes=1)
    book = run(conference(paper("a", models=refs)), hub)
    assert book.repos["model", "o/gone"] == HubRepo(
        kind="model", id="o/gone", by_authors=True, missing=True, asked=NOW
    )
    moved = book.repos["model", "o/old"]
    assert (moved.id, moved.moved_to, moved.likes) == ("o/old", "o/new", 1)


def test_sync_keeps_what_was_learnt_when_the_hub_goes_down() -> None:
    hub = FakeHub(**{"2702.01001": PaperInfo(id="2702.01001"), "2702.01002": "down"})
    start = conference(paper("a", arxiv="2702.01001"), paper("b", arxiv="2702.01002"))
    books = sync.sync(start, sync.plan(start, NOW, WEEK), hub, NOW, lambda: None)
    assert list(next(books).papers) == ["a"]
    with pytest.raises(HubError):
        next(books)


def test_sync_leaves_alone_what_the_hub_gives_nonsense_for() -> None:
    known = HubRepo(kind="model", id="o/odd", likes=7)
    refs = (RepoRef(kind="model", id="o/odd"), RepoRef(kind="model", id="o/m"))
    start = conference(paper("a", models=refs), repos={("model", "o/odd"): known})
    hub, told = FakeHub(), []
    hub.repos["model", "o/odd"] = "nonsense"
    hub.repos["model", "o/m"] = ModelInfo(id="o/m")
    *_, book = sync.sync(start, sync.plan(start, NOW, WEEK), hub, NOW, lambda: None, told.append)
    assert told == ["o/odd"]
    assert book.repos["model", "o/odd"] == known
    assert book.repos["model", "o/m"].asked == NOW


def test_sync_stops_where_the_hub_gives_nothing_but_nonsense() -> None:
    refs = tuple(RepoRef(kind="model", id=f"o/m{n}") for n in range(9))
    start = conference(paper("a", models=refs))
    hub, told = FakeHub(), []
    hub.repos = dict.fromkeys([("model", ref.id) for ref in refs], "nonsense")
    with pytest.raises(NonsenseError):
        list(sync.sync(start, sync.plan(start, NOW, WEEK), hub, NOW, lambda: None, told.append))
    assert told == ["o/m0", "o/m1"]


def test_sync_drops_what_nothing_leads_to_any_more() -> None:
    repos = {
        ("model", "o/was-named"): HubRepo(kind="model", id="o/was-named", by_authors=True),
        ("model", "o/cited"): HubRepo(kind="model", id="o/cited", papers=("a", "left")),
    }
    book = sync.start(conference(paper("a"), repos=repos), "https://hub.example", NOW)
    assert book.repos == {("model", "o/cited"): replace(repos["model", "o/cited"], papers=("a",))}


def test_sync_leaves_out_answers_without_a_usable_id() -> None:
    hub = FakeHub(**{"2702.01001": PaperInfo(id="2702.01001")})
    odd = ["../x", "a/b; rm -rf ~", "<b>/x", "no-owner", "javascript:alert(1)", None]
    hub.cites["model"] = [ModelInfo(id=name) for name in odd]
    assert run(conference(paper("a", arxiv="2702.01001")), hub).repos == {}


def test_second_sync_asks_for_nothing() -> None:
    refs = (RepoRef(kind="model", id="o/m"),)
    hub = FakeHub(**{"2702.01001": PaperInfo(id="2702.01001")})
    hub.repos["model", "o/m"] = ModelInfo(id="o/m")
    start = conference(paper("a", arxiv="2702.01001", models=refs))
    book = run(start, hub)
    again = replace(start, hub_papers=book.papers, repos=book.repos)
    assert sync.plan(again, NOW + timedelta(days=1), WEEK) == sync.Plan((), ())


def known(count: int) -> Conference:
    """So many papers, each with an arXiv id and a model, all of them known to the Hub."""
    papers = [
        paper(f"p{n}", arxiv=f"2702.0100{n}", models=(RepoRef(kind="model", id=f"o/m{n}"),))
        for n in range(count)
    ]
    return conference(
        *papers,
        hub_papers={p.id: HubPaper(id=p.id, arxiv=p.arxiv, upvotes=3) for p in papers},
        repos={
            ("model", f"o/m{n}"): HubRepo(kind="model", id=f"o/m{n}", by_authors=True, likes=n)
            for n in range(count)
        },
    )


def test_sync_does_not_believe_that_most_of_what_was_known_is_gone() -> None:
    start, hub, books = known(4), FakeHub(), []
    hub.papers["2702.01000"] = PaperInfo(id="2702.01000", upvotes=4)
    with pytest.raises(NonsenseError) as caught:
        books += sync.sync(start, sync.plan(start, NOW, WEEK), hub, NOW, lambda: None)
    assert str(caught.value) == (
        "https://hub.example knows nothing any more of 5 of 8 papers and repositories that it "
        "knew: they are kept as they were; if it is so, delete hub.yml and run "
        "`miniconf hub sync` again"
    )
    book = books[-1]
    assert book.repos == start.repos
    fresh = HubPaper(id="p0", arxiv="2702.01000", upvotes=4, asked=NOW)
    assert book.papers == {**start.hub_papers, "p0": fresh}


def test_sync_yields_nothing_where_all_is_gone() -> None:
    start, books = known(5), []
    with pytest.raises(NonsenseError):
        books += sync.sync(start, sync.plan(start, NOW, WEEK), FakeHub(), NOW, lambda: None)
    assert books == []


def test_sync_believes_that_some_are_gone() -> None:
    start, hub = known(6), FakeHub()
    hub.papers = {f"2702.0100{n}": PaperInfo(id=f"2702.0100{n}") for n in range(6)}
    book = run(start, hub)
    assert [repo.missing for repo in book.repos.values()] == [True] * 6
    assert [p.indexed for p in book.papers.values()] == [True] * 6


def test_sync_believes_that_few_things_are_gone() -> None:
    book = run(known(2), FakeHub())
    assert [repo.missing for repo in book.repos.values()] == [True] * 2
    assert [p.indexed for p in book.papers.values()] == [False] * 2


def test_sync_believes_again_what_was_missing_before() -> None:
    start = known(9)
    gone = {key: replace(repo, missing=True) for key, repo in start.repos.items()}
    hub = FakeHub()
    hub.papers = {f"2702.0100{n}": PaperInfo(id=f"2702.0100{n}") for n in range(9)}
    book = run(replace(start, repos=gone), hub)
    assert [repo.asked for repo in book.repos.values()] == [NOW] * 9
