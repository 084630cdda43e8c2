from array import array

import numpy as np
import pytest

from miniconf.similar.store import Kept, edition, keep

RESULT = {"key": "k", "ids": ["a", "é"], "x": array("i", [4, -1]), "y": array("i", [7])}


def stored(path):
    keep(path, RESULT, {"counts": np.array([1, 2], np.uint8), "empty": np.zeros((0, 2))})
    return path


def test_kept_gives_back_what_was_kept(tmp_path) -> None:
    kept = Kept(stored(tmp_path / "deep" / "similar"))
    assert kept.result == RESULT
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
    path = stored(tmp_path / "cache")
    own = edition().hex().encode()
    path.write_bytes(path.read_bytes().replace(own, b"0" * len(own)))
    assert Kept(path).result == {}
    for text in ('{"edition": "00"}\n', "[1]\n", "nonsense", "", "\n"):
        path.write_text(text)
        assert Kept(path).result == {}
    assert Kept(None).result == {}
    assert Kept(tmp_path).result == {}
    assert Kept(tmp_path / "absent").result == {}


def test_an_array_of_objects_is_refused(tmp_path) -> None:
    path = stored(tmp_path / "cache")
    path.write_bytes(path.read_bytes().replace(b'"|u1"', b'"|O8"'))
    kept = Kept(path)
    assert (kept.result, kept.arrays()) == (RESULT, None)


def test_kept_arrays_cannot_be_written_to_and_outlive_their_file(tmp_path) -> None:
    path = stored(tmp_path / "cache")
    counts = Kept(path).arrays()["counts"]
    keep(path, RESULT, {"counts": np.array([9], np.uint8)})
    path.unlink()
    assert counts.tolist() == [1, 2]
    with pytest.raises(ValueError, match="read-only"):
        counts[0] = 3


def test_a_text_that_no_file_can_hold_is_not_kept(tmp_path) -> None:
    keep(tmp_path / "cache", {"ids": ["\ud800"]}, {})
    assert [*tmp_path.iterdir()] == []


def test_a_disk_that_refuses_costs_only_time(tmp_path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    keep(blocked / "cache", RESULT, {})
    assert blocked.read_text() == ""
