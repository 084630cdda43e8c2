"""The few values that every page may read: a change here writes every page again."""

from __future__ import annotations

from dataclasses import dataclass

from miniconf.model import Config
from miniconf.site.snapshot import Snapshot


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What the frame around each page shows.

    `collections`: the collections that have pages, in the navigation's order.
    """

    config: Config
    collections: tuple[str, ...] = ()


def shared(snapshot: Snapshot) -> Shared:
    """The shared values of one snapshot."""
    conference = snapshot.conference
    present = ("papers", "sessions", "speakers", "workshops", "tutorials", "socials")
    return Shared(
        config=conference.config,
        collections=tuple(name for name in present if getattr(conference, name)),
    )
