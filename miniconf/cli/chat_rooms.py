"""`miniconf chat plan` and `miniconf chat apply`: the rooms on the server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.cli.chat_server import Connection, connect, server_options
from miniconf.problems import MiniconfError

if TYPE_CHECKING:
    from miniconf.chat.plan import Step

_delete = click.option(
    "--delete", is_flag=True, help="Delete rooms nobody wants any more, instead of archiving them."
)


@click.command()
@server_options
@_delete
def plan(site: Path | None, url: str, credentials: Path | None, delete: bool) -> None:
    """Show what `miniconf chat apply` would do for the conference in SITE; change nothing."""
    connection = connect(site, url, credentials)
    steps = _steps(connection, delete)
    for step in steps:
        click.echo(str(step))
    if connection.conference.config.chat.engine == "link":
        _addresses(connection)
    click.echo(_summary(connection, steps))


@click.command()
@server_options
@_delete
@click.option("--yes", is_flag=True, help="Delete without asking.")
def apply(site: Path | None, url: str, credentials: Path | None, delete: bool, yes: bool) -> None:
    """Make the rooms on the server what the conference in SITE wants.

    It may be stopped at any time and run again: what is done is done once. Rooms that nobody wants
    any more are archived; only with --delete, and after a question, are they deleted.
    """
    from miniconf.chat.apply import carry_out

    connection = connect(site, url, credentials)
    steps = _steps(connection, delete)
    click.echo(_summary(connection, steps))
    _confirm([step for step in steps if step.kind == "delete"], yes)
    with click.progressbar(length=len(steps), label="Rooms") as bar:
        report = carry_out(steps, connection.provider, lambda step: bar.update(1))
    for line in report.refused:
        click.echo(f"refused: {line}", err=True)
    click.echo(str(report))
    if report.stopped:
        raise MiniconfError(report.stopped)
    if report.refused:
        raise SystemExit(1)


def _steps(connection: Connection, delete: bool) -> tuple[Step, ...]:
    """The plan for what the server has now."""
    from miniconf.chat.plan import plan as steps_to

    scope = connection.conference.config.chat.prefix
    return steps_to(connection.rooms.rooms, connection.provider.found(), scope, delete)


def _summary(connection: Connection, steps: tuple[Step, ...]) -> str:
    from miniconf.chat.plan import summary

    return f"{len(connection.rooms.rooms)} rooms wanted: {summary(steps)}"


def _addresses(connection: Connection) -> None:
    """List the rooms that somebody has to make by hand, with their addresses."""
    from miniconf.rooms import room_url

    chat = connection.conference.config.chat
    for room in connection.rooms.rooms.values():
        click.echo(f"{room.name}  {room_url(chat, room.name)}  {room.topic}")


def _confirm(doomed: list[Step], yes: bool) -> None:
    """Ask before anything is deleted for good."""
    if not doomed:
        return
    for step in doomed:
        click.echo(str(step))
    if not yes:
        question = f"Delete these {len(doomed)} rooms and all that was said in them?"
        click.confirm(question, abort=True)
