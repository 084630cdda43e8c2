"""Pages and sessions in the words by which a reader looks for them, beside their titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from miniconf import names
from miniconf.model import Question, Session, TextPage
from miniconf.site.shared import Shared

Entry = tuple[str, str, str, str]
"""Collection, path, title and further words."""
_MOST = 4_000
"""Characters of a page's text that can be searched."""
_SAID = {
    "calendars": "calendars.lead", "chat": "chat.lead", "mentorship": "mentorship.lead",
    "mine": "mine.lead", "socials": "socials.lead",
}  # fmt: skip
"""Page -> the words that stand at its head."""
_SAID_AFTERWARDS = _SAID | {"calendars": "calendars.kept", "chat": "chat.closed"}
"""The same of a conference that is over."""


def session_entries(
    shared: Shared, sessions: Iterable[Session]
) -> list[tuple[str, str, str, str, int]]:
    """Sessions with their kind, room, track and chairs, and their start in seconds since 1970."""
    plain = shared.prose.plain
    found = []
    for session in sessions:
        kind = "" if session.kind == "other" else shared.words.get(
            f"kind.{session.kind}", session.kind
        )  # fmt: skip
        more = (kind, session.room, session.track, *(person.name for person in session.chairs))
        path, start = names.page_path("sessions", session.id), int(session.start.timestamp())
        found.append(("sessions", path, plain(session.title), joined(more), start))
    return found


def site_entries(shared: Shared, others: Iterable[str], sessions: Iterable[Session]) -> list[Entry]:
    """The pages of the menu and `others` by their endpoints, and the days of the schedule."""
    words = shared.words
    said = _SAID_AFTERWARDS if shared.config.archive else _SAID
    named = [item.endpoint for item in shared.menu if item.endpoint not in ("page", "help")]
    found = [
        ("pages", f"{name}.html", _title(shared, name), words(said[name]) if name in said else "")
        for name in ("home", *named, "mine", *others)
    ]
    found[0] = ("pages", "index.html", *found[0][2:])
    schedule = words("nav.schedule")
    days = sorted({shared.clock.day_of(session.start) for session in sessions})
    return found + [
        ("pages", f"schedule.html#day-{day}", shared.clock.long_day(day), schedule) for day in days
    ]


def _title(shared: Shared, name: str) -> str:
    return shared.words.get(f"nav.{name}", "") or shared.words(f"{name}.title")


def text_entries(
    shared: Shared, faq: Sequence[Question], conduct: str, pages: Iterable[TextPage]
) -> list[Entry]:
    """The pages that are text, with their text: help with its questions, conduct, further pages."""
    words = shared.words
    found = []
    if "help" in shared.pages:
        asked = " ".join(f"{item.question} {item.answer}" for item in faq)
        found.append(("help.html", words("nav.help"), f"{words('help.also')}. {asked}"))
    if conduct:
        found.append(("help.html#conduct", words("help.conduct"), conduct))
    found += [(f"{names.file_stem(p.id)}.html", p.title, p.text) for p in pages]
    plain = shared.prose.plain
    return [("pages", path, plain(title), plain(text)[:_MOST]) for path, title, text in found]


def joined(parts: Iterable[str]) -> str:
    """The parts that there are, with commas."""
    return ", ".join(part for part in parts if part)
