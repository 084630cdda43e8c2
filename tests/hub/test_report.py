from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from miniconf.hub.report import Coverage, Finding, as_csv, as_table, coverage, findings
from miniconf.model import Conference, Config, HubPaper, HubRepo, Paper, Person, RepoRef

NOW = datetime(2031, 3, 28, tzinfo=UTC)
ANA = (Person(name="Ana Vo"), Person(name="Bo Li"))


def ref(name: str) -> tuple[RepoRef, ...]:
    return (RepoRef(kind="model", id=name),)


PAPERS = (
    Paper(id="a", title="A", authors=ANA, track="Ice", arxiv="3101.00001", models=ref("o/m")),
    Paper(id="b", title="B", authors=ANA, track="Ice", arxiv="3105.00001"),
    Paper(id="c", title="C", authors=ANA, arxiv="3102.00001", code="https://code.example"),
    Paper(id="d", title="D", authors=ANA, models=ref("o/gone")),
)
REPOS = (
    HubRepo(kind="model", id="o/m", papers=(), moved_to="o/new"),
    HubRepo(kind="model", id="o/gone", papers=("d",), missing=True),
)
CONFERENCE = Conference(
    config=Config(name="T", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="UTC"),
    papers={paper.id: paper for paper in PAPERS},
    repos={(repo.kind, repo.id): repo for repo in REPOS},
    hub_papers={
        "a": HubPaper(id="a", arxiv="3101.00001"),
        "c": HubPaper(id="c", arxiv="3102.00001", indexed=False),
    },
)


def test_coverage_by_track_with_the_sum_last() -> None:
    assert coverage(CONFERENCE) == (
        Coverage("", papers=2, arxiv=1, models=1, code=1),
        Coverage("Ice", papers=2, arxiv=2, indexed=1, models=1),
        Coverage("all", papers=4, arxiv=3, indexed=1, models=2, code=1),
    )


def test_findings_say_what_authors_can_do() -> None:
    page = "https://huggingface.co"

    def found(kind: str, paper: str, repo: str, advice: str) -> Finding:
        return Finding(kind, paper, paper.upper(), "Ana Vo, Bo Li", repo, advice)

    assert findings(CONFERENCE, NOW) == (
        found("renamed", "a", "o/m", 'It is now called "o/new".'),
        found("no-licence", "a", "o/m", f"Add `license:` to the card of {page}/o/m."),
        found("not-cited", "a", "o/m", f"Add to the card (README.md) of {page}/o/m: "
              "`Paper: https://arxiv.org/abs/3101.00001`"),
        found("bad-arxiv", "b", "", '"3105.00001" is no arXiv id: send us the right one.'),
        found("not-indexed", "c", "", f"Open {page}/papers/3102.00001 once, signed in, so that "
              "the Hub indexes the paper."),
        found("code-no-model", "c", "",
              "The code is public: is there a model or dataset to share?"),
        found("gone", "d", "o/gone", f"{page}/o/gone does not exist: send us the right id."),
    )  # fmt: skip


def test_nothing_more_is_asked_about_a_repository_that_is_gone() -> None:
    paper = Paper(id="d", title="D", authors=ANA, arxiv="3101.00001", models=ref("o/gone"))
    gone = HubRepo(kind="model", id="o/gone", missing=True)
    conference = replace(
        CONFERENCE, papers={"d": paper}, repos={("model", "o/gone"): gone},
        hub_papers={"d": HubPaper(id="d", arxiv="3101.00001")},
    )  # fmt: skip
    advice = "https://huggingface.co/o/gone does not exist: send us the right id."
    assert findings(conference, NOW) == (
        Finding("gone", "d", "D", "Ana Vo, Bo Li", "o/gone", advice),
    )


def test_as_csv_has_a_header_even_without_rows() -> None:
    assert as_csv((), Finding) == "kind,paper,title,authors,repo,advice\n"


def test_as_table_is_aligned() -> None:
    assert as_table((Coverage("Ice", papers=2, arxiv=1),)).splitlines() == [
        "track  papers     arxiv  indexed   models  datasets   spaces     code",
        "Ice         2  1 (50 %)  0 (0 %)  0 (0 %)   0 (0 %)  0 (0 %)  0 (0 %)",
    ]
