"""The private files of a matching, and the public number of seats taken."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from miniconf.ical.entries import Entry, clean, one_line
from miniconf.ical.write import Heading, block, calendar
from miniconf.mentors.match import Seat, Seating
from miniconf.mentors.people import Table
from miniconf.mentors.report import report
from miniconf.names import event_uid, file_stem, room_name
from miniconf.problems import MiniconfError
from miniconf.tables import write_csv

MARK = "# private: made by miniconf mentors match\n*\n"
"""The `.gitignore` that keeps the folder out of version control, and says that it is ours."""
SEATS = "mentorship-seats.yml"
"""The file beside the data that tells how many seats are taken: numbers, no people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What private files say of the conference."""

    name: str
    domain: str
    now: datetime
    """The stamp of the calendar entries."""


def write_private(folder: Path, seating: Seating, event: Event) -> list[str]:
    """Write everything about people into `folder`, readable by its owner alone; the files' names.

    The folder is there whole or as it was before. Raises MiniconfError where it holds files that
    are not from here, or cannot be written.
    """
    _claim(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            _fill(new, seating, event)
            files = sorted(p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file())
            old = new.with_name(f"{new.name}.old")
            if folder.exists():
                folder.rename(old)
            new.rename(folder)
            shutil.rmtree(old, ignore_errors=True)
        finally:
            shutil.rmtree(new, ignore_errors=True)
    except OSError as error:
        raise MiniconfError(f"{folder}: cannot be written: {error}") from None
    return files


def write_seats(site: Path, seating: Seating) -> Path:
    """Write the public numbers beside the data in `site`, whole or not at all; the file's path.

    Raises MiniconfError where that cannot be done.
    """
    path = site / SEATS
    partial = path.with_suffix(".partial")
    try:
        partial.write_text(seats_text(seating), "utf-8")
        partial.replace(path)
    except OSError as error:
        raise MiniconfError(f"{path}: cannot be written: {error.strerror}") from None
    return path


def seats_text(seating: Seating) -> str:
    """The seats taken at each table, as the file beside the data tells them."""
    taken = {table.id: len(seating.at(table)) for table in seating.tables}
    lines = [f"  {_yaml(key)}: {{taken: {taken[key]}}}\n" for key in sorted(taken)]
    head = "# Seats taken, written by `miniconf mentors match`; it holds no names.\n"
    return head + "mentorships:\n" + "".join(lines)


def _claim(folder: Path) -> None:
    """Raises MiniconfError where `folder` holds anything that was not made here."""
    if folder.is_dir() and any(folder.iterdir()):
        mark = folder / ".gitignore"
        if not mark.is_file() or mark.read_text("utf-8", "replace") != MARK:
            raise MiniconfError(
                f"{folder} holds files that are not from a matching; choose another"
            )
    elif folder.exists() and not folder.is_dir():
        raise MiniconfError(f"{folder} is a file; expected a folder")


def _fill(folder: Path, seating: Seating, event: Event) -> None:
    (folder / ".gitignore").write_text(MARK, "utf-8")
    (folder / "report.txt").write_text(report(seating), "utf-8")
    _table(folder / "assignments.csv", _assignments(seating, event))
    _table(
        folder / "unplaced.csv",
        [
            ("id", "name", "email", "reason"),
            *((mentee.id, mentee.name, mentee.email, why) for mentee, why in seating.unplaced),
        ],
    )
    _table(folder / "rooms.csv", _rooms(seating))
    _table(folder / "mentors.csv", _mentors(seating))
    (folder / "ics").mkdir()
    for seat in seating.seats:
        _calendar(folder / "ics" / f"mentee-{file_stem(seat.mentee.id)}.ics", [seat.table], event)
    for name, tables in _by_mentor(seating).items():
        _calendar(folder / "ics" / f"mentor-{file_stem(name)}.ics", tables, event)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)


def _assignments(seating: Seating, event: Event) -> Iterable[Sequence[object]]:
    """One line a mentee, for a mail merge; times on the mentee's own clock."""
    yield (
        "id", "name", "email", "table", "topic", "mentors", "choice", "local_start", "local_end",
        "zone", "start_utc", "room", "join", "calendar",
    )  # fmt: skip
    for seat in seating.seats:
        mentee, table = seat.mentee, seat.table
        where = ZoneInfo(mentee.zone)
        yield (
            mentee.id, mentee.name, mentee.email, table.id, table.topic, ", ".join(table.mentors),
            seat.choice or "", f"{table.start.astimezone(where):%Y-%m-%d %H:%M}",
            f"{table.end.astimezone(where):%Y-%m-%d %H:%M}", mentee.zone,
            f"{table.start:%Y-%m-%dT%H:%M:%SZ}", table.room, table.join,
            f"ics/mentee-{file_stem(mentee.id)}.ics",
        )  # fmt: skip


def _rooms(seating: Seating) -> Iterable[Sequence[object]]:
    """Whom to invite to which chat room, one invitation a line."""
    yield "room", "table", "name", "email"
    for seat in _by_table(seating):
        room = room_name("mentorships", seat.table.id)
        yield room, seat.table.id, seat.mentee.name, seat.mentee.email


def _mentors(seating: Seating) -> Iterable[Sequence[object]]:
    """One line a table, for a mail merge to its mentor."""
    yield "table", "mentors", "email", "topic", "start_utc", "count", "mentees"
    for table in seating.tables:
        people = seating.at(table)
        listed = "; ".join(f"{mentee.name} <{mentee.email}>" for mentee in people)
        yield (
            table.id, ", ".join(table.mentors), table.email, table.topic,
            f"{table.start:%Y-%m-%dT%H:%M:%SZ}", len(people), listed,
        )  # fmt: skip


def _by_table(seating: Seating) -> list[Seat]:
    return sorted(seating.seats, key=lambda seat: (seat.table.id, seat.mentee.id))


def _by_mentor(seating: Seating) -> dict[str, list[Table]]:
    found: dict[str, list[Table]] = {}
    for table in seating.tables:
        if seating.at(table):
            for name in table.mentors:
                found.setdefault(name, []).append(table)
    return found


def _calendar(path: Path, tables: Sequence[Table], event: Event) -> None:
    """One person's calendar: the ids are those of the public entries, so none stands twice."""
    blocks = [
        block(
            Entry(
                uid=event_uid("mentorships", table.id, event.domain),
                title=one_line(table.topic),
                start=table.start,
                end=table.end,
                location=one_line(table.room or table.join),
                description=clean(
                    f"Mentor: {', '.join(table.mentors)}\n"
                    f"{f'Join: {table.join}' if table.join else ''}"
                ),
                categories=("mentorship",),
            ),
            0,
            event.now,
        )
        for table in tables
    ]
    path.write_bytes(calendar(Heading(name=f"{event.name}: mentorship"), blocks))


def _table(path: Path, rows: Iterable[Sequence[object]]) -> None:
    """A CSV file that Excel reads as UTF-8; a cell that begins like a formula is kept text."""
    path.write_text(write_csv(rows), "utf-8-sig", newline="")


def _yaml(key: str) -> str:
    """`key` in double quotes, as YAML takes JSON's."""
    escaped = key.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def refuse_public(folder: Path, public: Iterable[Path]) -> None:
    """Raises MiniconfError where `folder` lies inside one of the `public` folders, or around it."""
    wanted = folder.resolve()
    for place in (path.resolve() for path in public):
        if wanted == place or place in wanted.parents or wanted in place.parents:
            raise MiniconfError(
                f"{folder} would hold people's names and addresses, but lies with {place}; "
                "choose a folder outside the site's data and its build"
            )
