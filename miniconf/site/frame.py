"""What stands around every page: rendered once for each place in the tree, not for each page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from miniconf.site.kinds import Kind, Page
from miniconf.site.prose import address
from miniconf.site.shared import NavItem, Shared
from miniconf.site.styles import theme_colours

UrlFor = Callable[..., str]
PARTS = ("partials/head.html", "partials/header.html", "partials/footer.html")
"""The templates of the frame; they are part of every page."""
_FEEDS = {
    "/calendar.ics": "footer.calendar", "/papers.json": "footer.papers",
    "/schedule.json": "footer.schedule", "/news.xml": "footer.news",
}  # fmt: skip
"""Rules of the feeds that the footer offers -> the words for them."""
_SECTION = {
    "paper": "papers", "author": "papers", "authors": "papers", "session": "schedule",
    "speaker": "speakers", "workshop": "workshops", "tutorial": "tutorials", "social": "socials",
    "mentorship_table": "mentorship", "sponsor": "sponsors", "papers_more": "papers",
    "authors_more": "papers", "hub_more": "hub",
}  # fmt: skip
"""Endpoint of a page -> the endpoint of the navigation that it belongs to."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The constant parts of pages in one place: `up` leads to the root, the rest is HTML."""

    up: str
    depth: int
    head: Markup
    header: Markup
    footer: Markup
    asset: Callable[[str], str]


class Frames:
    """Frames by section of the navigation and folder, each rendered when it is first needed."""

    def __init__(self, env: Environment, shared: Shared, kinds: Sequence[Kind]) -> None:
        self._env = env
        self._shared = shared
        self._feeds = [(kind.endpoint, _FEEDS[kind.rule]) for kind in kinds if kind.rule in _FEEDS]
        self._made: dict[tuple[object, ...], Frame] = {}

    def of(self, page: Page, url_for: UrlFor) -> Frame:
        """The frame of `page`; `url_for` is the one of its folder."""
        section: NavItem | str = _SECTION.get(page.kind.endpoint, page.kind.endpoint)
        if section == "page":
            section = next((item for item in self._shared.menu if item.key == page.key), "page")
        depth = page.path.count("/")
        place = (section, depth, page.kind.anywhere)
        frame = self._made.get(place)
        if frame is None:
            frame = self._made[place] = self._render(section, depth, url_for)
        return frame

    def _render(self, section: NavItem | str, depth: int, url_for: UrlFor) -> Frame:
        up = url_for("static", filename="").removesuffix("static/")

        def asset(value: str) -> str:
            """The address of a file or page that the data names; `#` for an unsafe one."""
            return address(value, up) or "#"

        light, dark = theme_colours(self._shared.config.theme)
        values: Mapping[str, object] = {
            "url_for": url_for, "shared": self._shared, "up": up, "section": section,
            "asset": asset, "light": light, "dark": dark, "feeds": self._feeds,
        }  # fmt: skip
        parts = [
            # the environment escapes what it puts into its templates
            Markup(self._env.get_template(name).render(values))  # noqa: S704
            for name in PARTS
        ]
        return Frame(up, depth, *parts, asset)
