"""The chat's one SQLite file: many readers, one writer, group commit.

A write is a function that gets a `Change`. Whoever holds the writer's lock runs all writes that
have queued up meanwhile in one transaction, each behind its own savepoint, and commits once; so
one `fsync` (WAL, synchronous=FULL) serves a whole crowd, and nobody hears "done" before it. After
the commit, `announce` is told which rooms have news, and `versions` of the changed tables grow, so
that what was remembered of them is forgotten (see `memory`).
"""

from __future__ import annotations

import os
import re
import sqlite3
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from miniconf.chat.server import schema
from miniconf.chat.server.runtime import THREADS, Runtime
from miniconf.problems import MiniconfError

T = TypeVar("T")
Row = sqlite3.Row
Values = Sequence[Any]

BUSY_SECONDS = 5.0
"""How long a writer waits for a file that another program has locked."""
_LOG_PAGES = 8000
"""Pages of 4 KB in the write-ahead log before they are copied into the file."""
_CACHE_KILOBYTES = 24_000
"""Memory of one connection for the file's pages; the writer and one reader are open."""
_WRITES = re.compile(r"\s*(?:(?:INSERT|REPLACE)\b.*?\bINTO|UPDATE|(DELETE)\s+FROM)\s+(\w+)", re.S)
_BELOW = {"users": ("sessions", "members"), "rooms": ("members",)}
"""Tables whose rows go with a deleted one."""


class StoreError(MiniconfError):
    """The file could not take the change; nothing of it was kept."""


class Change:
    """One writer's view of the open transaction."""

    def __init__(self, connection: sqlite3.Connection, store: Store) -> None:
        self._connection, self._store = connection, store
        self.topics: dict[str, int] = {}
        self.tables: set[str] = set()

    def run(self, sql: str, values: Values = ()) -> int:
        """Run a statement; how many rows it changed."""
        changed = self._connection.execute(sql, values).rowcount
        if changed:
            self.tables.update(_tables(sql))
        return changed

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """The rows of a query, seen with this transaction's own changes."""
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query, or None."""
        first: Row | None = self._connection.execute(sql, values).fetchone()
        return first

    def rev(self, *topics: str) -> int:
        """A new instant in milliseconds, later than any given before; wakes readers of `topics`.

        Under more than 1,000 changes a second it runs ahead of the clock by as many milliseconds.
        """
        now = self._store.tick()
        self.topics.update(dict.fromkeys(topics, now))
        return now


@lru_cache(maxsize=500)
def _tables(sql: str) -> tuple[str, ...]:
    """The tables that a statement changes."""
    found = _WRITES.match(sql)
    if found is None:
        return ()
    return (found[2], *(_BELOW.get(found[2], ()) if found[1] else ()))


@dataclass(slots=True)
class _Job(Generic[T]):
    work: Callable[[Change], T]
    done: bool = False
    result: Any = None
    error: BaseException | None = None
    topics: Mapping[str, int] = field(default_factory=dict)
    tables: frozenset[str] | set[str] = frozenset()


class _Connection(sqlite3.Connection):
    """Is closed when its thread ends; one that is only forgotten, Python 3.13 warns of."""

    def __del__(self) -> None:
        self.close()


class Store:
    """The open file. After each commit `announce(room's id -> its latest instant)` is called;
    `versions` counts, table by table, the commits that changed it."""

    def __init__(self, path: Path, runtime: Runtime = THREADS) -> None:
        self.path, self._runtime = path, runtime
        self._local = threading.local()
        self._queue: deque[_Job[Any]] = deque()
        self._lock = runtime.lock()
        self.versions: Counter[str] = Counter()
        self.announce: Callable[[Mapping[str, int]], None] = lambda topics: None
        try:
            # Names, addresses and words of people are nobody else's to read on this machine.
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
            self._writer = self._open()
            schema.prepare(self._writer)
        except (sqlite3.Error, OSError, ValueError) as error:
            raise StoreError(f"cannot open the chat file {path}: {error}") from None
        latest = "SELECT max(coalesce((SELECT max(rev) FROM messages), 0), "
        latest += "coalesce((SELECT max(rev) FROM rooms), 0))"
        self._given: int = self._writer.execute(latest).fetchone()[0]
        self._last = self._given

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=0, isolation_level=None, check_same_thread=False,
            factory=_Connection,
        )  # fmt: skip
        connection.row_factory = Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # The pages of a busy index go to the log again and again, and to the file once.
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_KILOBYTES}")
        return connection

    def tick(self) -> int:
        """Now in milliseconds, but later than the last tick."""
        self._given = max(self._given + 1, time.time_ns() // 1_000_000)
        return self._given

    @property
    def last(self) -> int:
        """The latest instant of any change that readers can see, in milliseconds: whoever reads
        after asking has everything up to it."""
        return self._last

    def rows(self, sql: str, values: Values = ()) -> list[Row]:
        """The rows of a query over what is committed."""
        try:
            return self._reader().execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            raise StoreError(f"the chat file cannot be read: {error}") from None

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row of a query over what is committed, or None."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, or None."""
        row = self.row(sql, values)
        return row[0] if row else None

    def write(self, work: Callable[[Change], T]) -> T:
        """What `work` gives, once its changes are on the disk.

        An exception of `work` undoes its own changes and is raised here. A file that is full or
        locked raises StoreError, for every write of the same transaction.
        """
        job: _Job[T] = _Job(work)
        self._queue.append(job)
        with self._lock:
            if not job.done:
                self._run([self._queue.popleft() for _ in range(len(self._queue))])
        if job.error is not None:
            raise job.error
        result: T = job.result
        return result

    def _run(self, jobs: list[_Job[Any]]) -> None:
        try:
            self._begin()
            for job in jobs:
                self._attempt(job)
            given = self._given
            self._runtime.offload(lambda: self._writer.execute("COMMIT"))
            self.versions.update({table for job in jobs for table in job.tables})
            self._last = given
        except sqlite3.DatabaseError as error:
            self._undo()
            for job in jobs:
                job.error = StoreError(f"the chat file cannot be written: {error}")
        except BaseException:
            self._undo()
            raise
        finally:
            for job in jobs:
                job.done = True
        topics: dict[str, int] = {}
        for job in jobs:
            if job.error is None:
                topics |= job.topics
        self.announce(topics)

    def _begin(self) -> None:
        give_up = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > give_up:
                    raise
                self._runtime.sleep(0.05)

    def _attempt(self, job: _Job[Any]) -> None:
        """Run one job behind a savepoint; a fault of the file itself goes up to the batch."""
        change = Change(self._writer, self)
        self._writer.execute("SAVEPOINT job")
        try:
            job.result = job.work(change)
            job.topics, job.tables = change.topics, change.tables
        except sqlite3.OperationalError:
            raise
        except Exception as error:
            job.error = error
            self._writer.execute("ROLLBACK TO job")
        self._writer.execute("RELEASE job")

    def _undo(self) -> None:
        # SQLite may have rolled back by itself (a full disk), then there is nothing to undo.
        if self._writer.in_transaction:
            self._writer.execute("ROLLBACK")

    def _reader(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._open()
        return connection

    def close(self) -> None:
        """Close the writer and this thread's reader."""
        self._writer.close()
        if connection := getattr(self._local, "connection", None):
            connection.close()
            self._local.connection = None
