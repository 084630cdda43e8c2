"""What the commands that talk to a chat server share: options, the conference, the connection."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from miniconf.cli.sites import find_site, load_or_stop, site_argument

if TYPE_CHECKING:
    from miniconf.chat.provider import Provider
    from miniconf.model import Conference
    from miniconf.rooms import Rooms

_NOTICED = 3.0
"""Seconds of a pause that are worth a line."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A conference, the rooms it wants, and the server that has or shall have them."""

    site: Path
    conference: Conference
    rooms: Rooms
    provider: Provider


def server_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add SITE, `--url` and `--credentials` to a command."""
    command = click.option(
        "--credentials", type=click.Path(path_type=Path, dir_okay=False),
        help="File with `user = ...` and `password = ...` or `token = ...`, outside SITE.",
    )(command)  # fmt: skip
    command = click.option("--url", default="", help="Another address than `chat.url`.")(command)
    return site_argument(command)


def connect(site: Path | None, url: str, file: Path | None) -> Connection:
    """The conference of SITE and a provider that is logged in; impossible rooms end the command."""
    from miniconf.chat.engines import provider_of
    from miniconf.chat.wire import Wire
    from miniconf.rooms import rooms_of
    from miniconf.text import plain

    folder = find_site(site)
    conference = load_or_stop(folder)
    config = conference.config
    if url:
        config = replace(config, chat=replace(config.chat, url=url))
    rooms = rooms_of(conference, plain)
    for problem in rooms.problems:
        click.echo(str(problem), err=True)
    if rooms.problems:
        raise SystemExit(1)
    wire = Wire(waiting=_waiting)
    provider = provider_of(config, rooms.rooms.values(), folder, os.environ, file, wire)
    return Connection(folder, replace(conference, config=config), rooms, provider)


def _waiting(seconds: float, why: str) -> None:
    """Say why nothing happens, where it is long enough to wonder."""
    if seconds >= _NOTICED:
        click.echo(f"{why}; trying again in {seconds:.0f} seconds", err=True)
