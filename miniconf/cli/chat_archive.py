"""`miniconf chat archive`: what was said, as files beside the data."""

from __future__ import annotations

from pathlib import Path

import click

from miniconf.cli.chat_server import connect, server_options
from miniconf.problems import MiniconfError

MEMORY = "archive.json"
"""What the last run left, in the private folder."""


@click.command()
@server_options
@click.option("--whole", is_flag=True, help="Ask for everything again, not only for what is new.")
@click.option(
    "--private", type=click.Path(path_type=Path, file_okay=False),
    help="Folder of the key that pseudonyms follow from, and of what the last run left."
    " [default: chat/ beside SITE]",
)  # fmt: skip
def archive(
    site: Path | None, url: str, credentials: Path | None, whole: bool, private: Path | None
) -> None:
    """Bring what was said in the rooms into SITE/questions, one file a room.

    Only what changed since the last run is asked for. `chat.archive` in config.yml says which
    collections' rooms are kept, `chat.names` how people are named.
    """
    from miniconf.chat.archive import Naming, rooms_to_keep
    from miniconf.chat.archive import archive as bring
    from miniconf.chat.private import key, private_folder, remember, remembered

    connection = connect(site, url, credentials)
    chat = connection.conference.config.chat
    if chat.engine == "link":
        raise MiniconfError("what is said behind links cannot be read (`chat.engine` is `link`)")
    folder = private_folder(connection.site, private)
    naming, memory = Naming(chat.names, key(folder)), remembered(folder, MEMORY)
    rooms = rooms_to_keep(connection.provider.found(), chat.prefix, chat.archive)
    with click.progressbar(length=len(rooms), label="Rooms") as bar:
        report = bring(
            rooms, connection.provider, connection.site, naming, lambda room: bar.update(1), whole,
            memory,
        )  # fmt: skip
    if report.memory != memory:
        remember(folder, MEMORY, report.memory)
    for line in report.refused:
        click.echo(f"refused: {line}", err=True)
    click.echo(str(report))
    if report.stopped:
        raise MiniconfError(report.stopped)
    if report.refused:
        raise SystemExit(1)
