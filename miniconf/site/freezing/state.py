"""What a build remembers between runs, beside the output folder: `.miniconf/NAME/` for `NAME/`.

`made`: paths that this program wrote or was about to write, so that it removes no other's file;
`manifest`: fingerprint and stamp of every file, so that only changed pages are written, and
`manifest.edited` what of that is no longer so after abstracts were edited;
`quick`: stamps of all inputs and one digest of the output, so that a build with nothing to do ends
before anything is loaded; `table-N` and `published` (see `checkpoint`): what papers' tables held
and all that was published, so that an edited abstract needs no loading; `unfinished` stands while a
build writes. All may be deleted at any time: without `made`, an output folder is known by its home
page to be ours, and nothing in it is removed.
What a build with nothing to do needs is of the standard library alone, to be quick.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from mmap import mmap
from pathlib import Path
from typing import Any

from miniconf import resources
from miniconf.problems import MiniconfError
from miniconf.site.freezing import tree

try:
    import fcntl
except ImportError:  # Windows has no such lock
    fcntl = None  # type: ignore[assignment]

VERSION = 2
"""Of the files' layout; what another version wrote is not read."""
_MANIFEST, _EDITED, _NEXT = "manifest", "manifest.edited", ".next"
_DATA = ("static", "templates", "pages", "questions")
"""Folders of a site that a build reads whole."""
_Entry = tuple[str, int, int]


@dataclass
class Manifest:
    """What was written: `files` are path -> fingerprint (hexadecimal), size, time in nanoseconds.

    Files with a fault are left out; of those that were told anew in places no fingerprint is known.
    `kinds` are endpoint -> fingerprint of what its pages share, `heads` endpoint -> what the
    fingerprints of its pages begin with.
    """

    files: dict[str, _Entry] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    heads: dict[str, bytes] = field(default_factory=dict)


def state_folder(output: Path) -> Path:
    """Where the state of `output` is kept: beside it, never in it, since it is not published."""
    output = output.resolve()
    return output.parent / resources.NOTES / (output.name or "root")


def cache_folder(output: Path) -> Path:
    """Where results that any build may use again are kept, told apart by content."""
    return output.resolve().parent / resources.NOTES


def templates(cache: Path) -> Path:
    """Where compiled templates are kept, in the folder `cache`."""
    folder = cache / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Holds the right to write `output`, waiting for a build that is at it.

    The lock is the process's and its children's, so that a worker whose parent was killed still
    holds it for the moment until it ends.
    """
    folder = state_folder(output)
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", "utf-8")
    with (folder / "lock").open("w") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def check_place(output: Path, site: Path) -> None:
    """Raise MiniconfError where what is built of the folder `site` may not go to `output`.

    That is where data lies that is published or read, and where another's files are. Nothing is
    written.
    """
    place, folder = output.resolve(), site.resolve()
    if folder.is_relative_to(place):
        raise MiniconfError(f"{output} holds the conference's data; give another --output")
    if any(place.is_relative_to((folder / name).resolve()) for name in _DATA):
        raise MiniconfError(f"{output} is for the conference's own files; give another --output")
    if not state_folder(place).exists():
        _check_ours(place, tree.stamps(place), ())


def claim(output: Path, found: Iterable[str], paths: Iterable[str]) -> set[str]:
    """All paths that are ours in `output`, where `found` is what stands there and `paths` come.

    Raises MiniconfError where the folder holds files and none of them is ours. Where the notes are
    lost but the home page is one of ours, only `paths` are: what else there is may be another's.
    """
    made = remembered(output)
    _check_ours(output, found, made)
    wanted = made | set(paths)
    if wanted != made:
        remember(output, wanted)
    return wanted


def _check_ours(output: Path, found: Iterable[str], made: Collection[str]) -> None:
    """Raise MiniconfError where no build made the files `found` in `output`."""
    others = {path for path in found if not path.rpartition("/")[2].startswith(tree.PARTIAL)}
    if others and others.isdisjoint(made) and not resources.is_signed(output):
        raise MiniconfError(
            f"{output} is not empty and no earlier build made it; "
            "give another --output, or empty the folder"
        )


def remembered(output: Path) -> set[str]:
    """The paths that are ours; none where there are no notes."""
    try:
        found = set((state_folder(output) / resources.MADE).read_text("utf-8").split("\n"))
    except FileNotFoundError:
        return set()
    found.discard("")
    return found


def remember(output: Path, paths: Iterable[str]) -> None:
    """Write down that exactly `paths` are ours."""
    tree.write(os.fspath(state_folder(output) / resources.MADE), "\n".join(paths).encode())


def read_manifest(output: Path) -> Manifest:
    """What the last build wrote; empty where there was none or its notes are damaged."""
    from msgspec import MsgspecError, msgpack

    read = msgpack.Decoder(tuple[int, dict[str, str], dict[str, bytes], dict[str, _Entry]])
    try:
        data = (state_folder(output) / _MANIFEST).read_bytes()
        version, kinds, heads, files = read.decode(data)
    except (OSError, MsgspecError, UnicodeDecodeError):
        return Manifest()
    if version != VERSION:
        return Manifest()
    for path, entry in _amended(output).items():
        if entry:
            files[path] = entry
        else:
            files.pop(path, None)
    return Manifest(files, kinds, heads)


def read_heads(output: Path) -> dict[str, bytes]:
    """The heads in the manifest, without its thousands of files; none where it is damaged."""
    from msgspec import MsgspecError, Raw, msgpack

    read = msgpack.Decoder(tuple[int, dict[str, str], dict[str, bytes], Raw])
    try:
        version, _, heads, _ = read.decode(tree.mapped(state_folder(output) / _MANIFEST))
    except (OSError, MsgspecError, UnicodeDecodeError):
        return {}
    return heads if version == VERSION else {}


def write_manifest(output: Path, manifest: Manifest) -> None:
    """Write down what stands in `output`."""
    from msgspec import msgpack

    folder = state_folder(output)
    data = msgpack.encode((VERSION, manifest.kinds, manifest.heads, manifest.files))
    tree.write(os.fspath(folder / _MANIFEST), data)
    (folder / _EDITED).unlink(missing_ok=True)


def amend_manifest(output: Path, come: Mapping[str, _Entry], gone: Iterable[str]) -> None:
    """Note some files in the manifest as `come`, others as `gone`, without writing all of it."""
    from msgspec import msgpack

    folder = state_folder(output)
    changed = _amended(output) | dict.fromkeys(gone) | {**come}
    data = msgpack.encode((tree.stamp(folder / _MANIFEST), changed))
    tree.write(os.fspath(folder / _EDITED), data)


def _amended(output: Path) -> dict[str, _Entry | None]:
    """What has changed of the manifest's files since it was written; None where one is gone."""
    from msgspec import MsgspecError, msgpack

    folder = state_folder(output)
    read = msgpack.Decoder(tuple[tree.Stamp, dict[str, _Entry | None]])
    try:
        stamp, changed = read.decode((folder / _EDITED).read_bytes())
    except (OSError, MsgspecError, UnicodeDecodeError):
        return {}
    return changed if stamp == tree.stamp(folder / _MANIFEST) else {}


def read_tables(output: Path, names: Sequence[str]) -> dict[str, bytes | mmap]:
    """What the tables of papers with these paths held; nothing where that is lost."""
    folder = state_folder(output)
    try:
        return {name: tree.mapped(folder / _table(at)) for at, name in enumerate(names)}
    except OSError:
        return {}


def write_tables(output: Path, tables: Mapping[str, bytes]) -> None:
    """Keep what each table of papers held, in the order of their paths, once they are settled."""
    for at, name in enumerate(sorted(tables)):
        tree.write(os.fspath(state_folder(output) / f"{_table(at)}{_NEXT}"), tables[name])


def settle_tables(output: Path, number: int) -> None:
    """Let the tables that were written last be what the next build reads."""
    folder = state_folder(output)
    for at in range(number):
        (folder / f"{_table(at)}{_NEXT}").replace(folder / _table(at))


def _table(number: int) -> str:
    return f"table-{number}"


def read_quick(output: Path) -> Mapping[str, Any]:
    """The notes for the quick path; empty where there are none."""
    return _read(state_folder(output) / "quick.json")


def write_quick(output: Path, notes: Mapping[str, Any]) -> None:
    """Write the notes for the quick path."""
    _write(state_folder(output) / "quick.json", {"version": VERSION, **notes})


def begin(output: Path) -> bool:
    """Note that a build is writing; whether the one before never came to its end."""
    folder = state_folder(output)
    (folder / "quick.json").unlink(missing_ok=True)
    mark = folder / "unfinished"
    before = mark.exists()
    mark.touch()
    return before


def end(output: Path) -> None:
    """Note that the build came to its end."""
    (state_folder(output) / "unfinished").unlink(missing_ok=True)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) and data.get("version") == VERSION else {}


def _write(path: Path, data: Mapping[str, Any]) -> None:
    tree.write(os.fspath(path), json.dumps(data, separators=(",", ":")).encode())
