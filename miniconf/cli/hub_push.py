"""`miniconf hub push`: upload the dataset or the site."""

from __future__ import annotations

from pathlib import Path

import click

_FOLDERS = {"dataset": Path("proceedings"), "space": Path("build")}


@click.command()
@click.argument("repo", metavar="OWNER/NAME")
@click.option(
    "--kind", type=click.Choice(["dataset", "space"]), default="dataset", show_default=True,
    help="The exported proceedings, or the built site as a static Space.",
)  # fmt: skip
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), help="What to upload.")
@click.option("--title", default="Conference", help="Title of the Space.")
@click.option("--delete", is_flag=True, help="Delete there what is not in the folder.")
@click.option("--dry-run", is_flag=True, help="Only show what would be uploaded.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def push(
    repo: str, kind: str, folder: Path | None, title: str, delete: bool, dry_run: bool, yes: bool
) -> None:
    """Upload to the repository OWNER/NAME on the Hub, after showing what would be uploaded."""
    from miniconf.hub import push as hub

    upload = hub.prepare(folder or _FOLDERS[kind], repo, kind, delete=delete)
    click.echo(f"Would upload {upload}")
    if dry_run or not (yes or click.confirm("Go on?")):
        return
    click.echo(f"Uploaded to {hub.push(upload, title)}")
