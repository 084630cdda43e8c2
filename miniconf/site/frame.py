"""What stands around every page: rendered once for each place in the tree, not for each page."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment
from markupsafe import Markup

from miniconf.site.counting import allowed, counting
from miniconf.site.kinds import Kind, Page
from miniconf.site.looks.styles import theme_colours
from miniconf.site.offers import Forms
from miniconf.site.prose import address
from miniconf.site.refs import PaperRef, PaperRow, SessionRef
from miniconf.site.safety.policy import Used, used
from miniconf.site.safety.signs import signs
from miniconf.site.shared import NavItem, Shared
from miniconf.site.words import Words

UrlFor = Callable[..., str]
PARTS = ("partials/head.html", "partials/header.html", "partials/footer.html")
"""The templates of the frame; they are part of every page."""
OWN = ("partials/star.html", "partials/note.html")
"""What pages of records have: the star and the note that a reader may keep."""
_MARK = f"frame-{secrets.token_hex(12)}-"
"""What stands, before its number, for each of `PARTS` while a page is looked through.

Data cannot guess it.
"""
_SPLIT = _MARK.encode()
_FEEDS = {
    "/calendar.ics": "footer.calendar", "/papers.json": "footer.papers",
    "/schedule.json": "footer.schedule", "/news.xml": "footer.news",
}  # fmt: skip
"""Rules of the feeds that the footer offers -> the words for them."""
SEARCHED = (
    "papers", "authors", "sessions", "speakers", "workshops", "tutorials", "socials",
    "mentorships", "sponsors", "hub", "pages", "questions",
)  # fmt: skip
"""Groups of results in the search palette, in their order."""
_SECTION = {
    "paper": "papers", "author": "papers", "authors": "papers", "keywords": "papers",
    "session": "schedule", "speaker": "speakers", "workshop": "workshops", "tutorial": "tutorials",
    "social": "socials", "mentorship_table": "mentorship", "sponsor": "sponsors",
    "papers_more": "papers", "authors_more": "papers", "hub_more": "hub",
}  # fmt: skip
"""Endpoint of a page -> the endpoint of the navigation that it belongs to."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The constant parts of pages in one place: `up` leads to the root, the rest is HTML.

    `head`, `header` and `footer` are marks for `parts`, which `around` puts in their place: what
    stands on thousands of pages is encoded, and searched for links and leaks, once.
    """

    up: str
    depth: int
    head: Markup
    header: Markup
    footer: Markup
    parts: tuple[bytes, ...]
    used: Used
    star: Markup
    note: Markup
    asset: Callable[[str], str]
    row: Callable[..., Markup]
    near: Callable[..., Markup]
    when: Callable[..., Markup]

    def around(self, own: bytes) -> bytes:
        """The whole page whose own part is `own`."""
        first, *rest = own.split(_SPLIT)
        whole = [first]
        for piece in rest:
            whole += (self.parts[int(piece[:1])], piece[1:])
        return b"".join(whole)


class Pieces:
    """Parts of pages that many pages of one depth show, each rendered once.

    They are remembered by the identity of what they show, which the snapshot keeps.
    """

    def __init__(self, env: Environment, url_for: UrlFor) -> None:
        self._macros = env.get_template("macros/rows.html").module
        self._url_for = url_for
        self._rows: dict[tuple[int, int], tuple[PaperRow, Markup]] = {}
        self._near: dict[int, tuple[PaperRef, Markup]] = {}
        self._when: dict[tuple[int, bool], tuple[SessionRef, Markup]] = {}

    def row(self, row: PaperRow, level: int = 2) -> Markup:
        """A paper as a line of a list, its title a heading of `level`."""
        known = self._rows.get((id(row), level))
        if known is None:
            html = self._macros.paper_row(row, self._url_for, level)
            known = self._rows[id(row), level] = (row, html)
        return known[1]

    def near(self, paper: PaperRef) -> Markup:
        """A paper as a title with its mark."""
        known = self._near.get(id(paper))
        if known is None:
            html = self._macros.near(paper, self._url_for)
            known = self._near[id(paper)] = (paper, html)
        return known[1]

    def when(self, session: SessionRef, forms: Forms = ()) -> Markup:
        """When and where a session is, as a fact for the margin; `forms` that take it."""
        known = self._when.get((id(session), bool(forms)))
        if known is None:
            html = self._macros.when(session, self._url_for, True, forms)
            known = self._when[id(session), bool(forms)] = (session, html)
        return known[1]


class Frames:
    """Frames by section of the navigation and folder, each rendered when it is first needed."""

    def __init__(self, env: Environment, shared: Shared, kinds: Sequence[Kind]) -> None:
        self._env = env
        self._shared = shared
        self._feeds = [(kind.endpoint, _FEEDS[kind.rule]) for kind in kinds if kind.rule in _FEEDS]
        self._made: dict[tuple[NavItem | str, str], Frame] = {}
        self._pieces: dict[str, Pieces] = {}

    def of(self, page: Page, url_for: UrlFor) -> Frame:
        """The frame of `page`; `url_for` is the one of its folder."""
        section: NavItem | str = _SECTION.get(page.kind.endpoint, page.kind.endpoint)
        if section == "page":
            section = next((item for item in self._shared.menu if item.key == page.key), "page")
        folder = "404" if page.kind.anywhere else page.path.rpartition("/")[0]
        place = (section, folder)
        frame = self._made.get(place)
        if frame is None:
            frame = self._made[place] = self._render(section, folder, page.path.count("/"), url_for)
        return frame

    def _render(self, section: NavItem | str, folder: str, depth: int, url_for: UrlFor) -> Frame:
        up = url_for("static", filename="").removesuffix("static/")

        known: dict[str, str] = {}

        def asset(value: str) -> str:
            """The address of a file or page that the data names; `#` for an unsafe one."""
            found = known.get(value)
            if found is None:
                found = known[value] = address(value, up) or "#"
            return found

        light, dark = theme_colours(self._shared.config.theme)
        values: Mapping[str, object] = {
            "url_for": url_for, "shared": self._shared, "up": up, "section": section,
            "asset": asset, "light": light, "dark": dark, "feeds": self._feeds,
            "search_words": _search_words(self._shared.words),
            "counting": counting(self._shared.config),
        }  # fmt: skip
        parts = tuple(self._env.get_template(name).render(values).encode() for name in PARTS)
        marks = (Markup(f"{_MARK}{number}") for number, _ in enumerate(PARTS))  # noqa: S704 ours
        # the environment escapes what it puts into its templates
        own = (Markup(self._env.get_template(name).render(values)) for name in OWN)  # noqa: S704
        whole = b"".join(parts)
        pieces = self._pieces.get(up)
        if pieces is None:
            pieces = self._pieces[up] = Pieces(self._env, url_for)
        return Frame(
            up,
            depth,
            *marks,
            parts,
            used(whole, signs(whole).loading) | allowed(self._shared.config),
            *own,
            asset,
            pieces.row,
            pieces.near,
            pieces.when,
        )


def _search_words(words: Words) -> Mapping[str, object]:
    """What the search palette says."""
    return {
        **{
            name: words.raw(f"search.{name}")
            for name in ("title", "hint", "none", "more", "failed")
        },
        "results": words.forms("search.results"),
        "close": words("frame.close"),
        "groups": {name: words(f"search.{name}") for name in SEARCHED},
        "keys": {
            name: words(f"quick.{name}") for name in ("keys", "key_search", "key_help", "single")
        },
    }
