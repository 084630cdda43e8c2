"""Fingerprints of the values that a page shows, equal exactly where the values are equal.

A page is written again when the fingerprint of its inputs differs from the one in the manifest, so
the same record must give the same bytes in every process, whatever `PYTHONHASHSEED`, identity or
interning of its strings. That rules out `hash` and plain pickles; `marshal` in version 0 writes
values alone, in C.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from hashlib import blake2b
from operator import attrgetter
from pathlib import PurePath
from typing import Any
from zoneinfo import ZoneInfo

_PLAIN = frozenset({str, int, float, bool, bytes, type(None)})
_MARSHAL_VERSION = 0
SIZE = 16
"""Bytes of a fingerprint."""


def digest(*parts: bytes) -> bytes:
    """The BLAKE2b digest of `parts`, each told from the next."""
    state = blake2b(digest_size=SIZE)
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()


class Digester:
    """Fingerprints values; each record is looked at once, however many pages show it.

    Records are remembered by identity, so they must live as long as the digester and never change:
    the snapshot's do.
    """

    def __init__(self) -> None:
        self._seen: dict[int, tuple[Any, bytes]] = {}
        self._getters: dict[type, Callable[[Any], tuple[Any, ...]]] = {}

    def of(self, value: object) -> bytes:
        """The fingerprint of `value`.

        Raises TypeError for what has no value to compare, as a function or an open file.
        """
        return _hash(self._plain(value, self._record))

    def _record(self, record: Any) -> bytes:
        """The fingerprint of a record, remembered."""
        known = self._seen.get(id(record))
        if known is None:
            known = self._seen[id(record)] = (record, _hash(self._inside(record)))
        return known[1]

    def _inside(self, record: Any) -> Any:
        """A record's class and values; small records inside it are written out in place."""
        kind = type(record)
        getter = self._getters.get(kind) or self._getter(kind)
        inside, plain = self._inside, self._plain
        return (
            kind.__qualname__,
            [v if type(v) in _PLAIN or v == () else plain(v, inside) for v in getter(record)],
        )

    def _plain(self, value: Any, record: Callable[[Any], Any]) -> Any:
        """`value` out of what `marshal` can write, with `record` for the records in it."""
        kind = type(value)
        if kind in _PLAIN:
            return value
        if kind in self._getters:
            return record(value)
        if isinstance(value, tuple | list):
            return tuple([v if type(v) in _PLAIN else self._plain(v, record) for v in value])
        if is_dataclass(value):
            return record(value)
        if isinstance(value, str):
            return str.__str__(value)
        if isinstance(value, Mapping):
            items = [(self._plain(k, record), self._plain(v, record)) for k, v in value.items()]
            return ("map", items)
        if isinstance(value, Set):
            return ("set", sorted(self.of(item) for item in value))
        if _has_state(value):
            return (kind.__qualname__, self._plain(vars(value), record))
        return _other(value)

    def _getter(self, kind: type) -> Callable[[Any], tuple[Any, ...]]:
        names = [field.name for field in fields(kind)]
        one = attrgetter(*names) if names else None
        getter: Callable[[Any], tuple[Any, ...]]
        if one is None:
            getter = _nothing
        elif len(names) == 1:
            getter = _single(one)
        else:
            getter = one
        self._getters[kind] = getter
        return getter


def _hash(plain: object) -> bytes:
    return blake2b(marshal.dumps(plain, _MARSHAL_VERSION), digest_size=SIZE).digest()


def _other(value: object) -> tuple[str, ...]:
    """A value of the standard library that `marshal` does not know."""
    if isinstance(value, datetime):
        return ("instant", value.isoformat(), str(value.tzinfo))
    if isinstance(value, date):
        return ("date", value.isoformat())
    if isinstance(value, timedelta):
        return ("span", str(value.total_seconds()))
    if isinstance(value, ZoneInfo | PurePath):
        return (type(value).__name__, str(value))
    if isinstance(value, Enum):
        return ("enum", type(value).__qualname__, value.name)
    raise TypeError(f"no fingerprint for a {type(value).__qualname__}: {value!r:.60}")


def _has_state(value: object) -> bool:
    """Whether `value` is an object of this program with attributes: no function, no class."""
    return type(value).__module__.startswith("miniconf.") and hasattr(value, "__dict__")


def _nothing(record: object) -> tuple[Any, ...]:
    return ()


def _single(get: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def getter(record: object) -> tuple[Any, ...]:
        return (get(record),)

    return getter
