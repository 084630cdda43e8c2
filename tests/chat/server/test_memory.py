from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from miniconf.chat.server import memory
from miniconf.chat.server.memory import Remembered
from miniconf.chat.server.store import Change, Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "chat.db")
    yield opened
    opened.close()


def reader(store: Store, read: list[str]) -> Callable[[], object]:
    def value() -> object:
        read.append("read")
        return store.value("SELECT value FROM settings WHERE id = 'a'")

    return value


def put(value: str, where: str = "settings") -> Callable[[Change], int]:
    return lambda change: change.run(f"INSERT OR REPLACE INTO {where} (id, value) VALUES ('a', ?)",
                                     (value,))  # fmt: skip


def test_value_is_read_once_until_its_table_changes(store: Store) -> None:
    read: list[str] = []
    known, value = Remembered(store, "settings", "users"), reader(store, read)
    store.write(put("1"))
    assert [known.get("a", value), known.get("a", value)] == ["1", "1"]
    store.write(lambda change: change.run("DELETE FROM reports"))
    store.write(lambda change: change.run("INSERT INTO bans VALUES ('x', 1, 'y')"))
    assert (known.get("a", value), len(read)) == ("1", 1)
    store.write(put("2"))
    assert (known.get("a", value), len(read)) == ("2", 2)


def test_change_that_is_undone_forgets_nothing(store: Store) -> None:
    read: list[str] = []
    known, value = Remembered(store, "settings"), reader(store, read)
    store.write(put("1"))
    known.get("a", value)

    def fails(change: Change) -> None:
        put("2")(change)
        raise LookupError

    with pytest.raises(LookupError):
        store.write(fails)
    assert (known.get("a", value), len(read)) == ("1", 1)


def test_change_during_the_reading_is_seen_next_time(store: Store) -> None:
    known: Remembered[str] = Remembered(store, "settings")

    def slow() -> str:
        store.write(put("2"))
        return "1"

    assert known.get("a", slow) == "1"
    assert known.get("a", lambda: "2") == "2"


def test_what_goes_with_a_row_counts_as_changed(store: Store) -> None:
    store.write(lambda change: change.run(
        "INSERT INTO rooms (id, t, name, fname, created, rev) VALUES ('r', 'c', 'r', 'r', 1, 1)"
    ))  # fmt: skip
    assert dict(store.versions) == {"rooms": 1}
    store.write(lambda change: change.run("DELETE FROM rooms WHERE id = 'r'"))
    assert dict(store.versions) == {"rooms": 2, "members": 1}


def test_memory_is_bounded(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_MOST", 2)
    known: Remembered[int] = Remembered(store, "settings")
    for number in range(5):
        known.get(number, lambda number=number: number)  # type: ignore[misc]
    assert len(known._values) == 1
