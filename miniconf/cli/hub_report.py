"""`miniconf hub report`: coverage, and what authors could mend."""

from __future__ import annotations

import sys
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
@click.option(
    "--ask-arxiv", is_flag=True, help="Also ask arXiv which of the papers' ids it does not have."
)
def report(site: Path | None, form: str, letters: Path | None, ask_arxiv: bool) -> None:
    """Show how many papers of SITE have models, datasets and Spaces, and what is missing."""
    from miniconf.hub import report as hub
    from miniconf.site.freezing.report import plural

    conference = load_or_stop(find_site(site))
    rows = hub.coverage(conference)
    now = datetime.now(UTC)
    unknown = _unknown(hub.plausible_ids(conference, now)) if ask_arxiv else set()
    found = hub.findings(conference, now, unknown)
    click.echo(hub.as_csv(rows, hub.Coverage) if form == "csv" else hub.as_table(rows))
    if letters:
        letters.write_text(hub.as_csv(found, hub.Finding), "utf-8")
        click.echo(f"{letters}: {plural(len(found), 'finding')}", err=True)
    elif form == "table":
        for finding in found:
            click.echo(f"{finding.paper}: {finding.kind}: {finding.advice}")


def _unknown(ids: set[str]) -> set[str]:
    """Those of `ids` that arXiv does not have; the command ends where it does not say."""
    from miniconf.hub.arxiv import ArxivClient

    client = ArxivClient(tell=lambda text: click.echo(f"warning: {text}", err=True))
    with click.progressbar(length=len(ids), label="Asking arXiv", file=sys.stderr) as bar:
        return client.missing(ids, bar.update)
