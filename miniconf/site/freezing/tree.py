"""Files on disk: what a folder holds, told by size and time, and writing so that none is half new.

Only the standard library: the quick path of a build that has nothing to do runs through here.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple
from zlib import crc32

Stamp = tuple[int, int]
"""Size in bytes and time of last change in nanoseconds."""
Stamps = dict[str, Stamp]
"""Path with slashes, below some folder -> stamp."""

_WHOLE = (1 << 64) - 1
PARTIAL = ".~"
"""How the names of files begin that are not yet whole."""


def stamps(folder: str | Path, skip: Iterable[str] = (), *, hidden: bool = True) -> Stamps:
    """Every file below `folder`; none where there is no such folder.

    `skip`: absolute paths of folders left out; without `hidden`, names with a leading dot are left
    out. Links to files count as their target; links to folders are not followed, since they may
    lead round in circles.
    """
    return {
        prefix + name: (size, changed)
        for prefix, files in _folders(os.fspath(folder), frozenset(skip), hidden)
        for name, size, changed in files
    }


def _folders(
    root: str, skip: Collection[str], hidden: bool
) -> Iterator[tuple[str, list[tuple[str, int, int]]]]:
    """Folder below `root`, with a slash at its end -> name, size and time of each of its files."""
    left = [(root, "")]
    while left:
        folder, prefix = left.pop()
        files = []
        with suppress(FileNotFoundError, NotADirectoryError), _entries(folder) as entries:
            for entry in entries:
                if not hidden and entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    path = f"{folder}{os.sep}{entry.name}"
                    if path not in skip:
                        left.append((path, f"{prefix}{entry.name}/"))
                    continue
                try:
                    status = entry.stat()
                except FileNotFoundError:  # a link that leads nowhere, or a file that went just now
                    continue
                if S_ISREG(status.st_mode):
                    files.append((entry.name, status.st_size, status.st_mtime_ns))
        yield prefix, files


@contextmanager
def _entries(folder: str) -> Iterator[Iterator[os.DirEntry[str]]]:
    """What is in `folder`; where the system can, without asking for its whole path for each file.

    That takes a fifth of the time of listing thousands.
    """
    if os.scandir not in os.supports_fd:
        with os.scandir(folder) as entries:
            yield entries
        return
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with os.scandir(number) as entries:
            yield entries
    finally:
        os.close(number)


def stamp(path: str | Path) -> Stamp | None:
    """The stamp of one file, None where it is not there."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def summary(found: Mapping[str, Stamp]) -> str:
    """One digest for all of `found`, whatever the order: the sum of the digests of each.

    It tells accidents, not attacks, and only this version of Python gives the same.
    """
    return _text(_sum(found))


class Standing(NamedTuple):
    """What stands in a folder: how many files, their bytes, their `summary`."""

    files: int = 0
    size: int = 0
    mark: str = f"{0:016x}"

    def after(self, gone: Mapping[str, Stamp], come: Mapping[str, Stamp]) -> Standing:
        """The same without what is `gone`, with what has `come`."""
        sizes = sum(size for size, _ in come.values()) - sum(size for size, _ in gone.values())
        mark = int(self.mark, 16) - _sum(gone) + _sum(come)
        files = self.files - len(gone) + len(come)
        return Standing(files, self.size + sizes, _text(mark))


def standing(folder: str | Path) -> Standing:
    """What stands below `folder`; the same as of its `stamps`, in two thirds of the time."""
    count, total, mark = 0, 0, 0
    for prefix, files in _folders(os.fspath(folder), (), True):
        before = crc32(_bytes(prefix))
        count += len(files)
        for name, size, changed in files:
            total += size
            mark += hash((crc32(_bytes(name), before), size, changed))
    return Standing(count, total, _text(mark))


def _sum(found: Mapping[str, Stamp]) -> int:
    return sum(hash((crc32(_bytes(path)), *stamp)) for path, stamp in found.items())


def _bytes(path: str) -> bytes:
    return path.encode("utf-8", "surrogateescape")


def _text(mark: int) -> str:
    return f"{mark & _WHOLE:016x}"


def mapped(path: str | Path) -> bytes | mmap:
    """What stands in a file, where it lies in the system's memory: copying 13 MB takes 15 ms.

    On Windows no file can be replaced that is mapped, so there it is copied.
    """
    with open(path, "rb") as file:
        if os.name == "nt" or not os.fstat(file.fileno()).st_size:
            return file.read()
        return mmap(file.fileno(), 0, access=ACCESS_READ)


def write(path: str, *content: bytes | memoryview) -> Stamp:
    """Put `content`, part after part, into the file `path`, old or new; its new stamp.

    That is done at one stroke: a reader, and a build that is killed, sees the old file or the new
    one, never a part.
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
        return _put(path, (content,), os.O_EXCL)
    except FileExistsError:  # a link that leads nowhere, or a file that came just now
        return write(path, content)


def _put(path: str, content: Iterable[bytes | memoryview], flag: int) -> Stamp:
    flags = os.O_WRONLY | os.O_CREAT | flag
    try:
        number = os.open(path, flags, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        number = os.open(path, flags, 0o666)
    try:
        for part in content:
            view = memoryview(part)
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
