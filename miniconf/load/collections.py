"""The collections of a conference: which record each holds, and which files carry it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from miniconf.model import (
    HubRepo,
    Member,
    Mentorship,
    News,
    Paper,
    Question,
    Session,
    Social,
    Speaker,
    Sponsor,
    Tutorial,
    Workshop,
)
from miniconf.model.record import record
from miniconf.model.repos import HubPaper


@record
class Collection:
    """One collection.

    `files`: names without ending, the canonical one first, then classic MiniConf's; `root`: keys
    that a tree's records may stand under; `title`: the field that names a record to people, of
    which an id is made where none is needed; `extra`: names that mean something to the loader
    beside the record's fields, each with its other spellings.
    """

    name: str
    record: type[Any]
    files: tuple[str, ...]
    root: tuple[str, ...] = ()
    title: str = "title"
    needs_id: bool = True
    has_id: bool = True
    extra: Mapping[str, tuple[str, ...]]


_TIMES = {"duration": ("length", "duration_minutes"), "date": ("day",)}
OWN_TIMES = {
    "start": ("start_time",), "end": ("end_time",), **_TIMES, "room": ("location",),
}  # fmt: skip
"""Of records that sessions belong to: the times of a single one, in the record's own row."""
_OWNERS = {
    "workshop": ("workshop_id",), "tutorial": ("tutorial_id",), "social": ("social_id",),
    "sponsor": ("sponsor_id",), "speakers": ("speaker", "speaker_id", "presenter", "presenters"),
}  # fmt: skip
_PARTS = {"parts": ("sessions", "subsessions", "sub_sessions", "time_slots", "slots")}


def _collection(name: str, record: type[Any], *files: str, **more: Any) -> Collection:
    root = more.pop("root", ())
    return Collection(
        name=name, record=record, files=(name, *files), root=(name, *files, *root),
        extra=more.pop("extra", {}), **more,
    )  # fmt: skip


COLLECTIONS: Mapping[str, Collection] = {
    collection.name: collection
    for collection in (
        _collection("papers", Paper, root=("notes", "results")),
        _collection(
            "sessions", Session, "main_calendar", "schedule", needs_id=False,
            extra={**_TIMES, **_OWNERS, **_PARTS},
        ),
        _collection("speakers", Speaker, "keynotes", "plenary_sessions", extra=OWN_TIMES),
        _collection("workshops", Workshop, extra=OWN_TIMES),
        _collection("tutorials", Tutorial, extra=OWN_TIMES),
        _collection("socials", Social, title="name", extra=OWN_TIMES),
        _collection("mentorships", Mentorship, "mentorship", "mentors", title="topic",
                    extra=_TIMES),
        _collection("sponsors", Sponsor, title="name", needs_id=False, extra=OWN_TIMES),
        _collection("committee", Member, has_id=False, title="name"),
        _collection("faq", Question, "questions", has_id=False, title="question",
                    root=("FAQ",)),
        _collection("news", News, "announcements", has_id=False),
        _collection("repos", HubRepo, has_id=False, title="id"),
        _collection("hub_papers", HubPaper, title="id", root=("papers",)),
    )
}  # fmt: skip
"""Every collection that is read from records, in the order of reading."""

WITH_PAGES = (
    "papers", "sessions", "speakers", "workshops", "tutorials", "socials", "mentorships",
    "sponsors",
)  # fmt: skip
"""Collections whose records have pages of their own, by id."""
