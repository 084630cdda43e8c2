"""What was read from the file and is remembered until the tables it came from change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from miniconf.chat.server.store import Store

V = TypeVar("V")

_MOST = 20_000
"""Values kept by one memory; then it begins anew."""


class Remembered(Generic[V]):
    """Values by key, each with the version of `tables` from before it was read.

    A change that is committed while a value is being read leaves it with the old version, so it is
    read again: nobody is given what was true before a change that was acknowledged.
    """

    def __init__(self, store: Store, *tables: str) -> None:
        self._store, self._tables = store, tables
        self._values: dict[Hashable, tuple[int, V]] = {}

    def get(self, key: Hashable, read: Callable[[], V]) -> V:
        """The value of `key`; `read` is asked where it is not known, or not any more."""
        versions = self._store.versions
        version = sum(versions[table] for table in self._tables)
        found = self._values.get(key)
        if found is not None and found[0] == version:
            return found[1]
        value = read()
        if len(self._values) >= _MOST:
            self._values.clear()
        self._values[key] = version, value
        return value
