"""`miniconf build`: data in, site out."""

from __future__ import annotations

from pathlib import Path

import click

from miniconf.cli.sites import find_site, site_argument


@click.command()
@site_argument
@click.option("--output", type=click.Path(path_type=Path), default=Path("build"), show_default=True)
def build(site: Path | None, output: Path) -> None:
    """Write the conference in SITE as static files."""
    from miniconf.load import load
    from miniconf.site.freeze import freeze
    from miniconf.site.snapshot import Snapshot

    folder = find_site(site)
    loaded = load(folder)
    for problem in loaded.problems:
        click.echo(str(problem), err=True)
    if loaded.conference is None:
        raise SystemExit(1)
    pages = freeze(Snapshot(conference=loaded.conference), output, folder)
    click.echo(f"{pages} pages in {output}")
