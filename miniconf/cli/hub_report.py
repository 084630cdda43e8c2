"""`miniconf hub report`: coverage, and what authors could mend."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from miniconf.cli.sites import find_site, load_or_stop, site_argument


@click.command()
@site_argument
@click.option(
    "--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True
)
@click.option(
    "--letters", type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a CSV: what to ask which authors for, one finding a line.",
)  # fmt: skip
def report(site: Path | None, form: str, letters: Path | None) -> None:
    """Show how many papers of SITE have models, datasets and Spaces, and what is missing."""
    from miniconf.hub import report as hub

    conference = load_or_stop(find_site(site))
    rows = hub.coverage(conference)
    found = hub.findings(conference, datetime.now(UTC))
    click.echo(hub.as_csv(rows, hub.Coverage) if form == "csv" else hub.as_table(rows))
    if letters:
        letters.write_text(hub.as_csv(found, hub.Finding), "utf-8")
        click.echo(f"{letters}: {len(found)} findings", err=True)
    elif form == "table":
        for finding in found:
            click.echo(f"{finding.paper}: {finding.kind}: {finding.advice}")
