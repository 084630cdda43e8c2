"""What a reader keeps: the page "My schedule", and the sessions as its script reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from miniconf import names
from miniconf.site.kinds import Kind
from miniconf.site.refs import COLLECTION_OF, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.since import said as since_said
from miniconf.site.words import Words

Line = tuple[object, ...]
_SAID = (
    "star", "clash", "nothing", "nothing_text", "free", "papers_without", "others", "notes",
    "remove", "blocked", "imported", "not_ours", "copied", "link_note", "qr_label", "too_long",
    "merged", "add", "dismiss", "failed", "file_name", "because",
)  # fmt: skip


def lines(snapshot: Snapshot) -> tuple[Line, ...]:
    """Every event as the browser knows it, by start.

    Key, path of its page, title, kind, group, track, room, start and end (seconds since 1970),
    who, UID in calendars, key of the record that it belongs to, meeting link ("" unless published).
    """
    return tuple(_line(snapshot, event) for event in snapshot.index.events)


def _line(snapshot: Snapshot, event: SessionRef) -> Line:
    agenda, index, conference = snapshot.agenda, snapshot.index, snapshot.conference
    collection, _, key = event.key.partition("/")
    table = collection == "mentorships"
    record = (conference.mentorships if table else conference.sessions)[key]
    owner = "" if table or not record.owner else names.record_key(*record.owner)
    join = next((link.url for link in conference.config.publish.joins(record.join)), "")
    path = names.page_path(COLLECTION_OF[event.page[0]], event.page[1])
    return (
        event.key, path, index.plain(event.title), event.kind,
        event.group, event.track, event.room, int(event.start.timestamp()),
        int(event.end.timestamp()), ", ".join(event.who[:3]),
        names.event_uid(collection, key, agenda.domain), owner, join,
    )  # fmt: skip


def _sessions(shared: Shared, *found: Line) -> str:
    """The lines as JSON, with the words for kinds."""
    words = shared.words
    kinds = {line[3]: words.get(f"kind.{line[3]}", str(line[3])) for line in found}
    whole = {"kinds": kinds, "sessions": found}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def said(words: Words) -> Mapping[str, Any]:
    """The words that the page's script needs."""
    own = {name: words.raw(f"mine.{name}") for name in _SAID}
    return {**own, "papers": words.forms("schedule.papers"), "count": words.forms("mine.count")}


def _mine(shared: Shared, papers: bool, calendar: bool) -> Mapping[str, Any]:
    words = shared.words
    return {
        "mine": said(words), "since": since_said(words), "papers": papers, "calendar": calendar,
    }  # fmt: skip


KINDS = (
    Kind(
        endpoint="mine",
        rule="/mine.html",
        template="pages/mine.html",
        inputs=lambda snapshot, _: (
            bool(snapshot.conference.papers),
            bool(snapshot.index.events),
        ),
        context=_mine,
    ),
    Kind(
        endpoint="search_sessions",
        rule="/search/sessions.json",
        keys=lambda snapshot: ("",) if snapshot.index.events else (),
        inputs=lambda snapshot, _: lines(snapshot),
        render=_sessions,
        mimetype="application/json",
    ),
)
