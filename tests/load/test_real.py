"""Real conferences, whole, through their declarations. Their data lies outside the repository."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from miniconf.load import Loaded, load

HERE = Path(__file__).resolve().parent.parent
DECLARATIONS = HERE / "declarations"
SHARED = Path(os.environ.get("MINICONF_SHARED", HERE.parent.parent / "shared"))


def data(name: str) -> Path:
    """The folder of a conference's data; the test is skipped where it is not there."""
    folder = SHARED / "data" / name
    if not folder.is_dir():
        pytest.skip(f"no {folder}: the real data of {name} is not on this machine")
    return folder


@pytest.fixture(scope="module")
def emnlp(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return declared("emnlp2020", tmp_path_factory.mktemp("site"))


def declared(name: str, folder: Path) -> Loaded:
    """A conference loaded through a copy of its declaration that finds the data."""
    folder /= name
    shutil.copytree(DECLARATIONS / name, folder)
    config = (folder / "config.yml").read_text("utf-8").splitlines()
    lines = [f"data: {data(name)}" if line.startswith("data:") else line for line in config]
    (folder / "config.yml").write_text("\n".join(lines), "utf-8")
    return load(folder)


def accounts(loaded: Loaded) -> dict[tuple[str, str], list[tuple[int, int, int, dict[str, int]]]]:
    """`(collection, name of the file) -> (read, kept, merged, left out)` of each source."""
    found: dict[tuple[str, str], list[tuple[int, int, int, dict[str, int]]]] = {}
    for account in loaded.summary.accounts:
        assert account.balanced, account
        key = account.collection, account.file.rsplit("/", 1)[-1]
        found.setdefault(key, []).append((account.read, account.kept, account.merged, account.left))
    return found


def told(loaded: Loaded) -> list[str]:
    """The problems, with the names of files alone."""
    return [
        str(problem).replace(problem.file, Path(problem.file).name) for problem in loaded.problems
    ]


def test_iclr2020_as_it_stands() -> None:
    loaded = load(data("iclr2020"))
    conference = loaded.conference
    assert conference is not None
    counts = {
        name: len(getattr(conference, name))
        for name in ("papers", "sessions", "speakers", "workshops", "committee", "faq", "authors")
    }
    assert counts == {
        "papers": 687, "sessions": 56, "speakers": 2, "workshops": 2, "committee": 2, "faq": 1,
        "authors": 2544,
    }  # fmt: skip
    assert Counter(session.kind for session in conference.sessions.values()) == {
        "poster": 20, "other": 19, "qa": 8, "social": 7, "oral": 1, "mentorship": 1,
    }  # fmt: skip
    assert all(paper.position for paper in conference.papers.values())
    # 137 as they stand; 41 of them have line ends behind their last word only.
    assert sum("\n" in paper.abstract for paper in conference.papers.values()) == 96
    assert len(conference.config.highlighted) == 6
    assert str(conference.config.start) == "2020-04-27"
    assert str(conference.config.end) == "2020-05-01"
    assert loaded.errors == ()


def test_iclr2020_classic_links_are_understood() -> None:
    conference = load(data("iclr2020")).conference
    assert conference is not None
    # "Mon Session 1" is what the papers say; the calendar's link holds the name.
    assert conference.papers["B1xSperKvH"].sessions == (
        "poster-day-2-session-1-p2s1", "poster-day-1-session-1-p1s1",
    )  # fmt: skip
    (session,) = conference.speakers["1"].sessions
    assert conference.sessions[session].kind == "qa"
    assert conference.sessions[session].owner == ("speakers", "1")


def test_iclr2020_accounts() -> None:
    found = accounts(load(data("iclr2020")))
    assert found["papers", "papers.csv"] == [(687, 687, 0, {})]
    assert found["papers", "papers_projection.json"] == [(687, 0, 687, {})]
    assert found["sessions", "main_calendar.json"] == [(56, 56, 0, {})]


def test_iclr2020_declared(tmp_path: Path) -> None:
    loaded = declared("iclr2020", tmp_path)
    assert told(loaded) == []
    assert loaded.conference is not None
    assert len(loaded.conference.papers) == 687
    assert loaded.conference.config.name == "ICLR 2020"


def test_emnlp2020_collections(emnlp: Loaded) -> None:
    conference = emnlp.conference
    assert conference is not None
    names = (
        "papers", "workshops", "tutorials", "socials", "speakers", "sponsors", "committee", "faq",
        "sessions", "authors",
    )  # fmt: skip
    assert {name: len(getattr(conference, name)) for name in names} == {
        "papers": 2071, "workshops": 24, "tutorials": 7, "socials": 27, "speakers": 8,
        "sponsors": 17, "committee": 30, "faq": 37, "sessions": 678, "authors": 5717,
    }  # fmt: skip
    programs = Counter(p.program.partition(":")[0] for p in conference.papers.values())
    assert programs == {"main": 781, "demo": 29, "findings": 447, "workshop": 814}
    assert sum(len(workshop.papers) for workshop in conference.workshops.values()) == 814
    assert sum(len(workshop.talks) for workshop in conference.workshops.values()) == 68


def test_emnlp2020_sessions(emnlp: Loaded) -> None:
    conference = emnlp.conference
    assert conference is not None
    owners = Counter(s.owner[0] if s.owner else "" for s in conference.sessions.values())
    assert owners == {
        "workshops": 415, "socials": 46, "sponsors": 51, "tutorials": 17, "speakers": 8, "": 141,
    }  # fmt: skip
    parts = [session for session in conference.sessions.values() if session.parent]
    assert len(parts) == 115
    assert len({session.parent for session in parts}) == 21
    assert sum(len(session.papers) for session in conference.sessions.values()) == 810
    assert sum(len(paper.sessions) for paper in conference.papers.values()) == 810
    first = conference.sessions["z1A"]
    assert (first.parent, first.kind, first.papers) == (
        "z1", "qa", ("main.438", "main.440", "main.2688", "main.2996"),
    )  # fmt: skip
    assert conference.sessions["z1"].title == "Zoom Q&A Session 1"


def test_emnlp2020_lengths(emnlp: Loaded) -> None:
    conference = emnlp.conference
    assert conference is not None
    minutes = {
        int((session.end - session.start).total_seconds() / 60)
        for session in conference.sessions.values()
        if session.owner and session.owner[0] == "sponsors"
    }
    assert minutes == {30, 45, 50, 60, 75, 90, 120, 180, 240, 300, 360}


def test_emnlp2020_problems(emnlp: Loaded) -> None:
    assert [line for line in told(emnlp) if "main.2181" in line] == [
        'paper_recs.json:1: warning: id: expected the id of one of the papers, got "main.2181" '
        '(hint: did you mean "main.3181"?)',
        "papers_projection.json:1837: warning: id: expected the id of one of the papers, "
        'got "main.2181" (hint: did you mean "main.3181"?)',
    ]
    assert emnlp.errors == ()
    assert len(emnlp.problems) == 8


def test_emnlp2020_accounts(emnlp: Loaded) -> None:
    found = accounts(emnlp)
    lost = {"no such record": 1}
    assert found["papers", "main_papers.csv"] == [(781, 781, 0, {})]
    assert found["papers", "papers_projection.json"] == [(811, 0, 810, lost)]
    assert found["papers", "paper_recs.json"] == [(811, 0, 810, lost)]
    assert found["sessions", "paper_sessions.yml"] == [(115, 115, 0, {}), (115, 21, 94, {})]
    assert found["sessions", "overall_calendar.yml"] == [
        (10, 5, 0, {"filtered by the declaration": 5})
    ]
    kept = sum(kept for rows in found.values() for _, kept, _, _ in rows)
    conference = emnlp.conference
    assert conference is not None
    assert kept == 2071 + 678 + 8 + 24 + 7 + 27 + 17 + 30 + 37 + 1


def test_emnlp2020_values(emnlp: Loaded) -> None:
    conference = emnlp.conference
    assert conference is not None
    paper = conference.papers["main.1004"]
    assert (paper.type, paper.track, paper.program) == ("long", "Question Answering", "main")
    assert len(paper.authors) == 4
    assert Counter(v.provider for p in conference.papers.values() for v in p.video) == {
        "slideslive": 1408
    }
    assert paper.similar[0] == "main.1022"
    assert paper.position == (13.081439971923828, 11.247119903564453)
    assert len(conference.papers["demo.102"].links) == 1
    # A missing slash, mended in overrides.yml.
    assert conference.workshops["WS-2"].website == "http://www.statmt.org/wmt20"
    assert len(conference.workshops["WS-6"].organizers) == 11
    assert len(conference.workshops["WS-7"].join) == 3
    assert len(conference.socials["A1"].organizers) == 4
    assert len(conference.speakers["business_meeting"].video) == 24
    assert Counter(sponsor.level for sponsor in conference.sponsors.values()) == {
        "Diamond": 4, "Platinum": 4, "Gold": 3, "Silver": 5, "Bronze": 1,
    }  # fmt: skip
    assert len(conference.code_of_conduct) == 2621
    assert len({question.section for question in conference.faq}) == 7


def test_emnlp2020_is_read_only(emnlp: Loaded) -> None:
    assert emnlp.files
    assert {path.parent for path in emnlp.files} == {data("emnlp2020")}
