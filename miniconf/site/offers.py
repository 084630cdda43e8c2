"""A record's calendar as its page offers it: a file, a subscription, and forms for each event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from miniconf.site.refs import SessionRef
from miniconf.site.snapshot import Snapshot

ENDPOINTS = {
    "papers": "paper_calendar",
    "authors": "author_calendar",
    "speakers": "speaker_calendar",
    "workshops": "workshop_calendar",
    "tutorials": "tutorial_calendar",
    "socials": "social_calendar",
    "mentorships": "mentorship_calendar",
    "sponsors": "sponsor_calendar",
    "sessions": "session_calendar",
}
"""Collection -> endpoint of its records' calendars."""
Forms = tuple[tuple[str, str], ...]
"""(name, address) of each web calendar that takes one event: `("google", "https://...")`."""


class CalendarRef(NamedTuple):
    """The calendar of a record: the endpoint and key of its file, empty where it has none.

    `forms`: for each event on the page, in the page's order.
    """

    endpoint: str = ""
    key: str = ""
    forms: tuple[Forms, ...] = ()

    @property
    def only(self) -> Forms:
        """The forms of the only event, to stand beside the file; none where there are several."""
        return self.forms[0] if len(self.forms) == 1 else ()

    def each(self, place: int) -> Forms:
        """The forms of one event of several, to stand beside its time."""
        return self.forms[place] if len(self.forms) > 1 else ()


def calendar_of(
    snapshot: Snapshot, collection: str, identifier: str, events: Iterable[SessionRef] = ()
) -> CalendarRef:
    """The calendar of a record whose page shows `events`."""
    agenda = snapshot.agenda
    if not agenda.has(collection, identifier):
        return CalendarRef()
    forms = tuple(agenda.forms(event.key) for event in events)
    return CalendarRef(ENDPOINTS[collection], identifier, forms)
