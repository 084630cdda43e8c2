"""`miniconf check`: every problem at once."""

from __future__ import annotations

from pathlib import Path

import click

from miniconf.cli.sites import find_site, site_argument


@click.command()
@site_argument
@click.option(
    "--since", is_flag=True, help="Show, too, how the programme changed since its last release."
)
def check(site: Path | None, since: bool) -> None:
    """Show every problem in the data of SITE."""
    from miniconf.load import load

    folder = find_site(site)
    loaded = load(folder)
    for problem in loaded.problems:
        click.echo(str(problem))
    if loaded.conference is None or loaded.errors:
        raise SystemExit(1)
    if since:
        from miniconf.cli.schedule_release import lines_since

        for line in lines_since(folder, loaded.conference):
            click.echo(line)
