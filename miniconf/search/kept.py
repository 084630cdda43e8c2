"""What one build keeps of the index for the next, by content; safe to lose at any time."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec

_VERSION = 4


class Kept(msgspec.Struct, frozen=True, gc=False):
    """`keys`: digests of the abstracts; `lines`: their terms; `parts`, `depth`: as in `Shelf`.

    `total`: how many terms there are, each counted in every abstract that has it.
    """

    keys: list[str] = []
    lines: list[str] = []
    total: int = 0
    parts: dict[str, str] = {}
    depth: int = 0
    version: int = _VERSION


def read(path: Path | None) -> Kept:
    """What the file keeps; nothing where it is absent, of another version or not whole."""
    try:
        kept = _DECODER.decode(path.read_bytes()) if path else Kept()
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Kept()
    whole = kept.version == _VERSION and len(kept.keys) == len(kept.lines)
    return kept if whole else Kept()


def write(path: Path, kept: Kept) -> None:
    """Write the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    temporary.write_bytes(msgspec.msgpack.encode(kept))
    temporary.replace(path)


def to_json(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


_DECODER = msgspec.msgpack.Decoder(Kept)
