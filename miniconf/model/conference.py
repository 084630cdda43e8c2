"""The one immutable snapshot that every page, feed and room is a function of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from miniconf.model.config import Config
from miniconf.model.fields import described
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
from miniconf.model.records import Paper, Session, Speaker, Tutorial, Workshop
from miniconf.model.values import RepoKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HubRepo:
    """Details of one repository on the Hugging Face Hub, as `hub.yml` keeps them."""

    kind: RepoKind = described("model, dataset or space.")
    id: str = described("`organisation/name`.")
    papers: tuple[str, ...] = described("Papers it belongs to.", default=(), refs="papers")
    by_authors: bool = described("Whether the authors own it.", default=False)
    task: str = described("Task: `text-classification`.", default="", aliases=("pipeline_tag",))
    library: str = described("Library: `transformers`.", default="", aliases=("library_name",))
    parameters: int | None = described("Number of parameters.", default=None)
    size: str = described("Size of a dataset: `10K<n<100K`.", default="")
    downloads: int | None = described("Downloads in 30 days.", default=None)
    likes: int | None = described("Likes.", default=None)
    license: str = described("Licence id: `apache-2.0`.", default="", aliases=("licence",))
    gated: bool = described("Whether access must be asked for.", default=False)
    languages: tuple[str, ...] = described("Languages.", default=(), aliases=("language",))
    last_modified: datetime | None = described("Last change.", default=None)
    revision: str = described("Commit the snippet is pinned to.", default="", aliases=("sha",))
    summary: str = described("Purpose and limits in a sentence.", default="")
    trained_on: tuple[str, ...] = described("Datasets it was trained on.", default=())
    base_model: str = described("Model it was made from.", default="")
    sdk: str = described("SDK of a Space.", default="")
    running: bool | None = described("Whether a Space is awake.", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
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
