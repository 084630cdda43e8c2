"""The few values that every page may read: a change here writes every page again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from miniconf.model import Config
from miniconf.site.prose import Prose
from miniconf.site.snapshot import Snapshot
from miniconf.site.when import Clock
from miniconf.site.words import Words, words

_ORDER = (
    "schedule", "papers", "map", "workshops", "tutorials", "mentorship", "socials", "hub",
    "speakers", "sponsors", "chat", "help", "calendars",
)  # fmt: skip
"""Pages of collections, in the navigation's order where the config gives none."""
_SHOWN = 7
"""So many links fit into the header."""
_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "dv", "ps", "sd", "ug", "yi"})


class NavItem(NamedTuple):
    """A link of the navigation: an endpoint with its key, and a label where it has its own."""

    endpoint: str
    key: str = ""
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Shared:
    """What the frame around each page shows.

    `nav`: links in the header; `menu`: all pages that a menu lists, those in the header included;
    `marks`: track -> number of its mark; `zone`: the zone in words, offset included.
    """

    config: Config
    nav: tuple[NavItem, ...] = ()
    menu: tuple[NavItem, ...] = ()
    marks: Mapping[str, int] = field(default_factory=dict)
    zone: str = ""
    logo_widths: Mapping[str, int] = field(default_factory=dict)
    """Logo -> its width in the header, where its file tells it."""
    prose: Prose = field(default_factory=Prose, compare=False)
    """How texts of the data are rendered."""

    @cached_property
    def words(self) -> Words:
        """The site's own words."""
        return words(self.config.language)

    @cached_property
    def clock(self) -> Clock:
        """How times are written."""
        config = self.config
        return Clock(config.time_zone, self.words, config.start, config.end)

    @cached_property
    def pages(self) -> frozenset[str]:
        """The endpoints of the menu, to ask whether a page exists."""
        return frozenset(item.endpoint for item in self.menu)

    @cached_property
    def dates(self) -> Mapping[str, object]:
        """How scripts write days; empty where they know it."""
        return self.clock.script()

    @property
    def language(self) -> str:
        """The language of the pages (BCP 47): the words' own where the site's is a kind of it."""
        asked, spoken = self.config.language, self.words.language
        return spoken if asked.split("-")[0] == spoken else asked

    @property
    def tongue(self) -> str:
        """The language of the site's own words where it is another than the pages', else ""."""
        return "" if self.words.language == self.language else self.words.language

    @property
    def direction(self) -> str:
        """`rtl` or `ltr`, as the site's language runs."""
        return "rtl" if self.config.language.split("-")[0] in _RIGHT_TO_LEFT else "ltr"


def shared(snapshot: Snapshot) -> Shared:
    """The shared values of one snapshot."""
    config = snapshot.conference.config
    texts = {
        page.id: NavItem(endpoint="page", key=page.id, label=page.title)
        for page in snapshot.conference.pages.values()
    }
    present = _present(snapshot)
    items = {name: NavItem(endpoint=name) for name in _ORDER if name in present}
    known = {**items, **texts}
    first = [known[name] for name in config.navigation if name in known]
    rest = [item for item in known.values() if item not in first]
    if not first:
        wanted = [text for key, text in texts.items() if snapshot.conference.pages[key].navigation]
        first = [*items.values()][: _SHOWN - len(wanted)] + wanted
    base = Shared(config=config)
    return Shared(
        config=config,
        nav=tuple(first[:_SHOWN]),
        menu=tuple(dict.fromkeys([*first, *rest])),
        marks=snapshot.index.marks,
        zone=base.clock.zone_name(event.start for event in snapshot.index.events),
        prose=Prose(snapshot.abstracts),
    )


def _present(snapshot: Snapshot) -> set[str]:
    """The collections' pages that this conference has."""
    conference = snapshot.conference
    found = {
        name
        for name in ("papers", "workshops", "tutorials", "socials", "speakers", "sponsors")
        if getattr(conference, name)
    }
    asked = {
        "schedule": snapshot.index.events,
        "map": snapshot.positions,
        "mentorship": conference.mentorships,
        "hub": snapshot.index.hub.rows,
        "chat": snapshot.index.rooms.rooms,
        "calendars": not snapshot.agenda.empty,
        "help": conference.faq or conference.code_of_conduct or conference.committee,
    }
    return found | {name for name, there in asked.items() if there}
