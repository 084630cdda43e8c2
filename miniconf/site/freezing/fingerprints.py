"""Whether a page must be written again: one fingerprint for all that can change its bytes.

That is the program's own files and the libraries that shape text, the templates that the page's
template leads to, the values that all pages share, the assets' versions, and the page's inputs.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

import miniconf
from miniconf.patterns import regex
from miniconf.site.app import Site, template_folders
from miniconf.site.frame import OWN, PARTS
from miniconf.site.freezing.digests import digest, fingerprint
from miniconf.site.kinds import Inputs, Kind, Page

LIBRARIES = (
    "flask", "jinja2", "markupsafe", "mistune", "markdown-it-py", "mdit-py-plugins", "nh3",
    "latex2mathml", "pylatexenc", "icalendar", "msgspec", "numpy", "tzdata",
)  # fmt: skip
"""Distributions whose release may change what a page says."""
_PACKED = "_shared"
_REFERENCE = regex(r"{%[-+]?\s*(?:extends|include|import|from)\s+(?:(['\"])(?P<name>[^'\"]+)\1)?")


class Fingerprints:
    """The fingerprints of one site's pages, 16 bytes each."""

    def __init__(
        self, site: Site, folder: Path | None, heads: Mapping[str, bytes] | None = None
    ) -> None:
        """`heads` are those of a site with the same program, templates and shared values."""
        self._site = site
        self.heads = heads or self._made(folder)

    def _made(self, folder: Path | None) -> dict[str, bytes]:
        """Endpoint -> what the fingerprints of its pages begin with."""
        site = self._site
        templates = read_templates(template_folders(folder))
        frame = digest(
            code_digest(), fingerprint(_compared(site.shared)),
            fingerprint(dict(site.assets.versions)),
            " ".join(kind.endpoint for kind in site.kinds).encode(),
            *(closure(name, templates) for name in (*PARTS, *OWN)),
        )  # fmt: skip
        return {
            kind.endpoint: digest(
                frame, kind.endpoint.encode(), kind.rule.encode(), closure(kind.template, templates)
            )
            for kind in site.kinds
        }

    def page(self, page: Page, shown: Inputs | bytes) -> bytes:
        """The fingerprint of one page with what it shows, or of a file as it is to be written."""
        mark = shown if isinstance(shown, bytes) else fingerprint(shown)
        return digest(self.heads[page.kind.endpoint], page.path.encode(), mark)

    def kind(self, kind: Kind) -> bytes:
        """The fingerprint of all that the pages of `kind` have in common."""
        return digest(self.heads[kind.endpoint], fingerprint(self._site.common(kind)))


def _compared(record: Any) -> list[Any]:
    """The values of the fields of `record` that tell it from others."""
    return [getattr(record, field.name) for field in fields(record) if field.compare]


@cache
def code_digest() -> bytes:
    """A digest of the program's files, of Python's version and of the libraries' releases."""
    package = Path(miniconf.__file__).parent
    parts = [sys.version.encode()]
    for name in LIBRARIES:
        try:
            parts.append(f"{name} {metadata.version(name)}".encode())
        except metadata.PackageNotFoundError:
            continue
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        if path.suffix in (".py", ".yml") and inside.parts[0] != _PACKED:
            parts += [inside.as_posix().encode(), path.read_bytes()]
    return digest(*parts)


def read_templates(folders: Iterable[Path]) -> dict[str, bytes]:
    """Every template's source by name; the first folder that has a name wins."""
    found: dict[str, bytes] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file():
                found.setdefault(path.relative_to(folder).as_posix(), path.read_bytes())
    return found


def closure(template: str, templates: Mapping[str, bytes]) -> bytes:
    """A digest of `template` and of all that it extends, includes or imports.

    A name that is computed may be any template, and then all of them count.
    """
    seen: set[str] = set()
    waiting = [template] if template else []
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        for match in _REFERENCE.finditer(templates.get(name, b"").decode("utf-8", "replace")):
            if match["name"] is None:
                seen = set(templates)
                waiting.clear()
                break
            waiting.append(match["name"])
    return digest(*(part for n in sorted(seen) for part in (n.encode(), templates.get(n, b""))))
