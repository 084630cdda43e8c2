"""The one file: group commit, and what happens when the disk, the lock or the process gives way."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path

import pytest

from miniconf.chat.server import schema
from miniconf.chat.server import store as store_module
from miniconf.chat.server.runtime import THREADS, Runtime
from miniconf.chat.server.store import Change, Store, StoreError

INSERT = "INSERT INTO settings VALUES (?, ?)"


def names(store: Store) -> list[str]:
    return [row["id"] for row in store.rows("SELECT id FROM settings ORDER BY id")]


@pytest.fixture
def store(tmp_path: Path):
    opened = Store(tmp_path / "chat.db")
    yield opened
    opened.close()


def test_write_gives_what_the_work_gives(store: Store) -> None:
    assert store.write(lambda change: change.run(INSERT, ("a", "1"))) == 1
    assert names(store) == ["a"]


def test_write_undoes_only_the_work_that_fails(store: Store) -> None:
    def fails(change: Change) -> None:
        change.run(INSERT, ("half", "1"))
        raise LookupError("no")

    store.write(lambda change: change.run(INSERT, ("a", "1")))
    with pytest.raises(LookupError, match=r"^no$"):
        store.write(fails)
    store.write(lambda change: change.run(INSERT, ("b", "1")))
    assert names(store) == ["a", "b"]


class Counting(deque):
    """A queue that knows how many were ever put into it."""

    appended = 0

    def append(self, item) -> None:
        super().append(item)
        self.appended += 1


def test_writes_of_many_threads_share_a_commit(tmp_path: Path) -> None:
    commits = []
    gate = threading.Event()

    def offload(work):
        # The first commit waits until all the others have queued up behind it.
        gate.wait(10)
        commits.append(1)
        return work()

    store = Store(
        tmp_path / "chat.db", Runtime(THREADS.lock, THREADS.event, offload, THREADS.sleep)
    )
    store._queue = Counting()
    threads = [
        threading.Thread(target=lambda n=n: store.write(lambda c: c.run(INSERT, (f"{n:02}", ""))))
        for n in range(20)
    ]
    for thread in threads:
        thread.start()
    while store._queue.appended < 20:
        threading.Event().wait(0.01)
    gate.set()
    for thread in threads:
        thread.join()
    assert names(store) == [f"{n:02}" for n in range(20)]
    assert len(commits) == 2
    store.close()


def test_announce_comes_after_the_commit_and_names_the_rooms(store: Store) -> None:
    heard = []

    def announce(topics) -> None:
        other = sqlite3.connect(store.path)
        heard.append((set(topics), other.execute("SELECT count(*) FROM settings").fetchone()[0]))
        other.close()

    store.announce = announce
    store.write(lambda change: (change.run(INSERT, ("a", "1")), change.rev("room-1", "room-2")))
    assert heard == [({"room-1", "room-2"}, 1)]


def test_last_is_what_readers_can_see(tmp_path: Path) -> None:
    seen: list[int] = []

    def offload(work):
        # A reader who asks while the commit is on its way to the disk.
        seen.append(store.last)
        return work()

    runtime = Runtime(THREADS.lock, THREADS.event, offload, THREADS.sleep)
    store = Store(tmp_path / "chat.db", runtime)
    first, second = (store.write(lambda change: change.rev("room")) for _ in range(2))
    assert [*seen, store.last] == [0, first, second]
    store.close()


def test_rev_grows_even_when_the_clock_goes_back(store: Store, monkeypatch) -> None:
    first = store.tick()
    monkeypatch.setattr(store_module.time, "time_ns", lambda: 1_000_000)
    assert [store.tick(), store.tick()] == [first + 1, first + 2]


def test_rev_goes_on_after_a_restart(tmp_path: Path, monkeypatch) -> None:
    store = Store(tmp_path / "chat.db")
    late = 4_000_000_000_000
    store.write(
        lambda change: change.run(
            "INSERT INTO rooms (id, t, name, fname, created, rev) VALUES ('r','c','r','r',1,?)",
            (late,),
        )
    )
    store.close()
    again = Store(tmp_path / "chat.db")
    assert again.tick() == late + 1
    again.close()


def test_full_file_gives_the_writer_an_error_and_loses_nothing(store: Store) -> None:
    store.write(lambda change: change.run(INSERT, ("kept", "1")))
    pages = store._writer.execute("PRAGMA page_count").fetchone()[0]
    store._writer.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(
        StoreError, match=r"^the chat file cannot be written: database or disk is full$"
    ):
        store.write(lambda change: change.run(INSERT, ("big", "x" * 1_000_000)))
    assert names(store) == ["kept"]
    store._writer.execute("PRAGMA max_page_count = 1000000")
    store.write(lambda change: change.run(INSERT, ("later", "1")))
    assert names(store) == ["kept", "later"]


def test_locked_file_gives_the_writer_an_error_and_loses_nothing(store: Store, monkeypatch) -> None:
    monkeypatch.setattr(store_module, "BUSY_SECONDS", 0.1)
    other = sqlite3.connect(store.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match=r"^the chat file cannot be written: database is locked$"):
        store.write(lambda change: change.run(INSERT, ("a", "1")))
    assert names(store) == []
    other.execute("ROLLBACK")
    other.close()
    store.write(lambda change: change.run(INSERT, ("a", "1")))
    assert names(store) == ["a"]


def test_writer_waits_for_a_short_lock(store: Store) -> None:
    other = sqlite3.connect(store.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    timer = threading.Timer(0.2, lambda: other.execute("ROLLBACK"))
    timer.start()
    store.write(lambda change: change.run(INSERT, ("a", "1")))
    timer.join()
    other.close()
    assert names(store) == ["a"]


def test_file_is_readable_by_its_owner_alone(store: Store) -> None:
    store.write(lambda change: change.run(INSERT, ("a", "1")))
    files = sorted(store.path.parent.iterdir())
    assert [file.stat().st_mode & 0o777 for file in files] == [0o600] * len(files)


def test_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(
        StoreError, match=r"^cannot open the chat file .*: \[Errno 2\] No such file"
    ):
        Store(tmp_path / "nowhere" / "chat.db")


def test_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "chat.db")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError) as refused:
        Store(tmp_path / "chat.db")
    assert str(refused.value) == (
        f"cannot open the chat file {tmp_path / 'chat.db'}: the chat file has version 99,"
        " this program knows 2"
    )


def test_file_of_an_earlier_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    old = sqlite3.connect(path)
    old.executescript(f"{schema.TABLES} PRAGMA user_version = 1;")
    old.execute("INSERT INTO settings VALUES ('kept', '')")
    old.commit()
    old.close()
    store = Store(path)
    assert (names(store), store.rows("SELECT * FROM invites")) == (["kept"], [])
    assert store.value("PRAGMA user_version") == schema.VERSION
    store.close()


WRITER = """
import sys
from pathlib import Path
from miniconf.chat.server.store import Store
store = Store(Path(sys.argv[1]))
for n in range(100_000):
    store.write(lambda change: change.run("INSERT INTO settings VALUES (?, '')", (f"{n:06}",)))
    sys.stdout.write(f"{n:06}\\n")
    sys.stdout.flush()
"""


def test_what_was_acknowledged_survives_kill_9(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    )
    acknowledged = [process.stdout.readline().strip() for _ in range(50)]
    os.kill(process.pid, signal.SIGKILL)
    acknowledged += process.stdout.read().split()
    process.stdout.close()
    process.wait()
    store = Store(path)
    assert set(acknowledged) <= set(names(store))
    store.close()
