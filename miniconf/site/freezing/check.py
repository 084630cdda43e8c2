"""Whether every link of the written site leads somewhere, and nothing that was called for lacks.

Links are read off each page as it is written. Where a page stays as it was, its links were right
when it was written, and are looked at again only if something that stood then is gone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

from miniconf import names
from miniconf.model import Conference

_LINKING = ("href", "src", "action", "poster")
"""Attributes that hold a link, as `data-href` and its like do."""
_SINGLE = re.compile(r"\s(?:href|src|action|poster|data-src|data-poster|data-href)='([^']*)'")
_SRCSET = re.compile(r'\ssrcset="([^"]*)"')
_CSS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_ID = re.compile(r'\s(?:id|name)="([^"]*)"')


@dataclass(frozen=True, slots=True, order=True)
class Dead:
    """A link on the page `path` to `link`, where there is nothing: a file or an anchor lacks."""

    path: str
    link: str

    def __str__(self) -> str:
        """`papers/a.html: dead link to sessions/b.html#top`."""
        return f"{self.path}: dead link to {self.link}"


class LinkReader:
    """Reads internal links off pages: as paths below the site's root, with their anchors.

    The same few links stand on thousands of pages, so each is worked out once for each folder.
    `root` is the path below which the site stands, for links that begin with a slash.
    """

    def __init__(self, root: str = "/") -> None:
        self._root = root
        self._known: dict[tuple[str, str], str] = {}

    def html(self, path: str, text: str) -> set[str]:
        """The internal links of the page `path`: `papers/a.html`, `help.html#q-2`, `static/x.css`.

        A link out of the site's root, or one that no folder of it holds, keeps its leading `../`.
        """
        return self._resolve(posixpath.dirname(path), path, set(_links(text)))

    def css(self, path: str, text: str) -> set[str]:
        """The internal links of the style sheet `path`."""
        return self._resolve(posixpath.dirname(path), path, set(_CSS.findall(text)))

    def _resolve(self, folder: str, path: str, found: Iterable[str]) -> set[str]:
        known = self._known
        links = set()
        for link in found:
            if link[:1] == "#":
                links.add(path + link if len(link) > 1 else path)
                continue
            place = known.get((folder, link))
            if place is None:
                place = known[folder, link] = self._place(folder, link)
            links.add(place or path)
        links.discard("-")
        return links

    def _place(self, folder: str, link: str) -> str:
        """Where `link` leads from `folder`; `-` out of the site, "" to the page itself."""
        link = unescape(link).strip() if "&" in link else link.strip()
        if _SCHEME.match(link):
            return "-"
        link, _, anchor = link.partition("#")
        link = unquote(link.partition("?")[0])
        if not link:
            return ""
        if link.startswith("/"):
            if not link.startswith(self._root):
                return link
            place = posixpath.normpath(link[len(self._root) :] or ".")
        else:
            place = posixpath.normpath(posixpath.join(folder, link))
        if link.endswith("/") or place == ".":
            place = posixpath.join(place, "index.html").removeprefix("./")
        return f"{place}#{unquote(anchor)}" if anchor else place


def _links(text: str) -> Iterator[str]:
    """The links in HTML, as they are written."""
    for name in _LINKING:  # many times as fast as a pattern for the whole
        for before, after in pairwise(text.split(f'{name}="')):
            if before[-1:].isspace() or (before.endswith("data-") and before[-6:-5].isspace()):
                yield after.partition('"')[0]
    if "='" in text:
        yield from _SINGLE.findall(text)
    if "srcset=" in text:
        for group in _SRCSET.findall(text):
            yield from (part.split()[0] for part in group.split(",") if part.strip())


def anchors(text: str) -> frozenset[str]:
    """The names on a page or in a drawing that links may lead to."""
    return frozenset(unescape(name) if "&" in name else name for name in _ID.findall(text))


def dead_anchors(links: Mapping[str, str], read: Callable[[str], str]) -> Iterator[Dead]:
    """The links into pages that lead to no place there; `links` are link -> a page that has it.

    `read` gives the text of a file of the site.
    """
    targets: dict[str, frozenset[str]] = {}
    for link, page in sorted(links.items()):
        path, _, anchor = link.partition("#")
        if not path.endswith((".html", ".svg")) or anchor in ("", "top"):
            continue
        if path not in targets:
            targets[path] = anchors(read(path))
        if anchor not in targets[path]:
            yield Dead(page, link)


def links_to(
    wanted: Collection[str], pages: Iterable[str], read: Callable[[str], str], reader: LinkReader
) -> Iterator[Dead]:
    """The links on `pages` that lead to one of `wanted`: files, or places (`help.html#q-2`)."""
    for path in pages:
        for link in sorted(reader.html(path, read(path))):
            if link in wanted or link.partition("#")[0] in wanted:
                yield Dead(path, link)


def called_for(conference: Conference) -> Iterator[tuple[str, str]]:
    """The path of every page that `conference` must have, with the reason.

    This asks the data and `names` alone, not the views, so that a view that leaves out a record is
    found out.
    """
    yield "index.html", "every conference"
    for collection in names.FOLDERS:
        records = getattr(conference, collection)
        for key in records:
            yield names.page_path(collection, key), f"{collection}/{key}"
        if records and collection not in ("sessions", "speakers", "mentorships"):
            yield f"{collection}.html", collection
    if conference.sessions:
        yield "schedule.html", "sessions"
    if conference.mentorships:
        yield "mentorship.html", "mentorships"
    for key in conference.pages:
        yield f"{names.file_stem(key)}.html", f"pages/{key}"
    if conference.faq or conference.code_of_conduct:
        yield "help.html", "faq"


def gaps(conference: Conference, present: Collection[str]) -> list[tuple[str, str]]:
    """What is called for and is not there: path and reason."""
    return [(path, why) for path, why in called_for(conference) if path not in present]
