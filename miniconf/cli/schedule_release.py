"""`miniconf schedule release` and `changes`: versions of the programme."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.cli.sites import find_site, site_argument
from miniconf.problems import MiniconfError

if TYPE_CHECKING:
    from miniconf.model import Conference


@click.command()
@site_argument
def release(site: Path | None) -> None:
    """Take the programme of SITE as published.

    From then on, builds tell what was added, moved and cancelled since: on the page of changes, in
    the news feed, and with `miniconf check --since`.
    """
    from miniconf.cli.remember import current
    from miniconf.schedule import state_file
    from miniconf.schedule.state import release as release_state
    from miniconf.site.freezing.report import plural

    folder = find_site(site)
    state = current(folder, load_conference(folder))
    if not state.events:
        raise MiniconfError("the conference has no session with a time: nothing to release")
    after = release_state(state, state_file.clock(os.environ.get))
    if not state_file.write(folder, after):
        raise MiniconfError(f"{folder / state_file.FILE} cannot be written")
    latest = after.releases[-1]
    live = plural(sum(not kept.cancelled for kept in after.events.values()), "event")
    click.echo(f"release {latest.version}: {live}, {plural(len(latest.changes), 'change')}")


@click.command()
@site_argument
@click.option("--since", type=click.IntRange(1), help="A release.  [default: the last one]")
def changes(site: Path | None, since: int | None) -> None:
    """Show what was added, moved, renamed and cancelled in SITE since a release."""
    folder = find_site(site)
    for line in lines_since(folder, load_conference(folder), since):
        click.echo(line)


def lines_since(folder: Path, conference: Conference, version: int | None = None) -> list[str]:
    """The changes since release `version` (the last where it is None), a line each.

    The first line names the zone of their times.
    Raises MiniconfError where there is no such release.
    """
    from miniconf.cli.remember import current
    from miniconf.schedule.changes import sentence, since

    state = current(folder, conference)
    if not state.releases:
        raise MiniconfError("there is no release yet; `miniconf schedule release` makes the first")
    wanted = state.version if version is None else version
    if wanted > state.version:
        raise MiniconfError(f"there is no release {wanted}; the last is {state.version}")
    zone = conference.config.time_zone
    found = [sentence(change, zone) for change in since(state, wanted)]
    return [f"Times in {zone}", *found] if found else [f"no changes since release {wanted}"]


def load_conference(folder: Path) -> Conference:
    """The conference in `folder`; problems are shown, and errors end the command."""
    from miniconf.load import load

    loaded = load(folder)
    for problem in loaded.errors:
        click.echo(str(problem), err=True)
    if loaded.conference is None:
        raise SystemExit(1)
    return loaded.conference
