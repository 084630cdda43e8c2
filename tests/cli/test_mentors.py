"""Matching from the command line, and the proof that nobody's name reaches the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from miniconf.cli import _cli

MENTORS = (
    "id,mentors,topic,start,duration,capacity,room,join\n"
    "m1,Ana Vo,Ice,2031-03-28T09:00Z,60,1,Nest,https://meet.example/secret\n"
    "m2,Bo Li,Sea,2031-03-28T10:00Z,60,5,Cliff,\n"
)
CANARIES = ("Zephyrine Quandt", "zephyrine@canary.example", "I have never met a tern",
            "Ozias Pell", "ozias@canary.example")  # fmt: skip
MENTEES = (
    "name,email,zone,choices,answer\n"
    f"{CANARIES[0]},{CANARIES[1]},Asia/Tokyo,m1|m2,{CANARIES[2]}\n"
    f"{CANARIES[3]},{CANARIES[4]},UTC,m1,\n"
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(_cli, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def files(tmp_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the site, the mentors and the mentees; the present folder is elsewhere."""
    (site / "mentorships.csv").write_text(MENTORS, "utf-8")
    (tmp_path / "mentees.csv").write_text(MENTEES, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def match(files: Path, *more: object) -> Result:
    site = files / "site"
    return run(
        "mentors", "match", site / "mentorships.csv", files / "mentees.csv", "--site", site,
        "--output", files / "private", *more,
    )  # fmt: skip


def test_a_matching_tells_its_report_and_writes_its_files(files: Path) -> None:
    result = match(files)
    assert (result.exit_code, result.output.splitlines()) == (0, [
        "2 mentees, 2 tables with 6 seats",
        "placed: 2, which is the most that can be (proven optimal)",
        "  choice 1: 1 (50.0 %)",
        "  choice 2: 1 (50.0 %)",
        "  with a shared topic: 0 (0.0 %)",
        "without a seat: 0",
        "",
        "m1: 1 of 1 (Ice)",
        "m2: 1 of 5 (Sea)",
        f"10 private files in {files / 'private'}; do not publish them",
        f"{files / 'site' / 'mentorship-seats.yml'}: seats taken, for the public page",
    ])  # fmt: skip
    assert CANARIES[0] in (files / "private" / "assignments.csv").read_text("utf-8-sig")


def test_no_name_address_or_answer_reaches_the_site(files: Path) -> None:
    assert match(files).exit_code == 0
    built = run("build", files / "site", "--output", files / "build", "--jobs", 1)
    assert built.exit_code == 0, built.output
    places = [files / "site", files / "build"]
    content = {
        path: path.read_bytes() for place in places for path in place.rglob("*") if path.is_file()
    }
    assert len(content) > 20
    for canary in CANARIES:
        for form in (
            canary,
            canary.lower(),
            canary.replace(" ", "-").lower(),
            canary.split("@")[0],
        ):
            told = [path for path, body in content.items() if form.encode() in body]
            named = [path for path in content if form in path.name]
            assert (told, named) == ([], []), form


def test_the_public_page_knows_the_seats(files: Path) -> None:
    match(files)
    run("build", files / "site", "--output", files / "build", "--jobs", 1)
    page = (files / "build" / "mentorship" / "m1.html").read_text("utf-8")
    assert 'data-taken="1"' in page or "1 of 1" in page or "full" in page.lower()
    assert "meet.example" not in page


@pytest.mark.parametrize("place", ["site/private", "site/static/p", "build/p"])
def test_the_private_folder_may_not_lie_in_what_is_published(files: Path, place: str) -> None:
    result = CliRunner().invoke(_cli, [
        "mentors", "match", str(files / "site" / "mentorships.csv"), str(files / "mentees.csv"),
        "--site", str(files / "site"), "--output", str(files / place),
    ])  # fmt: skip
    assert "would hold people's names and addresses" in str(result.exception)
    assert not (files / place).exists()


def test_faults_stop_before_anything_is_written(files: Path) -> None:
    (files / "mentees.csv").write_text("name,email,zone\nA,,UTC\nB,b@x.example,Nowhere\n", "utf-8")
    result = match(files)
    assert (result.exit_code, result.output.splitlines()) == (1, [
        'mentees.csv:2: email: expected an e-mail address, got ""',
        'mentees.csv:3: zone: expected a time zone as "Asia/Tokyo", got "Nowhere"',
        "miniconf: 2 problems; nothing was written",
    ])  # fmt: skip
    assert not (files / "private").exists()
    assert not (files / "site" / "mentorship-seats.yml").exists()


def test_a_dry_run_writes_nothing(files: Path) -> None:
    assert match(files, "--dry-run").exit_code == 0
    assert sorted(path.name for path in files.iterdir()) == ["mentees.csv", "site"]
