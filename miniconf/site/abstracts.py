"""Abstracts as plain text and as HTML, remembered from build to build: half hold markup or TeX.

Rendering markup only to take it away again costs more than all else that comparing papers needs
when one abstract changed, and the HTML a seventh of what a paper's page costs.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from msgspec import DecodeError, Raw, ValidationError
from msgspec.msgpack import Decoder, Encoder

import miniconf.text
from miniconf.site.freezing.tree import mapped, write
from miniconf.text import plain

FILE = "abstracts"
"""What the file is called in the folder of caches."""
_SIGNS = "\\$*_<&[`~|#"
"""Without any of these a text is plain already, and quickly found to be so."""
_LIBRARIES = ("markdown-it-py", "nh3", "markupsafe")
"""Distributions whose release may change what becomes of a text."""


_Both = tuple[str, str]
"""Plain text and HTML, "" where that was not asked for."""


class _Kept(NamedTuple):
    """The file: `texts` are digest -> `_Both`, read when a text is asked for."""

    edition: str
    texts: dict[bytes, Raw]


class Abstracts:
    """Turns texts into plain ones; what is in the file `cache`, if it is there and whole, helps.

    What another edition of the renderer has kept is not used, so the file never shows in the site.
    `edition` tells this one, where it is known: finding it out takes 20 ms.
    """

    def __init__(self, cache: Path | None = None, edition: str = "") -> None:
        self._path = cache
        self.edition = edition or (_edition() if cache else "")
        """What tells this edition of the renderer from others."""
        self._known = _read(cache, self.edition) if cache else {}
        self._found: dict[bytes, _Both] = {}
        self._keys: dict[str, bytes] = {}
        self._rendered: dict[str, str] = {}
        self.plain: dict[str, str] = {}
        """Each text with markup that was asked for -> the text without."""
        self.html: dict[str, str] = {}
        """The same, as far as it was rendered -> clean HTML, as the pages of papers show it."""

    def ask(self, text: str) -> str:
        """`text` without markup, in one line."""
        return self._asked(text) if _marked(text) else plain(text)

    def recall(self, texts: Iterable[str]) -> None:
        """Ask for those of `texts` that have markup, unless they were asked for."""
        for text in texts:
            if text not in self._keys and _marked(text):
                self._asked(text)

    def _asked(self, text: str) -> str:
        key = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
        found, html = self._kept(key) or (plain(text), "")
        self._keys[text], self.plain[text] = key, found
        if html:
            self.html[text] = html
        return found

    def _kept(self, key: bytes) -> _Both | None:
        """What the file has of the text with this digest."""
        raw = self._known.get(key)
        if raw is None:
            return None
        with suppress(DecodeError, ValidationError, UnicodeDecodeError):
            self._found[key] = _BOTH.decode(raw)
        return self._found.get(key)

    def render(self, text: str, html: str) -> None:
        """Note what was made of `text`, if it is one that was asked for."""
        if text in self._keys:
            self._rendered[text] = html

    def rendered(self) -> dict[str, str]:
        """What was noted since this was last asked."""
        noted, self._rendered = self._rendered, {}
        return noted

    def save(self, rendered: Mapping[str, str] | None = None) -> None:
        """Keep what was asked for, and what was `rendered`; forget the rest."""
        self.html.update(rendered or {})
        texts = {
            key: (self.plain[text], self.html.get(text, "")) for text, key in self._keys.items()
        }
        if self._path and (texts != self._found or len(texts) != len(self._known)):
            known = {key: Raw(_ENCODER.encode(both)) for key, both in texts.items()}
            self._known, self._found = known, texts
            write(os.fspath(self._path), _ENCODER.encode(_Kept(self.edition, known)))


def _marked(text: str) -> bool:
    return any(sign in text for sign in _SIGNS)


def _edition() -> str:
    """What tells this edition of the renderer from others: its files, and its libraries' releases.

    The file of `Prose` is one of them.
    """
    from importlib import metadata  # imported late: 20 ms

    mark = blake2b(digest_size=12)
    files = sorted(Path(miniconf.text.__file__).parent.glob("*.py"))
    for path in (*files, Path(__file__).with_name("prose.py")):
        mark.update(path.read_bytes())
    for name in _LIBRARIES:
        mark.update(metadata.version(name).encode())
    return mark.hexdigest()


def _read(path: Path, edition: str) -> dict[bytes, Raw]:
    try:
        kept = Decoder(_Kept).decode(mapped(path))
    except (OSError, DecodeError, ValidationError, UnicodeDecodeError):
        return {}
    return kept.texts if kept.edition == edition else {}


_BOTH = Decoder(_Both)
_ENCODER = Encoder()
