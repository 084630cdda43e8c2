"""Texts -> instants, days and lengths of time, as organisers write them. Pure.

An instant is aware and in UTC. A text without an offset takes the zone it is given; without one it
is refused: the zone of the machine never counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, available_timezones

from miniconf.days import NotATimeError, day_at_start, in_our_time
from miniconf.patterns import regex

_TIME = regex(
    r"(?P<hour>\d{1,2})"
    r"(?:[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?)?"
    r"\s*(?:(?P<half>[ap]\.?m\.?)(?![a-z]))?(?![\d:])",
    re.IGNORECASE,
)
_COMPACT_TIME = regex(r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)(?P<half>)(?!\d)")
_OFFSET = regex(r"(?P<sign>[+\-−])(?P<hours>\d\d?):?(?P<minutes>\d\d)?")
_GAP = regex(r"T|[\s,_]*(?:at\s+)?", re.IGNORECASE)
_LENGTH = regex(
    r"(?:pt)?\s*(?:(?P<h>\d+(?:\.\d+)?)\s*h(?:ours?|rs?)?)?[\s,]*"
    r"(?:(?P<m>\d+(?:\.\d+)?)\s*m?(?:in(?:ute)?s?)?\.?)?",
    re.IGNORECASE,
)
_UTC_NAMES = ("z", "utc", "gmt", "utc+0", "gmt+0")
_ANYWHERE = timezone(timedelta(hours=-12))


@dataclass(frozen=True, slots=True)
class Instant:
    """One instant: `value` is aware, in UTC.

    `local` is the same on the clock that the text means; `declared` tells whether the text itself
    had the offset; `doubt` is what a careful reader would ask, "" where nothing.
    """

    value: datetime
    local: datetime
    declared: bool
    doubt: str = ""


def parse_instant(
    text: str,
    zone: tzinfo | None,
    formats: Sequence[str] = (),
    year: int | None = None,
) -> Instant:
    """The instant that `text` names: `2031-03-28 09:00`, `28 March 2031, 9 am`, `...T09:00:00Z`.

    `formats` are patterns of `datetime.strptime` to try first, or "epoch" and "epoch-ms"; `year`
    is used where the text has none. Raises NotATimeError.
    """
    text = " ".join(text.split())
    naive = _by_format(text, formats, year)
    if naive is None:
        day, rest = day_at_start(text, year)
        naive = _timed(day, rest, text)
    return _placed(naive, zone, text)


def parse_date(text: str, formats: Sequence[str] = (), year: int | None = None) -> date:
    """The day that `text` names: `2031-03-28`, `28 March 2031`; a time behind it must be midnight.

    Raises NotATimeError.
    """
    text = " ".join(text.split())
    if found := _by_format(text, formats, year):
        return in_our_time(found).date()
    day, rest = day_at_start(text, year)
    if rest.strip(" T") in ("", "00:00", "00:00:00", "0:00", "00:00:00Z", "00:00:00+00:00"):
        return day
    raise NotATimeError("a day such as 2031-03-28")


def parse_time(text: str) -> time | None:
    """The time of day that `text` is and nothing else: `9:30`, `2 pm`, `14:00:00`; or None.

    `24:00` is the midnight that ends a day, which is the first moment of the next.
    """
    match = _TIME.fullmatch(text.strip())
    if not match or not (match["minute"] or match["half"]):
        return None
    try:
        hour, minute, second = _clock(match)
    except NotATimeError:
        return None
    return time(hour % 24, minute, second)


def parse_length(text: str, unit: str = "minutes") -> timedelta:
    """A length of time: `90`, `1.5 h`, `1h30`, `1:30`, `01:30:00`, `PT1H30M`.

    A bare number counts `unit`: minutes, hours or seconds; `1:30` is hours and minutes; the result
    is in whole minutes. Raises NotATimeError.
    """
    text = text.strip()
    found = timedelta()
    with suppress(OverflowError):
        if re.fullmatch(r"\d+(?:\.\d+)?", text):
            found = timedelta(**{unit: float(text)})
        elif match := re.fullmatch(r"(\d{1,3}):(\d\d)(?::(\d\d))?", text):
            hours, minutes, seconds = map(int, match.groups("0"))
            found = timedelta(hours=hours, minutes=minutes, seconds=seconds)
        elif (match := _LENGTH.fullmatch(text)) and (match["h"] or match["m"]):
            found = timedelta(hours=float(match["h"] or 0), minutes=float(match["m"] or 0))
    if not found:
        raise NotATimeError("a length of time such as 90 (minutes) or 1:30")
    return timedelta(minutes=round(found.total_seconds() / 60) or 1)


def find_zone(name: str) -> ZoneInfo | None:
    """The time zone called `name` (IANA), or None."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def zone_names() -> tuple[str, ...]:
    """The names of all time zones, sorted."""
    return tuple(sorted(available_timezones()))


def _by_format(text: str, formats: Sequence[str], year: int | None) -> datetime | None:
    """What `text` is by the first of `formats` that fits, or None."""
    for pattern in formats:
        try:
            if pattern in ("epoch", "epoch-ms"):
                return datetime.fromtimestamp(
                    float(text) / (1000 if pattern == "epoch-ms" else 1), UTC
                )
            # A day such as 29 February needs its year while it is read.
            if not re.search(r"%[yYGcxD]", pattern) and year:
                return _stripped(f"{year} {text}", f"%Y {pattern}")
            return _stripped(text, pattern)
        except NotATimeError:
            raise
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _stripped(text: str, pattern: str) -> datetime:
    """What `strptime` makes of `text`; naive where it has no offset.

    Of a zone's name `strptime` takes the machine's own alone, and forgets it.
    """
    body, named, rest = pattern.partition("%Z")
    if rest:
        raise NotATimeError("a pattern with %Z at its end, if at all")
    head, _, zone = text.rpartition(" ") if named else (text, "", "")
    found = datetime.strptime(head, body.rstrip())  # noqa: DTZ007 - _placed gives the zone
    return found.replace(tzinfo=_offset(zone)) if named else found


def _timed(day: date, rest: str, text: str) -> datetime:
    """`day` with the time and the offset in `rest`; naive where there is no offset."""
    rest = rest[_GAP.match(rest).end() :]  # type: ignore[union-attr]  # matches ""
    match = _COMPACT_TIME.match(rest) or _TIME.match(rest)
    if not match:
        raise NotATimeError("an instant such as 2031-03-28 09:00", "it has no time of day")
    hour, minute, second = _clock(match)
    naive = datetime.combine(day, time(hour % 24, minute, second))
    naive += timedelta(days=hour // 24)
    tail = rest[match.end() :].strip(" ()")
    return naive.replace(tzinfo=_offset(tail)) if tail else naive


def _clock(match: re.Match[str]) -> tuple[int, int, int]:
    """Hour (24 only for midnight at a day's end), minute and second."""
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    second = int(parts.get("second") or 0)
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise NotATimeError("an hour from 1 to 12 before am or pm")
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise NotATimeError("a time that exists")
    return hour, minute, min(second, 59)


def _offset(text: str) -> tzinfo:
    """The offset or zone that a text ends with."""
    if text.lower() in _UTC_NAMES:
        return UTC
    if text.lower() == "aoe":
        return _ANYWHERE
    bare = re.sub(r"^(?:utc|gmt)\s*(?=[+\-−])", "", text, flags=re.IGNORECASE)
    if match := _OFFSET.fullmatch(bare):
        minutes = int(match["hours"]) * 60 + int(match["minutes"] or 0)
        if minutes <= 14 * 60:
            return timezone(timedelta(minutes=minutes if match["sign"] == "+" else -minutes))
    elif "/" in text and (zone := find_zone(text)):
        return zone
    raise NotATimeError(
        "an offset such as +01:00, or Z, behind the time",
        f'"{text}" is ambiguous or unknown',
    )


def _placed(naive: datetime, zone: tzinfo | None, text: str) -> Instant:
    """The instant of `naive` in its own or else the given zone."""
    declared = in_our_time(naive).tzinfo is not None
    if isinstance(naive.tzinfo, ZoneInfo):
        zone, naive = naive.tzinfo, naive.replace(tzinfo=None)
    elif declared:
        return Instant(naive.astimezone(UTC), naive, True)
    if zone is None:
        raise NotATimeError(
            "an instant with its offset", "add one (+01:00 or Z), or set `time_zone` in config.yml"
        )
    value = naive.replace(tzinfo=zone).astimezone(UTC)
    if value.astimezone(zone).replace(tzinfo=None) != naive:
        raise NotATimeError(
            f"a time that exists in {zone}", "clocks are put forward over it that night"
        )
    later = naive.replace(tzinfo=zone, fold=1).astimezone(UTC)
    doubt = ""
    if later != value:
        first = value.astimezone(zone).isoformat(" ", "minutes")
        second = later.astimezone(zone).isoformat(" ", "minutes")
        doubt = f"{first} or {second}"
    return Instant(value, naive.replace(tzinfo=zone), declared, doubt)
