"""The files below `static/`: the program's, the conference's own, and the generated style sheets.

A file in SITE's `static/` takes the place of the program's file of the same name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from miniconf import names
from miniconf.model import Theme
from miniconf.patterns import regex
from miniconf.problems import MiniconfError
from miniconf.site.looks import styles
from miniconf.site.looks.icons import SPRITE

FOLDER = "static"
_VERSIONED = (".css", ".js", ".svg", ".mjs")
_SCRIPTS = (".js", ".mjs")
_IMPORT = regex(r"""(\b(?:from|import)\s*\(?\s*)(["'])(\.{1,2}/[^"'?#]+\.m?js)\2""")
_DIGITS = 8


@dataclass(frozen=True)
class Assets:
    """What stands below `static/`: `files` are copied, `made` are written.

    Paths are below `static/`, with slashes; `versions` holds a short digest for those files that a
    page names with one (`?v=1a2b3c4d`), so that readers fetch a changed file again.
    """

    files: Mapping[str, Path] = field(default_factory=dict)
    made: Mapping[str, bytes] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, path: str) -> bool:
        return path in self.files or path in self.made

    def content(self, path: str) -> bytes:
        """The bytes of one file. Raises KeyError where there is none."""
        return self.made[path] if path in self.made else self.files[path].read_bytes()


def collect(program: Path, site: Path | None, theme: Theme) -> Assets:
    """All assets: the program's folder `static/`, then the one in `site` on top of it.

    Raises MiniconfError where two files of different case would be one on some file system.
    """
    files: dict[str, Path] = {}
    for folder in (program, site / FOLDER if site else None):
        if folder and folder.is_dir():
            files.update(_walk(folder))
    _refuse_collisions(files)
    sources = {path: files.pop(path) for path in sorted(files) if _is_source(path)}
    texts = {path: _read(sources[path]) for path in sources}
    sprite = _read(files[SPRITE]) if SPRITE in files else ""
    sheets = {
        styles.TARGET: styles.stylesheet(texts, theme, sprite).encode(),
        styles.SCHEDULE: styles.schedule_css(texts).encode(),
    }
    made = sheets | _scripts(files)
    versions = {path: _version(sheet) for path, sheet in sheets.items()}
    scripts = _version(b"".join(made[path] for path in sorted(made) if path.endswith(_SCRIPTS)))
    for path in sorted(files.keys() | made.keys()):
        if path.endswith(_SCRIPTS):
            versions[path] = scripts
        elif path.endswith(_VERSIONED) and not path.startswith("vendor/"):
            versions[path] = _version(made.get(path) or files[path].read_bytes())
    return Assets({p: files[p] for p in sorted(files) if p not in made}, made, versions)


def _scripts(files: Mapping[str, Path]) -> dict[str, bytes]:
    """The scripts with one version on every import of theirs.

    A module that imports `./zone.js` without a version would get the reader's old copy of it, so
    all scripts share one version: the digest of them all.
    """
    sources = {p: files[p].read_bytes() for p in sorted(files) if p.endswith(_SCRIPTS)}
    version = _version(b"".join(sources.values()))
    return {
        path: _IMPORT.sub(rf"\1\2\3?v={version}\2", data.decode("utf-8")).encode()
        for path, data in sources.items()
        if b"import" in data or b"from" in data
    }


def _walk(folder: Path) -> Iterator[tuple[str, Path]]:
    """Path below `folder` and file, hidden ones left out; symbolic links are followed to files."""
    for place, folders, found in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(found):
            if not name.startswith("."):
                path = Path(place, name)
                if not path.is_file():
                    what = "a link that leads nowhere" if path.is_symlink() else "no file"
                    raise MiniconfError(f"{path} is {what}, and cannot be published; remove it")
                yield path.relative_to(folder).as_posix(), path


def _is_source(path: str) -> bool:
    """Whether a file becomes part of a generated style sheet."""
    layers = tuple(f"{styles.SOURCE}{layer}/" for layer in (*styles.LAYERS, "schedule"))
    return path.endswith(".css") and (path.startswith(layers) or path == styles.CUSTOM)


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise MiniconfError(f"{path}: expected UTF-8, got byte {error.start}") from None


def _version(data: bytes) -> str:
    return blake2b(data, digest_size=_DIGITS // 2).hexdigest()


def _refuse_collisions(files: Mapping[str, Path]) -> None:
    taken: dict[str, str] = {}
    for path in files:
        other = taken.setdefault(names.collision_key(path), path)
        if other != path:
            raise MiniconfError(f"static/{other} and static/{path} are one file on some systems")
