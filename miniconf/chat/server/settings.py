"""What an organiser may decide about the embedded chat server."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Writing = Literal["open", "code", "personal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many calls in so many seconds."""

    calls: int
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much one person, one address or one request may ask for."""

    message_characters: int = 5000
    """Longest message; Rocket.Chat's own default."""
    body_bytes: int = 256 * 1024
    """Longest request body."""
    calls: Rate = Rate(calls=300, seconds=60)
    """Calls of one route by one user or, without a session, one address."""
    reads: Rate = Rate(calls=1200, seconds=60)
    """Calls of one route by one user where a route is for reading and open to guests."""
    guest_reads: Rate = Rate(calls=60_000, seconds=60)
    """The same for one address without a session: a whole institute may read from one."""
    readers: int = 1000
    """Readers who wait for news at once from one address, which a whole institute may share."""
    messages: Rate = Rate(calls=20, seconds=60)
    """Messages written by one user."""
    address_messages: Rate = Rate(calls=300, seconds=60)
    """Messages from one address, which a whole institute may share."""
    entries: Rate = Rate(calls=60, seconds=3600)
    """New names taken from one address."""
    failures: Rate = Rate(calls=10, seconds=600)
    """Wrong passwords, codes and links from one address."""
    reactions: Rate = Rate(calls=60, seconds=60)
    """Votes, marks and reports by one user."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatSettings:
    """Everything `create_chat` needs to know; nothing else is read from the outside."""

    database: Path
    """The SQLite file; made where it is absent."""
    secret: bytes
    """Signs sessions and personal links; at least 32 random bytes."""
    title: str = "Conference chat"
    language: str = "en"
    url: str = ""
    """Public address of this server: `https://chat.example.org`."""
    site: str = ""
    """Address of the conference's site, for links back."""
    origins: tuple[str, ...] = ()
    """Other origins whose pages may call this server: `https://example.org`."""
    writing: Writing = "open"
    code: str = ""
    """The conference's code, where `writing` is `code`."""
    guests: bool = True
    """Whether people without a session may read public rooms."""
    attendees: Path | None = None
    """Private CSV of people with personal links (see `people`)."""
    reserved: tuple[str, ...] = ()
    """Names that only their owners' personal links may carry: authors, organisers."""
    style: str = field(default="", repr=False)
    """The conference site's whole style sheet; without it the default colours are used."""
    admin: str = ""
    """User name of the account that provisions rooms."""
    admin_password: str = field(default="", repr=False)
    registration: bool = False
    """Whether `users.register` is open; the first account then becomes admin."""
    token_secret: str = field(default="", repr=False)
    """Lets an admin call `users.createToken`, where it is set."""
    session_hours: int = 24 * 14
    proxies: int = 0
    """How many reverse proxies stand before this server and set X-Forwarded-For."""
    secure: bool = False
    """Whether the public address is https (adds Strict-Transport-Security)."""
    slow_seconds: int = 0
    """Slow mode of new rooms."""
    limits: Limits = Limits()
