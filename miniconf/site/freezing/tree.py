"""Files on disk: what a folder holds, told by size and time, and writing so that none is half new.

Only the standard library: the quick path of a build that has nothing to do runs through here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

Stamp = tuple[int, int]
"""Size in bytes and time of last change in nanoseconds."""
Stamps = dict[str, Stamp]
"""Path with slashes, below some folder -> stamp."""

_WHOLE = (1 << 128) - 1
PARTIAL = ".~"
"""How the names of files begin that are not yet whole."""


def stamps(folder: str | Path, skip: Iterable[str] = (), *, hidden: bool = True) -> Stamps:
    """Every file below `folder`; none where there is no such folder.

    `skip`: absolute paths of folders left out; without `hidden`, names with a leading dot are left
    out. Links to files count as their target; links to folders are not followed, since they may
    lead round in circles.
    """
    found: Stamps = {}
    _scan(os.fspath(folder), "", frozenset(skip), hidden, found)
    return found


def _scan(folder: str, prefix: str, skip: frozenset[str], hidden: bool, found: Stamps) -> None:
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            if not hidden and entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.path not in skip:
                    _scan(entry.path, f"{prefix}{entry.name}/", skip, hidden, found)
                continue
            try:
                status = entry.stat()
            except FileNotFoundError:  # a link that leads nowhere, or a file that went just now
                continue
            if S_ISREG(status.st_mode):
                found[prefix + entry.name] = (status.st_size, status.st_mtime_ns)


def stamp(path: str | Path) -> Stamp | None:
    """The stamp of one file, None where it is not there."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def summary(found: Mapping[str, Stamp]) -> str:
    """One digest for all of `found`, whatever the order: the sum of the digests of each."""
    return f"{_sum(found) & _WHOLE:032x}"


class Standing(NamedTuple):
    """What stands in a folder: how many files, their bytes, their `summary`."""

    files: int = 0
    size: int = 0
    mark: str = f"{0:032x}"

    def after(self, gone: Mapping[str, Stamp], come: Mapping[str, Stamp]) -> Standing:
        """The same without what is `gone`, with what has `come`."""
        sizes = sum(size for size, _ in come.values()) - sum(size for size, _ in gone.values())
        mark = int(self.mark, 16) - _sum(gone) + _sum(come)
        files = self.files - len(gone) + len(come)
        return Standing(files, self.size + sizes, f"{mark & _WHOLE:032x}")


def standing(folder: str | Path) -> Standing:
    """What stands below `folder`."""
    return Standing().after({}, stamps(folder))


def _sum(found: Mapping[str, Stamp]) -> int:
    total = 0
    for path, (size, changed) in found.items():
        line = f"{path}\0{size}\0{changed}".encode("utf-8", "surrogateescape")
        total += int.from_bytes(blake2b(line, digest_size=16).digest(), "little")
    return total


def write(path: str, content: bytes) -> Stamp:
    """Put `content` into the file `path`, old or new, at one stroke; its new stamp.

    A reader, and a build that is killed, sees the old file or the new one, never a part.
    """
    folder, name = os.path.split(path)
    partial = f"{folder}/{PARTIAL}{name[-200:]}"
    stamp = _put(partial, content, os.O_TRUNC)
    os.replace(partial, path)
    return stamp


def create(path: str, content: bytes) -> Stamp:
    """Put `content` into a file that was not there, to which nothing leads yet; its stamp.

    Spares the second name that `write` takes. A build that is killed may leave a part of the file:
    the next one does not find it in the manifest, and writes it again.
    """
    try:
        return _put(path, content, os.O_EXCL)
    except FileExistsError:  # a link that leads nowhere, or a file that came just now
        return write(path, content)


def _put(path: str, content: bytes, flag: int) -> Stamp:
    flags = os.O_WRONLY | os.O_CREAT | flag
    try:
        number = os.open(path, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        number = os.open(path, flags, 0o666)
    try:
        view = memoryview(content)
        while view:
            view = view[os.write(number, view) :]
        status = os.fstat(number)
    finally:
        os.close(number)
    return status.st_size, status.st_mtime_ns


def remove(root: str, paths: Iterable[str]) -> int:
    """Delete the files `paths` below `root`, and folders that this empties; how many there were."""
    gone = 0
    for path in sorted(paths, reverse=True):
        try:
            os.unlink(f"{root}/{path}")
        except FileNotFoundError:
            continue
        gone += 1
        parent = os.path.dirname(path)
        while parent:
            try:
                os.rmdir(f"{root}/{parent}")
            except OSError:  # not empty
                break
            parent = os.path.dirname(parent)
    return gone
