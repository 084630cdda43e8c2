"""The questions that wait for an answer, and the people who can give it: pure."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from miniconf.chat.attendees import revoked
from miniconf.model import Conference, Thread
from miniconf.problems import MiniconfError
from miniconf.rooms import Room, Rooms
from miniconf.text.chars import tidy


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question without an answer, and the room it stands in."""

    room: Room
    thread: Thread

    @property
    def id(self) -> str:
        """The id of the question, the same for ever."""
        return self.thread.question.id

    def since(self, now: datetime) -> int:
        """Full hours that it has waited."""
        return int((now - self.thread.question.time).total_seconds() // 3600)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody whom questions may be mailed to.

    `papers`: ids of papers, or whole keys of other records; `zone`: None where it is not known;
    `link`: the personal link, "" without one; `revoked`: the link opens nothing (any more).
    """

    name: str
    email: str
    papers: frozenset[str]
    zone: tzinfo | None = None
    link: str = ""
    revoked: bool = False


def waiting(conference: Conference, rooms: Rooms) -> tuple[Waiting, ...]:
    """The questions without an answer in archived rooms, those that have waited longest first."""
    found = [
        Waiting(rooms.rooms[key], thread)
        for key, threads in conference.questions.items()
        if key in rooms.rooms
        for thread in threads
        if thread.is_question and not thread.answered
    ]
    return tuple(sorted(found, key=lambda item: (item.thread.question.time, item.id)))


def table(items: Iterable[Waiting], now: datetime) -> list[str]:
    """The questions as lines for a terminal: hours, wishes, room, question."""
    lines = ["hours  votes  room                                      question"]
    for item in items:
        text = " ".join(tidy(item.thread.question.text).split())
        lines.append(
            f"{item.since(now):5}  {item.thread.upvotes:5}  {item.room.name[:40]:40}  {text[:100]}"
        )
    return lines


def recipients(path: Path, links: Mapping[str, str]) -> tuple[Recipient, ...]:
    """The people of the private attendees' file who have papers and an address.

    Columns `name`, `email`, `papers` (separated by `|`), `zone`, `revoked`; `links` maps addresses
    to personal links. Raises MiniconfError for a file without these columns or an unknown zone.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_recipients(csv.DictReader(file), path.name, links))
    except (OSError, UnicodeDecodeError) as error:
        raise MiniconfError(f"cannot read {path}: {error}") from None


def _recipients(
    rows: csv.DictReader[str], name: str, links: Mapping[str, str]
) -> Iterator[Recipient]:
    columns = {(column or "").strip().lower(): column for column in rows.fieldnames or ()}
    missing = [column for column in ("name", "email", "papers") if column not in columns]
    if missing:
        raise MiniconfError(f"{name}: no column {', '.join(missing)}")
    for row in rows:
        values = {short: (row[full] or "").strip() for short, full in columns.items()}
        papers = frozenset(part.strip() for part in values["papers"].split("|") if part.strip())
        if papers and "@" in values["email"]:
            yield Recipient(
                name=values["name"], email=values["email"], papers=papers,
                zone=_zone(values.get("zone", ""), f"{name}:{rows.line_num}"),
                link=links.get(values["email"].lower(), ""),
                revoked=revoked(values.get("revoked", "")),
            )  # fmt: skip


def _zone(text: str, place: str) -> tzinfo | None:
    try:
        return ZoneInfo(text) if text else None
    except (ZoneInfoNotFoundError, ValueError):
        raise MiniconfError(
            f'{place}: zone: expected a zone such as Africa/Nairobi, got "{text}"'
        ) from None


def links_of(path: Path) -> dict[str, str]:
    """Address -> personal link, from the file that `miniconf chat links` wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["email"].strip().lower(): row["link"]
            for row in csv.DictReader(file)
            if row.get("email") and row.get("link")
        }


def for_person(items: Iterable[Waiting], person: Recipient) -> tuple[Waiting, ...]:
    """The questions that stand in rooms of this person's records."""
    keys = {key if "/" in key else f"papers/{key}" for key in person.papers}
    return tuple(item for item in items if keys & {item.room.key, *item.room.records})
