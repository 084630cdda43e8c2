"""Finding the site folder that a command works on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from miniconf.problems import MiniconfError

if TYPE_CHECKING:
    from miniconf.model import Conference

site_argument = click.argument(
    "site", required=False, type=click.Path(file_okay=False, path_type=Path)
)
"""SITE: the folder that holds `config.yml`."""


def find_site(site: Path | None) -> Path:
    """The folder that holds `config.yml`: `site`, else here, else `sitedata/` here.

    Raises MiniconfError where there is none.
    """
    tried = [site] if site else [Path(), Path("sitedata")]
    for folder in tried:
        if (folder / "config.yml").is_file():
            return folder
    for folder in tried:
        for path in sorted(folder.glob("*")):
            if path.name.lower() in ("config.yml", "config.yaml"):
                raise MiniconfError(f"{path} is not read; rename it config.yml")
    places = " nor ".join(str(folder / "config.yml") for folder in tried)
    raise MiniconfError(
        f"there is no {places}; `miniconf new DIR` makes a conference to start from"
    )


def load_or_stop(folder: Path) -> Conference:
    """The conference in `folder`; its problems go to standard error, and errors end the command."""
    from miniconf.load import load

    loaded = load(folder)
    for problem in loaded.problems:
        click.echo(str(problem), err=True)
    if loaded.conference is None:
        raise SystemExit(1)
    return loaded.conference
