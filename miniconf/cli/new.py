"""`miniconf new`: a small conference to start from."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import click

from miniconf.problems import MiniconfError

_STARTER = Path(__file__).resolve().parent.parent / "starter"


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> None:
    """Make DIR, a small conference to start from, with comments that explain its files."""
    if folder.exists() and any(folder.iterdir()):
        raise MiniconfError(f"{folder} is not empty; give a new folder")
    ignored = shutil.ignore_patterns("__pycache__", "*.py", "*.pyc")
    shutil.copytree(_STARTER, folder, ignore=ignored, dirs_exist_ok=True)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        click.echo(path)
    click.echo(f"\nNow: cd {shlex.quote(str(folder))} && miniconf serve")
