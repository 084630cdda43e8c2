"""What one build keeps of the index for the next, by content; safe to lose at any time.

The terms of abstracts stand in a file beside the index, which few builds need: one with nothing new
has the index, and one with few edited abstracts asks for the terms of these alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

_VERSION = 5
_LINES = "lines"
"""What the name of the file of terms ends with."""


class Kept(msgspec.Struct, frozen=True, gc=False):
    """`keys`: digests of the abstracts; `parts`, `depth`: as in `Shelf`.

    `total`: how many terms there are, each counted in every abstract that has it; `new`: digest ->
    terms of abstracts that are not in the file of terms.
    """

    keys: list[str] = []
    total: int = 0
    parts: dict[str, str] = {}
    depth: int = 0
    new: dict[str, str] = {}
    version: int = _VERSION


class Lines:
    """The terms of abstracts by their digests, each read when it is asked for."""

    def __init__(self, path: Path | None, kept: Kept) -> None:
        self._new = kept.new
        try:
            raw = _BESIDE.decode(_beside(path).read_bytes()) if path and kept.keys else {}
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            raw = {}
        self._raw: Mapping[str, msgspec.Raw] = raw

    def get(self, key: str) -> str | None:
        """The terms in one line; None where they are not known."""
        raw = self._raw.get(key)
        try:
            return self._new.get(key) if raw is None else _LINE.decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            return None


def read(path: Path | None) -> Kept:
    """What the file keeps; nothing where it is absent, of another version or not whole."""
    try:
        kept = _DECODER.decode(path.read_bytes()) if path else Kept()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Kept()
    return kept if kept.version == _VERSION else Kept()


def write(path: Path, kept: Kept, lines: Mapping[str, str] | None = None) -> None:
    """Write the file, whole or not at all; with `lines`, the terms by digest, the one beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if lines is not None:
        _put(_beside(path), msgspec.msgpack.encode(lines))
    _put(path, msgspec.msgpack.encode(kept))


def _put(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(content)
    temporary.replace(path)


def _beside(path: Path) -> Path:
    """Where all terms are, for the index at `path`."""
    return path.with_name(f"{path.name}-{_LINES}")


def to_json(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_DECODER = msgspec.msgpack.Decoder(Kept)
_BESIDE = msgspec.msgpack.Decoder(dict[str, msgspec.Raw])
_LINE = msgspec.msgpack.Decoder(str)
