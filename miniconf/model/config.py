"""What `config.yml` says about the conference as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from miniconf.model.fields import (
    Asset,
    Colour,
    DataName,
    Markdown,
    RepoId,
    SecureUrl,
    Url,
    Zone,
    described,
)
from miniconf.model.record import record
from miniconf.model.values import Link

ChatEngine = Literal["none", "embedded", "rocketchat", "matrix", "link"]


@record
class Theme:
    """How the site looks: colours, logo, fonts."""

    brand: Colour = described(
        "First colour, `#0b5d4b`.", default=Colour("#0b5d4b"), aliases=("color",)
    )
    second: Colour = described("Second colour.", default=Colour("#f2b035"), aliases=("accent",))
    logo: Asset | None = described("Logo, 28 px high in the header.", default=None)
    logo_dark: Asset | None = described("Logo for the dark theme.", default=None)
    serif: str = described("Font family for what people wrote.", default="")
    sans: str = described("Font family for what the site says.", default="")


@record
class Publish:
    """What leaves the house. Everything private stays out unless said here."""

    join: bool = described("Publish meeting links.", default=False, aliases=("join_links",))
    emails: bool = described("Publish e-mail addresses.", default=False)
    allow: tuple[str, ...] = described(
        "Single addresses and meeting links that are published, as they stand.", default=()
    )
    secrets: tuple[str, ...] = described(
        "Passwords and tokens that this machine knows and no file may hold.",
        default=(), derived=True,
    )  # fmt: skip

    def joins(self, links: tuple[Link, ...]) -> tuple[Link, ...]:
        """Those of the meeting `links` that may be shown."""
        return links if self.join else tuple(link for link in links if link.url in self.allow)


@record
class Chat:
    """Which chat engine serves the rooms, and which rooms there are."""

    engine: ChatEngine = described("none, embedded, rocketchat, matrix or link.", default="none")
    url: str = described("Address of the chat server.", default="", aliases=("server",))
    room_url: str = described(
        "For `link`: address of a room, with `{room}` in it.", default="", aliases=("template",)
    )
    papers: Literal["paper", "session", "track", "none"] = described(
        "One room a paper, a session or a track.", default="paper"
    )
    collections: tuple[str, ...] = described(
        "Other collections whose records have rooms.",
        default=("workshops", "tutorials", "socials", "mentorships", "speakers", "sponsors"),
    )
    general: tuple[str, ...] = described(
        "General rooms, by name.", default=("general", "help"), aliases=("rooms",)
    )
    welcome: Markdown = described("Message pinned in each room.", default=Markdown(""))
    writing: Literal["open", "code", "personal"] = described(
        "Who may write: open with a chosen name, with the conference's code, by personal link.",
        default="open",
    )
    guests: bool = described("Whether people without an account may read.", default=True)
    names: Literal["shown", "pseudonyms", "none"] = described(
        "How the archive names people.", default="shown"
    )
    prefix: str = described(
        "Put before each room's name, where one server carries several conferences.", default=""
    )
    domain: str = described(
        "Matrix: the server's name, right of the colon in addresses; the host of `url` where it is "
        "left out.",
        default="", aliases=("server_name",),
    )  # fmt: skip
    announcement: str = described("Line shown above each room.", default="")
    moderators: tuple[str, ...] = described(
        "Accounts on the chat server that moderate each room.", default=(), aliases=("moderator",)
    )
    archive: tuple[str, ...] = described(
        "Collections whose rooms are kept in the archive.",
        default=("papers", "sessions", "workshops", "tutorials", "speakers"), aliases=("archived",),
    )  # fmt: skip


@record
class Calendar:
    """How calendars are named and refreshed."""

    domain: str = described("Right side of event ids; never change it.", default="")
    refresh_minutes: int = described("How often subscribers look again.", default=60)
    calendar_name: str = described("Name in the reader's calendar.", default="")


@record
class Hub:
    """How repositories on the Hugging Face Hub are shown."""

    shown: int = described("How many of each kind a paper shows.", default=4)
    block: tuple[str, ...] = described("Repositories never shown.", default=())
    pins: tuple[str, ...] = described("Repositories shown first.", default=())
    owners: tuple[str, ...] = described(
        "Organisations whose repositories count as the authors' own.", default=()
    )
    dataset: RepoId = described(
        "The proceedings as a dataset on the Hub, once they are uploaded.", default=RepoId("")
    )


@record
class Analytics:
    """A counter of visits elsewhere; nothing is asked of it before the reader says yes."""

    script: SecureUrl = described("Address of the counter's script: `https://...`.")
    attributes: Mapping[DataName, str] | None = described(
        "What the script's element bears, as most counters ask: `{data-domain: tern.example}`.",
        default=None,
    )
    connect: tuple[SecureUrl, ...] = described(
        "Hosts that it may send to beside the script's own.", default=()
    )


@record
class Config:
    """The conference as a whole."""

    name: str = described("Name: `Meridian 2027`.")
    start: date = described("First day, in the conference's zone.", aliases=("start_date",))
    end: date = described("Last day.", aliases=("end_date",))
    time_zone: Zone = described(
        "The conference's zone: `Europe/Lisbon`.", aliases=("timezone", "zone", "tz")
    )
    tagline: str = described("A line below the name.", default="", aliases=("subtitle",))
    description: Markdown = described("What it is, for readers and search engines.", default="")
    location: str = described("Where: `Online`, a city.", default="Online")
    language: str = described("Language of the site's own words (BCP 47).", default="en")
    base_url: Url | None = described(
        "Where the site will stand, path prefix included.", default=None, aliases=("site_url",)
    )
    organization: str = described("Who holds it.", default="", aliases=("organisation",))
    contact: Url | None = described("Page for questions to the organisers.", default=None)
    proceedings: str = described(
        "Title of the proceedings.", default="", aliases=("proceedings_title",)
    )
    publisher: str = described("Publisher of the proceedings.", default="")
    published: date | None = described(
        "Publication date; the first day where it is left out.",
        default=None, aliases=("publication_date",),
    )  # fmt: skip
    license: str = described("Licence of texts and media.", default="", aliases=("licence",))
    navigation: tuple[str, ...] = described(
        "Pages in the header, in order: `schedule`, `papers`, a page's name ...", default=()
    )
    links: tuple[Link, ...] = described("Links in the footer.", default=())
    other_years: tuple[Link, ...] = described("Sites of other years.", default=())
    tracks: tuple[str, ...] = described(
        "Tracks in the order of their marks; otherwise by name.", default=()
    )
    levels: tuple[str, ...] = described("Sponsors' levels, highest first.", default=())
    highlighted: tuple[str, ...] = described(
        "Papers shown on the home page.", default=(), refs="papers"
    )
    archive: bool = described(
        "The conference is over: no live links, everything readable.", default=False
    )
    theme: Theme = described("Colours, logo, fonts.", default=Theme())
    publish: Publish = described("What leaves the house.", default=Publish())
    chat: Chat = described("Chat engine and rooms.", default=Chat())
    calendar: Calendar = described("Calendars.", default=Calendar())
    hub: Hub = described("Hugging Face Hub.", default=Hub())
    analytics: Analytics | None = described(
        "A counter of visits, which waits for the reader's yes.", default=None
    )
