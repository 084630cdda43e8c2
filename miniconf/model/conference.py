"""The one immutable snapshot that every page, feed and room is a function of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from miniconf.model.config import Config
from miniconf.model.people import (
    Author,
    Member,
    Mentorship,
    News,
    Question,
    Social,
    Sponsor,
    TextPage,
)
from miniconf.model.record import record
from miniconf.model.records import Paper, Session, Speaker, Tutorial, Workshop
from miniconf.model.repos import HubPaper, HubRepo
from miniconf.model.threads import Thread
from miniconf.model.values import RepoKind


@record
class Conference:
    """Everything about one conference; mappings are `id -> record` in file order, never changed."""

    config: Config
    papers: Mapping[str, Paper] = field(default_factory=dict)
    authors: Mapping[str, Author] = field(default_factory=dict)
    """`slug -> author`, by name."""
    sessions: Mapping[str, Session] = field(default_factory=dict)
    """By start, then id; sessions given in place inside other records included."""
    speakers: Mapping[str, Speaker] = field(default_factory=dict)
    workshops: Mapping[str, Workshop] = field(default_factory=dict)
    tutorials: Mapping[str, Tutorial] = field(default_factory=dict)
    socials: Mapping[str, Social] = field(default_factory=dict)
    mentorships: Mapping[str, Mentorship] = field(default_factory=dict)
    sponsors: Mapping[str, Sponsor] = field(default_factory=dict)
    """By level, then as in the file."""
    committee: tuple[Member, ...] = ()
    faq: tuple[Question, ...] = ()
    code_of_conduct: str = ""
    """Markdown."""
    news: tuple[News, ...] = ()
    """Newest first."""
    pages: Mapping[str, TextPage] = field(default_factory=dict)
    repos: Mapping[tuple[RepoKind, str], HubRepo] = field(default_factory=dict)
    """`(kind, id) -> details`; a repository that `hub.yml` does not know is absent."""
    hub_papers: Mapping[str, HubPaper] = field(default_factory=dict)
    """Paper id -> what the Hub knows about it; empty where the Hub has never been asked."""
    questions: Mapping[str, tuple[Thread, ...]] = field(default_factory=dict)
    """`record key -> threads of its archived room`, oldest first (`names.record_key`)."""
