"""Abstracts as plain text, remembered from build to build: half of them hold markup or TeX.

Rendering markup only to take it away again costs more than all else that comparing papers needs
when one abstract changed.
"""

from __future__ import annotations

import json
import os
from hashlib import blake2b
from pathlib import Path

import miniconf.text
from miniconf.site.freezing.tree import write
from miniconf.text import plain

_SIGNS = "\\$*_<&[`~|#"
"""Without any of these a text is plain already, and quickly found to be so."""


class PlainTexts:
    """Turns texts into plain ones; what is in the file `cache`, if it is there and whole, helps.

    What another edition of the renderer has kept is not used, so the file never shows in the site.
    """

    def __init__(self, cache: Path) -> None:
        self._path = cache
        self._edition = _edition()
        self._known = _read(cache, self._edition)
        self._asked: dict[str, str] = {}
        self.found: dict[str, str] = {}
        """Each text with markup that was asked for -> the text without."""

    def ask(self, text: str) -> str:
        """`text` without markup, in one line."""
        if not any(sign in text for sign in _SIGNS):
            return plain(text)
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
        found = self._known.get(key)
        self._asked[key] = plain(text) if found is None else found
        self.found[text] = self._asked[key]
        return self.found[text]

    def save(self) -> None:
        """Keep what was asked for, and forget the rest."""
        if self._asked != self._known:
            data = {"edition": self._edition, "texts": self._asked}
            write(os.fspath(self._path), json.dumps(data).encode())


def _edition() -> str:
    mark = blake2b(digest_size=12)
    for path in sorted(Path(miniconf.text.__file__).parent.glob("*.py")):
        mark.update(path.read_bytes())
    return mark.hexdigest()


def _read(path: Path, edition: str) -> dict[str, str]:
    try:
        data = json.loads(path.read_bytes())
        texts = data["texts"] if data["edition"] == edition else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    whole = isinstance(texts, dict) and all(isinstance(text, str) for text in texts.values())
    return texts if whole else {}
