"""Links to pages and files that the site has not, told where the data holds them.

What is left of a link in a text is its words. A file below `static/` may be named in texts as it is
elsewhere, by its path below that. Links to anchors that are not there are found in what is built.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import TYPE_CHECKING, Any, get_args, get_type_hints
from urllib.parse import unquote

from miniconf import names
from miniconf.load.collections import WITH_PAGES
from miniconf.load.drafts import Draft
from miniconf.model import Link, TextPage
from miniconf.model.fields import Asset, Markdown
from miniconf.patterns import regex
from miniconf.problems import Problems, nearest

if TYPE_CHECKING:
    from miniconf.load.build import Built

_MORE = regex(r"(?:authors/.+|(?:papers|authors|hub)-\d+)\.html")
"""Pages that only the whole conference tells: of authors, and further parts of long lists."""
_LINK = regex(
    r"(?P<image>!?)\[(?P<words>[^\[\]]*)\]\(\s*<?(?P<to>[^()\s<>]+)>?(?:\s+\"[^\"]*\")?\s*\)"
    r"|<(?:a|(?P<picture>img))\s(?P<tag>[^<>]{1,2000})>",
    re.IGNORECASE,
)
"""A link or picture in Markdown, or the beginning of one in HTML."""
_ADDRESS = regex(r"(?:href|src)\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
_ELSEWHERE = regex(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_MESSAGE = 'expected a page or file of the site, got "{}"'


@dataclass(frozen=True, slots=True)
class _Known:
    """What links may lead to: pages by path, and files below `static/`."""

    pages: frozenset[str]
    has_asset: Callable[[str], bool]

    def has(self, link: str, picture: bool = False) -> bool:
        """Whether `link` leads somewhere, or out of the site, or to what nobody can tell yet."""
        path = _path(link)
        if _ELSEWHERE.match(link):
            return True
        inside = posixpath.normpath(path)  # texts count from the site's root
        if inside == ".." or inside.startswith("../"):
            return False
        if path.startswith("static/"):
            return self.has_asset(path.removeprefix("static/"))
        if path.endswith(".html"):
            return inside in self.pages or bool(_MORE.fullmatch(inside))
        return not picture

    def placed(self, link: str) -> str:
        """`link` from the site's root, if it is the path of a file below `static/`; else ""."""
        path = _path(link)
        own = not _ELSEWHERE.match(link) and not path.startswith("static/") and path
        return (
            f"static/{link.removeprefix('./').lstrip('/')}" if own and self.has_asset(path) else ""
        )


def lost_links(
    built: Built,
    pages: Mapping[str, TextPage],
    files: Iterable[str],
    has_asset: Callable[[str], bool],
    problems: Problems,
) -> dict[str, TextPage]:
    """Take out the links that lead to no page and no file, with a warning for each.

    `pages` are the site's further pages, which stand in `files`, and are given back without theirs;
    `has_asset` tells what lies below `static/`.
    """
    paths = {f"{name}.html" for name in (*names.TOP_PAGES, *map(names.file_stem, pages))}
    for collection in WITH_PAGES:
        paths |= {names.page_path(collection, key) for key in built.records[collection].values}
    known = _Known(frozenset(paths), has_asset)
    for draft, values in _records(built):
        single, several, texts = _linking(draft.collection.record)
        for name in single:
            if name in values and not known.has(values[name]):
                _tell(draft, name, values.pop(name), known, problems)
        for name in several:
            lost = [link for link in values.get(name, ()) if not known.has(link.url)]
            for link in lost:
                _tell(draft, name, link.url, known, problems)
            if lost:
                values[name] = tuple(link for link in values[name] if link not in lost)
        for name in texts:
            if name in values and _may_link(values[name]):
                tell = partial(_tell, draft, name, known=known, problems=problems)
                values[name] = _cleared(values[name], known, tell)
    return {
        page.id: replace(page, text=_cleared(page.text, known, partial(_tell_page, file, problems)))
        for page, file in zip(pages.values(), files, strict=True)
    }


def _records(built: Built) -> Iterator[tuple[Draft, dict[str, Any]]]:
    for collection in WITH_PAGES:
        records = built.records[collection]
        for key, values in records.values.items():
            yield records.drafts[key], values
    for found in built.loose.values():
        yield from found


@cache
def _linking(record: type[Any]) -> tuple[tuple[str, ...], ...]:
    """The fields of `record` that hold one address, those of several links, and those of texts."""
    hints = get_type_hints(record)
    return (
        tuple(name for name, hint in hints.items() if Asset in (hint, *get_args(hint))),
        tuple(name for name, hint in hints.items() if hint == tuple[Link, ...]),
        tuple(name for name, hint in hints.items() if hint is Markdown),
    )


def _path(link: str) -> str:
    return unquote(re.split("[?#]", link)[0]).removeprefix("./").lstrip("/")


def has_link(text: str) -> bool:
    """Whether a text has a link or a picture in it."""
    return _may_link(text) and _LINK.search(text) is not None


def _may_link(text: str) -> bool:
    return "](" in text or "<" in text


def _cleared(text: str, known: _Known, tell: Callable[[str], None]) -> Markdown:
    """`text` with the words of lost links in their places; `tell` is told of each."""

    def kept(match: re.Match[str]) -> str:
        link = match["to"] or "".join(_ADDRESS.findall(match["tag"])[:1])
        if placed := known.placed(link):
            return match[0].replace(link, placed, 1)
        if known.has(link, bool(match["image"] or match["picture"])):
            return match[0]
        tell(link)
        return match["words"] or ""  # an end without its beginning goes when texts are cleaned

    return Markdown(_LINK.sub(kept, text))


def _tell(draft: Draft, name: str, link: str, known: _Known, problems: Problems) -> None:
    cell = next(iter(draft.cells.get(name, ())), None)
    column, file, line = (cell[0], cell[2], cell[3]) if cell else (name, draft.file, draft.line)
    hint = nearest(link, known.pages) or "it is left out"
    problems.warning(file, line, column, _MESSAGE.format(link), hint)


def _tell_page(file: str, problems: Problems, link: str) -> None:
    problems.warning(file, 0, "", _MESSAGE.format(link), "it is left out")
