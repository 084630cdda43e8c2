"""Writing a site: only what changed, equal to a fresh one, and never another's files."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from miniconf.model import Conference, Publish, Question
from miniconf.problems import MiniconfError
from miniconf.site.app import create_site
from miniconf.site.freezing import state
from miniconf.site.freezing.build import Job, write_site
from miniconf.site.freezing.check import Dead
from miniconf.site.prepare import prepare
from miniconf.site.safety.leaks import Leak
from miniconf.site.snapshot import Awaited
from tests.site.example import snapshot as example
from tests.site.samples import Write, changed, contents, make


def stamps(folder: Path) -> dict[str, int]:
    return {str(p.relative_to(folder)): p.stat().st_mtime_ns for p in folder.rglob("*.*")}


def rewritten(folder: Path, before: dict[str, int]) -> set[str]:
    return {path for path, stamp in stamps(folder).items() if before.get(path) != stamp}


def test_all_that_the_conference_calls_for_is_written(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    report = write(conference, base_url="https://tern.example/2031")
    assert (report.faults and list(report.faults())) == []
    pages = {p for p in contents(tmp_path / "build") if not p.startswith("static/")}
    assert pages >= {
        "index.html", "papers.html", "papers/main.1.html", "papers/main.3.html",
        "papers/main.1.bib",
        "authors.html", "authors/ana-vo.html", "authors/bo-li.html", "schedule.html",
        "sessions/s.1.html", "help.html", "about.html", "404.html", "papers.json", "sitemap.xml",
        "robots.txt", "news.xml", "calendar.ics", "schedule.xml", "schedule.json",
    }  # fmt: skip


def test_a_collection_that_is_absent_leaves_no_trace(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    bare = replace(conference, sessions={}, faq=(), news=(), pages={}, papers={
        key: replace(paper, sessions=()) for key, paper in conference.papers.items()
    })  # fmt: skip
    assert list(write(bare).faults()) == []
    every = contents(tmp_path / "build")
    absent = ("schedule.html", "help.html", "news.xml", "sponsors.html", "sitemap.xml")
    assert [path for path in absent if path in every] == []
    assert [path for path in absent if path.encode() in every["index.html"]] == []


def test_a_second_build_writes_nothing(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    write(conference)
    before = stamps(tmp_path / "build")
    report = write(conference)
    assert (report.written, report.removed) == (0, 0)
    assert rewritten(tmp_path / "build", before) == set()


def test_one_abstract_changed_writes_the_pages_that_show_it(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    write(conference)
    before = stamps(tmp_path / "build")
    write(changed(conference, "main.2", abstract="Now we measure."))
    assert rewritten(tmp_path / "build", before) >= {"papers/main.2.html", "papers.json"}
    assert rewritten(tmp_path / "build", before).isdisjoint(
        {"authors.html", "authors/ana-vo.html", "index.html", "schedule.html", "papers/main.1.bib"}
    )


def test_what_is_gone_is_removed_and_others_files_stay(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    write(conference)
    output = tmp_path / "build"
    (output / "CNAME").write_text("tern.example\n")
    (output / "papers" / "notes.txt").write_text("mine\n")
    fewer = make(2)
    report = write(fewer)
    assert report.foreign == 2
    assert not (output / "papers" / "main.3.html").exists()
    assert (output / "CNAME").read_text() == "tern.example\n"
    assert (output / "papers" / "notes.txt").read_text() == "mine\n"


def test_a_page_changed_or_deleted_by_hand_is_mended(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    write(conference)
    output = tmp_path / "build"
    fresh = contents(output)
    (output / "index.html").write_text("mine")
    (output / "papers.html").unlink()
    (output / "static" / "site.css").write_text("")
    write(conference)
    assert contents(output) == fresh


def test_a_folder_with_files_of_others_is_refused(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    output = tmp_path / "precious"
    output.mkdir()
    (output / "thesis.tex").write_text("x")
    with pytest.raises(MiniconfError, match="is not empty and no earlier build made it"):
        write(conference, output)
    assert contents(output) == {"thesis.tex": b"x"}


def test_an_output_whose_notes_are_lost_is_taken_up_again(write: Write, tmp_path: Path) -> None:
    output, fresh = tmp_path / "build", tmp_path / "fresh" / "build"
    write(make(4))
    (output / "CNAME").write_text("tern.example\n")
    (output / "papers.html").write_text("half")
    shutil.rmtree(state.cache_folder(output))
    report = write(make(3))
    write(make(3), fresh)
    assert report.sound
    theirs = {"CNAME"} | {f"papers/main.4.{ending}" for ending in ("html", "ics", "bib")}
    assert contents(output).keys() - contents(fresh).keys() == theirs
    assert {k: v for k, v in contents(output).items() if k not in theirs} == contents(fresh)


def test_another_programs_site_is_refused(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    output = tmp_path / "build"
    output.mkdir()
    (output / "index.html").write_text('<meta name="generator" content="another">')
    with pytest.raises(MiniconfError, match="is not empty and no earlier build made it"):
        write(conference)


def test_an_empty_folder_is_taken(conference: Conference, write: Write, tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    assert write(conference).sound


EDITS = ("title", "abstract", "add", "remove", "track", "faq", "author", "award")


def edited(conference: Conference, what: str, chance: random.Random) -> Conference:
    """`conference` after one random edit of a kind."""
    key = chance.choice(list(conference.papers))
    number = chance.randrange(1000)
    if what in ("title", "abstract", "track", "award"):
        return changed(conference, key, **{what: f"{what} {number}"})
    if what == "author":
        return changed(conference, key, authors=conference.papers[key].authors[::-1])
    if what == "faq":
        question = Question(question=f"What is {number}?", answer="A number.")
        return replace(conference, faq=(*conference.faq, question))
    count = len(conference.papers) + (1 if what == "add" else -1)
    grown = make(max(2, count)).papers
    kept = {k: conference.papers.get(k, paper) for k, paper in grown.items()}
    return make(max(2, count)) if what == "remove" else replace(
        make(max(2, count)), papers=kept, faq=conference.faq
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_a_rebuild_equals_a_fresh_build(seed: int, write: Write, tmp_path: Path) -> None:
    chance = random.Random(seed)
    conference = make(6)
    write(conference)
    for step in range(3):
        conference = edited(conference, chance.choice(EDITS), chance)
        write(conference)
        fresh = tmp_path / f"fresh-{step}" / "build"
        write(conference, fresh)
        assert contents(tmp_path / "build") == contents(fresh)


def test_the_number_of_processes_does_not_show(write: Write, tmp_path: Path) -> None:
    many = make(240)
    alone, crew = tmp_path / "one" / "build", tmp_path / "three" / "build"
    assert list(write(many, alone, jobs=1).faults()) == []
    assert list(write(many, crew, jobs=3).faults()) == []
    assert contents(alone) == contents(crew)


def test_a_dead_link_fails_the_build_until_it_is_mended(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    text = "See [this](nowhere.html) and [that](help.html#nothing)."
    broken = replace(conference, pages={"about": replace(conference.pages["about"], text=text)})
    wanted = (Dead("about.html", "help.html#nothing"), Dead("about.html", "nowhere.html"))
    assert write(broken).dead == wanted
    assert write(broken).dead == wanted, "again, though nothing changed"
    assert write(conference).dead == ()


def test_a_page_that_goes_leaves_dead_links_on_pages_that_did_not_change(
    conference: Conference, write: Write
) -> None:
    linking = replace(conference, code_of_conduct="Read [us](about.html).")
    assert write(linking).dead == ()
    report = write(replace(linking, pages={}))
    assert Dead("help.html", "about.html") in report.dead


def test_a_leak_is_not_written_and_fails_the_build(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    folder = tmp_path / "site"
    (folder / "templates" / "pages").mkdir(parents=True)
    (folder / "templates" / "pages" / "page.html").write_text("<p>Ask boss@example.org</p>")
    report = write(conference, folder=folder)
    assert report.leaks == (Leak("about.html", "e-mail address", "boss@example.org"),)
    assert not (tmp_path / "build" / "about.html").exists()
    allowed = replace(conference, config=replace(conference.config, publish=Publish(emails=True)))
    assert write(allowed, folder=folder).leaks == ()
    assert b"boss@example.org" in (tmp_path / "build" / "about.html").read_bytes()


def test_a_leak_and_a_dead_link_in_the_frame_are_on_every_page(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    partials = tmp_path / "site" / "templates" / "partials"
    partials.mkdir(parents=True)
    footer = partials / "footer.html"
    footer.write_text("<footer>boss@example.org</footer>")
    found = {leak.path for leak in write(conference, folder=tmp_path / "site").leaks}
    assert found >= {"index.html", "papers/main.1.html", "authors/bo-li.html", "404.html"}
    links = '<a href="{{ up }}no.html">no</a> <a href="#main">up</a>'
    footer.write_text(f'<footer id="more">{links}</footer>')
    dead = write(conference, folder=tmp_path / "site").dead
    assert {fault.path for fault in dead if fault.link == "no.html"} == found
    assert {fault.link for fault in dead} == {"no.html"}


def test_a_leak_in_an_asset_is_found(conference: Conference, write: Write, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    (folder / "static").mkdir(parents=True)
    (folder / "static" / "list.csv").write_text("name,email\nAna,ana@example.org\n")
    assert write(conference, folder=folder).leaks == (
        Leak("static/list.csv", "e-mail address", "ana@example.org"),
    )


def test_a_build_that_was_cut_off_is_mended(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    write(conference)
    output = tmp_path / "build"
    with state.locked(output):
        state.begin(output)
    (output / "papers" / ".~main.1.html").write_text("half")
    (output / "papers" / "main.2.html").write_text("half of a new page")
    (output / "index.html").write_text("of another build")
    write(conference)
    fresh = tmp_path / "fresh" / "build"
    write(conference, fresh)
    assert contents(output) == contents(fresh)
    assert not (state.state_folder(output) / "unfinished").exists()


def test_damaged_notes_are_like_none(conference: Conference, write: Write, tmp_path: Path) -> None:
    write(conference)
    fresh = contents(tmp_path / "build")
    notes = state.state_folder(tmp_path / "build")
    for damage in (
        b"",
        b"\x93",
        b"\x93\x01\x80",
        b"\x90",
        b"\x93\x00\x80\x80",
        b"\x93\x01\x81\xa1\xff",
    ):
        (notes / "manifest").write_bytes(damage)
        write(conference)
        assert contents(tmp_path / "build") == fresh


def test_only_pages_that_say_so_show_what_comparing_papers_gives() -> None:

    def unknown() -> dict[str, Any]:
        raise AssertionError("asked before papers were compared")

    waiting = replace(example(), neighbours=Awaited(unknown), positions=Awaited(unknown))
    site = create_site(waiting)
    asked = set()
    for page in site.pages:
        try:
            site.inputs(page)
        except AssertionError:
            asked.add(page.kind.endpoint)
    assert asked == {kind.endpoint for kind in site.kinds if kind.similar}


def test_pages_written_before_papers_are_compared_are_the_same(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    write(conference, tmp_path / "at-once")
    snapshot, private = prepare(conference, tmp_path / "fresh", apart=True)
    assert snapshot.waits
    with state.locked(tmp_path / "meanwhile"):
        report = write_site(
            create_site(snapshot), Job(output=tmp_path / "meanwhile", jobs=2), private
        )
    assert report.sound
    assert contents(tmp_path / "meanwhile") == contents(tmp_path / "at-once")
