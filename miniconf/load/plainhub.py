"""The plain part of the one `hub.yml` of a site, made without the loader."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from functools import partial
from pathlib import Path

from miniconf.apart import Apart
from miniconf.load.files import Files
from miniconf.load.plainrows import plain_rows
from miniconf.model import HubPaper, HubRepo

_WORTH_A_FORK = 1_000_000
"""Shorter files are read before another process has begun."""


class PlainHub:
    """The plain records of `hub.yml`, which are then no longer read from it.

    There are none where there are several files, or where a source declares it for itself
    (`claimed`). With `apart`, another process finds out meanwhile whether all of it is plain.
    """

    def __init__(self, files: Files, claimed: Collection[str], apart: bool = False) -> None:
        self.repos: tuple[HubRepo, ...] = ()
        self.papers: tuple[HubPaper, ...] = ()
        self._files = files
        paths = files.canonical("hub")
        one = len(paths) == 1 and paths[0].suffix == ".yml"
        self._path = paths[0] if one and not _claims(files, claimed, paths[0]) else None
        self._text = ""
        if self._path:
            with suppress(OSError, UnicodeDecodeError):
                self._text = self._path.read_bytes().decode()
        aside = apart and len(self._text) > _WORTH_A_FORK
        self._sure = Apart(partial(_is_plain, self._text)) if aside else None

    def take(self, papers: Collection[str]) -> None:
        """Make the records; `papers` are the ids of those whose rows may be made here."""
        if not self._text:
            return
        found = plain_rows(self._text, papers, sure=self._sure is not None)
        if self._sure and not self._sure.result:
            found = plain_rows(self._text, papers)
        if found and self._path:
            self.repos, self.papers = found.repos, found.papers
            self._files.instead(self._path, found.text.encode())


def _claims(files: Files, patterns: Collection[str], path: Path) -> bool:
    return any(path in files.find(pattern) for pattern in patterns)


def _is_plain(text: str) -> bool:
    found = plain_rows(text)
    return found is not None and found.whole
