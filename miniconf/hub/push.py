"""Uploading the proceedings as a dataset, or the built site as a static Space."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from huggingface_hub import HfApi
from huggingface_hub.errors import HfHubHTTPError

from miniconf.problems import MiniconfError

_SPACE_CARD = """---
title: {title}
emoji: 🧭
colorFrom: green
colorTo: yellow
sdk: static
pinned: false
---
"""
_LARGE = 5_000


@dataclass(frozen=True)
class Upload:
    """What would be uploaded: `kind` is `dataset` or `space`; sizes in bytes."""

    kind: str
    repo: str
    folder: Path
    files: int
    size: int

    def __str__(self) -> str:
        """The upload as a sentence for the person who has to say yes."""
        return (
            f"{self.files} files ({self.size / 1e6:.1f} MB) from {self.folder} to the {self.kind} "
            f"{self.repo}, public"
        )


def prepare(folder: Path, repo: str, kind: str) -> Upload:
    """The upload of `folder`. Raises MiniconfError where it is not what `kind` needs."""
    needed = {"dataset": "README.md", "space": "index.html"}[kind]
    if not (folder / needed).is_file():
        command = "hub export" if kind == "dataset" else "build"
        raise MiniconfError(f"{folder} has no {needed}: run `miniconf {command}` first")
    if repo.count("/") != 1:
        raise MiniconfError(f'expected OWNER/NAME for the repository, got "{repo}"')
    files = [path for path in folder.rglob("*") if path.is_file()]
    return Upload(kind, repo, folder, len(files), sum(path.stat().st_size for path in files))


def push(upload: Upload, title: str) -> str:
    """Upload, and give the address of the repository.

    The token is `HF_TOKEN` or the one that the Hub's own command line keeps. Uploading again sends
    only what changed. Raises MiniconfError with what the Hub said.
    """
    endpoint = os.environ.get("HF_ENDPOINT") or None
    api = HfApi(endpoint=endpoint)
    extra = {"space_sdk": "static"} if upload.kind == "space" else {}
    try:
        url = api.create_repo(upload.repo, repo_type=upload.kind, exist_ok=True, **extra)
        if upload.files > _LARGE:
            api.upload_large_folder(
                repo_id=upload.repo, repo_type=upload.kind, folder_path=upload.folder
            )
        else:
            api.upload_folder(
                repo_id=upload.repo, repo_type=upload.kind, folder_path=upload.folder,
                commit_message="Publish the conference", delete_patterns="*",
            )  # fmt: skip
        if upload.kind == "space" and not (upload.folder / "README.md").exists():
            card = _SPACE_CARD.format(title=title.replace("\n", " ")).encode()
            api.upload_file(
                path_or_fileobj=card, path_in_repo="README.md", repo_id=upload.repo,
                repo_type="space", commit_message="Describe the site",
            )  # fmt: skip
    except HfHubHTTPError as error:
        status = error.response.status_code
        hint = (
            "set HF_TOKEN to a token that may write there" if status in (401, 403) else "try again"
        )
        raise MiniconfError(f"the Hub refused with status {status}: {hint}") from None
    return str(url)
