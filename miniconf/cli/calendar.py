"""`miniconf calendar`: programmes that are kept in a calendar."""

from __future__ import annotations

from pathlib import Path

import click

from miniconf.cli.lazy import lazy_group

calendar = lazy_group(
    "calendar",
    "Keep the programme in a calendar of your own.",
    {"fetch": ("calendar:fetch", "Save a published calendar beside the data, for the next build.")},
)


@click.command()
@click.argument("url")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default="sessions.ics")
def fetch(url: str, file: Path) -> None:
    """Save the calendar at URL as FILE, if it is one that can be read.

    The build never asks for it: fetch again when the calendar changed. URL may be a `webcal:`
    address, as calendars offer them.
    """
    from miniconf.importers.calendar import fetch as get
    from miniconf.importers.calendar import save
    from miniconf.problems import Problems
    from miniconf.site.freezing.report import plural

    problems = Problems()
    text, rows = get(url, file.name, problems)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems.errors:
        click.echo("miniconf: nothing was written", err=True)
        raise SystemExit(1)
    change = "saved" if save(file, text) else "unchanged"
    click.echo(f"{file}: {plural(len(rows), 'session')}, {change}")
