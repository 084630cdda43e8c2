"""Writing the files below `static/`, and only those that changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from miniconf.problems import MiniconfError
from miniconf.site.freezing.check import Dead, LinkReader
from miniconf.site.freezing.fingerprints import code_digest
from miniconf.site.freezing.state import Manifest
from miniconf.site.freezing.tree import PARTIAL, Stamp, Stamps, stamp, write
from miniconf.site.looks.assets import FOLDER, Assets
from miniconf.site.safety.leaks import Leak, Scanner

Files = dict[str, tuple[str, int, int]]
"""Path below the site's root -> fingerprint, size, time: a part of the manifest."""

_TEXT = (
    ".bib", ".css", ".csv", ".htm", ".html", ".ics", ".ipynb", ".js", ".json", ".log", ".md",
    ".mjs", ".rst", ".svg", ".tex", ".tsv", ".txt", ".vcf", ".vtt", ".webmanifest", ".xml", ".yaml",
    ".yml",
)  # fmt: skip
_VENDOR = f"{FOLDER}/vendor/"


def write_assets(
    assets: Assets, output: Path, old: Manifest, found: Stamps, scanner: Scanner
) -> tuple[Files, list[Leak], int]:
    """The files as written, what private things they hold, and how many were written anew.

    Where the program is another than it was, all are looked through once more.
    """
    rules = code_digest().hex()[:8]
    files: Files = {}
    leaks: list[Leak] = []
    written = 0
    for name, path, source in _all(assets):
        mark = f"{_mark(source)}-{rules}"
        known, there = old.files.get(path), found.get(path)
        if known and there and known == (mark, *there):
            files[path] = known
            continue
        text = _text(name, path, source)
        inside = scanner.leaks(path, text) if text else []
        leaks += inside
        if inside:
            continue
        target = f"{os.fspath(output)}/{path}"
        if there is None or not _same(source, Path(target)):
            there = _put(source, target)
            written += 1
        files[path] = (mark, *there)
    return files, leaks, written


def dead_in_sheets(assets: Assets, planned: frozenset[str]) -> Iterator[Dead]:
    """The links of the generated style sheet that lead to no file."""
    reader = LinkReader()
    for name, content in assets.made.items():
        if name.endswith(".css"):
            path = f"{FOLDER}/{name}"
            for link in sorted(reader.css(path, content)):
                if link.partition("#")[0] not in planned:
                    yield Dead(path, link)


def _all(assets: Assets) -> Iterator[tuple[str, str, Path | bytes]]:
    for name in sorted(assets.made):
        yield name, f"{FOLDER}/{name}", assets.made[name]
    for name in sorted(assets.files):
        yield name, f"{FOLDER}/{name}", assets.files[name]


def _mark(source: Path | bytes) -> str:
    """What tells one version of a source from another without reading a large file."""
    if isinstance(source, bytes):
        return blake2b(source, digest_size=16).hexdigest()
    here = stamp(source)
    if here is None:
        raise MiniconfError(f"{source} is gone while the site is being built")
    return f"{here[0]}-{here[1]}"


def _text(name: str, path: str, source: Path | bytes) -> bytes:
    """The content of an asset that is to be looked through; nothing of pictures and the like."""
    if not name.lower().endswith(_TEXT) or path.startswith(_VENDOR):
        return b""
    return source if isinstance(source, bytes) else source.read_bytes()


def _same(source: Path | bytes, target: Path) -> bool:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if target.stat().st_size != size:
        return False
    if isinstance(source, bytes):
        return target.read_bytes() == source
    with source.open("rb") as one, target.open("rb") as other:
        while chunk := one.read(1 << 20):
            if chunk != other.read(1 << 20):
                return False
    return True


def _put(source: Path | bytes, target: str) -> Stamp:
    if isinstance(source, bytes):
        return write(target, source)
    folder, name = os.path.split(target)
    Path(folder).mkdir(parents=True, exist_ok=True)
    partial = Path(folder, f"{PARTIAL}{name[-200:]}")
    shutil.copyfile(source, partial)
    partial.replace(target)
    there = stamp(target)
    if there is None:
        raise MiniconfError(f"{target} is gone while the site is being built")
    return there
