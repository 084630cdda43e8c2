"""The wall of sponsors: three sizes of cell in a grid of twelve columns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from miniconf.model import Sponsor
from miniconf.site.prose import own_image

_ROW = {1: 2, 2: 4, 3: 6}
"""Size -> how many stand in a row of the grid."""


class Logo(NamedTuple):
    """A sponsor in the grid. `size`: 1 to 3, from the highest level down."""

    id: str
    name: str
    level: str
    size: int
    logo: str | None
    logo_dark: str | None


def logos(found: Iterable[Sponsor]) -> tuple[Logo, ...]:
    """All sponsors in the grid's order."""
    sponsors = list(found)
    levels = list(dict.fromkeys(sponsor.level for sponsor in sponsors))
    return tuple(
        Logo(s.id, s.name, s.level, min(levels.index(s.level) + 1, 3), own_image(s.logo),
             own_image(s.logo_dark))
        for s in sponsors
    )  # fmt: skip


def empty_cells(sponsors: tuple[Logo, ...]) -> dict[int, int]:
    """How many cells stay empty at the end of the rows of each size."""
    counts = {size: sum(logo.size == size for logo in sponsors) for size in _ROW}
    return {size: -counts[size] % _ROW[size] for size in _ROW if counts[size]}
