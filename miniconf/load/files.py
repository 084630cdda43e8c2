"""The files of a site: where data lies, which files were read, which assets there are."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath
from typing import Any

from miniconf import resources
from miniconf.problems import Problems
from miniconf.tables import READERS, Options, Reader, read

_NOT_DATA = (
    "templates", "static", "questions", "build", "dist", "node_modules", "__pycache__",
)  # fmt: skip
_NOT_READ = (
    "config.yml",
    "schedule-state.json",
    "README*",
    "LICENSE*",
    "CHANGELOG*",
    "Makefile",
    "*.md5",
    "*~",
    "*.lock",
    "*.svg",
    "*.parquet",
)


class Files:
    """The site folder `site`, and `data`, the folder where its data files lie: mostly the same."""

    def __init__(
        self, site: Path, data: Path | None = None, readers: Mapping[str, Reader] = READERS
    ) -> None:
        self.site, self.data, self.readers = site, data or site, readers
        self._read: set[Path] = set()
        self._trees: dict[tuple[Path, Options], Any] = {}
        self._instead: dict[Path, bytes] = {}
        self._assets: set[str] | None = None

    def name(self, path: Path) -> str:
        """How problems call `path`: relative to the site folder, with forward slashes."""
        return PurePosixPath(os.path.relpath(path, self.site).replace(os.sep, "/")).as_posix()

    def find(self, pattern: str) -> list[Path]:
        """The data files that the glob `pattern` means, `w2` before `w10`; "**" is any depth.

        A file beside the config counts too where data lies elsewhere.
        """
        try:
            if not any(c in pattern for c in "*?["):
                paths = [root / pattern for root in self._roots]
                return [path for path in paths if path.is_file()][:1]
            found = {
                self.relative(path): path
                for root in reversed(self._roots)
                for path in root.glob(pattern)
                if path.is_file()
            }
        except (ValueError, NotImplementedError, OSError):
            # A name too long, with a zero byte, or a pattern that is none: no such file.
            return []
        return [found[name] for name in sorted(found, key=natural)]

    @property
    def _roots(self) -> list[Path]:
        return list(dict.fromkeys((self.data, self.site)))

    def relative(self, path: Path) -> str:
        """`path` as a pattern that `find` finds it by."""
        root = self.data if path.is_relative_to(self.data) else self.site
        return PurePosixPath(os.path.relpath(path, root).replace(os.sep, "/")).as_posix()

    def canonical(self, stem: str) -> list[Path]:
        """The data files that carry a collection called `stem`, whatever their ending."""
        return [path for ending in self.readers for path in self.find(f"{stem}{ending}")]

    def read(self, path: Path, problems: Problems, options: Options | None = None) -> Any:
        """What `path` holds (see `tables.read`); read once, however many sources ask for it."""
        self._read.add(path)
        key = (path, options or Options())
        if key not in self._trees:
            self._trees[key] = self._tree(path, key[1], problems)
        return self._trees[key]

    def _tree(self, path: Path, options: Options, problems: Problems) -> Any:
        content = self._instead.get(path)
        if content is None:
            return read(path, self.name(path), problems, options, self.readers)
        return self.readers[path.suffix.lower()](content, self.name(path), options, problems)

    def instead(self, path: Path, content: bytes) -> None:
        """Let what is read of `path` from now on be `content`, where part of it is dealt with."""
        self._instead[path] = content
        self._trees = {key: tree for key, tree in self._trees.items() if key[0] != path}

    def text(self, path: Path) -> bytes:
        """The bytes of `path`, which then counts as read."""
        self._read.add(path)
        return path.read_bytes()

    def unread(self, ignored: tuple[str, ...] = ()) -> list[Path]:
        """The data files that nothing has read and that `ignored` does not name, by name."""
        patterns = (*_NOT_READ, *ignored)
        found = set()
        for root in self._roots:
            for path in _walk(root):
                relative = path.relative_to(root).as_posix()
                if path not in self._read and not any(
                    fnmatch(relative, p) or fnmatch(path.name, p) for p in patterns
                ):
                    found.add(path)
        return sorted(found)

    @property
    def outside(self) -> tuple[Path, ...]:
        """The files read that are not in the site folder, sorted."""
        return tuple(sorted(p for p in self._read if not p.is_relative_to(self.site)))

    def has_asset(self, path: str) -> bool:
        """Whether `static/` inside the site has a file at `path`."""
        if self._assets is None:
            folder = self.site / "static"
            self._assets = {
                Path(root, name).relative_to(folder).as_posix()
                for root, _, names in os.walk(folder, followlinks=True)
                for name in names
            }
        return path in self._assets


def natural(name: str) -> list[tuple[int, str]]:
    """A key by which `w2.csv` sorts before `w10.csv`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def _walk(root: Path) -> list[Path]:
    found = []
    for place, folders, names in os.walk(root):
        top = Path(place) == root
        folders[:] = sorted(
            f for f in folders
            if not f.startswith((".", "_")) and not (top and f in _NOT_DATA)
            and not _is_built(Path(place, f))
        )  # fmt: skip
        found += [Path(place, n) for n in sorted(names) if not n.startswith((".", "_"))]
    return found


def _is_built(folder: Path) -> bool:
    """Whether a build made `folder`: its notes or the home page say so."""
    notes = folder.parent / resources.NOTES / folder.name / resources.MADE
    return notes.is_file() or resources.is_signed(folder)
