"""An .ics file -> rows of sessions, so that a programme can be kept in any calendar."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, get_args
from zoneinfo import ZoneInfo, available_timezones

from icalendar import Calendar
from icalendar import Event as Component
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from miniconf.ical.recurrence import Series, unfold
from miniconf.ical.words import first_kind, meeting_links, without_hashtags
from miniconf.model.records import SessionKind
from miniconf.problems import Problems, shown

Row = tuple[int, dict[str, Any]]
"""Line on which the event begins, and the fields of a session."""
Window = tuple[datetime, datetime]
_NEEDED = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_KINDS = frozenset(get_args(SessionKind))


def rows(
    text: str, file: str, problems: Problems, zone: str | None = None, window: Window | None = None
) -> list[Row]:
    """The sessions in an iCalendar text, in the file's order; faults are added to `problems`.

    Recurrences are unfolded: one row a sitting, those without an end within `window`. Times
    without a zone are in the calendar's own (X-WR-TIMEZONE), else in `zone`; where there is neither
    they stay without one, as `2027-05-03T10:00:00`, for the caller to place or to refuse. All other
    instants are in UTC, as `2027-05-03T10:00:00+00:00`. Cancelled events are left out.
    """
    if "BEGIN:VCALENDAR" not in text.upper():
        problems.error(file, 1, "", "expected an iCalendar file, found no BEGIN:VCALENDAR")
        return []
    begun, ended = (len(re.findall(rf"(?mi)^{w}:VCALENDAR\s*$", text)) for w in ("BEGIN", "END"))
    if begun != ended:
        last = len(text.splitlines())
        problems.error(file, last, "", "expected an iCalendar file that is whole: it breaks off")
        return []
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        problems.error(file, 0, "", f"expected an iCalendar file, got a fault: {error}")
        return []
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line.strip() == "BEGIN:VEVENT"]
    reader = _Reader(file, problems, zone, window)
    found: list[Row] = []
    for calendar in calendars:
        events = calendar.walk("VEVENT")
        placed, lines = [*zip(lines, events, strict=False)], lines[len(events) :]
        found += reader.calendar(calendar, placed)
    return sorted(found, key=lambda row: row[0])


class _Reader:
    """One file while it is read."""

    def __init__(
        self, file: str, problems: Problems, zone: str | None, window: Window | None
    ) -> None:
        self._file = file
        self._problems = problems
        self._declared = zone
        self._window = window
        self._zone: ZoneInfo | None = None

    def calendar(
        self, calendar: Calendar, placed: Sequence[tuple[int, Component]]
    ) -> Iterator[Row]:
        """The rows of one calendar's events."""
        own = str(calendar.get("X-WR-TIMEZONE", ""))
        own = WINDOWS_TO_OLSON.get(own, own)
        name = own if own in available_timezones() else self._declared
        self._zone = ZoneInfo(name) if name else None
        usable = [(line, event) for line, event in placed if self._sound(line, event)]
        series: dict[str, list[tuple[int, Component]]] = {}
        for line, event in usable:
            uid = str(event.get("UID", "")) or f"line-{line}"
            series.setdefault(uid, []).append((line, event))
        short = Counter(uid.partition("@")[0] for uid in series)
        for uid, members in series.items():
            stem = uid.partition("@")[0]
            yield from self._series(stem if stem and short[stem] == 1 else uid, members)

    def _sound(self, line: int, event: Component) -> bool:
        """Whether nothing that is needed failed to parse; tells what did."""
        sound = True
        for name, message in event.errors:
            if str(name).upper() in _NEEDED:
                self._problems.error(self._file, line, str(name), f"cannot be read: {message}")
                sound = False
        if "DTSTART" not in event and sound:
            self._problems.error(self._file, line, "DTSTART", "expected a start, found none")
            sound = False
        if "UID" not in event:
            hint = "every calendar program writes one; without it, links to the session may change"
            self._problems.warning(self._file, line, "UID", "expected an id, found none", hint)
        return sound

    def _series(self, identifier: str, members: Sequence[tuple[int, Component]]) -> Iterator[Row]:
        """One event, or every sitting of a repeated one with those that were moved."""
        masters = [(n, e) for n, e in members if "RECURRENCE-ID" not in e]
        moved: dict[datetime, tuple[int, Component]] = {}
        onward: dict[datetime, tuple[int, Component]] = {}
        for line, event in members:
            if "RECURRENCE-ID" in event:
                at = self._instant(line, "RECURRENCE-ID", event)
                if at is not None:
                    moved[at[0]] = (line, event)
                    if event["RECURRENCE-ID"].params.get("RANGE") == "THISANDFUTURE":
                        onward[at[0]] = (line, event)
        for line, event in masters:
            if "RRULE" not in event and "RDATE" not in event:
                yield from self._single(identifier, line, event)
                continue
            for original in self._sittings(line, event):
                name = f"{identifier}-{original:%Y%m%dT%H%M}"
                if original in moved:
                    yield from self._single(name, *moved.pop(original))
                    continue
                since = max((at for at in onward if at < original), default=None)
                own_line, own = onward[since] if since else (line, event)
                first = self._instant(own_line, "DTSTART", own)
                begins = first[0] + (original - since) if since and first else original
                yield from self._single(name, own_line, own, begins)
        for original, (line, event) in moved.items():
            yield from self._single(f"{identifier}-{original:%Y%m%dT%H%M}", line, event)

    def _sittings(self, line: int, event: Component) -> list[datetime]:
        start = self._instant(line, "DTSTART", event)
        if start is None:
            return []
        zone = getattr(event["DTSTART"].dt, "tzinfo", None) or self._zone or UTC
        try:
            return unfold(Series(event, start[0], zone), self._window)
        except ValueError as error:
            self._problems.error(self._file, line, "RRULE", str(error))
            return []

    def _single(
        self, identifier: str, line: int, event: Component, start: datetime | None = None
    ) -> Iterator[Row]:
        """The row of one sitting; `start` where it is not the event's own."""
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            return
        own = self._instant(line, "DTSTART", event)
        if own is None:
            return
        end = self._end(line, event, *own)
        begins = start or own[0]
        until = begins + (end - own[0]) if end else None
        floating = self._zone is None and getattr(event["DTSTART"].dt, "tzinfo", None) is None
        values = {
            "id": identifier,
            **self._words(line, event),
            "start": _text(begins, floating),
            "end": _text(until, floating) if until else "",
        }
        yield line, {name: value for name, value in values.items() if value}

    def _words(self, line: int, event: Component) -> dict[str, Any]:
        """Title, kind, track, place, links and description."""
        title, description = str(event.get("SUMMARY", "")), str(event.get("DESCRIPTION", ""))
        location, address = str(event.get("LOCATION", "")).strip(), str(event.get("URL", ""))
        categories = _categories(event)
        said = first_kind(f"{title}\n{description}")
        kind = said or next((word for word in map(str.lower, categories) if word in _KINDS), "")
        conferences = [str(event.get(n, "")) for n in ("CONFERENCE", "X-GOOGLE-CONFERENCE")]
        join, public = meeting_links(" ".join((location, address, *conferences)))
        hidden, _ = meeting_links(description)
        for link in hidden:
            description = description.replace(link, "").strip()
        if hidden:
            message = f"holds a meeting link ({shown(hidden[0].partition('?')[0])})"
            hint = "it is kept private, as `join`"
            self._problems.warning(self._file, line, "DESCRIPTION", message, hint)
        is_link = re.fullmatch(r"https?://\S+", location) is not None
        return {
            "title": without_hashtags(title),
            "kind": kind,
            "track": next((word for word in categories if word.lower() not in _KINDS), ""),
            "room": "" if is_link else location,
            "link": public[0] if public else "",
            "join": [{"label": "Join", "url": url} for url in dict.fromkeys([*join, *hidden])],
            "description": without_hashtags(description).strip(),
        }

    def _end(
        self, line: int, event: Component, start: datetime, whole_day: bool
    ) -> datetime | None:
        if "DTEND" in event:
            end = self._instant(line, "DTEND", event)
            return end[0] if end else None
        if "DURATION" in event:
            length: timedelta = event["DURATION"].dt
            return start + length
        if whole_day:
            day: date = event["DTSTART"].dt
            return self._midnight(day + timedelta(days=1))
        return None

    def _instant(self, line: int, name: str, event: Component) -> tuple[datetime, bool] | None:
        """The instant in UTC and whether it is a whole day, or None with the reason told."""
        value = event[name]
        found: date | datetime = value.dt
        if isinstance(found, datetime) and found.tzinfo is not None:
            return found.astimezone(UTC), False
        named = value.params.get("TZID")
        if named:
            message = f"expected a time zone that is known or described, got {shown(named)}"
            self._problems.error(self._file, line, name, message)
            return None
        if isinstance(found, datetime):
            return found.replace(tzinfo=self._zone or UTC).astimezone(UTC), False
        return self._midnight(found), True

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self._zone or UTC).astimezone(UTC)


def _text(instant: datetime, floating: bool) -> str:
    return (instant.replace(tzinfo=None) if floating else instant).isoformat()


def _categories(event: Component) -> list[str]:
    found = event.get("CATEGORIES", [])
    lists = found if isinstance(found, list) else [found]
    return [str(word).strip() for one in lists for word in getattr(one, "cats", ()) if str(word)]
