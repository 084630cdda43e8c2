"""What is kept between builds: papers' terms and neighbours, in one file that may be missing."""

from __future__ import annotations

import io
import json
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

_RESULT = "result.json"
_SUFFIX = ".npy"
_DAMAGE = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, NotImplementedError)


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
        self._path = path
        self.result: dict[str, Any] = {}
        try:
            with self._opened() as archive:
                result = json.loads(archive.read(_RESULT))
        except _DAMAGE:
            return
        if isinstance(result, dict) and result.get("edition") == edition().hex():
            self.result = result

    def arrays(self) -> dict[str, NDArray[Any]] | None:
        """Return the kept arrays by name, or None if there are none or any is damaged."""
        import numpy as np

        if not self.result:
            return None
        try:
            with self._opened() as archive:
                return {
                    name.removesuffix(_SUFFIX): np.lib.format.read_array(
                        io.BytesIO(archive.read(name)), allow_pickle=False
                    )
                    for name in archive.namelist()
                    if name.endswith(_SUFFIX)
                }
        except _DAMAGE:
            return None

    def _opened(self) -> zipfile.ZipFile:
        if self._path is None:
            raise FileNotFoundError
        return zipfile.ZipFile(self._path)


def keep(path: Path, result: Mapping[str, Any], arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the cache at `path`, whole or not at all; a disk that refuses costs only time."""
    import numpy as np

    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        text = json.dumps({**result, "edition": edition().hex()}, separators=(",", ":"))
        archive.writestr(zipfile.ZipInfo(_RESULT), text)
        for name, array in arrays.items():
            member = io.BytesIO()
            np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(name + _SUFFIX), member.getvalue())
    scratch = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        scratch.write_bytes(body.getvalue())
        scratch.replace(path)
    except OSError:
        with suppress(OSError):
            scratch.unlink()
