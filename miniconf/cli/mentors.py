"""`miniconf mentors`: seating mentees at mentors' tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.cli.lazy import lazy_group
from miniconf.problems import MiniconfError

if TYPE_CHECKING:
    from miniconf.mentors.match import Seating
    from miniconf.model import Config

mentors = lazy_group(
    "mentors",
    "Seat mentees at mentors' tables.",
    {"match": ("mentors:match", "Seat mentees by topics, languages, free hours and choices.")},
)
_file = click.Path(dir_okay=False, exists=True, path_type=Path)


@click.command()
@click.argument("mentors_file", metavar="MENTORS", type=_file)
@click.argument("mentees_file", metavar="MENTEES", type=_file)
@click.option(
    "--site", type=click.Path(file_okay=False, path_type=Path),
    help="The conference: its zone, its name, and where the seats taken are written.",
)  # fmt: skip
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path),
    default=Path("mentorship-private"), show_default=True,
    help="Folder for everything about people; never inside the site or its build.",
)  # fmt: skip
@click.option("--zone", help="Zone of times and people that name none.  [default: SITE's]")
@click.option("--dry-run", is_flag=True, help="Show the report and write nothing.")
def match(
    mentors_file: Path,
    mentees_file: Path,
    site: Path | None,
    output: Path,
    zone: str | None,
    dry_run: bool,
) -> None:
    """Seat the people in MENTEES at the tables in MENTORS, at the optimum.

    As many mentees as possible get a seat; among the ways to do that, the one that they like best
    is taken. The outcome is private: it goes to the output folder. Beside SITE's data only the
    number of seats taken is written.
    """
    from miniconf.mentors.match import match as seat
    from miniconf.mentors.outputs import refuse_public
    from miniconf.mentors.read import read_mentees, read_tables
    from miniconf.mentors.report import report
    from miniconf.problems import Problems
    from miniconf.site.freezing.report import plural

    refuse_public(output, [path for path in (site, Path("build")) if path])
    config = _config(site)
    where = zone or (config.time_zone if config else None)
    _check_zone(where)
    problems = Problems()
    tables = read_tables(mentors_file, problems, where)
    mentees = read_mentees(mentees_file, problems, tables, zone)
    for problem in problems:
        click.echo(str(problem), err=True)
    if problems.errors:
        wrong = plural(len(problems.errors), "problem")
        click.echo(f"miniconf: {wrong}; nothing was written", err=True)
        raise SystemExit(1)
    seating = seat(tables, mentees)
    click.echo(report(seating), nl=False)
    if not dry_run:
        _write(output, site, config, seating)


def _write(output: Path, site: Path | None, config: Config | None, seating: Seating) -> None:
    """Write the private folder, then the public numbers."""
    import os

    from miniconf.ical.entries import domain_of
    from miniconf.mentors.outputs import Event, write_private, write_seats
    from miniconf.schedule import state_file

    now = state_file.clock(os.environ.get)
    domain = domain_of(config, state_file.read(site).domain) if config and site else "invalid"
    event = Event(name=config.name if config else "Mentorship", domain=domain, now=now)
    files = write_private(output, seating, event)
    click.echo(f"{len(files):,} private files in {output}; do not publish them")
    if site:
        click.echo(f"{write_seats(site, seating)}: seats taken, for the public page")


def _config(site: Path | None) -> Config | None:
    """The conference's config, or None without a site."""
    if site is None:
        return None
    from miniconf.cli.schedule_release import load_conference
    from miniconf.cli.sites import find_site

    return load_conference(find_site(site)).config


def _check_zone(zone: str | None) -> None:
    from miniconf.schedule.zones import is_zone

    if zone and not is_zone(zone):
        raise MiniconfError(f'--zone: expected a time zone as "Asia/Tokyo", got "{zone}"')
