"""Whether every link of the written site leads somewhere, and nothing that was called for lacks.

Links are read off each page as it is written. Where a page stays as it was, its links were right
when it was written, and are looked at again only if something that stood then is gone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from miniconf import names
from miniconf.model import Conference
from miniconf.patterns import regex
from miniconf.site.safety.signs import Signs, signs

_SINGLE = regex(rb"\s(?:href|src|action|poster|data-src|data-poster|data-href)='([^']*)'")
_SRCSET = regex(rb'\ssrcset="([^"]*)"')
_SPACE = b" \n\t\r\f"
_CSS = regex(rb"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_SCHEME = regex(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_ELSEWHERE = (b"https://", b"http://")
_OUT = "-"
_ID = regex(r'\s(?:id|name)="([^"]*)"')


class Dead(NamedTuple):
    """A link on the page `path` to `link`, where there is nothing: a file or an anchor lacks."""

    path: str
    link: str

    def __str__(self) -> str:
        """`papers/a.html: dead link to sessions/b.html#top`."""
        return f"{self.path}: dead link to {self.link}"


class LinkReader:
    """Reads internal links off pages: as paths below the site's root, with their anchors.

    The same few links stand on thousands of pages, so each is worked out once for each folder.
    `root` is the path below which the site stands, for links that begin with a slash. Links to one
    of the files `sound` as a whole are left out: nearly all lead there, and nothing is to be said.
    """

    def __init__(self, root: str = "/", sound: Collection[str] = ()) -> None:
        self._root = root
        self._sound = sound
        self._folders: dict[str, _Folder] = {}

    def html(self, path: str, page: bytes, found: Signs | None = None) -> set[str]:
        """The internal links of the page `path`: `papers/a.html`, `help.html#q-2`, `static/x.css`.

        A link out of the site's root, or one that no folder of it holds, keeps its leading `../`.
        `found`: what `signs` finds in the page, if that is known.
        """
        return self._resolve(path, _links(page, found or signs(page)))

    def css(self, path: str, sheet: bytes) -> set[str]:
        """The internal links of the style sheet `path`."""
        return self._resolve(path, _CSS.findall(sheet))

    def _resolve(self, path: str, found: Iterable[bytes]) -> set[str]:
        folder = path.rpartition("/")[0]
        known = self._folders.get(folder)
        if known is None:
            known = self._folders[folder] = _Folder(folder, self._root, self._sound)
        links = set(map(known.__getitem__, found))
        links.discard(_OUT)
        inner = [link for link in links if link[:1] in ("#", "")]
        links.difference_update(inner)
        links.update([path + link for link in inner])
        return links


class _Folder(dict[bytes, str]):
    """A link as it is written in a folder's pages -> where it leads: `_OUT` if that is no matter.

    That is out of the site, or to one of the files `sound`. To a place in the page itself it leads
    as `#place`, to its start as "".
    """

    def __init__(self, folder: str, root: str, sound: Collection[str]) -> None:
        self._folder, self._root, self._sound = folder, root, sound
        depth = folder.count("/") + 1 if folder else 0
        self._up = b"../" * depth
        self._below = re.compile(rb"(?:\.\./){%d}((?:[\w-][\w.-]*/)*[\w-][\w.-]*)" % depth)

    def __missing__(self, link: bytes) -> str:
        if link[:1] == b"#":  # each page's own: of no use to others
            return link.decode("utf-8", "replace") if len(link) > 1 else ""
        if self._sound and self._is_sound(link):
            self[link] = _OUT
            return _OUT
        simple = self._below.fullmatch(link)  # as nearly all are
        place = simple[1].decode() if simple else self._place(link.decode("utf-8", "replace"))
        self[link] = place
        return place

    def _is_sound(self, link: bytes) -> bool:
        """Whether `link` leads to one of the files `sound` as a whole, and is plainly written."""
        path = link.partition(b"?")[0]
        if b"#" in link or b"%" in path or b"&" in path or not path.startswith(self._up):
            return False
        return path[len(self._up) :].decode("utf-8", "replace") in self._sound

    def _place(self, link: str) -> str:
        link = unescape(link).strip()
        if _SCHEME.match(link):
            return _OUT
        link, _, anchor = link.partition("#")
        link = unquote(link.partition("?")[0])
        if not link:
            return ""
        if link.startswith("/"):
            if not link.startswith(self._root):
                return link
            place = posixpath.normpath(link[len(self._root) :] or ".")
        else:
            place = posixpath.normpath(posixpath.join(self._folder, link))
        if link.endswith("/") or place == ".":
            place = posixpath.join(place, "index.html").removeprefix("./")
        return f"{place}#{unquote(anchor)}" if anchor else place


def _links(page: bytes, signs: Signs) -> list[bytes]:
    """The links in HTML, as they are written; those to other sites are mostly left out."""
    found = []
    for start, end in signs.linking:  # many times as fast as a pattern for the whole
        if page.startswith(_ELSEWHERE, end):
            continue
        if page[start - 1] in _SPACE or (
            page[start - 5 : start] == b"data-" and page[start - 6] in _SPACE
        ):
            found.append(page[end : page.find(b'"', end)])
    if signs.rare:
        found += _SINGLE.findall(page)
        for group in _SRCSET.findall(page):
            found += [part.split()[0] for part in group.split(b",") if part.strip()]
    return found


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
        for link in sorted(reader.html(path, read(path).encode())):
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
