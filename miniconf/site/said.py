"""What people said in rooms, as safe HTML: anybody may have written it, so it gets less than data.

No picture (it would ask a third party before the reader does), no relative link (it would be a
link of this site, and a dead one would stop the build), no heading among the page's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from miniconf.patterns import regex
from miniconf.text import is_prose, markdown, paragraphs
from miniconf.text.chars import tidy

_IMAGE = regex(r'<img\b(?:[^">]|"[^"]*")*>')
_ALT = regex(r'\balt="([^"]*)"')
_HEADING = regex(r"<(/?)h[1-6]>")
_REL = 'rel="noopener noreferrer"'
_OURS = f'{_REL[:-1]} nofollow ugc"'
_BEFORE = r"(?<![\w`/.@*$\\]%s)"
_COMMON = regex(
    rf"`{_BEFORE % '`'}(?P<code>\w(?:[\w .,:;()/=+-]{{0,80}}[\w)])?)`(?![\w`])"
    rf"|\*{_BEFORE % '[*]'}(?P<star>\*?)(?P<strong>\w(?:[\w ,-]{{0,80}}\w)?)\*(?P=star)(?![\w*])"
    rf"|\${_BEFORE % '[$]'}(?P<tex>[^\s$`<>&](?:[^$`<>&\n]{{0,120}}[^\s$`<>&\\])?)\$(?![\w$])"
    rf"|h{_BEFORE % 'h'}(?P<url>ttps?://[a-z0-9-]{{1,60}}(?:\.[a-z0-9-]{{1,60}}){{1,6}}"
    r"(?:/(?:[\w./?=%#+&-]{0,300}[A-Za-z0-9/])?)?)(?=[.,;:!?)]?(?:\s|\Z))",
    re.ASCII,
)
"""Code, emphasis, formulas and addresses as people mostly write them, each by itself.

Each begins with a sign, and what may not stand before it comes behind that: the search skips all
other characters at once.
"""
_PLAIN = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 ,.;:?!()'\"/-"
"""The signs of a line of words that means what it says, unless two of them stand together."""
_HOLE = "\ue000"
"""Stands for one of them while the words around it are looked at: a character of no script."""


def said(source: str) -> Markup:
    """A message's Markdown and TeX as clean HTML blocks; its links vouch for nothing."""
    return Markup(said_html(source))  # noqa: S704 cleaned below


def said_html(source: str) -> str:
    """`said` as plain text, which is quicker to put among other HTML."""
    if _is_line(source):
        return f"<p>{source.rstrip()}</p>"  # no sign of HTML is among them
    source = tidy(source)
    return quick(source) or whole(source)


def _is_line(source: str) -> bool:
    """Whether `source` is one line of plain words. (A pattern costs three times as much.)"""
    if not source.isascii() or source.encode().translate(None, _PLAIN):
        return False
    return source[:1].isalpha() and "--" not in source and "://" not in source


def quick(source: str) -> str | None:
    """`whole(source)` in a tenth of the time, where people write as they mostly do; else None.

    `source` is tidy.
    """
    found = _apart(source, _piece)
    if found is None:
        return None
    words, held, line = found
    return _filled(f"<p>{words.rstrip()}</p>" if line else str(paragraphs(words)), held)


def said_plainly(source: str, plain: Callable[[str], str]) -> str:
    """`plain(source)`, a message on one line without markup, in a tenth of the time."""
    if _is_line(source):
        return source if "  " not in source and source[-1] != " " else " ".join(source.split())
    found = _apart(tidy(source), lambda match: _plain_piece(match, plain))
    return " ".join(_filled(*found[:2]).split()) if found else plain(source)


def _apart(
    source: str, piece: Callable[[re.Match[str]], str]
) -> tuple[str, list[str], bool] | None:
    """The words of tidy `source` with holes, and what `piece` makes of the common things there.

    Then whether the words are one plain line. None where there is more to it than such things and
    words.
    """
    if _HOLE in source:
        return None
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        text = piece(match)
        held.append(text)
        return _HOLE if text else match[0]

    signs = "`" in source or "://" in source or "*" in source or "$" in source
    words = _COMMON.sub(hold, source) if signs else source
    line = _is_line(words.replace(_HOLE, ""))
    return (words, held, line) if line or is_prose(words) else None


def _filled(words: str, held: list[str]) -> str:
    """`words` with what was `held` in its holes."""
    if not held:
        return words
    if len(held) == 1:
        return words.replace(_HOLE, held[0])
    first, *rest = words.split(_HOLE)
    return "".join([first, *(part + text for part, text in zip(held, rest, strict=True))])


def _piece(match: re.Match[str]) -> str:
    """One common thing as HTML; "" for a formula that is none."""
    kind = match.lastgroup
    if kind == "tex":
        return _formula(match[0])
    text = match[0 if kind == "url" else kind or 0].replace("&", "&amp;")
    if kind == "url":
        return f'<a {_OURS} href="{text}">{text}</a>'
    if kind == "strong" and not match["star"]:
        kind = "em"
    return f"<{kind}>{text}</{kind}>"


def _plain_piece(match: re.Match[str], plain: Callable[[str], str]) -> str:
    """The words of one common thing."""
    kind = match.lastgroup
    if kind == "tex":
        return plain(match[0]) if _formula(match[0]) else ""
    return match[0 if kind == "url" else kind or 0]


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
