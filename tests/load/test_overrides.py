from __future__ import annotations

from collections.abc import Callable

from miniconf.load import Loaded

Sites = Callable[..., Loaded]
PAPERS = "id,title,authors,pdf_url,keywords\n1,Nests,Ana Vo,https://x.example/1.pdf,ice\n"


def told(found: Loaded) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_overrides_replace_and_empty_fields(loaded: Sites) -> None:
    found = loaded({
        "papers.csv": PAPERS,
        "overrides.yml": "papers:\n  '1':\n    title: Eggs\n    pdf:\n    keywords: [snow]\n"
        "    authors: [Bo Li (Reef)]\n",
    })  # fmt: skip
    assert told(found) == []
    assert found.conference is not None
    paper = found.conference.papers["1"]
    assert (paper.title, paper.pdf, paper.keywords) == ("Eggs", None, ("snow",))
    assert [(p.name, p.affiliation) for p in paper.authors] == [("Bo Li", "Reef")]


def test_overrides_are_checked_like_data(loaded: Sites) -> None:
    found = loaded({"papers.csv": PAPERS, "overrides.yml": "papers:\n  '1':\n    pdf: x:y\n"})
    assert told(found) == [
        'overrides.yml:3: pdf: expected an http(s) address or a file below static/, got "x:y"'
    ]


def test_overrides_of_times(loaded: Sites) -> None:
    sessions = "id,title,start,end\na,A,2031-03-28 09:00,2031-03-28 10:00\n"
    sessions += "b,B,2031-03-28 09:00,2031-03-28 10:00\n"
    text = "sessions:\n  a: {duration: 15}\n  b: {end: 2031-03-28 12:00}\n"
    conference = loaded({"sessions.csv": sessions, "overrides.yml": text}).conference
    assert conference is not None
    assert {k: f"{s.end - s.start}" for k, s in conference.sessions.items()} == {
        "a": "0:15:00", "b": "3:00:00",
    }  # fmt: skip


def test_overrides_of_sessions_in_place(loaded: Sites) -> None:
    text = "- id: w\n  name: Walk\n  sessions: [{start: 2031-03-28 09:00, duration: 30}]\n"
    found = loaded({"socials.yml": text, "overrides.yml": "sessions: {w.walk: {room: Pier}}\n"})
    assert found.conference is not None
    assert found.conference.sessions["w.walk"].room == "Pier"


def test_overrides_account(loaded: Sites) -> None:
    found = loaded({"papers.csv": PAPERS, "overrides.yml": "papers: {'1': {title: x}, '2': {}}\n"})
    assert str(found.summary.accounts[-1]) == (
        "papers: overrides.yml: 2 read, 0 kept, 1 merged, 1 left out (no such record)"
    )


def test_overrides_that_are_no_mapping(loaded: Sites) -> None:
    assert told(loaded({"papers.csv": PAPERS, "overrides.yml": "- a\n"})) == [
        "overrides.yml:1: expected a mapping from collection to ids"
    ]
    assert told(loaded({"papers.csv": PAPERS, "overrides.yml": "papers: {'1': x}\n"})) == [
        "overrides.yml:1: papers.1: expected a mapping from field to value"
    ]
