"""How a paper is cited: BibTeX to copy, and the values that reference managers read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import NamedTuple

from miniconf import names
from miniconf.model import Config, Paper, Person
from miniconf.patterns import regex

_SPECIAL = regex(r"[&%$#_{}~^\\]")
_WORDS = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
}  # fmt: skip
"""BibTeX counts each brace, with a backslash before it or without."""
_HELD = regex(
    r"(?<!\\)\$(?P<math>(?=\S)[^$]*[^\s$])\$(?!\d)"  # as Pandoc tells formulas from prices
    r"|\\\((?P<formula>.+?)\\\)"
    r"|\\(?:[A-Za-z]+\*?|.)\s*(?:\{[^{}]*\})?"
    r"|\{(?P<group>[^{}\\$]+)\}"
)
"""What `plain` would take the TeX from: formulas, and groups that are no macro's arguments."""
_MARK = regex("\ue000(\\d+)\ue001")
"""Stands for what is held while the rest becomes plain: characters without a meaning."""
_NO_MARKS = dict.fromkeys((0xE000, 0xE001))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own macros."""
_WORD = regex(r"[a-z0-9]+")
_CAPITALS = regex(r"[A-Z]\w*[A-Z]")
_CAPITAL_WORD = regex(r"(?<![\w{$\\])(\w*[a-z0-9]*[A-Z]\w*[A-Z]\w*)(?![\w}$])")
_SMALL = frozenset(
    ["a", "an", "the", "of", "on", "in", "for", "and", "to", "with", "by", "from", "at", "is",
     "are", "do", "does", "how", "what"]
)  # fmt: skip


class Cited(NamedTuple):
    """What a citation says of a paper."""

    id: str
    title: str
    authors: tuple[Person, ...]
    doi: str
    arxiv: str
    pdf: str | None


def cited(paper: Paper) -> Cited:
    """What a citation says of `paper`."""
    return Cited(paper.id, paper.title, paper.authors, paper.doi, paper.arxiv, paper.pdf)


def published(config: Config) -> date:
    """When the proceedings appear: as the config says, else on the first day."""
    return config.published or config.start


def citation_key(paper: Paper | Cited, config: Config, plain: Callable[[str], str]) -> str:
    """`adebayo2027sharper`: first author's last name, year, first word of weight in the title."""
    last = names.slug(paper.authors[0].name.split()[-1]) if paper.authors else ""
    words = (found[0] for found in _WORD.finditer(_ascii(plain(paper.title)).lower()))
    first = next((word for word in words if word not in _SMALL and len(word) > 1), "")
    return f"{last.replace('-', '')}{published(config).year}{first}" or names.file_stem(paper.id)


def bibtex(paper: Paper | Cited, config: Config, plain: Callable[[str], str]) -> str:
    """The BibTeX entry of a paper, in Unicode as BibLaTeX and modern BibTeX read it."""
    day = published(config)
    fields = {
        "title": _title(paper.title, plain),
        "author": _escape(" and ".join(person.name for person in paper.authors)),
        "booktitle": _escape(config.proceedings or config.name),
        "year": str(day.year),
        "month": _MONTHS[day.month - 1],
        "publisher": _escape(config.publisher or config.organization),
        "doi": _escape(paper.doi),
        "eprint": paper.arxiv,
        "archiveprefix": "arXiv" if paper.arxiv else "",
        "url": _address(paper, config),
    }
    lines = [f"  {name} = {_value(name, text)}," for name, text in fields.items() if text]
    key = citation_key(paper, config, plain)
    return "\n".join([f"@inproceedings{{{key},", *lines, "}"])


def _value(name: str, text: str) -> str:
    return text if name == "month" else f"{{{text}}}"


def _address(paper: Paper | Cited, config: Config) -> str:
    if config.base_url:
        return f"{config.base_url.rstrip('/')}/{names.page_path('papers', paper.id)}"
    return paper.pdf or "" if (paper.pdf or "").startswith("http") else ""


def _title(title: str, plain: Callable[[str], str]) -> str:
    """`title` in BibTeX: formulas and braces that protect capitals stay, other markup goes."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        formula = match["math"] or match["formula"]
        if formula is not None and _are_paired(formula):
            held.append(f"${unescape(formula)}$")
        elif match["group"] is not None:
            held.append(f"{{{_escape(plain(match['group']))}}}")
        else:
            return match[0]
        return f"\ue000{len(held) - 1}\ue001"

    if "$" in title or "\\" in title or "{" in title:
        title = _HELD.sub(hold, title.translate(_NO_MARKS))
    text = plain(title)
    parts = re.split("([{}])", text) if _are_paired(text) else [text]
    text = _braced("".join(part if part in ("{", "}") else _escape(part) for part in parts))
    return _MARK.sub(lambda match: held[int(match[1])], text) if held else text


def _are_paired(text: str) -> bool:
    """Whether each brace in `text` has its other one."""
    depth = 0
    for brace in re.findall("[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _braced(title: str) -> str:
    """`title` with the words that must keep their capitals in braces: `{BERT}`."""
    if not _CAPITALS.search(title):
        return title
    return _CAPITAL_WORD.sub(r"{\1}", title)


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: _WORDS.get(found[0], "\\" + found[0]), text)


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFKD", text)
    return "".join(c for c in folded if not unicodedata.combining(c))
