"""`miniconf schedule report`: the programme around the world."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from miniconf.cli.schedule_release import load_conference
from miniconf.cli.sites import find_site, site_argument
from miniconf.problems import MiniconfError

_out = click.Path(dir_okay=False, path_type=Path)


@click.command()
@site_argument
@click.option("--csv", "table", type=_out, help="Write a row for each session and zone, too.")
@click.option("--plot", type=_out, help="Write a picture (SVG) of the local hours, too.")
@click.option(
    "--audience", type=click.Path(dir_okay=False, exists=True, path_type=Path),
    help="CSV with columns zone and people.  [default: the authors]",
)  # fmt: skip
def report(site: Path | None, table: Path | None, plot: Path | None, audience: Path | None) -> None:
    """Show at what local hours the sessions of SITE fall, for whom.

    Zones are declared (`zone` of a person) or guessed from affiliations and then marked. Told are,
    too, who has to present at night, and clashes: a person or a room in two places at once.
    """
    from miniconf.schedule import local_hours
    from miniconf.schedule import plot as picture
    from miniconf.schedule import report as words
    from miniconf.tables import write_csv

    conference = load_conference(find_site(site))
    people, unknown = _read(audience) if audience else local_hours.audience(conference)
    click.echo(words.text(conference, people, unknown), nl=False)
    if table:
        rows = [words.COLUMNS, *words.rows(conference, people)]
        _writing(table).write_text(write_csv(rows), "utf-8", newline="")
        click.echo(f"{table}: rows")
    if plot:
        _writing(plot).write_text(picture.svg(conference, people), "utf-8")
        click.echo(f"{plot}: picture")


def _writing(path: Path) -> Path:
    if not path.parent.is_dir():
        raise MiniconfError(f"{path}: there is no folder {path.parent}")
    return path


def _read(path: Path) -> tuple[Counter[str], int]:
    """Zone -> people from a file. Raises MiniconfError with the line of the first fault."""
    from miniconf import tables
    from miniconf.problems import Problems, nearest, shown
    from miniconf.schedule.zones import is_zone

    problems = Problems()
    found: Counter[str] = Counter()
    for record in tables.read(path, path.name, problems) or ():
        zone, people = str(record.get("zone", "")).strip(), str(record.get("people", "")).strip()
        if not is_zone(zone):
            from zoneinfo import available_timezones

            hint = nearest(zone, available_timezones())
            message = f'expected a time zone as "Asia/Tokyo", got {shown(zone)}'
            problems.error(path.name, record.line, "zone", message, hint)
        elif not people.isdecimal():
            message = f"expected a number, got {shown(people)}"
            problems.error(path.name, record.line, "people", message)
        else:
            found[zone] += int(people)
    if problems.errors:
        raise MiniconfError("\n".join(str(problem) for problem in problems))
    return found, 0
