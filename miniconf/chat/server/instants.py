"""Instants as Rocket.Chat writes them: `2027-06-15T11:20:00.000Z`, milliseconds inside."""

from __future__ import annotations

from datetime import UTC, datetime


def iso(milliseconds: int) -> str:
    """The instant in UTC, to the millisecond."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{datetime.fromtimestamp(seconds, UTC).isoformat()[:19]}.{rest:03d}Z"


def spoken(milliseconds: int) -> str:
    """The instant in UTC, to the minute, as in a sentence: `15:05 UTC on 30 November 2026`."""
    moment = datetime.fromtimestamp(milliseconds // 1000, UTC)
    return f"{moment:%H:%M} UTC on {moment.day} {moment:%B %Y}"


def milliseconds(text: str) -> int:
    """Milliseconds since 1970 of an ISO 8601 instant or of digits that already say them.

    An instant without an offset is UTC, as in Rocket.Chat. Raises ValueError for anything else.
    """
    stripped = text.strip()
    if stripped.isascii() and stripped.isdigit():
        return _within(int(stripped[:16]))
    # A "+" in a query string arrives as a space.
    moment = datetime.fromisoformat(stripped.replace(" ", "+", 1) if "T" in stripped else stripped)
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return _within(round(aware.timestamp() * 1000))


def _within(value: int) -> int:
    iso(value)
    return value
