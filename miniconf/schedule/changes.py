"""How the programme changed, in words: for the page of changes, the news feed and organisers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from miniconf.model import Markdown, News
from miniconf.schedule.state import Change, Facts, State, What, pending

WORDS: dict[What, str] = {
    "added": "New",
    "moved": "Moved",
    "renamed": "New title",
    "cancelled": "Cancelled",
}
"""What happened, as a reader is told."""


class Group(NamedTuple):
    """The changes that came with one version of the programme, by start."""

    version: int
    at: datetime
    """The release, or the newest change where it is not yet released."""
    changes: tuple[Change, ...]
    released: bool = True


def groups(state: State) -> tuple[Group, ...]:
    """All versions that changed something, newest first; what is not yet released leads."""
    found = [
        Group(release.version, release.at, release.changes)
        for release in reversed(state.releases)
        if release.changes
    ]
    waiting = pending(state)
    if waiting:
        newest = max(change.at for change in waiting)
        found.insert(0, Group(state.version + 1, newest, waiting, released=False))
    return tuple(found)


def since(state: State, version: int) -> tuple[Change, ...]:
    """Every change after the release `version`, oldest release first, then what is pending."""
    released = [c for r in state.releases if r.version > version for c in r.changes]
    return (*released, *pending(state))


def sentence(change: Change, zone: str) -> str:
    """One change as a line of plain text, its times in `zone`.

    `Moved: Posters 2, from Mon 3 May 2027, 10:00–11:00, Hall A to Tue 4 May 2027, 10:00–11:00`.
    """
    before, after = change.before, change.after
    head = f"{WORDS[change.what]}: {change.facts.title}"
    if change.what == "moved" and before and after:
        renamed = f" (was: {before.title})" if before.title != after.title else ""
        if (before.start, before.end) == (after.start, after.end):
            return f"{head}{renamed}, {hours(after, zone)}, {_rooms(before.room, after.room)}"
        return f"{head}{renamed}, from {when(before, zone)} to {when(after, zone)}"
    if change.what == "renamed" and before:
        return f"{head} (was: {before.title}), {when(change.facts, zone)}"
    return f"{head}, {when(change.facts, zone)}"


def when(facts: Facts, zone: str) -> str:
    """Time and room of an event in `zone`: `Mon 3 May 2027, 10:00–11:00, Hall A`."""
    return f"{hours(facts, zone)}, {facts.room}" if facts.room else hours(facts, zone)


def hours(facts: Facts, zone: str) -> str:
    """Day and time of an event in `zone`: `Mon 3 May 2027, 10:00–11:00`."""
    where = ZoneInfo(zone)
    start, end = facts.start.astimezone(where), facts.end.astimezone(where)
    until = _clock(end)
    if end.date() != start.date() and end - start > timedelta(hours=24):
        until = f"{_date(end)}, {until}"
    return f"{_date(start)}, {_clock(start)}–{until}"


def _rooms(before: str, after: str) -> str:
    if not before:
        return f"now in {after}"
    return f"from {before} to {after}" if after else f"no longer in {before}"


def notices(state: State, zone: str, link: str, most: int | None = None) -> tuple[News, ...]:
    """The versions as announcements that lead to `link`, newest first.

    Each tells its changes, or the first `most` of them and how many there are besides.
    """
    return tuple(
        News(
            date=group.at,
            title=f"Programme changes, version {group.version}",
            text=Markdown(f"Times in {zone}.\n\n{_list(group.changes, zone, most)}"),
            link=link,
        )
        for group in groups(state)
    )


def _list(changes: Sequence[Change], zone: str, most: int | None) -> str:
    lines = [sentence(change, zone) for change in changes[:most]]
    if len(lines) < len(changes):
        lines.append(f"and {len(changes) - len(lines):,} more")
    return "".join(f"- {line}\n" for line in lines)


def _clock(instant: datetime) -> str:
    return f"{instant:%H:%M}"


def _date(instant: datetime) -> str:
    """`Mon 3 May 2027`, in English whatever the machine's locale."""
    day = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[instant.weekday()]
    month = (
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    )[instant.month - 1]  # fmt: skip
    return f"{day} {instant.day} {month} {instant.year}"
