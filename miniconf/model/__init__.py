"""The typed, frozen data model: what the loader returns and everything else reads."""

from miniconf.model.conference import Conference
from miniconf.model.config import Analytics, Calendar, Chat, Config, Hub, Publish, Theme
from miniconf.model.fields import Asset, Markdown, Url, Zone, described, is_required
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
from miniconf.model.repos import HubPaper, HubRepo, RepoView
from miniconf.model.threads import Post, Thread
from miniconf.model.values import Captions, Link, Person, RepoRef, Talk, Video

__all__ = [
    "Analytics", "Asset", "Author", "Calendar", "Captions", "Chat", "Conference", "Config", "Hub",
    "HubPaper", "HubRepo", "Link", "Markdown", "Member", "Mentorship", "News", "Paper", "Person",
    "Post", "Publish", "Question", "RepoRef", "RepoView", "Session", "Social", "Speaker",
    "Sponsor", "Talk", "TextPage", "Theme", "Thread", "Tutorial", "Url", "Video", "Workshop",
    "Zone", "described", "is_required",
]  # fmt: skip
