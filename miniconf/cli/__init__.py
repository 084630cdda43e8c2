"""The command line: one module a command, imported only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from miniconf import __version__
from miniconf.problems import MiniconfError

COMMANDS = {
    "build": "Write the conference's site as static files.",
    "check": "Show every problem in the conference's data.",
}
"""Name -> first line of its help; the module and the function have the same name."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`, or None."""
        if name not in COMMANDS:
            return None
        module = import_module(f"miniconf.cli.{name}")
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="miniconf")
def _cli() -> None:
    """A virtual research conference in a box: data in, a complete static site out."""


def main() -> None:
    """Run the command line; a fault of the outside world is one sentence, never a traceback."""
    try:
        _cli()
    except MiniconfError as error:
        raise SystemExit(f"miniconf: {error}") from None
