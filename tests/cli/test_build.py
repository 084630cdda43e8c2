"""`miniconf build` from the command line: what it tells, and what survives a killed build."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from miniconf.site.freezing.check import LinkReader

COMMAND = [sys.executable, "-c", "from miniconf.cli import main; main()"]


def run(folder: Path, *words: str, code: int = 0, **environment: str) -> str:
    """What `miniconf WORDS` prints in `folder`, both streams, seconds replaced."""
    done = subprocess.run(
        [*COMMAND, *words], cwd=folder, env={**os.environ, **environment}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == code, done.stdout
    return re.sub(r"\d+\.\d s\b", "0.0 s", done.stdout)


def tree(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def many(folder: Path, count: int) -> None:
    """A site folder with so many papers."""
    folder.mkdir(exist_ok=True)
    (folder / "config.yml").write_text(
        "name: Tern 2031\nstart: 2031-03-28\nend: 2031-03-30\ntime_zone: Atlantic/Azores\n"
    )
    rows = "".join(f"m.{n},Nests {n},Ana Vo{n % 7}|Bo Li,Cold {n}.\n" for n in range(count))
    (folder / "papers.csv").write_text(f"id,title,authors,abstract\n{rows}")


def test_the_closing_summary(site: Path) -> None:
    lines = run(site.parent, "build", "site").splitlines()
    assert {"        1  home", "        2  paper", "        2  author"} <= set(lines)
    pages, files = re.findall(r"(\d+) pages in build: (\d+) files written", lines[-1])[0]
    assert int(pages) < int(files) == len(tree(site.parent / "build"))
    assert lines[-1].endswith(" MB, 0 warnings, 0.0 s")


def test_the_scan_knows_the_chat_account(site: Path) -> None:
    """Also where it was set after the pages had been written; and it is not repeated."""
    (site / "pages").mkdir(exist_ok=True)
    (site / "pages" / "rooms.md").write_text("# Rooms\n\nEnter with tern-nest-77.\n")
    run(site.parent, "build", "site")
    account = {"MINICONF_CHAT_USER": "ana", "MINICONF_CHAT_PASSWORD": "tern-nest-77"}
    told = run(site.parent, "build", "site", code=1, **account)
    assert (
        "rooms.html: chat secret (a password, token or code of the chat); not written "
        "(take it out of the data, or choose another)\n"
    ) in told
    assert "tern-nest-77" not in told
    (site / "pages" / "rooms.md").write_text("# Rooms\n\nEnter.\n")
    run(site.parent, "build", "site", **account)


def test_nothing_changed(site: Path) -> None:
    first = run(site.parent, "build", "site")
    pages = re.findall(r"(\d+) pages in build", first)[0]
    told = f"nothing changed: {pages} pages in build, 0.0 s\n"
    assert run(site.parent, "build", "site") == told
    assert "files written" in run(site.parent, "build", "site", "--base-url", "https://a.example")


def test_an_error_in_the_data_stops_before_the_first_write(site: Path) -> None:
    (site / "papers.csv").write_text("id,title,authors\na,,Ana\n")
    told = run(site.parent, "build", "site", code=1)
    assert "papers.csv:2: title: " in told
    assert told.endswith("nothing was written\n")
    assert not (site.parent / "build").exists()


def test_strict_takes_warnings_for_errors(site: Path) -> None:
    (site / "papers.csv").write_text("id,title,authors,colour\na,T,Ana,red\n")
    assert "1 warning, 0.0 s" in run(site.parent, "build", "site")
    assert "nothing was written" in run(
        site.parent, "build", "site", "--strict", "--output", "other", code=1
    )
    assert not (site.parent / "other").exists()


def test_a_site_built_inside_its_own_folder_is_no_data(site: Path) -> None:
    run(site, "build", "--strict", "--output", "public")
    (site / "papers.csv").write_text("id,title,authors\na,T,Ana\n")
    assert "0 warnings" in run(site, "build", "--strict", "--output", "public")
    assert run(site, "build", "--strict", "--output", "public").startswith("nothing changed")


def test_warnings_are_told_again_when_nothing_changed(site: Path) -> None:
    (site / "papers.csv").write_text("id,title,authors,colour\na,T,Ana,red\n")
    warning = run(site.parent, "build", "site").splitlines()[0]
    assert warning.startswith("papers.csv:1: warning: colour:")
    assert run(site.parent, "build", "site").splitlines()[0] == warning


def test_of_many_warnings_the_first_are_told(site: Path) -> None:
    columns = [f"column{n}" for n in range(21)]
    rows = [["id", "title", "authors", *columns], ["a", "T", "Ana", *["x"] * 21]]
    (site / "papers.csv").write_text("".join(f"{','.join(row)}\n" for row in rows))
    lines = run(site.parent, "build", "site").splitlines()
    assert lines[20] == "... and 1 more warning; `miniconf check` lists all"
    assert sum("warning: column" in line for line in lines) == 20


def test_one_problem_is_no_problems(site: Path) -> None:
    (site / "papers.csv").write_text("id,title,authors,colour\na,T,Ana,red\n")
    told = run(site.parent, "build", "site", "--strict", code=1)
    assert told.splitlines()[-1] == "miniconf: 1 problem; nothing was written"


def test_a_folder_that_is_not_ours(site: Path) -> None:
    (site.parent / "build").mkdir()
    (site.parent / "build" / "thesis.tex").write_text("x")
    assert run(site.parent, "build", "site", code=1) == (
        f"miniconf: {site.parent / 'build'} is not empty and no earlier build made it; "
        "give another --output, or empty the folder\n"
    )
    assert sorted(path.name for path in site.parent.iterdir()) == ["build", "site"]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (".", "holds the conference's data"), ("..", "holds the conference's data"),
        ("/", "holds the conference's data"), ("static", "is for the conference's own files"),
        ("pages/x", "is for the conference's own files"),
    ],
)  # fmt: skip
def test_a_folder_where_the_data_lies(site: Path, output: str, said: str) -> None:
    before = tree(site)
    told = run(site, "build", "--output", output, code=1)
    assert told == f"miniconf: {output} {said}; give another --output\n"
    assert tree(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_dead_link_names_page_and_link(site: Path) -> None:
    (site / "pages").mkdir()
    (site / "pages" / "venue.md").write_text("# Venue\n\nSee [the map](town.json).\n")
    told = run(site.parent, "build", "site", code=1)
    assert "venue.html: dead link to town.json\n" in told
    assert told.endswith("miniconf: the site has faults; do not publish it\n")
    assert "dead link to town.json" in run(site.parent, "build", "site", code=1)


def test_a_fault_in_a_template_is_a_sentence(site: Path) -> None:
    (site / "templates" / "pages").mkdir(parents=True)
    (site / "templates" / "pages" / "paper.html").write_text("<p>\n{{ nothing.here }}</p>")
    told = run(site.parent, "build", "site", code=1)
    assert told.splitlines()[-1] == (
        "miniconf: site/templates/pages/paper.html:2: template: 'nothing' is undefined "
        "(on papers/main.1.html)"
    )


def test_zone_locale_day_and_hash_seed_do_not_show(site: Path) -> None:
    output = site.parent / "build"
    found = []
    for number, environment in enumerate([
        {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ]):  # fmt: skip
        run(site.parent, "build", "site", **environment)
        found.append(tree(output))
        output.rename(site.parent / f"build-{number}")
    assert found[0] == found[1]


def dead_links(folder: Path) -> list[str]:
    """The links that lead nowhere now, on the pages in `folder` that readers can come to.

    A new page to which nothing leads yet may be in the middle of being written.
    """
    reader, dead = LinkReader(), []
    waiting, seen = ["index.html"], set()
    while waiting:
        name = waiting.pop()
        if name in seen or not name.endswith(".html"):
            continue
        seen.add(name)
        text = (folder / name).read_text("utf-8")
        assert text.rstrip().endswith("</html>"), f"{name} is not whole"
        for link in reader.html(name, text.encode()):
            target = link.partition("#")[0]
            if (folder / target).is_file():
                waiting.append(target)
            else:
                dead.append(f"{name}: {link}")
    assert len(seen) > 60  # that is nearly all
    return dead


@pytest.mark.slow
def test_a_build_killed_at_any_moment(tmp_path: Path) -> None:
    site, output = tmp_path / "site", tmp_path / "build"
    many(site, 120)
    started = time.perf_counter()
    run(tmp_path, "build", "site")
    whole = time.perf_counter() - started
    chance = random.Random(5)
    for turn in range(6):
        many(site, chance.randint(60, 180))
        build = subprocess.Popen(
            [*COMMAND, "build", "site", "--jobs", "2"], cwd=tmp_path,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(whole * chance.uniform(0.3, 1.0))
        build.send_signal(signal.SIGKILL)
        build.wait()
        assert dead_links(output) == [], f"after kill {turn}"
    many(site, 90)
    run(tmp_path, "build", "site")
    run(tmp_path, "build", "site", "--output", "fresh")
    assert tree(output) == tree(tmp_path / "fresh")
