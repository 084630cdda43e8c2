"""Groups of commands that are imported only when they are called, so that help is quick."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

from miniconf.problems import nearest


class LazyGroup(click.Group):
    """A group made from a table: name -> (`module:function` below `miniconf.cli`, line of help)."""

    def __init__(self, *args: object, table: Mapping[str, tuple[str, str]], **kwargs: object):
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # click's own arguments
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of the table."""
        return list(self._table)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command called `name`, or None."""
        if name not in self._table:
            return None
        module, _, function = self._table[name][0].partition(":")
        command: click.Command = getattr(import_module(f"miniconf.cli.{module}"), function)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with; the nearest one is named where there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if hint := nearest(args[0], self._table):
                error.message = f"{error.message.rstrip('.')} (hint: {hint})"
            raise

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self._table.items()])


def lazy_group(name: str, help_text: str, table: Mapping[str, tuple[str, str]]) -> LazyGroup:
    """A group called `name` over `table`; `table` keeps the order of the help."""
    return LazyGroup(
        name=name,
        help=help_text,
        table=table,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
