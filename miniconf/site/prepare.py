"""A conference as it was loaded -> the snapshot that the site is made of."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from miniconf.model import Conference
from miniconf.site.privacy import Removed, published
from miniconf.site.snapshot import Snapshot


def prepare(
    conference: Conference, cache: Path, base_url: str | None = None
) -> tuple[Snapshot, tuple[Removed, ...]]:
    """The snapshot of what may be published, and what was kept back.

    `cache`: folder for results that are costly to find; `base_url` overrides the config's.
    """
    if base_url:
        config = replace(conference.config, base_url=base_url)
        conference = replace(conference, config=config)
    public, removed = published(conference)
    return Snapshot(conference=public, terms=cache / "abstracts.json"), removed
