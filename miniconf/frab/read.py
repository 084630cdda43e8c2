"""schedule.xml and schedule.json -> rows of sessions, from whatever program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, available_timezones

from miniconf.frab.plan import chair_guid, room_guid
from miniconf.frab.write import GENERATOR
from miniconf.model.records import SessionKind
from miniconf.names import FOLDERS
from miniconf.problems import Problems, shown

Row = tuple[int, dict[str, Any]]
"""Line in the file, and the fields of a session."""
KINDS = {
    "talk": "oral", "lecture": "oral", "presentation": "oral", "lightning talk": "oral",
    "lightning_talk": "oral", "short": "oral", "long": "oral", "hands-on": "workshop",
    "discussion": "qa", "panel": "plenary", "meeting": "social", "meetup": "social",
    "assembly": "social", "djset": "social", "concert": "social", "performance": "social",
}  # fmt: skip
"""Types of other programs -> kinds of session; a kind stays, anything else is `other`."""
_OWN = frozenset(get_args(SessionKind))
_MOST_LANES = 200


def is_schedule(tree: object) -> bool:
    """Whether `tree`, as read from JSON or XML, is a schedule of this format."""
    try:
        return "days" in tree["schedule"]["conference"]  # type: ignore[index]
    except (KeyError, TypeError, IndexError):
        return False


def rows(tree: Mapping[str, Any], file: str, problems: Problems) -> list[Row]:
    """The sessions in `tree`, in the file's order; faults are added to `problems`.

    Mappings in `tree` may know their line as an attribute `line`; scalars may be texts. An event's
    id is its page's where this program wrote the file, otherwise its number, else its guid.
    """
    if not is_schedule(tree):
        message = 'expected a schedule: "schedule" with "conference" and its "days"'
        problems.error(file, _line(tree), "", f"{message}, got something else")
        return []
    reader = _Reader(tree, file, problems)
    return [row for day, event in reader.events() if (row := reader.row(day, event))]


class _Reader:
    """One file while it is read."""

    def __init__(self, tree: Mapping[str, Any], file: str, problems: Problems) -> None:
        self._conference = tree["schedule"]["conference"]
        self._file = file
        self._problems = problems
        generator = tree.get("generator") or tree["schedule"].get("generator") or {}
        self._ours = isinstance(generator, Mapping) and generator.get("name") == GENERATOR
        self._base = _text(tree["schedule"].get("base_url") or self._conference.get("base_url"))
        lanes = {room_guid("", lane) for lane in range(_MOST_LANES)}
        listed = self._conference.get("rooms") or ()
        self._no_room = {_text(room.get("name")) for room in listed if room.get("guid") in lanes}
        zone = _text(self._conference.get("time_zone_name"))
        self._zone = ZoneInfo(zone) if zone in available_timezones() else None

    def events(self) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
        """Every day with each of its events."""
        days = self._conference["days"]
        for day in days if isinstance(days, list) else ():
            rooms = day.get("rooms") if isinstance(day, Mapping) else None
            for name, found in (rooms or {}).items() if isinstance(rooms, Mapping) else ():
                for event in found if isinstance(found, list) else ():
                    if isinstance(event, Mapping):
                        yield day, event
                    else:
                        message = f"expected an event, got {shown(event)}"
                        self._problems.error(self._file, _line(day), name, message)

    def row(self, day: Mapping[str, Any], event: Mapping[str, Any]) -> Row | None:
        """The fields of one event, or None where it has no usable time."""
        start, end = self._times(day, event)
        if start is None:
            return None
        texts = {name: _text(event.get(name)) for name in ("abstract", "description", "subtitle")}
        room = _text(event.get("room"))
        found = {
            "id": self._id(event),
            "title": _text(event.get("title")),
            "start": start.isoformat(),
            "end": end.isoformat() if end else "",
            "kind": self._kind(_text(event.get("type"))),
            "track": _text(event.get("track")),
            "room": "" if room in self._no_room else room,
            "description": "\n\n".join(
                text
                for text in (texts["subtitle"], texts["abstract"], texts["description"])
                if text
            ),
            "chairs": self._chairs(event),
            "papers": self._papers(event),
            "link": "" if self._ours else _text(event.get("url")),
        }
        return _line(event), {name: value for name, value in found.items() if value}

    def _kind(self, kind: str) -> str:
        word = kind.casefold().strip()
        return word if word in _OWN else KINDS.get(word, "other")

    def _times(
        self, day: Mapping[str, Any], event: Mapping[str, Any]
    ) -> tuple[datetime | None, datetime | None]:
        start = self._start(day, event)
        if start is None:
            return None, None
        until = _text(event.get("end"))
        if until:
            end = _instant(until)
            if end is not None and end.tzinfo is not None:
                return start, end
            self._fault(event, "end", "an instant with its offset", until)
            return start, None
        length = _text(event.get("duration"))
        minutes = _minutes(length)
        if minutes is None:
            self._fault(event, "duration", "hours and minutes as 1:30", length)
            return start, None
        end = start.astimezone(UTC) + timedelta(minutes=minutes)
        return start, end.astimezone(start.tzinfo)

    def _start(self, day: Mapping[str, Any], event: Mapping[str, Any]) -> datetime | None:
        """The event's `date`; where an old file has none, its day and clock in the file's zone."""
        said = _text(event.get("date"))
        if said:
            start = _instant(said)
            if start is not None and start.tzinfo is None and self._zone:
                start = start.replace(tzinfo=self._zone)
            if start is None or start.tzinfo is None:
                self._fault(event, "date", "an instant with its offset", said)
                return None
            return start
        first, clock = _instant(_text(day.get("day_start"))), _text(event.get("start"))
        try:
            at = time.fromisoformat(clock.rjust(5, "0"))
            here = date.fromisoformat(_text(day.get("date"))[:10])
        except ValueError:
            self._fault(event, "date", "an instant with its offset", said)
            return None
        where = self._zone or (first and first.tzinfo)
        if where is None:
            self._fault(event, "start", "a schedule with its time zone", clock)
            return None
        start = datetime.combine(here, at, where)
        # A conference day ends in the small hours of the next
        return start + timedelta(days=1) if first and start < first else start

    def _id(self, event: Mapping[str, Any]) -> str:
        address = _text(event.get("url"))
        if self._ours and address.startswith(self._base):
            parts = urlsplit(address)
            told = unquote(parts.fragment.removeprefix("id=")) if parts.fragment else ""
            return told or unquote(parts.path.rpartition("/")[2]).removesuffix(".html")
        return _text(event.get("id")) or _text(event.get("guid")) or _text(event.get("code"))

    def _chairs(self, event: Mapping[str, Any]) -> list[str]:
        """Names of persons; of our own files without the speakers, who have a record of theirs."""
        persons = event.get("persons") or ()
        found = [
            (_text(p.get("public_name")) or _text(p.get("name")), _text(p.get("guid")))
            for p in persons
            if isinstance(p, Mapping)
        ]
        return [n for n, guid in found if n and (not self._ours or guid == chair_guid(n))]

    def _papers(self, event: Mapping[str, Any]) -> list[str]:
        """Ids of papers that this program linked."""
        start = f"{self._base}{FOLDERS['papers']}/"
        found = []
        for link in event.get("links") or () if self._ours else ():
            address = _text(link.get("url"))
            if address.startswith(start):
                parts = urlsplit(address)
                stem = unquote(parts.path.rpartition("/")[2]).removesuffix(".html")
                found.append(unquote(parts.fragment.removeprefix("id=")) or stem)
        return found

    def _fault(self, event: Mapping[str, Any], field: str, expected: str, got: str) -> None:
        title = shown(_text(event.get("title")), 40)
        message = f"expected {expected}, got {shown(got)} (event {title})"
        self._problems.error(self._file, _line(event), field, message)


def _line(value: object) -> int:
    return int(getattr(value, "line", 0))


def _text(value: object) -> str:
    """A scalar as text; of a text in several languages, the first."""
    if isinstance(value, Mapping):
        value = next(iter(value.values()), "")
    return "" if value is None or isinstance(value, list) else str(value).strip()


def _instant(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _minutes(text: str) -> int | None:
    """Minutes of `1:30`, of `90`, or of days before them as pretalx writes: `1:02:30`."""
    if not re.fullmatch(r"\d+(:\d{1,2}){0,2}", text):
        return None
    parts = [int(part) for part in text.split(":")]
    days, hours, minutes = [0, 0, 0, *parts][-3:]
    return (days * 24 + hours) * 60 + minutes
