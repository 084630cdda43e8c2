"""The plain part of the one `hub.yml` of a site, made without the loader."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from miniconf import names
from miniconf.apart import Apart
from miniconf.load import plaincolumns, plainrows
from miniconf.load.convert import reading
from miniconf.load.files import Files
from miniconf.load.plainrows import plain_rows, whole_rows
from miniconf.model import HubPaper, HubRepo


class PlainHub:
    """The plain records of `hub.yml`, which are then no longer read from it.

    There are none where there are several files, or where a source declares it for itself
    (`claimed`).
    """

    def __init__(self, files: Files, claimed: Collection[str]) -> None:
        self.repos: tuple[HubRepo, ...] = ()
        self.papers: tuple[HubPaper, ...] = ()
        self._files = files
        paths = files.canonical("hub")
        one = len(paths) == 1 and paths[0].suffix == ".yml"
        self.path = paths[0] if one and not _claims(files, claimed, paths[0]) else None

    def take(self, papers: Collection[str], sure: Apart[bool] | None = None) -> None:
        """Make the records; `papers` are the ids of those whose rows may be made here.

        `sure`: whether all is plain, where another process is finding that out.
        """
        content = _content(self.path) if self.path else b""
        # what is whole is read as such before it is known whether it is so
        found = whole_rows(content, papers) if sure and content else None
        if sure and not (found and sure.result):
            sure.drop()
            found = None
        found = found or (plain_rows(_text(content), papers) if content else None)
        if found and self.path:
            self.repos, self.papers = found.repos, found.papers
            self._files.instead(self.path, found.text.encode())


def _claims(files: Files, patterns: Collection[str], path: Path) -> bool:
    return any(path in files.find(pattern) for pattern in patterns)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


def is_plain(path: Path, known: Path | None = None) -> bool:
    """Whether the loader would leave every row of the `hub.yml` at `path` as it is.

    Where it is so that is noted in the file `known`, and the same text is not looked at again.
    """
    try:
        content = path.read_bytes()
        mark = _mark(content)
        if known and known.is_file() and known.read_bytes() == mark:
            return True
        found = plain_rows(content.decode())
    except (OSError, UnicodeDecodeError):
        return False
    sure = found is not None and found.whole
    if sure and known:
        with suppress(OSError):  # then it is looked at again
            known.write_bytes(mark)
    return sure


def _mark(content: bytes) -> bytes:
    """What tells `content`, and the rules by which it is looked at, from others."""
    mark = blake2b(content)
    for rules in (plaincolumns, plainrows, names, reading):
        mark.update(Path(rules.__file__).read_bytes())
    return mark.hexdigest().encode()
