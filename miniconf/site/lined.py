"""JSON with one entry on a line: files are looked through for private things line by line."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.json import Encoder

_lines = Encoder(enc_hook=str).encode_lines
"""In C, ten times as fast as the standard library; a safe text is a text."""


def lined(entries: Iterable[object]) -> str:
    """`entries` as a JSON list, each on a line of its own."""
    lines = _lines(list(entries)).decode()  # line ends inside an entry are escaped
    return f"[{lines[:-1]}]".replace("\n", ",\n")
