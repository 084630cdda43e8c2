"""The bulk of a large site, read by other processes while this one still gets ready to load."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from miniconf.apart import Apart
from miniconf.load.archive import Plain, plain_rooms
from miniconf.load.plainhub import is_plain
from miniconf.threads import FOLDER

_WORTH_A_FORK = 1_000_000
"""A shorter `hub.yml` is read before another process has begun."""
_PLAIN = "plain"
"""Where it is noted which `hub.yml` is plain, in the folder of caches."""


class Ahead:
    """What of the folder `site` is being read; with `apart` by processes of their own, from now on.

    `cache`: where it is noted what was found out, if anywhere; `rooms`: the archive's files.
    """

    def __init__(self, site: Path, cache: Path | None = None, *, apart: bool = True) -> None:
        self.rooms: Apart[list[Plain]] = Apart(
            partial(plain_rooms, site), apart and (site / FOLDER).is_dir()
        )
        self._hub = site / "hub.yml"
        large = apart and self._hub.is_file() and self._hub.stat().st_size > _WORTH_A_FORK
        known = cache / _PLAIN if cache else None
        self._sure = Apart(partial(is_plain, self._hub, known)) if large else None

    def hub(self, path: Path) -> Apart[bool] | None:
        """Whether all that stands in `path` is plain, where that is being looked at."""
        return self._sure if path == self._hub else None
