"""The conference together with what is computed from it once: look-ups that views ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from miniconf.model import Conference


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All that `Kind.keys` and `Kind.inputs` may read.

    `neighbours`: paper id -> ids of similar papers with the reason, best first;
    `positions`: paper id -> place on the map, both axes 0 to 1.
    """

    conference: Conference
    neighbours: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
