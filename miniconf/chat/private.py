"""The private folder beside a site: keys, and what was mailed. Nothing in it is published."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from typing import Any

from miniconf.problems import MiniconfError


def private_folder(site: Path, given: Path | None = None) -> Path:
    """The folder `given`, or `chat/` beside `site`; made, for its owner alone, where there is none.

    Raises MiniconfError where it lies inside the site.
    """
    folder = given or site.resolve().parent / "chat"
    if folder.resolve().is_relative_to(site.resolve()):
        raise MiniconfError(f"{folder}: private files must not lie inside the site")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise MiniconfError(f"cannot make {folder}: {error.strerror}") from None
    return folder


def key(folder: Path, name: str = "names.key") -> bytes:
    """The secret in the file `name`, made at the first call; pseudonyms follow from it."""
    path = folder / name
    if not path.is_file():
        _put(path, secrets.token_hex(32))
    return path.read_bytes()


def remembered(folder: Path, name: str) -> dict[str, Any]:
    """The object in the JSON file `name`, {} where there is none yet.

    Raises MiniconfError for a broken file: forgetting what was mailed would mail it twice.
    """
    path = folder / name
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise MiniconfError(f"{path} is broken: mend it, or remove it to begin anew")
    return found


def remember(folder: Path, name: str, value: dict[str, Any]) -> None:
    """Write the JSON file `name` in one step, for its owner alone."""
    _put(folder / name, json.dumps(value, indent=1, sort_keys=True))


def _put(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    partial = path.with_suffix(".partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)  # noqa: PTH105
