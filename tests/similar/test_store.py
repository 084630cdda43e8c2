import zipfile

import numpy as np
import pytest

from miniconf.similar.store import Kept, edition, keep

RESULT = {"key": "k", "ids": ["a", "é"]}


def stored(path):
    keep(path, RESULT, {"counts": np.array([1, 2], np.uint8), "empty": np.zeros((0, 2))})
    return path


def test_kept_gives_back_what_was_kept(tmp_path) -> None:
    kept = Kept(stored(tmp_path / "deep" / "similar.zip"))
    assert kept.result == {**RESULT, "edition": edition().hex()}
    arrays = kept.arrays()
    assert {name: array.tolist() for name, array in arrays.items()} == {
        "counts": [1, 2],
        "empty": [],
    }
    assert arrays["counts"].dtype == np.uint8


def test_kept_bytes_are_the_same_each_time(tmp_path) -> None:
    first = stored(tmp_path / "a").read_bytes()
    assert stored(tmp_path / "b").read_bytes() == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("size", [0, 1, 20, 100, 300])
def test_a_truncated_cache_is_none(tmp_path, size) -> None:
    path = stored(tmp_path / "cache")
    path.write_bytes(path.read_bytes()[:size])
    kept = Kept(path)
    assert (kept.result, kept.arrays()) == ({}, None)


def test_a_cache_with_a_changed_byte_is_none_or_has_no_arrays(tmp_path) -> None:
    path = stored(tmp_path / "cache")
    whole = path.read_bytes()
    for at in range(0, len(whole), 7):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        kept = Kept(path)
        arrays = kept.arrays()
        if arrays is not None and {"counts", "empty"} <= arrays.keys():
            assert arrays["counts"].tolist() == [1, 2]
            assert kept.result["ids"] == RESULT["ids"]


def test_a_cache_of_another_edition_or_shape_is_none(tmp_path) -> None:
    path = tmp_path / "cache"
    for text in ('{"edition": "00"}', "[1]", "nonsense"):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("result.json", text)
        assert Kept(path).result == {}
    assert Kept(None).result == {}
    assert Kept(tmp_path).result == {}
    assert Kept(tmp_path / "absent").result == {}


def test_a_pickled_array_is_refused(tmp_path) -> None:
    path = tmp_path / "cache"
    keep(path, RESULT, {})
    np.save(tmp_path / "evil.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(tmp_path / "evil.npy", "counts.npy")
    assert Kept(path).arrays() is None


def test_a_disk_that_refuses_costs_only_time(tmp_path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    keep(blocked / "cache", RESULT, {})
    assert blocked.read_text() == ""
