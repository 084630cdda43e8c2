"""Text from the data to safe output: HTML blocks, HTML lines, plain Unicode."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from html import escape, unescape
from typing import TYPE_CHECKING

import nh3
from markupsafe import Markup

from miniconf.patterns import regex
from miniconf.text.chars import tidy
from miniconf.text.clean import DROPPED, clean, clean_inline, is_too_deep
from miniconf.text.scanner import Held
from miniconf.text.tex import scan
from miniconf.text.urls import safe_url

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

#: A longer text is shown in plain paragraphs: Markdown's cost on the worst text is some 30 s
#: for a megabyte, and nobody writes so much by hand.
LONGEST_MARKDOWN = 100_000
#: What makes a text more than words: signs of TeX, Markdown, HTML and addresses. (Eleven
#: searches for one sign cost a tenth of one search for all eleven.)
_SIGNS = ("$", "\\", "`", "*", "_", "<", "[", "{", "~", "--", "://")
_ENTITY = regex(r"&[#\w]")
#: What makes it more than paragraphs: a meaning at the start or the end of a line.
_LINE_START = regex(r"[ \t]*(?:[-+=#>:]|\d{1,9}[.)])")
_LINE = regex(r"\n[ \t]*(?:[-+=#>:]|\d{1,9}[.)])|  \n")
_BREAK = regex(r"\n[ \t]*\n\s*")
_MARK = regex("<[^<>]*\ufdd0[^<>]*>|\ufdd0(\\d+)\ufdd1")
_INNER_MARK = regex("\ufdd0(\\d+)\ufdd1")
_ALIGNMENT = regex(r' style="text-align:(left|right|center)"')
_IMAGE = regex(r'<img [^<>]*alt="([^"]*)"[^<>]*>')
_BLOCK_END = regex(r"</(?:p|h[1-6]|li|dt|dd|tr|pre|blockquote|div|caption)>|<hr\b[^>]*>")
_SPACE_END = regex(r"</t[dh]>|<br\b[^>]*>")
_END_OF_WORD = regex(r"[\s\u2009]+\S*\Z")


def markdown(
    text: str, *, shift: int = 1, resolve: Callable[[str], str | None] | None = None
) -> Markup:
    """Return `text`, Markdown with TeX and HTML in it, as clean HTML blocks; never raises.

    Formulas become MathML; headings are lowered by `shift` levels, to fit below the page's
    own; `resolve` may rewrite relative addresses (see `clean`). What cannot be read shows as
    its source.
    """
    text = tidy(text)
    if is_prose(text) or len(text) > LONGEST_MARKDOWN:
        return paragraphs(text)
    try:
        source, held = scan(text)
        html = _ALIGNMENT.sub(r' class="\1"', _parser().render(source))
        return clean(_filled(html, held).strip(), shift=shift, resolve=resolve)
    except Exception:  # text is data: it may look bad, but never stop a build
        return Markup(f"<pre><code>{escape(text)}</code></pre>")  # noqa: S704 escaped


def inline(text: str, *, links: bool = False) -> Markup:
    """Return `text`, a title or a name, as clean HTML of one line; never raises.

    Emphasis, code and formulas are rendered; no blocks, and links only with `links`, since a
    title mostly stands in a link itself.
    """
    text = " ".join(tidy(text).split())
    if _is_words(text) or len(text) > LONGEST_MARKDOWN:
        return Markup(escape(text))  # noqa: S704 escaped
    try:
        source, held = scan(text, links=links, blocks=False)
        html = _IMAGE.sub(r"\1", _filled(_parser().renderInline(source), held))
        return clean_inline(html.strip(), links=links)
    except Exception:
        return Markup(f"<code>{escape(text)}</code>")  # noqa: S704 escaped


def plain(text: str, *, paragraphs: bool = False) -> str:
    """Return `text` without markup, as readable Unicode: not escaped, for use as text only.

    `$\\tilde O(\\sqrt{dT})$` -> `Õ(√dT)`. In one line, unless `paragraphs` keeps an empty line
    between blocks.
    """
    text = tidy(text)
    if not is_prose(text) and len(text) <= LONGEST_MARKDOWN:
        with suppress(Exception):
            text = _plain_blocks(text)
    if not paragraphs:
        return " ".join(text.split())
    return "\n\n".join(" ".join(block.split()) for block in _BREAK.split(text.strip()))


def excerpt(text: str, length: int = 200) -> str:
    """Return the start of `text` as plain text, at most `length` characters, cut at a word.

    Ends in "…" if anything was left out.
    """
    words = plain(text)
    if len(words) <= length:
        return words
    cut = words[: max(0, length - 1)]
    if not words[len(cut)].isspace():
        shorter = _END_OF_WORD.sub("", cut)
        # a script without spaces is cut anywhere
        cut = shorter if len(shorter) > length // 2 else cut
    return cut.rstrip(" ,;:.–—-") + "…"


def _is_words(text: str) -> bool:
    """Return whether nothing in `text` means anything to TeX, Markdown or HTML in a line."""
    for sign in _SIGNS:  # a loop costs half of what a generator does
        if sign in text:
            return False
    return not ("&" in text and _ENTITY.search(text))


def is_prose(text: str) -> bool:
    """Return whether `text` is paragraphs of words: Markdown and TeX leave it as it is."""
    return (
        _is_words(text)
        and "|" not in text
        and not _LINE_START.match(text)
        and not ("\n" in text and _LINE.search(text))
    )


def _plain_blocks(text: str) -> str:
    source, held = scan(text, links=False)
    html = _INNER_MARK.sub(lambda mark: escape(held[int(mark[1])].plain), _parser().render(source))
    html = _IMAGE.sub(r"\1", html)
    html = _SPACE_END.sub(" ", _BLOCK_END.sub("\n\n", html))
    if is_too_deep(html):
        return text
    return unescape(nh3.clean(html, tags=set(), clean_content_tags=set(DROPPED)))


def paragraphs(text: str) -> Markup:
    """Return `text`, tidy prose (see `is_prose`), as paragraphs."""
    text = text.strip()
    blocks = _BREAK.split(text) if "\n" in text else [text]
    html = "\n".join(f"<p>{escape(block, quote=False)}</p>" for block in blocks if block)
    return Markup(html)  # noqa: S704 escaped


def _filled(html: str, held: list[Held]) -> str:
    """Return `html` with what the marks stand for; in attributes, as plain text."""
    if not held:
        return html

    def fill(match: re.Match[str]) -> str:
        if match[1]:
            return held[int(match[1])].html
        return _INNER_MARK.sub(lambda mark: escape(held[int(mark[1])].plain), match[0])

    return _MARK.sub(fill, html)


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    # imported late: a command that renders nothing need not pay for it
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    # four spaces before a pasted abstract's lines are never meant as code
    parser.disable("code")
    for rule, tag in (("s_open", "<del>"), ("s_close", "</del>")):
        parser.add_render_rule(rule, lambda *_, tag=tag: tag)
    parser.validateLink = lambda url: safe_url(url) is not None  # type: ignore[method-assign]
    return parser
