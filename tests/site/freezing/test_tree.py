"""Files on disk: stamps, writing at one stroke, removing."""

from __future__ import annotations

import threading
from pathlib import Path

from miniconf.site.freezing import tree


def test_stamps_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c.txt").write_text("12345")
    (tmp_path / "a" / ".hidden").write_text("1")
    (tmp_path / "skipped").mkdir()
    (tmp_path / "skipped" / "x").write_text("1")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    (tmp_path / "round").symlink_to(tmp_path)
    changed = (tmp_path / "a" / "b" / "c.txt").stat().st_mtime_ns
    found = tree.stamps(tmp_path, [str(tmp_path / "skipped")], hidden=False)
    assert found == {"a/b/c.txt": (5, changed)}


def test_no_folder_has_no_files(tmp_path: Path) -> None:
    assert tree.stamps(tmp_path / "none") == {}


def test_the_summary_does_not_depend_on_the_order() -> None:
    one = {"a": (1, 2), "b": (3, 4)}
    assert tree.summary(one) == tree.summary(dict(reversed(one.items())))
    assert tree.summary(one) != tree.summary({"a": (1, 2), "b": (3, 5)})


def test_the_summary_tells_files_that_changed_places() -> None:
    one = {"a": (1, 2), "b": (3, 4), "c": (1, 4)}
    others = [{"a": (3, 4), "b": (1, 2), "c": (1, 4)}, {"a": (1, 4), "b": (3, 4), "c": (1, 2)}]
    assert tree.summary(one) not in map(tree.summary, others)


def test_what_stands_is_what_the_stamps_say(tmp_path: Path) -> None:
    (tmp_path / "a" / "ü").mkdir(parents=True)
    for name in ("a/ü/1", "a/2", "a/\udcff", ".hidden"):
        (tmp_path / name).write_text(name, errors="replace")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    found = tree.standing(tmp_path)
    assert found == tree.Standing().after({}, tree.stamps(tmp_path))
    assert (found.files, found.size) == (4, len("a/ü/1".encode()) + 3 + 3 + 7)
    (tmp_path / "a" / "2").write_text("2")
    assert tree.standing(tmp_path).mark != found.mark


def test_write_makes_folders_and_gives_the_stamp(tmp_path: Path) -> None:
    path = tmp_path / "x" / "y" / "z.html"
    assert tree.write(str(path), b"hello") == tree.stamp(path)
    assert path.read_bytes() == b"hello"
    assert list(path.parent.iterdir()) == [path]


def test_create_makes_a_file_and_replaces_one_that_came_meanwhile(tmp_path: Path) -> None:
    path = tmp_path / "x" / "z.html"
    assert tree.create(str(path), b"hello") == tree.stamp(path)
    assert tree.create(str(path), b"again") == tree.stamp(path)
    assert path.read_bytes() == b"again"
    assert list(path.parent.iterdir()) == [path]


def test_create_writes_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "a.html").symlink_to(tmp_path / "elsewhere")
    tree.create(str(tmp_path / "a.html"), b"mine")
    assert [p.name for p in tmp_path.iterdir()] == ["a.html"]
    assert not (tmp_path / "a.html").is_symlink()


def test_a_reader_never_sees_a_part(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    old, new = b"a" * 300_000, b"b" * 300_000
    tree.write(str(path), old)
    seen: set[bytes] = set()
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            seen.add(path.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(60):
        tree.write(str(path), new if n % 2 else old)
    stop.set()
    reader.join()
    assert seen <= {old, new}


def test_remove_takes_folders_that_it_empties(tmp_path: Path) -> None:
    for name in ("a/b/1", "a/b/2", "a/3"):
        tree.write(str(tmp_path / name), b"")
    assert tree.remove(str(tmp_path), ["a/b/1", "a/b/2", "a/none"]) == 2
    assert tree.stamps(tmp_path).keys() == {"a/3"}
    assert not (tmp_path / "a" / "b").exists()


def test_parts_are_written_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "papers.json"
    path.write_bytes(b"[1,\n2,\n3]")
    there = tree.mapped(path)
    stamp = tree.write(str(path), memoryview(there)[:4], b"20,\n", b"", memoryview(there)[7:])
    assert path.read_bytes() == b"[1,\n20,\n3]"
    assert stamp == tree.stamp(path)
    assert there[:] == b"[1,\n2,\n3]"  # whoever reads it still sees the old file
    (tmp_path / "empty").touch()
    assert tree.mapped(tmp_path / "empty")[:] == b""
