"""`miniconf chat stats`: which rooms are busy now."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from miniconf.cli.chat_server import connect, server_options


@click.command()
@server_options
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), default=Path("build/active.json"),
    show_default=True, help="The file that pages read.",
)  # fmt: skip
@click.option(
    "--private", type=click.Path(path_type=Path, file_okay=False),
    help="Folder that remembers the last run. [default: chat/ beside SITE]",
)  # fmt: skip
def stats(
    site: Path | None, url: str, credentials: Path | None, output: Path, private: Path | None
) -> None:
    """Write the busiest rooms into a small file that the site shows as "active now".

    Run it every few minutes, on the folder that is published: a message counts half after half an
    hour. The first run only begins to count.
    """
    from miniconf.chat.private import private_folder, remember, remembered
    from miniconf.chat.stats import busiest, restored, stored

    connection = connect(site, url, credentials)
    folder = private_folder(connection.site, private)
    now = datetime.now(UTC)
    before = restored(remembered(folder, "activity.json"), now)
    counts, memory = connection.provider.activity(before.memory)
    activity = before.grown(counts, memory, now)
    remember(folder, "activity.json", stored(activity))
    output.parent.mkdir(parents=True, exist_ok=True)
    partial = output.with_suffix(".partial")
    partial.write_text(busiest(activity, connection.rooms.rooms), "utf-8")
    os.replace(partial, output)  # noqa: PTH105
    click.echo(f"{sum(counts.values())} new messages; {output} written")
