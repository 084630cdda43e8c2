"""`miniconf chat report`: how the questions fared."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import click

from miniconf.cli.sites import find_site, load_or_stop, site_argument

_file = click.Path(path_type=Path, dir_okay=False)


@click.command()
@site_argument
@click.option("--csv", "table_file", type=_file, help="Write the rows as CSV.")
@click.option("--svg", "plot_file", type=_file, help="Write a picture.")
def report(site: Path | None, table_file: Path | None, plot_file: Path | None) -> None:
    """Show questions by track and hour, the time to a first answer, and the most active rooms.

    It reads the archive of SITE: run `miniconf chat archive` before.
    """
    from miniconf.chat.report import as_csv, table
    from miniconf.chat.report import report as count
    from miniconf.chat.report_plot import plot
    from miniconf.rooms import rooms_of
    from miniconf.text import plain

    conference = load_or_stop(find_site(site))
    zone = conference.config.time_zone
    found = count(conference, rooms_of(conference, plain), ZoneInfo(zone))
    for line in table(found, zone):
        click.echo(line)
    if table_file:
        table_file.write_text(as_csv((*found.rows, found.total)), "utf-8")
    if plot_file:
        title = f"{conference.config.name}: questions and answers"
        plot_file.write_text(plot(found, title, zone), "utf-8")
