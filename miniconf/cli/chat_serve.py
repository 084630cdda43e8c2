"""`miniconf chat serve` and `miniconf chat links`: the embedded chat server and its people."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.cli.sites import find_site, load_or_stop
from miniconf.problems import MiniconfError

if TYPE_CHECKING:
    from miniconf.chat.server.settings import ChatSettings
    from miniconf.model import Config

PREFIX = "MINICONF_CHAT_"
"""What the environment's names begin with: CODE, SECRET, USER, PASSWORD, CREDENTIALS."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the command line says about the server."""

    site: Path | None
    database: Path | None
    attendees: Path | None
    public_url: str
    origins: tuple[str, ...]
    proxies: int
    slow: int


def _shared(command: click.Command) -> click.Command:
    """Add the options that `serve` and `links` share."""
    folder = click.Path(file_okay=False, path_type=Path)
    file = click.Path(dir_okay=False, path_type=Path)
    private = "Private CSV of people: name, role, papers, e-mail. Keep it outside SITE."
    for option in (
        click.option("--public-url", default="", help="Address under which people reach it."),
        click.option("--attendees", type=file, help=private),
        click.option("--database", type=file, help="The chat's file. [default: ../chat/chat.db]"),
        click.argument("site", required=False, type=folder),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@_shared
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=3000, show_default=True, help="Port; 0 takes any free one.")
@click.option("--origin", "origins", multiple=True, help="Further site whose pages may call it.")
@click.option(
    "--proxies", default=0, show_default=True, help="Reverse proxies that stand before it."
)
@click.option("--slow", default=0, show_default=True, help="Slow mode of new rooms, in seconds.")
def serve(
    site: Path | None, database: Path | None, attendees: Path | None, public_url: str, host: str,
    port: int, origins: tuple[str, ...], proxies: int, slow: int,
) -> None:  # fmt: skip
    """Run the embedded chat server for the conference in SITE.

    Name and colours, and who may write, come from SITE's config.yml. Secrets come from the
    environment: MINICONF_CHAT_USER and MINICONF_CHAT_PASSWORD for the account that makes the
    rooms, MINICONF_CHAT_CODE for the conference's code, MINICONF_CHAT_SECRET to sign sessions
    (otherwise one is made and kept beside the chat's file).
    """
    from miniconf.chat.server.serve import serve as run

    options = Options(
        site=site, database=database, attendees=attendees, public_url=public_url, origins=origins,
        proxies=proxies, slow=slow,
    )  # fmt: skip
    run(settings_of(options), host, port)


@click.command()
@_shared
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write.")
def links(
    site: Path | None, database: Path | None, attendees: Path | None, public_url: str,
    out: Path | None,
) -> None:  # fmt: skip
    """Write each attendee's personal link as CSV: name, e-mail, link."""
    from miniconf.chat.server.people import People
    from miniconf.tables import write_csv

    if attendees is None:
        raise MiniconfError("which people? give their file with --attendees")
    options = Options(
        site=site, database=database, attendees=attendees, public_url=public_url, origins=(),
        proxies=0, slow=0,
    )  # fmt: skip
    settings = settings_of(options)
    if not settings.url:
        raise MiniconfError("under which address? give it with --public-url, or as chat.url")
    people = People(settings.secret, attendees)
    rows = [(p.name, p.email, link) for p, link in people.links(settings.url)]
    table = write_csv([("name", "email", "link"), *rows])
    if out is None:
        click.echo(table, nl=False)
        return
    # The links are as good as passwords, so nobody else on this machine may read them.
    descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(table)
    click.echo(f"{len(rows)} links in {out}")


def settings_of(options: Options) -> ChatSettings:
    """The server's settings out of the command line, the environment and SITE's config."""
    from miniconf.chat.server.guard import origin
    from miniconf.chat.server.serve import secret_of
    from miniconf.chat.server.settings import ChatSettings

    folder, config = _site(options)
    database = options.database or folder / ".." / "chat" / "chat.db"
    url = (options.public_url or (config.chat.url if config else "")).rstrip("/")
    base = str(config.base_url or "") if config else ""
    user, password = _account(folder)
    writing = config.chat.writing if config else "open"
    code = os.environ.get(f"{PREFIX}CODE", "")
    if writing == "code" and not code:
        raise MiniconfError(f"chat.writing is `code`: set {PREFIX}CODE to the conference's code")
    return ChatSettings(
        database=database.resolve(),
        secret=secret_of(database.resolve(), os.environ.get(f"{PREFIX}SECRET", "")),
        title=config.name if config else "Conference chat",
        language=config.language if config else "en",
        url=url, site=base, origins=tuple(filter(None, (origin(base), *options.origins))),
        writing=writing, code=code, guests=config.chat.guests if config else True,
        attendees=options.attendees,
        reserved=(config.name, config.organization) if config else (),
        style=_style(folder, config) if config else "",
        admin=user, admin_password=password, proxies=options.proxies,
        secure=url.startswith("https:"), slow_seconds=options.slow,
    )  # fmt: skip


def _site(options: Options) -> tuple[Path, Config | None]:
    """The site folder and its config; none where only `--database` is given."""
    if options.site is None and options.database is not None:
        return options.database.parent, None
    folder = find_site(options.site)
    return folder, load_or_stop(folder).config


def _account(folder: Path) -> tuple[str, str]:
    """User name and password of the account that makes the rooms, or nothing."""
    from miniconf.chat.credentials import FILE, credentials

    if not os.environ.get(f"{PREFIX}USER") and not os.environ.get(FILE):
        return "", ""
    found = credentials(os.environ, folder)
    return (found.user, found.password) if found.password else ("", "")


def _style(folder: Path, config: Config) -> str:
    """The site's own style sheet, so that the chat looks like it."""
    from miniconf import resources
    from miniconf.site.looks.assets import collect
    from miniconf.site.looks.styles import TARGET

    return collect(resources.folder("static"), folder, config.theme).content(TARGET).decode()


if __name__ == "__main__":
    try:
        serve()
    except MiniconfError as error:
        raise SystemExit(f"miniconf: {error}") from None
