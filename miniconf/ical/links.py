"""Links that put one event into a reader's own calendar, without a file."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from urllib.parse import quote, urlencode

from miniconf.ical.entries import Entry

MOST_TEXT = 1000
"""Longer descriptions are cut: some browsers and servers refuse long addresses."""


def google(entry: Entry) -> str:
    """The address of Google Calendar's form, filled in with `entry`; its times are in UTC."""
    start, end = (
        f"{instant.astimezone(UTC):%Y%m%dT%H%M%SZ}" for instant in (entry.start, entry.end)
    )
    return _address(
        "https://calendar.google.com/calendar/render",
        action="TEMPLATE",
        text=entry.title,
        dates=f"{start}/{end}",
        location=entry.location,
        details=_details(entry),
    )


def outlook(entry: Entry) -> str:
    """The address of the form of Outlook's web calendar, filled in with `entry`.

    The form takes the description for HTML, so the text is escaped as such.
    """
    body = html.escape(_details(entry), quote=False).replace("\n", "<br>")
    return _address(
        "https://outlook.live.com/calendar/0/deeplink/compose",
        path="/calendar/action/compose",
        rru="addevent",
        subject=entry.title,
        startdt=_extended(entry.start),
        enddt=_extended(entry.end),
        location=entry.location,
        body=body,
    )


def add_links(entry: Entry) -> tuple[tuple[str, str], ...]:
    """(name, address) of each form that takes `entry`."""
    return ("google", google(entry)), ("outlook", outlook(entry))


def webcal(address: str) -> str:
    """The address by which a client subscribes to the calendar at `address` (http or https).

    "" where the site's address is not known: a subscription needs one.
    """
    rest = address.partition("://")[2]
    return f"webcal://{rest}" if rest else ""


def _extended(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _details(entry: Entry) -> str:
    """The description, cut where it is long, but never without the page's address at its end."""
    text = entry.description
    if len(text) <= MOST_TEXT:
        return text
    last = f"\n\n{entry.url}" if entry.url and text.endswith(entry.url) else ""
    return f"{text[: MOST_TEXT - 1 - len(last)].rstrip()}…{last}"


def _address(base: str, **query: str) -> str:
    """`base` with a query; spaces as %20, since a plus sign is shown as such by some forms."""
    return f"{base}?{urlencode({k: v for k, v in query.items() if v}, quote_via=quote, safe='')}"
