"""Mentors' tables and mentees, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from miniconf.mentors.hours import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One mentorship session with its seats. Instants are aware, in UTC."""

    id: str
    mentors: tuple[str, ...]
    topic: str
    topics: tuple[str, ...]
    """What matching goes by: topics in lower case; the topic itself where none are given."""
    languages: tuple[str, ...] = ()
    """In lower case; empty: any."""
    start: datetime
    end: datetime
    capacity: int
    minimum: int = 0
    """With fewer mentees than this the table is not held."""
    room: str = ""
    join: str = ""
    email: str = ""
    """Where the mentor is written to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee:
    """One person who asks for a seat. Nothing of this is ever published."""

    id: str
    name: str
    email: str
    zone: str
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    free: Hours
    choices: tuple[str, ...] = ()
    """Ids of tables, the most wanted first."""
    line: int = 0
