"""JSON with one entry on a line: files are looked through for private things line by line."""

from __future__ import annotations

from collections.abc import Iterable
from json import JSONEncoder

_encode = JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode


def lined(entries: Iterable[object]) -> str:
    """`entries` as a JSON list, each on a line of its own."""
    lines = ",\n".join([_encode(entry) for entry in entries])
    return f"[{lines}]"
