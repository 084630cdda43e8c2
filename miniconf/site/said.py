"""What people said in rooms, as safe HTML: anybody may have written it, so it gets less than data.

No picture (it would ask a third party before the reader does), no relative link (it would be a
link of this site, and a dead one would stop the build), no heading among the page's own.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup

from miniconf.text import is_prose, markdown, paragraphs
from miniconf.text.chars import tidy

_IMAGE = re.compile(r'<img\b(?:[^">]|"[^"]*")*>')
_ALT = re.compile(r'\balt="([^"]*)"')
_HEADING = re.compile(r"<(/?)h[1-6]>")
_REL = 'rel="noopener noreferrer"'
_OURS = f'{_REL[:-1]} nofollow ugc"'
_COMMON = re.compile(
    r"(?<![\w`/.@*$\\])(?:`(?P<code>\w(?:[\w .,:;()/=+-]{0,80}[\w)])?)`(?![\w`])"
    r"|(?P<stars>\*{1,2})(?P<strong>\w(?:[\w ,-]{0,80}\w)?)(?P=stars)(?![\w*])"
    r"|\$(?P<tex>[^\s$`<>&](?:[^$`<>&\n]{0,120}[^\s$`<>&\\])?)\$(?![\w$])"
    r"|(?P<url>https?://[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){1,6}"
    r"(?:/(?:[\w./?=%#+&-]{0,300}[A-Za-z0-9/])?)?)(?=[.,;:!?)]?(?:\s|\Z)))",
    re.ASCII,
)
"""Code, emphasis, formulas and addresses as people mostly write them, each by itself."""
_WORDS = re.compile(r"""[A-Za-z][A-Za-z0-9 ,.;:?!()'"/-]*""")
"""A line of words that means what it says, unless two of its signs stand together."""
_HOLE = "\ue000"
"""Stands for one of them while the words around it are looked at: a character of no script."""


def said(source: str) -> Markup:
    """A message's Markdown and TeX as clean HTML blocks; its links vouch for nothing."""
    if _WORDS.fullmatch(source) and "--" not in source and "://" not in source:
        return Markup(f"<p>{source.rstrip()}</p>")  # noqa: S704 no sign of HTML is among them
    source = tidy(source)
    return quick(source) or whole(source)


def quick(source: str) -> Markup | None:
    """`whole(source)` in a tenth of the time, where people write as they mostly do; else None.

    `source` is tidy.
    """
    if _HOLE in source:
        return None
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        html = _piece(match)
        held.append(html)
        return _HOLE if html else match[0]

    signs = "`" in source or "://" in source or "*" in source or "$" in source
    words = _COMMON.sub(hold, source) if signs else source
    if not is_prose(words):
        return None
    if not held:
        return paragraphs(words)
    first, *rest = str(paragraphs(words)).split(_HOLE)
    html = "".join([first, *(part + text for part, text in zip(held, rest, strict=True))])
    return Markup(html)  # noqa: S704 what is held was matched sign by sign


def _piece(match: re.Match[str]) -> str:
    """One common thing as HTML; "" for a formula that is none."""
    kind = match.lastgroup
    if kind == "tex":
        return _formula(match[0])
    text = match[kind or 0].replace("&", "&amp;")
    if kind == "url":
        return f'<a {_OURS} href="{text}">{text}</a>'
    if kind == "strong" and match["stars"] == "*":
        kind = "em"
    return f"<{kind}>{text}</{kind}>"


@lru_cache(maxsize=4096)
def _formula(source: str) -> str:
    """A formula between dollars as MathML; "" where the parser sees none."""
    html = str(whole(source)).removeprefix("<p>").removesuffix("</p>")
    alone = html.startswith("<math ") and html.find("</math>") == len(html) - len("</math>")
    return html if alone else ""


def whole(source: str) -> Markup:
    """`said` by the parser, for whatever people write."""
    html = str(markdown(source, resolve=_nowhere))
    if "<img" in html:
        html = _IMAGE.sub(_words, html)
    html = _HEADING.sub(r"<\1p>", html)
    return Markup(html.replace(_REL, _OURS))  # noqa: S704 cleaned above


def _nowhere(url: str) -> None:
    """Relative addresses lead nowhere."""


def _words(image: re.Match[str]) -> str:
    """The words that stand for a picture, as they were escaped."""
    found = _ALT.search(image[0])
    return found[1] if found else ""
