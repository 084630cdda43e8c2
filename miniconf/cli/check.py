"""`miniconf check`: every problem at once, what became of each record, how complete papers are."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.cli.sites import find_site, site_argument

if TYPE_CHECKING:
    from miniconf.load import Loaded
    from miniconf.problems import Problem

_GITHUB = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_GITHUB_VALUE = {**_GITHUB, **str.maketrans({":": "%3A", ",": "%2C"})}


@click.command()
@site_argument
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "github"]), default="text",
    show_default=True, help="Lines for people, one JSON document, or GitHub annotations.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option(
    "--missing", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.csv",
    help="Write what each paper lacks, a row a paper; - is the terminal.",
)  # fmt: skip
@click.option(
    "--since", is_flag=True, help="Show, too, how the programme changed since its last release."
)
def check(site: Path | None, form: str, strict: bool, missing: Path | None, since: bool) -> None:
    """Show every problem in the data of SITE, and how complete it is.

    Exits with 1 where there are errors.
    """
    from miniconf.load import load

    folder = find_site(site)
    loaded = load(folder)
    problems = [located(problem, folder) for problem in loaded.problems]
    if form == "json":
        click.echo(_as_json(loaded, problems))
    elif form == "github":
        for problem in problems:
            click.echo(_annotation(problem))
    else:
        for line in _as_text(loaded, problems, folder):
            click.echo(line)
    if missing and loaded.conference:
        _write_missing(loaded, missing)
    if since and loaded.conference:
        from miniconf.cli.schedule_release import lines_since

        for line in lines_since(folder, loaded.conference):
            click.echo(line, err=form != "text")
    if any(strict or problem.level == "error" for problem in problems):
        raise SystemExit(1)


def located(problem: Problem, site: Path) -> Problem:
    """`problem` with its file as it is found from the present folder."""
    return replace(problem, file=os.path.normpath(site / problem.file).replace(os.sep, "/"))


def _as_text(loaded: Loaded, problems: list[Problem], site: Path) -> Iterator[str]:
    yield from map(str, problems)
    if problems:
        yield ""
    yield from _accounts(loaded, site)
    if loaded.conference and loaded.conference.papers:
        yield ""
        yield from _coverage(loaded)
    yield ""
    yield _verdict(problems)


def _accounts(loaded: Loaded, site: Path) -> Iterator[str]:
    """What became of the records of each file."""
    rows = []
    for account in loaded.summary.accounts:
        names = (os.path.normpath(site / name) for name in account.file.split(", "))
        file = ", ".join(names).replace(os.sep, "/")
        rows.append((account.collection, file, str(account).split(": ", 2)[2]))
    widths = [max((len(row[at]) for row in rows), default=0) for at in (0, 1)]
    for collection, file, counts in rows:
        yield f"{collection:<{widths[0]}}  {file:<{widths[1]}}  {counts}"
    yield from loaded.summary.notes


def _coverage(loaded: Loaded) -> Iterator[str]:
    from miniconf.load.coverage import coverage

    if loaded.conference is None:
        return
    rows = coverage(loaded.conference)
    papers = rows[0].papers
    yield f"what {papers:,} paper{'s have' if papers != 1 else ' has'}"
    for row in rows:
        yield f"{row.have:>7,}  {row.share:>3} %  {row.what}"


def _verdict(problems: Iterable[Problem]) -> str:
    levels = [problem.level for problem in problems]
    if not levels:
        return "no problems"
    counts = [
        f"{count:,} {level}{'s' if count != 1 else ''}"
        for level in ("error", "warning")
        if (count := levels.count(level))  # type: ignore[arg-type]  # both are levels
    ]
    return ", ".join(counts)


def _as_json(loaded: Loaded, problems: list[Problem]) -> str:
    from miniconf.load.coverage import coverage

    conference = loaded.conference
    document = {
        "problems": [problem.as_dict() for problem in problems],
        "sources": [asdict(account) for account in loaded.summary.accounts],
        "notes": list(loaded.summary.notes),
        "coverage": [asdict(row) for row in coverage(conference)] if conference else [],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)


def _annotation(problem: Problem) -> str:
    """A workflow command of GitHub Actions: `::error file=papers.csv,line=42::authors: ...`."""
    place = [f"file={problem.file.translate(_GITHUB_VALUE)}"]
    place += [f"line={problem.line}"] if problem.line else []
    place += [f"col={problem.column}"] if problem.column else []
    return f"::{problem.level} {','.join(place)}::{problem.sentence.translate(_GITHUB)}"


def _write_missing(loaded: Loaded, path: Path) -> None:
    from miniconf.load.coverage import missing
    from miniconf.tables import write_csv

    if loaded.conference is None:
        return
    rows = [*missing(loaded.conference)]
    text = write_csv([*rows[:1], *(row.values() for row in rows)])
    if str(path) == "-":
        click.echo(text, nl=False)
    else:
        path.write_text(text, "utf-8")
