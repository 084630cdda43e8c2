"""Fingerprints of the values that a page shows, equal exactly where the values are equal.

A page is written again when the fingerprint of its inputs differs from the one in the manifest, so
the same values must give the same bytes in every process, whatever `PYTHONHASHSEED`, identity or
interning. That rules out `hash` and pickles; JSON has the property, and its encoder is in C, which
counts where tens of thousands of pages are to be found unchanged in a second.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b
from json import JSONEncoder
from operator import attrgetter
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

SIZE = 16
"""Bytes of a fingerprint."""
_MANY = 8
"""A record with more fields than this is worth remembering; smaller ones are written out."""


def digest(*parts: bytes) -> bytes:
    """The BLAKE2b digest of `parts`, each told from the next."""
    state = blake2b(digest_size=SIZE)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


class Digester:
    """Fingerprints values; each record and instant is looked at once, however many pages show it.

    They are remembered by identity, so they must live as long as the digester and never change:
    the snapshot's do. A tuple and a list of the same values are the same.
    """

    def __init__(self) -> None:
        self._seen: dict[int, tuple[Any, str]] = {}
        self._getters: dict[type, Callable[[Any], tuple[Any, ...]]] = {}
        self._encode = JSONEncoder(default=self._plain, check_circular=False).encode

    def of(self, value: object) -> bytes:
        """The fingerprint of `value`.

        Raises TypeError for what has no value to compare, as a function or an open file.
        """
        return blake2b(self._encode(value).encode(), digest_size=SIZE).digest()

    def _plain(self, value: Any) -> Any:
        """`value`, which JSON does not know, as something it knows; marked by its class."""
        kind = type(value)
        if kind is datetime:  # the most frequent by far, and the tests below are slow
            known = self._seen.get(id(value))
            if known is None:
                known = self._seen[id(value)] = (value, f"{value.isoformat()} {value.tzinfo}")
            return known[1]
        getter = self._getters.get(kind)
        if getter is None and is_dataclass(value):
            getter = self._getters[kind] = _getter(kind)
        if getter is not None:
            return self._record(value, getter)
        if isinstance(value, Mapping):
            return {"map": list(value.items())}
        if isinstance(value, Set):
            return {"set": sorted(self.of(item).hex() for item in value)}
        if _has_state(value):
            return {kind.__qualname__: vars(value)}
        return _other(value)

    def _record(self, record: Any, getter: Callable[[Any], tuple[Any, ...]]) -> Any:
        known = self._seen.get(id(record))
        if known is not None:
            return known[1]
        values = getter(record)
        name = type(record).__qualname__
        if len(values) <= _MANY:
            return {name: values}
        found = f"{name}:{self.of(values).hex()}"
        self._seen[id(record)] = (record, found)
        return found


def _getter(kind: type) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of all fields of a record of class `kind` that tell it from others."""
    return values_of([field.name for field in fields(kind) if field.compare])


def values_of(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of the fields `names` of a record, all at one stroke."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda record: tuple(getattr(record, name) for name in names)


def _other(value: object) -> dict[str, str]:
    """A value of the standard library that JSON does not know."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, timedelta):
        return {"span": str(value.total_seconds())}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, ZoneInfo | PurePath):
        return {type(value).__name__: str(value)}
    raise TypeError(f"no fingerprint for a {type(value).__qualname__}: {value!r:.60}")


def _has_state(value: object) -> bool:
    """Whether `value` is an object of this program with attributes: no function, no class."""
    return type(value).__module__.startswith("miniconf.") and hasattr(value, "__dict__")
