"""What a build remembers of the programme: stamps of calendar entries, and the last release."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from miniconf.model import Conference
from miniconf.schedule import state_file
from miniconf.schedule.state import State, pending
from miniconf.site.snapshot import Snapshot


def recall(folder: Path, snapshot: Snapshot) -> Snapshot:
    """`snapshot` with the state kept in the site folder, and the clock for what changed since.

    Where the state cannot be kept, the clock is that of the newest change in it, so that builds
    still give the same files. Raises MiniconfError for a state that cannot be read.
    """
    kept = state_file.read(folder)
    return replace(snapshot, kept=kept, now=_clock(folder, kept))


def keep(folder: Path, snapshot: Snapshot) -> str:
    """Write the state after a build, where it changed; a line that tells so, or ""."""
    before, after = snapshot.kept, snapshot.agenda.state
    if after == before or not after.events:
        return ""
    name = folder / state_file.FILE
    if not state_file.write(folder, after):
        return f"{name} cannot be written: calendars carry provisional stamps"
    changed = sum(1 for key, kept in after.events.items() if before.events.get(key) != kept)
    told = "remembered in {name}, which belongs under version control"
    return f"{changed:,} calendar entries changed; {told.format(name=name)}"


def current(folder: Path, conference: Conference) -> State:
    """The kept state brought up to the data as it is, without writing anything."""
    from miniconf.site.safety.privacy import published

    public, _ = published(conference)
    return recall(folder, Snapshot(conference=public)).agenda.state


def waiting(state: State) -> str:
    """`3 changes since release 2`, or "" where there are none."""
    count = len(pending(state))
    return f"{count:,} changes since release {state.version}" if count else ""


def _clock(folder: Path, kept: State) -> datetime:
    if os.environ.get("SOURCE_DATE_EPOCH") or os.access(folder, os.W_OK):
        return state_file.clock(os.environ.get)
    return state_file.latest(kept)
