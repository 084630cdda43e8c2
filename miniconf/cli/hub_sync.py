"""`miniconf hub sync`: ask the Hub, write `hub.yml`."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.cli.sites import find_site, load_or_stop, site_argument

if TYPE_CHECKING:
    from miniconf.hub.book import Book


@click.command()
@site_argument
@click.option("--max-age", type=int, default=7, show_default=True, help="Days until asked again.")
@click.option("--dry-run", is_flag=True, help="Only say what would be asked.")
def sync(site: Path | None, max_age: int, dry_run: bool) -> None:
    """Ask the Hugging Face Hub what belongs to each paper of SITE, and write hub.yml."""
    from miniconf.hub import sync as hub
    from miniconf.hub.client import HubClient
    from miniconf.site.freezing.report import plural

    folder = find_site(site)
    conference = load_or_stop(folder)
    now = datetime.now(UTC).replace(microsecond=0)
    todo = hub.plan(conference, now, timedelta(days=max_age))
    client = HubClient(tell=_warn)
    click.echo(
        f"{client.endpoint}: {plural(len(todo.papers), 'paper')} with an arXiv id and "
        f"{plural(len(todo.repos), 'named repository')} to ask for"
    )
    if dry_run or not (todo.papers or todo.repos):
        return
    with click.progressbar(length=len(todo.papers) + len(todo.repos), label="Asking") as bar:
        books = hub.sync(conference, todo, client, now, lambda: bar.update(1), _warn)
        line, failure = _save(books, folder / "hub.yml")
    click.echo(line)
    if failure:
        _warn(failure)
        raise SystemExit(1)


def _warn(text: str) -> None:
    click.echo(f"warning: {text}", err=True)


def _save(books: Iterator[Book], target: Path) -> tuple[str, str]:
    """Write the growing book now and then and at the end; what was written, and what went wrong.

    Where nothing was learnt the file stays as it is. Writing takes a twentieth of the time at most.
    """
    from miniconf.hub.book import write
    from miniconf.hub.client import HubError
    from miniconf.site.freezing.report import plural

    book, failure = None, ""
    due = 0.0
    try:
        for book in books:
            begun = time.monotonic()
            if begun >= due:
                write(book, target)
                due = time.monotonic() + 20 * (time.monotonic() - begun)
    except HubError as error:
        failure = str(error)
    except KeyboardInterrupt:
        failure = "stopped; run `miniconf hub sync` again to go on"
    if book is None:
        return f"{target}: left as it was", failure
    write(book, target)
    indexed = sum(paper.indexed for paper in book.papers.values())
    gone = sum(repo.missing for repo in book.repos.values())
    return (
        f"{target}: {indexed} of {plural(len(book.papers), 'paper')} known to the Hub, "
        f"{plural(len(book.repos), 'repository')}, {gone} not found",
        failure,
    )
