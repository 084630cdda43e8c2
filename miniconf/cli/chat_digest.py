"""`miniconf chat digest`: the questions that wait, for organisers and for authors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from miniconf.cli.sites import find_site, load_or_stop, site_argument
from miniconf.problems import MiniconfError

if TYPE_CHECKING:
    from miniconf.chat.mailing import Ledger, Letter
    from miniconf.chat.waiting import Recipient, Waiting
    from miniconf.model import Conference

_path = click.Path(path_type=Path, dir_okay=False, exists=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What the command line says about mails."""

    attendees: Path | None
    links: Path | None
    sender: str
    every: int
    private: Path | None


@click.command()
@site_argument
@click.option("--attendees", type=_path, help="Private CSV: name, email, papers, zone, revoked.")
@click.option("--links", type=_path, help="What `miniconf chat links` wrote: personal links.")
@click.option("--mails", type=click.Path(path_type=Path, file_okay=False),
              help="Write mails to authors as .eml files into this folder.")  # fmt: skip
@click.option("--send", is_flag=True, help="Send mails through the server in MINICONF_SMTP.")
@click.option("--sender", default="", help="Whom mails are from.")
@click.option(
    "--every", default=20, show_default=True, help="Hours between two mails to one person."
)
@click.option(
    "--private", type=click.Path(path_type=Path, file_okay=False),
    help="Folder that remembers what was mailed. [default: chat/ beside SITE]",
)  # fmt: skip
def digest(
    site: Path | None, attendees: Path | None, links: Path | None, mails: Path | None, send: bool,
    sender: str, every: int, private: Path | None,
) -> None:  # fmt: skip
    """List the questions in the archive of SITE that nobody has answered.

    With --attendees it shows, too, which authors would be written to now: it is day where they
    are, and there is a question they were not told of. --mails writes these mails as files,
    --send sends them; nobody is told of a question twice. Run `miniconf chat archive` before.
    """
    from miniconf.chat.waiting import table, waiting
    from miniconf.rooms import rooms_of
    from miniconf.text import plain

    folder = find_site(site)
    conference = load_or_stop(folder)
    now = datetime.now(UTC).replace(microsecond=0)
    items = waiting(conference, rooms_of(conference, plain))
    for line in table(items, now) if items else ["no question waits for an answer"]:
        click.echo(line)
    if attendees is None:
        if mails or send:
            raise MiniconfError("who is to get mail? give the people's file with --attendees")
        return
    post = Post(attendees=attendees, links=links, sender=sender, every=every, private=private)
    _mail(folder, conference, items, post, now, mails, send)


def _mail(
    folder: Path, conference: Conference, items: tuple[Waiting, ...], post: Post, now: datetime,
    mails: Path | None, send: bool,
) -> None:  # fmt: skip
    """Show, write or send what is due now."""
    from miniconf.chat.mailing import Ledger
    from miniconf.chat.private import private_folder, remember, remembered

    private = private_folder(folder, post.private)
    ledger = Ledger(
        remembered(private, "digest.json"), lambda value: remember(private, "digest.json", value)
    )
    if doubtful := ledger.doubtful():
        click.echo(
            f"{doubtful} questions may not have been mailed: an earlier run was ended", err=True
        )
    people = _people(post)
    for line in _passed_over(people, items):
        click.echo(line)
    letters = _due(people, conference, items, post, now, ledger)
    if not (mails or send):
        for letter in letters:
            asked = _counted(len(letter.items), "question")
            click.echo(f"would write to {letter.person.email} about {asked}")
        return
    if not post.sender:
        raise MiniconfError("whom are the mails from? give an address with --sender")
    count, refused = _deliver(conference, letters, post.sender, ledger, now, mails, send)
    for line in refused:
        click.echo(f"not delivered: {line}", err=True)
    click.echo(f"{_counted(count, 'mail')} {'sent' if send else f'in {mails}'}")
    if refused:
        raise SystemExit(1)


def _counted(count: int, what: str) -> str:
    """`1 mail`, `2 mails`."""
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def _people(post: Post) -> tuple[Recipient, ...]:
    """The people of the attendees' file whom questions concern."""
    from miniconf.chat.waiting import links_of, recipients

    if post.attendees is None:
        return ()
    return recipients(post.attendees, links_of(post.links) if post.links else {})


def _passed_over(people: tuple[Recipient, ...], items: tuple[Waiting, ...]) -> Iterator[str]:
    """A line for each revoked person whose questions wait."""
    from miniconf.chat.waiting import for_person

    for person in people:
        count = len(for_person(items, person))
        if person.revoked and count:
            wait = "1 question waits" if count == 1 else f"{count} questions wait"
            yield f"not written to, as the row says revoked: {person.email} ({wait})"


def _due(
    people: tuple[Recipient, ...], conference: Conference, items: tuple[Waiting, ...], post: Post,
    now: datetime, ledger: Ledger,
) -> list[Letter]:  # fmt: skip
    """The letters that may go out now."""
    from miniconf.chat.mailing import due

    zone = ZoneInfo(conference.config.time_zone)
    return list(due(people, items, ledger, now, zone, timedelta(hours=post.every)))


def _deliver(
    conference: Conference, letters: list[Letter], sender: str, ledger: Ledger, now: datetime,
    mails: Path | None, send: bool,
) -> tuple[int, list[str]]:  # fmt: skip
    from miniconf.chat.mailing import deliver
    from miniconf.chat.mails import mail
    from miniconf.chat.postbox import VARIABLE, into, server

    def write(letter: Letter) -> EmailMessage:
        return mail(letter.person, letter.items, conference.config, sender, now, letter.zone)

    if send:
        opened = server(os.environ.get(VARIABLE, ""))
    elif mails:
        opened = nullcontext(into(mails))
    with opened as hand_over:
        out: Callable[[EmailMessage], None] = hand_over
        return deliver(letters, write, out, ledger, now)
