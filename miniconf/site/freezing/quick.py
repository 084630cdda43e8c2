"""Whether a build would change nothing, found out before anything is loaded or even imported.

All that a build reads is listed with size and time, as `make` and `git` do: the site folder, files
that its declarations name outside of it, the program, its templates and assets, and the place where
libraries are installed. The output counts too, so that a page edited or deleted by hand is noticed.
Only the standard library is imported here.
"""

from __future__ import annotations

import os
import sys
import sysconfig
import time
from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import miniconf
from miniconf import resources
from miniconf.site.freezing import state, tree

_RACY = 2_000_000_000
"""Nanoseconds in which a file may change again without a new time, on the coarsest file systems."""


class Inputs(NamedTuple):
    """Everything a build reads: absolute path -> stamp, when it was listed, in nanoseconds."""

    stamps: Mapping[str, tree.Stamp]
    taken: int

    def without(self, paths: Collection[str]) -> Inputs:
        """The same but for some files."""
        left = {path: stamp for path, stamp in self.stamps.items() if path not in paths}
        return Inputs(left, self.taken)

    def contents(self, paths: Iterable[Path]) -> dict[str, bytes]:
        """What stands in files, by path; nothing where any is no longer as it was listed."""
        found = {}
        for path in paths:
            name, content = str(path.parent.resolve() / path.name), path.read_bytes()
            if self.stamps.get(name, ()) != tree.stamp(path):
                return {}
            found[name] = content
        return found

    def sums_up_to(self, known: str) -> bool:
        """Whether `known` is the summary: mostly the times tell, and no file is read."""
        return known.startswith(tree.summary(self.stamps)) and known == self.summary()

    def summary(self) -> str:
        """One digest for all; the content counts where the time cannot be trusted."""
        fresh = [p for p, (_, changed) in self.stamps.items() if changed > self.taken - _RACY]
        return tree.summary(self.stamps) + "".join(sorted(_content(path) for path in fresh))


def inputs(folder: Path, output: Path, outside: Iterable[str] = ()) -> Inputs:
    """All that building `folder` into `output` reads; `outside` are files not in `folder`.

    Their whole folders count, since a declaration may name files by a pattern.
    """
    taken = time.time_ns()
    folder, output = folder.resolve(), output.resolve()
    found: dict[str, tree.Stamp] = {}
    skip = (str(output), str(output.parent / resources.NOTES))
    package = Path(miniconf.__file__).resolve().parent
    places = {folder, package, resources.folder("templates"), resources.folder("static")}
    places |= {Path(path).resolve().parent for path in outside}
    for place in sorted(places):
        for path, stamp in tree.stamps(place, skip, hidden=False).items():
            if not path.endswith(".pyc"):
                found[f"{place}/{path}"] = stamp
    for library in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        changed = tree.stamp(library)
        found[f"{library}:{sys.version}"] = changed or (0, 0)
    return Inputs(found, taken)


def again(before: Inputs, outside: Iterable[str]) -> Inputs:
    """`before` with the folders of `outside`, which were not known when it was listed."""
    found = dict(before.stamps)
    for place in sorted({Path(path).resolve().parent for path in outside}):
        for path, stamp in tree.stamps(place, hidden=False).items():
            found.setdefault(f"{place}/{path}", stamp)
    return Inputs(found, before.taken)


def with_file(before: Inputs, path: Path) -> Inputs:
    """`before` with the present stamp of a file that the build itself wrote beside the data."""
    found = dict(before.stamps)
    stamp = tree.stamp(str(path))
    if stamp:
        found[str(path.resolve())] = stamp
    return Inputs(found, before.taken)


def unchanged(folder: Path, output: Path, options: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """What the last build noted, if building again with `options` would change nothing."""
    notes = state.read_quick(output)
    if not notes or notes.get("options") != _options(folder, options):
        return None
    now = inputs(folder, output, notes["outside"])
    before = Inputs(now.stamps, notes["taken"])
    if not before.sums_up_to(notes["inputs"]):
        return None
    return notes if tree.standing(output.resolve()).mark == notes["output"] else None


class Edited(NamedTuple):
    """What the last build noted, and all that there is to read `now`: only tables differ."""

    notes: Mapping[str, Any]
    now: Inputs


def edited(folder: Path, output: Path, options: Mapping[str, Any]) -> Edited | None:
    """What the last build noted, if at most the tables that it named are others since.

    Whether the output is as it was is not looked at.
    """
    notes = state.read_quick(output)
    tables = notes.get("tables")
    if not tables or notes.get("options") != _options(folder, options):
        return None
    now = inputs(folder, output, notes["outside"])
    before = Inputs(now.stamps, notes["taken"])
    alike = before.without(tables).sums_up_to(notes["others"])
    return Edited(notes, now) if alike and now.stamps.keys() >= {*tables} else None


def note(
    folder: Path,
    output: Path,
    options: Mapping[str, Any],
    before: Inputs,
    outside: Iterable[str],
    found: str,
    told: Mapping[str, Any],
    tables: Iterable[str] = (),
) -> None:
    """Write down that `output`, whose files have the digest `found`, is what `before` calls for.

    `told` is given back next time. `tables` are files that `edited` is to leave aside.
    """
    tables = sorted(tables)
    state.write_quick(output, {
        "options": _options(folder, options), "inputs": before.summary(), "taken": before.taken,
        "outside": sorted(outside), "output": found, **told,
        "tables": tables, "others": before.without(tables).summary() if tables else "",
    })  # fmt: skip


def _options(folder: Path, options: Mapping[str, Any]) -> dict[str, Any]:
    return {"folder": str(folder.resolve()), **options}


def _content(path: str) -> str:
    if not os.path.isfile(path):  # noqa: PTH113 a plain string, and the folder of libraries
        return ""
    return sha256(Path(path).read_bytes()).hexdigest()
