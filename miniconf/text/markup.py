"""Handlers for signs that are not TeX's alone: code, tags, addresses, dashes, quotations."""

import re
from html import escape

from miniconf.patterns import regex
from miniconf.text.clean import FOREIGN_ELEMENTS, HTML_ELEMENTS, TOKEN_LIKE_ELEMENTS
from miniconf.text.scanner import Scanner
from miniconf.text.urls import safe_url

_FENCED = regex(r"(`{3,}+|~{3,}+)[^\n]*+\n(?:.*?\n)?? {0,3}\1[^\n]*+", re.DOTALL)
_TARGET = regex(r"\]\((?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)")
_TAG = regex(r"</?([a-zA-Z][a-zA-Z0-9]*)(\s[^<>]*|/)?>")
_URL = regex(r"https?://[^\s<>\"`\\{}|\u3000-\u303f\uff00-\uffef\ufdd0\ufdd1]+")
_CLOSING_QUOTES = {"``": regex("''|[\"”]"), "`": regex(r"'{1,2}(?!\w)|’(?!\w)")}
_OPENING = {"``": "“", "`": "‘"}
_CLOSING = {"``": "”", "`": "’"}


def ticks(scanner: Scanner, start: int, end: int) -> int:
    """Pass code in back-ticks on as it is; turn TeX's ``quotations'' into “quotations”."""
    run = scanner.text[start:end]
    if len(run) >= 3 and _opens_line(scanner, start):
        return _fence(scanner, start)
    if run in _OPENING and _quotes(scanner, start, end, run):
        return scanner.put(_OPENING[run], end)
    close = scanner.find(run, end)
    while close > 0 and scanner.after(close + len(run)) == "`":
        while scanner.after(close) == "`":
            close += 1
        close = scanner.find(run, close)
    if close < 0 and run == "``" and scanner.after(end).isalnum():
        return scanner.put("“", end)
    return scanner.keep(start, close + len(run) if close > 0 else end)


def tilde(scanner: Scanner, start: int, end: int) -> int:
    """Turn a single tilde between words, TeX's tie, into a space that does not break."""
    if end - start >= 3 and _opens_line(scanner, start):
        return _fence(scanner, start)
    before, after = scanner.before(start), scanner.after(end)
    left = before.isalnum() or before in tuple(".,;:)]}$'\"”’")
    right = after.isalpha() or after in tuple("([\\`\"'$")
    if end - start > 1 or not left or not (right or (after == " " and before.isalnum())):
        return scanner.keep(start, end)
    return scanner.put("" if after == " " else "\xa0", end)


def _opens_line(scanner: Scanner, start: int) -> bool:
    before = scanner.text[max(0, start - 4) : start]
    indent = len(before) - len(before.rstrip(" "))
    return indent < 4 and scanner.before(start - indent) in ("", "\n")


def _fence(scanner: Scanner, start: int) -> int:
    """Pass a fenced block of code on as it is, to the end of the text if it never closes."""
    block = _FENCED.match(scanner.text, start)
    return scanner.keep(start, block.end() if block else len(scanner.text))


def _quotes(scanner: Scanner, start: int, end: int, run: str) -> bool:
    """Return whether a quotation opens here; its end is then due."""
    close = _CLOSING_QUOTES[run].search(scanner.text, end, end + 400)
    if not close or scanner.before(start).isalnum() or not scanner.after(end).strip():
        return False
    code = scanner.text.find("`", end, close.start())
    if code > 0 and not scanner.before(code).isspace() and not scanner.after(code + 1).isalnum():
        return False
    scanner.put_later(close.start(), len(close[0]), _CLOSING[run])
    return True


def angle(scanner: Scanner, start: int, end: int) -> int:
    """Pass HTML's tags on to be cleaned, drop comments, show any other `<` as such."""
    if scanner.text.startswith("<!--", start):
        close = scanner.find("-->", end)
        return close + 3 if close > 0 else scanner.put("&lt;", end)
    if scanner.text.startswith(("http://", "https://"), end):
        return _link_address(scanner, end, bracketed=True)
    tag = _TAG.match(scanner.text, start)
    if tag and _is_html(tag):
        return scanner.keep(start, tag.end())
    return scanner.put("&lt;", end)


def _is_html(tag: re.Match[str]) -> bool:
    """Return whether a tag is HTML's, and no token or inequality in angle brackets."""
    name, attributes = tag[1].lower(), (tag[2] or "").strip(" \t\n/")
    if name in TOKEN_LIKE_ELEMENTS and "=" not in attributes:
        return False
    known = name in HTML_ELEMENTS or name in FOREIGN_ELEMENTS
    return known and (not attributes or "=" in attributes or attributes in ("open", "reversed"))


def address(scanner: Scanner, start: int, end: int) -> int:
    """Make a bare address, whose scheme is written already, a link."""
    written = scanner.parts[-1] if scanner.parts else ""
    scheme = "https" if written.endswith("https") else "http"
    if not written.endswith(scheme):
        return scanner.keep(start, end)
    scanner.parts[-1] = written[: -len(scheme)]
    return _link_address(scanner, start - len(scheme))


def _link_address(scanner: Scanner, start: int, *, bracketed: bool = False) -> int:
    """Link the address at `start`, less the punctuation of the sentence that it stands in."""
    match = _URL.match(scanner.text, start)
    url = _trimmed(match[0]) if match else ""
    if not match or safe_url(url) is None:
        end = match.end() if match else start + len("http")
        return scanner.put("&lt;" * bracketed + scanner.text[start:end], end)
    go_on = start + len(url)
    if bracketed and scanner.after(go_on) == ">":
        go_on += 1
    before = scanner.text[max(0, start - 3) : start]
    if before.endswith("]: "):  # where a link of Markdown's is defined
        return scanner.put(url, go_on)
    # in brackets it is, most likely, the text of a link already
    return scanner.put(link(scanner, url, url, linked=not before.endswith("[")), go_on)


def link(scanner: Scanner, url: str, text: str, *, linked: bool = True) -> str:
    """Return the mark of a link to `url`, a safe one, or of its `text` alone."""
    html = escape(text)
    if linked and scanner.links:
        html = f'<a href="{escape(url)}">{html}</a>'
    return scanner.mark(html, text)


def _trimmed(url: str) -> str:
    """Return `url` without the punctuation behind it; brackets that pair belong to it."""
    end, unpaired = len(url), url.count(")") - url.count("(")
    while end and url[end - 1] in ".,:;!?'*_~)]\"”’":
        if url[end - 1] == ")":
            if unpaired <= 0:
                break
            unpaired -= 1
        end -= 1
    return url[:end]


def target(scanner: Scanner, start: int, end: int) -> int:
    """Pass the target of a link of Markdown's on as it is."""
    found = _TARGET.match(scanner.text, start)
    return scanner.keep(start, found.end() if found else end)


def times(scanner: Scanner, start: int, end: int) -> int:
    """Keep Markdown from taking the asterisks of "1024*1024, 2*2" for emphasis."""
    return scanner.put("\\*", end)


def dashes(scanner: Scanner, start: int, end: int) -> int:
    """Turn TeX's dashes into dashes, but not options (--flag), rules, arrows and tables."""
    before, after = scanner.text[max(0, start - 2) : start], scanner.after(end)
    word = before.rstrip(" ")[-1:]
    sign = {2: "–", 3: "—"}.get(end - start)
    option = sign == "–" and before.endswith(" ") and after != " "
    if sign is None or option or word in _NO_DASH_BEHIND or after in _NO_DASH_BEFORE:
        return scanner.keep(start, end)
    return scanner.put(sign, end)


_NO_DASH_BEHIND = frozenset({"", "\n", "|", ":", "<", "!"})
_NO_DASH_BEFORE = frozenset({"", "\n", "|", ":", ">"})
