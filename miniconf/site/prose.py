"""What people wrote, as safe HTML: titles, names and texts, each rendered once and remembered."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from markupsafe import Markup

from miniconf.patterns import regex
from miniconf.site.abstracts import Abstracts
from miniconf.text import inline, is_external, mark_html, mark_scripts, markdown, plain, safe_url

_PAGE = regex(r"[^?#]*\.html(?:[?#]|$)")
_HEADING = regex(r"^ {0,3}(#{1,6})\s", re.MULTILINE)
_ABSTRACTS = (1, 3)
"""Depth and level at which the pages of papers show abstracts: what is kept from build to build."""
_KEPT = 60_000
"""So many titles and names are remembered; a conference of 12,000 papers has fewer."""


class Prose:
    """The renderers of one application, with what they have rendered.

    `known` are texts that were rendered before.
    """

    def __init__(self, known: Abstracts | None = None) -> None:
        self._known = known or Abstracts()
        self.title: Callable[[str], Markup] = _remembered(lambda text: mark_html(inline(text)))
        """One line with inline Markdown and TeX -> HTML without a block, its scripts marked."""
        self.name: Callable[[str], Markup] = _remembered(mark_scripts)
        """A name -> HTML, its scripts marked with their language."""
        self.plain: Callable[[str], str] = _remembered(self._plain)
        """Markdown and TeX -> one line of plain text."""

    def _plain(self, text: str) -> str:
        return self._known.plain.get(text) or plain(text)

    def text(self, source: str, depth: int = 0, level: int = 3) -> Markup:
        """Markdown -> HTML for a page `depth` folders below the root.

        The text's highest heading becomes one of `level`, so that no level of the page is left
        out; relative addresses count from the site's root, with a slash before them or without.
        """
        kept = (depth, level) == _ABSTRACTS
        known = self._known.html.get(source) if kept else None
        if known is not None:
            return Markup(known)  # noqa: S704 cleaned when it was made
        own = min((len(marks) for marks in _HEADING.findall(source)), default=level)
        made = markdown(source, shift=max(0, level - own), resolve=_from_root(depth))
        if kept:
            self._known.render(source, str(made))
        return made


@cache
def _from_root(depth: int) -> Callable[[str], str]:
    """What turns an address below the site's root into one from a page `depth` folders below it.

    One for each depth, so that the cleaner made for it serves all texts of that depth.
    """
    up = "../" * depth
    return lambda url: up + (url.lstrip("/") or "index.html")


def address(asset: str, up: str) -> str | None:
    """Where an asset of the data is found from a page below `up`; None for an unsafe address.

    An http(s) address stays; `schedule.html` and `papers/main.1.html` are pages of the site;
    anything else is a file below its `static/`.
    """
    url = safe_url(asset)
    if url is None or is_external(url):
        return url
    if _PAGE.match(url) and not url.startswith("static/"):
        return up + url.lstrip("/")
    return f"{up}static/{url.removeprefix('static/').lstrip('/')}"


def own_image(asset: str | None) -> str | None:
    """`asset` if the site itself serves it: pictures from elsewhere would contact a third party."""
    return None if not asset or is_external(asset) else asset


def _remembered(function: Callable[[str], str]) -> Callable[[str], str]:
    """`function` with its answers kept, as long as there are not too many."""
    known: dict[str, str] = {}

    def ask(text: str) -> str:
        answer = known.get(text)
        if answer is None:
            answer = function(text)
            if len(known) < _KEPT:
                known[text] = answer
        return answer

    return ask
