"""`miniconf hub export`: the proceedings as a dataset."""

from __future__ import annotations

from pathlib import Path

import click

from miniconf.cli.sites import find_site, load_or_stop, site_argument


@click.command()
@site_argument
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=Path("proceedings"),
    show_default=True, help="Folder of the dataset.",
)  # fmt: skip
@click.option("--questions", is_flag=True, help="Include the archived questions and answers.")
def export(site: Path | None, output: Path, questions: bool) -> None:
    """Write the proceedings of SITE as a dataset: Parquet tables and a card."""
    from miniconf.hub.export import write

    for path in write(load_or_stop(find_site(site)), output, questions=questions):
        click.echo(f"{path}: {path.stat().st_size:,} bytes")
