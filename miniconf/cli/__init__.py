"""The command line: one module a command, imported only when it is called."""

from __future__ import annotations

import errno
import os

import click

from miniconf import __version__
from miniconf.cli.lazy import lazy_group
from miniconf.problems import MiniconfError

COMMANDS = {
    "build": ("build:build", "Write the conference's site as static files."),
    "check": ("check:check", "Show every problem in the conference's data."),
    "serve": ("serve:serve", "Show the site live; reload it when a file changes."),
    "new": ("new:new", "Make a small conference to start from."),
    "chat": ("chat:chat", "Chat rooms: serve, plan, make, archive, look after."),
    "hub": ("hub:hub", "Link papers to models, datasets and Spaces on the Hugging Face Hub."),
    "schedule": ("schedule:schedule", "Release the programme; see its hours around the world."),
    "calendar": ("calendar:calendar", "Keep the programme in a calendar of your own."),
    "mentors": ("mentors:mentors", "Seat mentees at mentors' tables."),
}
"""Name -> where the command is, and the first line of its help."""

_cli = click.version_option(__version__, prog_name="miniconf")(
    lazy_group(
        "miniconf",
        "A virtual research conference in a box: data in, a complete static site out.",
        COMMANDS,
    )
)

_ROOM = "make room, then run the command again"
_FULL = {
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: "the system lets files grow only so far (see `ulimit -f`): raise that limit, "
    "then run the command again",
}
"""What to do where no more can be written."""


def main() -> None:
    """Run the command line; a fault of the outside world is one sentence, never a traceback."""
    try:
        _cli()
    except MiniconfError as error:
        raise SystemExit(f"miniconf: {error}") from None
    except Exception as error:
        if os.environ.get("MINICONF_DEBUG"):
            raise
        raise SystemExit(_sentence(error)) from None


def _sentence(error: Exception) -> str:
    """What to tell of an exception: a file that cannot be used is no fault of the program."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        if error.errno in _FULL:
            return f"miniconf: {where}{error.strerror}; {_FULL[error.errno]}"
        if where:
            return f"miniconf: {where}{error.strerror}"
    return (
        f"miniconf: a fault in the program, not in your data: {type(error).__name__}: {error}\n"
        "Set MINICONF_DEBUG=1 to see where, and please report it."
    )
