"""Records about people and partners: socials, mentors, sponsors, committee, authors; texts."""

from __future__ import annotations

from datetime import date, datetime

from miniconf.model.fields import (
    CHAT,
    CHAT_ALIASES,
    ID,
    ID_ALIASES,
    SESSIONS,
    VIDEO_ALIASES,
    Asset,
    Markdown,
    Url,
    described,
)
from miniconf.model.record import record
from miniconf.model.values import Link, Person, Video


@record
class Social:
    """A social event, held once or in several sittings (one session each)."""

    id: str = described(ID, aliases=ID_ALIASES)
    name: str = described("Name.", aliases=("title",))
    description: Markdown = described(
        "What to expect.", default=Markdown(""), aliases=("abstract",)
    )
    organizers: tuple[Person, ...] = described(
        "Organisers.", default=(), aliases=("organisers", "organizer", "hosts")
    )
    image: Asset | None = described("Picture.", default=None)
    website: Url | None = described("Its own site.", default=None, aliases=("url",))
    location: str = described("Where people meet, in words.", default="", aliases=("room",))
    join: tuple[Link, ...] = described(
        "Meeting link.", default=(), private=True, aliases=("zoom_link", "meeting")
    )
    sessions: tuple[str, ...] = described(
        SESSIONS, default=(), refs="sessions", aliases=("session",)
    )
    capacity: int | None = described("Places.", default=None)
    chat: str = described(CHAT, default="", aliases=CHAT_ALIASES)


@record
class Mentorship:
    """A table of one or more mentors with 10 to 20 mentees."""

    id: str = described(ID, aliases=ID_ALIASES)
    mentors: tuple[Person, ...] = described("Mentors.", aliases=("mentor",))
    topic: str = described("Topic.", aliases=("title",))
    start: datetime = described("First instant.", aliases=("start_time",))
    end: datetime = described("Last instant; or give `duration`.", aliases=("end_time",))
    description: Markdown = described("What to expect.", default=Markdown(""))
    capacity: int | None = described("Seats.", default=None, aliases=("seats",))
    taken: int = described("Seats taken, written by the matching.", default=0)
    languages: tuple[str, ...] = described("Languages spoken.", default=(), aliases=("language",))
    room: str = described("Room or place.", default="", aliases=("location",))
    join: tuple[Link, ...] = described(
        "Meeting link.", default=(), private=True, aliases=("zoom_link", "meeting")
    )
    signup: Url | None = described("Where to ask for a seat.", default=None)
    chat: str = described(CHAT, default="", aliases=CHAT_ALIASES)


@record
class Sponsor:
    """A sponsor and its booth."""

    id: str = described("Stable id; the name where it is left out.", aliases=ID_ALIASES)
    name: str = described("Name; the id where it is left out.")
    level: str = described("Level: `Gold`.", default="", aliases=("tier",))
    logo: Asset | None = described("Logo.", default=None, aliases=("image",))
    logo_dark: Asset | None = described("Logo for the dark theme.", default=None)
    website: Url | None = described("Home page.", default=None, aliases=("url",))
    description: Markdown = described("About.", default=Markdown(""))
    video: tuple[Video, ...] = described(
        "Videos.", default=(), aliases=(*VIDEO_ALIASES, "youtubes")
    )
    contacts: tuple[Person, ...] = described("Contacts; addresses are dropped.", default=())
    sessions: tuple[str, ...] = described(
        "Times at the booth: sessions in place or ids.", default=(), refs="sessions",
        aliases=("schedule", "gather_schedule"),
    )  # fmt: skip
    downloads: tuple[Link, ...] = described(
        "Downloads and further links.", default=(), aliases=("resources", "links")
    )
    publications: tuple[str, ...] = described(
        "Papers of the sponsor's people.", default=(), refs="papers", aliases=("papers",)
    )
    join: tuple[Link, ...] = described(
        "Meeting link.", default=(), private=True, aliases=("zoom_link", "meeting")
    )
    chat: str = described(CHAT, default="", aliases=CHAT_ALIASES)


@record
class Member:
    """A member of the committee."""

    role: str = described("Role.")
    name: str = described("Full name.")
    affiliation: str = described("Institution.", default="", aliases=("aff", "institution"))
    image: Asset | None = described("Portrait.", default=None, aliases=("im", "photo"))
    website: Url | None = described("Home page.", default=None, aliases=("url", "homepage"))
    links: tuple[Link, ...] = described("Further links.", default=())


@record
class Question:
    """A frequently asked question."""

    question: str = described("Question.", aliases=("Question",))
    answer: Markdown = described("Answer.", aliases=("Answer",))
    section: str = described("Heading it stands under.", default="", aliases=("Section",))


@record
class News:
    """An announcement; the newest stands first on the home page and in the feed."""

    date: datetime = described("When it was published.", aliases=("published", "time"))
    title: str = described("Headline.")
    text: Markdown = described("Text.", default=Markdown(""), aliases=("body", "description"))
    link: Asset | None = described("Where to read more.", default=None, aliases=("url",))


@record
class TextPage:
    """A further page from `pages/*.md`."""

    id: str = described("File name without ending.")
    title: str = described("First heading, or the file's name.")
    text: Markdown = described("Body.", default=Markdown(""))
    navigation: bool = described("Whether the navigation shows it.", default=False)
    updated: date | None = described("Last change, as the page states it.", default=None)


@record
class Author:
    """A person with at least one paper, as the papers name them."""

    slug: str = described("Name of the page.", derived=True)
    name: str = described("Full name.", derived=True)
    affiliations: tuple[str, ...] = described("Institutions, newest first.", default=())
    papers: tuple[str, ...] = described("Papers.", default=(), refs="papers")
    orcid: str = described("ORCID iD.", default="")
    website: Url | None = described("Home page.", default=None)
    zone: str | None = described("Time zone.", default=None)
