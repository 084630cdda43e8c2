"""`miniconf check`: every problem at once."""

from __future__ import annotations

from pathlib import Path

import click

from miniconf.cli.sites import find_site, site_argument


@click.command()
@site_argument
def check(site: Path | None) -> None:
    """Show every problem in the data of SITE."""
    from miniconf.load import load

    loaded = load(find_site(site))
    for problem in loaded.problems:
        click.echo(str(problem))
    if loaded.errors:
        raise SystemExit(1)
