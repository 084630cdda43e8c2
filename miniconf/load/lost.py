"""Links of records to pages and files that the site has not, told where the data holds them.

What is left of a link in a text is its words. Others that lead nowhere (to an anchor that is not
there, or from a page in Markdown) are found in what is built.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints
from urllib.parse import unquote

from miniconf import names
from miniconf.load.build import Built
from miniconf.load.collections import WITH_PAGES
from miniconf.load.drafts import Draft
from miniconf.model import Link
from miniconf.model.fields import Asset, Markdown
from miniconf.problems import Problems, nearest

_MORE = re.compile(r"(?:authors/.+|(?:papers|authors|hub)-\d+)\.html")
"""Pages that only the whole conference tells: of authors, and further parts of long lists."""
_LINK = re.compile(
    r"(?<!!)\[(?P<words>[^\[\]]*)\]\(\s*<?(?P<to>[^()\s<>]+)>?(?:\s+\"[^\"]*\")?\s*\)"
    r"|<a\s(?P<tag>[^<>]{1,2000})>",
    re.IGNORECASE,
)
"""A link in Markdown, or the beginning of one in HTML."""
_HREF = re.compile(r"href\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Known:
    """What links may lead to: pages by path, and files below `static/`."""

    pages: frozenset[str]
    has_asset: Callable[[str], bool]

    def has(self, link: str) -> bool:
        """Whether `link` leads somewhere, or out of the site, or to what nobody can tell yet."""
        path = unquote(re.split("[?#]", link)[0]).removeprefix("./").lstrip("/")
        if "://" in link or link.startswith(("//", "../", "mailto:")):
            return True
        if path.startswith("static/"):
            return self.has_asset(path.removeprefix("static/"))
        return not path.endswith(".html") or path in self.pages or bool(_MORE.fullmatch(path))


def lost_links(
    built: Built, pages: Collection[str], has_asset: Callable[[str], bool], problems: Problems
) -> None:
    """Take out the links of records that lead to no page and no file, with a warning for each.

    `pages` are the names of the site's further pages; `has_asset` tells what lies below `static/`.
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
            text = values.get(name, "")
            if ".html" in text or "static/" in text:
                values[name] = _without_lost(draft, name, text, known, problems)


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


def _without_lost(draft: Draft, name: str, text: str, known: _Known, problems: Problems) -> str:
    """`text` with the words of lost links in their places."""

    def kept(match: re.Match[str]) -> str:
        link = match["to"] or "".join(_HREF.findall(match["tag"])[:1])
        if known.has(link):
            return match[0]
        _tell(draft, name, link, known, problems)
        return match["words"] or ""  # an end without its beginning goes when texts are cleaned

    return Markdown(_LINK.sub(kept, text))


def _tell(draft: Draft, name: str, link: str, known: _Known, problems: Problems) -> None:
    cell = next(iter(draft.cells.get(name, ())), None)
    column, file, line = (cell[0], cell[2], cell[3]) if cell else (name, draft.file, draft.line)
    message = f'expected a page or file of the site, got "{link}"'
    problems.warning(file, line, column, message, nearest(link, known.pages) or "it is left out")
