"""What is kept between builds: papers' terms and neighbours, in one file that may be missing.

The file begins with a line of JSON, which says where the result and each array are and by what
sums damage shows. The arrays stand there as they are in memory, to be used where they lie.
"""

from __future__ import annotations

import mmap
import os
import zlib
from array import array
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: All parts of the file begin at multiples of so many bytes.
_ROUND = 64
_DAMAGE = (OSError, ValueError, TypeError, msgspec.DecodeError)


class _Part(msgspec.Struct, array_like=True):
    """Where an array is: its type, its shape, where it begins behind the result, its bytes' sum."""

    type: str
    shape: tuple[int, ...]
    begin: int
    size: int
    sum: int


class _Head(msgspec.Struct):
    """The file's first line."""

    edition: str
    #: The size of all that follows, in bytes.
    rest: int
    #: The size of the result's text, and of all of the result, and the CRC of that.
    text: int
    size: int
    crc: int
    #: So many numbers of the result stand behind its text, by name.
    numbers: dict[str, int]
    parts: dict[str, _Part]


@lru_cache(maxsize=1)
def edition() -> bytes:
    """Return the mark of this package's source: what another edition has kept is not used."""
    mark = blake2b(digest_size=16)
    for path in sorted(Path(__file__).parent.glob("*.py")):
        mark.update(path.read_bytes())
    return mark.digest()


class Kept:
    """An opened cache, or none: whatever is wrong with the file, it is as if it were absent."""

    def __init__(self, path: Path | None) -> None:
        self.result: dict[str, Any] = {}
        self._parts: dict[str, _Part] = {}
        self._body = memoryview(b"")
        with suppress(*_DAMAGE):
            whole, start, head = _opened(path)
            result = whole[start : start + head.size]
            sound = len(whole) - start == head.rest and zlib.crc32(result) == head.crc
            if sound and head.edition == edition().hex():
                self._parts, self._body = head.parts, whole[start + _rounded(head.size) :]
                self.result = _result(result, head)

    def arrays(self) -> dict[str, NDArray[Any]] | None:
        """Return the kept arrays by name, or None if there are none or any is damaged.

        They cannot be written to.
        """
        if not self.result:
            return None
        try:
            return {name: _array(self._body, part) for name, part in self._parts.items()}
        except _DAMAGE:
            return None


def _opened(path: Path | None) -> tuple[memoryview, int, _Head]:
    """Return the file, where its result begins, and what its first line says."""
    if path is None:
        raise FileNotFoundError
    with path.open("rb") as file:
        whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    end = whole.find(b"\n") + 1
    return memoryview(whole), _rounded(end), msgspec.json.decode(whole[:end], type=_Head)


def _result(body: memoryview, head: _Head) -> dict[str, Any]:
    result = msgspec.json.decode(body[: head.text], type=dict)
    rest = array("i", body[head.text :].tobytes())
    at = 0
    for name, count in head.numbers.items():
        result[name] = rest[at : at + count]
        at += count
    return result


def _array(body: memoryview, part: _Part) -> NDArray[Any]:
    import numpy as np

    found = np.frombuffer(body[part.begin : part.begin + part.size], np.uint8)
    if _sum(found) != part.sum:
        raise ValueError
    return np.frombuffer(found, part.type).reshape(part.shape)


def _sum(of: NDArray[np.uint8]) -> int:
    """Return the sum of bytes, eight at a time: of 30 MB in a few milliseconds."""
    import numpy as np

    whole = len(of) // 8 * 8
    words = np.add.reduce(of[:whole].view(np.uint64))
    return (int(words) + int(np.add.reduce(of[whole:], dtype=np.uint64))) % 2**64


def _rounded(size: int) -> int:
    return -(-size // _ROUND) * _ROUND


def keep(path: Path, result: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the cache at `path`, whole or not at all; a disk that refuses costs only time.

    The result holds, by name, arrays of numbers of type "i", and else what JSON can say.
    """
    import numpy as np

    parts, begin = {}, 0
    numbers = {name: value for name, value in result.items() if isinstance(value, array)}
    said = {name: value for name, value in result.items() if name not in numbers}
    try:
        text = msgspec.json.encode(said)
    except UnicodeEncodeError:  # half a character, which only an escape in YAML or JSON can write
        return
    whole = b"".join([text, *numbers.values()])
    bodies: list[Any] = [whole]
    for name, kept in arrays.items():
        body = np.ascontiguousarray(kept).reshape(-1).view(np.uint8)
        parts[name] = _Part(kept.dtype.str, kept.shape, begin, len(body), _sum(body))
        begin += _rounded(len(body))
        bodies.append(body.data)
    sizes = {name: len(value) for name, value in numbers.items()}
    rest = _rounded(len(whole)) + begin
    head = _Head(edition().hex(), rest, len(text), len(whole), zlib.crc32(whole), sizes, parts)
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch.open("wb", buffering=0) as file:
            for body in (msgspec.json.encode(head) + b"\n", *bodies):
                file.write(body)
                file.write(bytes(_rounded(len(body)) - len(body)))
        scratch.replace(path)
    except OSError:
        with suppress(OSError):
            scratch.unlink()
