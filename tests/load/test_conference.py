from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path

from miniconf.load import load
from miniconf.model import Person


def test_load_smallest(site: Path) -> None:
    found = load(site)
    assert found.problems == found.errors == ()
    conference = found.conference
    assert conference is not None
    assert list(conference.papers) == ["main.1", "main.2"]
    assert conference.papers["main.1"].authors == (Person(name="Ana Vo"), Person(name="Bo Li"))
    assert list(conference.authors) == ["ana-vo", "bo-li"]
    assert [str(account) for account in found.summary.accounts] == [
        "papers: papers.csv: 2 read, 2 kept"
    ]


def test_load_config_alone(site: Path) -> None:
    (site / "papers.csv").unlink()
    conference = load(site).conference
    assert conference is not None
    assert not conference.papers


def test_load_tells_tables_without_rows(site: Path) -> None:
    (site / "papers.csv").write_text("id,title,authors\n", "utf-8")
    (site / "socials.yml").write_text("[]\n", "utf-8")
    assert [str(account) for account in load(site).summary.accounts] == [
        "papers: papers.csv: 0 read, 0 kept"
    ]


def test_load_with_an_error_gives_no_conference(site: Path) -> None:
    (site / "papers.csv").write_text("id,title,authors\n1,,Bo Li\n", "utf-8")
    found = load(site)
    assert found.conference is None
    assert [str(error) for error in found.errors] == [
        "papers.csv:2: title: expected a value, got nothing"
    ]


def test_load_questions(site: Path) -> None:
    folder = site / "questions"
    folder.mkdir()
    (folder / "paper-main.1.jsonl").write_text(
        '{"key": "papers/main.1", "room": "r", "names": "shown", "cursor": ""}\n'
        '{"id": "a", "at": "2031-03-28T09:00:00.000Z", "text": "Why?"}\n',
        "utf-8",
    )
    found = load(site)
    assert found.problems == ()
    assert found.conference is not None
    assert [t.question.text for t in found.conference.questions["papers/main.1"]] == ["Why?"]


def test_load_twice_is_the_same(site: Path) -> None:
    assert load(site).conference == load(site).conference


def test_load_leaves_the_collector_as_it_was(site: Path) -> None:
    assert gc.isenabled()
    load(site)
    assert gc.isenabled()
    gc.disable()
    try:
        load(site)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_heavy_libraries_wait_until_they_are_needed(site: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from miniconf.load import load\n"
        "load(Path(sys.argv[1]))\n"
        "print(sorted({'pandas', 'openpyxl', 'icalendar', 'numpy', 'flask'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(site)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
