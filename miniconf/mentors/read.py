"""mentors.csv and mentees.csv -> tables and mentees, with every problem found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from miniconf import tables
from miniconf.days import NotATimeError
from miniconf.instants import parse_instant, parse_length
from miniconf.mentors import hours
from miniconf.mentors.people import Mentee, Table
from miniconf.problems import Problems, nearest, shown

SEATS = 15
"""Seats of a table that tells no number: one mentor, many mentees."""
TABLE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("UID", "session"),
    "mentors": ("mentor", "name"),
    "topic": ("title",),
    "topics": ("keywords",),
    "languages": ("language",),
    "start": ("start_time",),
    "end": ("end_time",),
    "duration": (),
    "zone": ("time_zone", "timezone"),
    "capacity": ("seats",),
    "minimum": ("min",),
    "room": ("location",),
    "join": ("zoom_link", "meeting"),
    "email": ("mail",),
}
"""Column -> other names it may have; these and no others are read."""
MENTEE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("UID",),
    "name": (),
    "email": ("mail", "e-mail", "Email Address"),
    "zone": ("time_zone", "timezone", "tz"),
    "topics": ("topic", "interests"),
    "languages": ("language",),
    "free": ("hours", "availability", "free_hours"),
    "choices": ("preferences", "wishes", "choice"),
}


def read_tables(
    path: Path, problems: Problems, zone: str | None, default_languages: Sequence[str] = ()
) -> tuple[Table, ...]:
    """The tables in the file at `path`, in its order.

    `zone`: of times that carry none; `default_languages`: of tables that name none.
    """
    reader = _Reader(path, TABLE_FIELDS, problems)
    found = [
        table
        for record in reader.records()
        if (table := _table(reader, record, zone, tuple(default_languages)))
    ]
    reader.alike("id", [(table.id, line) for table, line in found])
    return tuple(table for table, _ in found)


def read_mentees(
    path: Path, problems: Problems, known: Sequence[Table], zone: str | None
) -> tuple[Mentee, ...]:
    """The mentees in the file at `path`, in its order; a choice of no table in `known` is an error.

    `zone`: of those who name none; where it is None, a zone is asked of everyone.
    """
    reader = _Reader(path, MENTEE_FIELDS, problems)
    ids = {table.id for table in known}
    found = [
        mentee for record in reader.records() if (mentee := _mentee(reader, record, ids, zone))
    ]
    reader.alike("id", [(mentee.id, mentee.line) for mentee in found])
    return tuple(found)


class _Reader:
    """One file: its records by canonical column, and where problems go."""

    def __init__(
        self, path: Path, fields: Mapping[str, tuple[str, ...]], problems: Problems
    ) -> None:
        self._path = path
        self._fields = fields
        self._problems = problems

    def records(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Line and texts of each record; columns that are not known stay unread."""
        before = len(self._problems.errors)
        found = tables.read(self._path, self._path.name, self._problems)
        records = [r for r in _as_list(found) if isinstance(r, tables.Record)]
        if not records and len(self._problems.errors) == before:
            self.error(1, "", "expected at least one record, found none")
        for record in records:
            by_name = {str(name).strip().casefold(): v for name, v in record.items()}
            if record is records[0]:
                self._misspelt(record, by_name)
            yield (
                record.line,
                {
                    name: next((t for w in (name, *also) if (t := _text(by_name, w))), "")
                    for name, also in self._fields.items()
                },
            )

    def _misspelt(self, record: tables.Record, columns: Iterable[str]) -> None:
        """Warn of columns that stay unread but look like one that is read and is not there."""
        known = {w.casefold(): name for name, also in self._fields.items() for w in (name, *also)}
        there = {known[column] for column in columns if column in known}
        absent = [word for word, name in known.items() if name not in there]
        for column in columns:
            hint = "" if column in known else nearest(column, absent)
            if hint:
                line = record.head or record.line
                self._problems.warning(self._path.name, line, column, "is not read", hint)

    def error(self, line: int, field: str, message: str, hint: str = "") -> None:
        """Add an error at a line of the file."""
        self._problems.error(self._path.name, line, field, message, hint)

    def alike(self, field: str, found: Sequence[tuple[str, int]]) -> None:
        """Add an error for each id that stands twice."""
        first: dict[str, int] = {}
        for value, line in found:
            if first.setdefault(value, line) != line:
                message = f"expected each {field} once, got {shown(value)} again"
                self.error(line, field, message, f"the first is on line {first[value]}")


def _table(
    reader: _Reader,
    record: tuple[int, Mapping[str, str]],
    zone: str | None,
    spoken: tuple[str, ...],
) -> tuple[Table, int] | None:
    line, texts = record
    missing = [name for name in ("id", "mentors", "topic", "start") if not texts[name]]
    for name in missing:
        reader.error(line, name, "expected a value, got nothing")
    zone = _zone(reader, line, texts["zone"], zone)
    times = None if "start" in missing else _times(reader, line, texts, zone)
    capacity = _number(reader, line, "capacity", texts["capacity"], SEATS)
    minimum = _number(reader, line, "minimum", texts["minimum"], 0)
    if capacity is not None and minimum is not None and minimum > capacity:
        reader.error(line, "minimum", f"expected at most the {capacity} seats, got {minimum}")
        return None
    if missing or times is None or capacity is None or minimum is None:
        return None
    topics = _words(texts["topics"]) or _words(texts["topic"])
    table = Table(
        id=texts["id"],
        mentors=tuple(_list(texts["mentors"])),
        topic=texts["topic"],
        topics=topics,
        languages=_words(texts["languages"]) or spoken,
        start=times[0],
        end=times[1],
        capacity=capacity,
        minimum=minimum,
        room=texts["room"],
        join=texts["join"],
        email=texts["email"],
    )
    return table, line


def _times(
    reader: _Reader, line: int, texts: Mapping[str, str], zone: str | None
) -> tuple[Any, Any] | None:
    """Start and end in UTC, or None with the reason told."""
    field = "start"
    try:
        where = ZoneInfo(zone) if zone else None
        start = parse_instant(texts["start"], where)
        if texts["end"]:
            field = "end"
            end = parse_instant(texts["end"], where).value
        else:
            field = "duration"
            length = parse_length(texts["duration"]) if texts["duration"] else timedelta(hours=1)
            end = start.value + length
    except NotATimeError as error:
        reader.error(
            line, field, f"expected {error.expected}, got {shown(texts[field])}", error.hint
        )
        return None
    if end <= start.value:
        reader.error(line, field, f"expected an end after the start, got {shown(texts[field])}")
        return None
    return start.value, end


def _mentee(
    reader: _Reader, record: tuple[int, Mapping[str, str]], known: set[str], zone: str | None
) -> Mentee | None:
    line, texts = record
    sound = True
    if not texts["email"] or "@" not in texts["email"]:
        reader.error(line, "email", f"expected an e-mail address, got {shown(texts['email'])}")
        sound = False
    where = _zone(reader, line, texts["zone"], zone)
    if where is None:
        if not texts["zone"]:
            reader.error(line, "zone", 'expected a time zone as "Asia/Tokyo", got nothing')
        sound = False
    try:
        free = hours.parse(texts["free"])
    except ValueError as error:
        reader.error(line, "free", str(error))
        sound, free = False, ()
    choices = tuple(dict.fromkeys(_list(texts["choices"])))
    for choice in choices:
        if choice not in known:
            message = f"expected the id of a table, got {shown(choice)}"
            reader.error(line, "choices", message, nearest(choice, known))
            sound = False
    if not sound or where is None:
        return None
    return Mentee(
        id=texts["id"] or texts["email"],
        name=texts["name"],
        email=texts["email"],
        zone=where,
        topics=_words(texts["topics"]),
        languages=_words(texts["languages"]),
        free=free,
        choices=choices,
        line=line,
    )


def _zone(reader: _Reader, line: int, text: str, other: str | None) -> str | None:
    """The zone that `text` names, else `other`; None, with the reason told, for no zone."""
    if not text:
        return other
    if text in available_timezones():
        return text
    hint = nearest(text, available_timezones())
    reader.error(line, "zone", f'expected a time zone as "Asia/Tokyo", got {shown(text)}', hint)
    return None


def _number(reader: _Reader, line: int, field: str, text: str, other: int) -> int | None:
    if not text:
        return other
    if re.fullmatch(r"\d{1,4}", text) and (int(text) > 0 or field == "minimum"):
        return int(text)
    reader.error(line, field, f"expected a number of people, got {shown(text)}")
    return None


def _as_list(found: object) -> list[Any]:
    return found if isinstance(found, list) else []


def _text(record: Mapping[str, Any], name: str) -> str:
    """One cell as text; a list as texts between bars."""
    value = record.get(name.casefold())
    if isinstance(value, list):
        return "|".join(str(part) for part in value)
    return " ".join(str(value).split()) if value is not None else ""


def _list(text: str) -> list[str]:
    """The parts of a list with the separator it uses: bars, else semicolons, else commas."""
    separator = next((sign for sign in "|;," if sign in text), "|")
    return [part.strip() for part in text.split(separator) if part.strip()]


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.casefold() for word in _list(text)))
