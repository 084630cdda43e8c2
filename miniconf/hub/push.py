"""Uploading the proceedings as a dataset, or the built site as a static Space."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi
from huggingface_hub.errors import HfHubHTTPError

from miniconf.names import is_repo_id
from miniconf.problems import MiniconfError

_SPACE = {
    "emoji": "🧭", "colorFrom": "green", "colorTo": "yellow", "sdk": "static", "pinned": False,
}  # fmt: skip
_LARGE = 5_000


@dataclass(frozen=True)
class Upload:
    """What would be uploaded: `kind` is `dataset` or `space`; sizes in bytes."""

    kind: str
    repo: str
    folder: Path
    files: int
    size: int
    delete: bool = False

    def __str__(self) -> str:
        """The upload as a sentence for the person who has to say yes."""
        return (
            f"{self.files} files ({self.size / 1e6:.1f} MB) from {self.folder} to the {self.kind} "
            f"{self.repo}, public; what else is there {'is deleted' if self.delete else 'stays'}"
        )


def prepare(folder: Path, repo: str, kind: str, *, delete: bool = False) -> Upload:
    """The upload of `folder`. Raises MiniconfError where it is not what `kind` needs."""
    needed = {"dataset": "README.md", "space": "index.html"}[kind]
    if not (folder / needed).is_file():
        command = "hub export" if kind == "dataset" else "build"
        raise MiniconfError(f"{folder} has no {needed}: run `miniconf {command}` first")
    if not is_repo_id(repo):
        raise MiniconfError(f'expected OWNER/NAME for the repository, got "{repo}"')
    files = _files(folder)
    return Upload(kind, repo, folder, len(files), sum(f.stat().st_size for f in files), delete)


def _files(folder: Path) -> list[Path]:
    """The files to upload, sorted; hidden ones are notes of programs and stay here."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path for path in found
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )  # fmt: skip


def push(upload: Upload, title: str) -> str:
    """Upload in one commit, and give the address of the repository.

    The token is `HF_TOKEN` or the one that the Hub's own command line keeps. Uploading again sends
    only what changed. Raises MiniconfError with what the Hub said.
    """
    api = HfApi(endpoint=os.environ.get("HF_ENDPOINT") or None)
    extra = {"space_sdk": "static"} if upload.kind == "space" else {}
    try:
        url = api.create_repo(upload.repo, repo_type=upload.kind, exist_ok=True, **extra)
        if upload.files > _LARGE:
            api.upload_large_folder(
                repo_id=upload.repo, repo_type=upload.kind, folder_path=upload.folder,
                ignore_patterns=[".*", "**/.*"],
            )  # fmt: skip
        operations = _operations(upload, title)
        if upload.delete:
            there = api.list_repo_files(upload.repo, repo_type=upload.kind)
            kept = {path.relative_to(upload.folder).as_posix() for path in _files(upload.folder)}
            kept |= {operation.path_in_repo for operation in operations} | {".gitattributes"}
            operations += [CommitOperationDelete(path) for path in there if path not in kept]
        if operations:
            api.create_commit(
                upload.repo, operations, repo_type=upload.kind,
                commit_message="Publish the conference",
            )  # fmt: skip
    except HfHubHTTPError as error:
        status = error.response.status_code
        hint = (
            "set HF_TOKEN to a token that may write there" if status in (401, 403) else "try again"
        )
        raise MiniconfError(f"the Hub refused with status {status}: {hint}") from None
    return str(url)


def _operations(upload: Upload, title: str) -> list[Any]:
    """The files of the commit, but for a large folder, whose files are there already.

    A Space needs a card that says what it is.
    """
    files = [] if upload.files > _LARGE else _files(upload.folder)
    found: list[Any] = [
        CommitOperationAdd(path.relative_to(upload.folder).as_posix(), str(path)) for path in files
    ]
    if upload.kind == "space" and not (upload.folder / "README.md").exists():
        head = yaml.safe_dump({"title": " ".join(title.split()), **_SPACE}, allow_unicode=True)
        found.append(CommitOperationAdd("README.md", f"---\n{head}---\n".encode()))
    return found
