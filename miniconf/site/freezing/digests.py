"""Fingerprints of the values that a page shows, equal where the values are equal.

A page is written again when the fingerprint of its inputs differs from the one in the manifest, so
the same values must give the same bytes in every process, whatever `PYTHONHASHSEED`, identity or
interning. That rules out `hash` and pickles; MessagePack has the property, and msgspec writes
records as they are, which counts where tens of thousands of pages are to be found unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.msgpack import Encoder

SIZE = 16
"""Bytes of a fingerprint."""


def digest(*parts: bytes) -> bytes:
    """The digest of `parts`, each told from the next."""
    state = sha256()  # most processors have instructions for it
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()[:SIZE]


def fingerprint(value: object) -> bytes:
    """The fingerprint of `value`: of records all fields, of instants the instant.

    A tuple and a list of the same values are the same, as are two records with the same fields. A
    set has no order, so it must not be part of `value`, at any depth. Raises TypeError for what has
    no value to compare, as a function or an open file.
    """
    try:
        data = _ENCODER.encode(value)
    except (OverflowError, UnicodeEncodeError):  # a huge number, half a surrogate pair
        data = repr(value).encode()
    return sha256(data).digest()[:SIZE]


def _plain(value: Any) -> Any:
    """`value`, which MessagePack does not know, as something it knows."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, ZoneInfo | PurePath):
        return [type(value).__name__, str(value)]
    raise TypeError(f"no fingerprint for a {type(value).__qualname__}: {value!r:.60}")


_ENCODER = Encoder(enc_hook=_plain)
