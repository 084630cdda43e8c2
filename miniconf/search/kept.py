"""What one build keeps of the index for the next, by content; safe to lose at any time."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Kept:
    """`keys`: digests of the abstracts; `lines`: the terms of each; `parts`: the index of all."""

    keys: Sequence[str] = ()
    lines: Sequence[str] = ()
    parts: Mapping[str, str] = field(default_factory=dict)


def read(path: Path | None) -> Kept:
    """What the file keeps; nothing where it is absent, of another version or not whole."""
    try:
        found = json.loads(path.read_bytes()) if path else {}
    except (OSError, ValueError):
        return Kept()
    if not isinstance(found, dict) or found.get("version") != _VERSION:
        return Kept()
    keys, lines, parts = (found.get(name) for name in ("keys", "lines", "parts"))
    if not (isinstance(keys, list) and isinstance(lines, list) and isinstance(parts, dict)):
        return Kept()
    kept = Kept(keys, lines, parts)
    whole = len(kept.keys) == len(kept.lines) and all(
        isinstance(text, str) for text in (*kept.keys, *kept.lines, *kept.parts.values())
    )
    return kept if whole else Kept()


def write(path: Path, kept: Kept) -> None:
    """Write the file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    whole = {"version": _VERSION, "keys": kept.keys, "lines": kept.lines, "parts": kept.parts}
    temporary.write_bytes(to_json(whole).encode())
    temporary.replace(path)


def to_json(value: object) -> str:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
