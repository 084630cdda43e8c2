"""Which addresses a page may link to."""

import re
from html import unescape
from urllib.parse import SplitResult, urlsplit

from miniconf.patterns import regex
from miniconf.text.chars import has_unsafe

_LONGEST = 4096
_SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_MAIL = regex(r"mailto:[^\s@/?]+@[^\s@/?]+\.[^\s@/?]+(?:\?[^\s]*)?", re.IGNORECASE)
#: White space that browsers drop out of an address, back-slashes they take for slashes, and
#: what no address may hold (WHATWG URL, section 4.4; RFC 3986, appendix C).
_FORBIDDEN = regex(r"[\s\\<>\"`\u200b-\u200f\u2060\u00ad]")


def safe_url(url: str) -> str | None:
    """Return `url`, trimmed, if a page may link to it, else None.

    Allowed: http and https with a host and without a user name; mailto with an address; and
    relative addresses ("papers/a.html", "../x?y#z", "#z", "/x"). Refused: every other scheme
    in whatever disguise, "//host", back-slashes, control characters and white space inside.
    """
    url = url.strip(" \t\r\n\f")
    if not url or len(url) > _LONGEST or _FORBIDDEN.search(url) or has_unsafe(url):
        return None
    if not _SCHEME.match(url):
        return None if _is_disguised(url) else url
    if url[:7].lower() == "mailto:":
        return url if _MAIL.fullmatch(url) else None
    return url if _is_web(url) else None


def split(url: str) -> SplitResult:
    """The parts of `url`; of what has none, such as `http://[`, all of it as the path."""
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", url, "", "")


def is_external(url: str) -> bool:
    """Return whether `url`, a safe one, leads to another site by http or https."""
    return url[:7].lower() == "http://" or url[:8].lower() == "https://"


def _is_web(url: str) -> bool:
    if not is_external(url):
        return False
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def _is_disguised(url: str) -> bool:
    """Return whether a relative address could be read as a host or a scheme, if unescaped too."""
    url = unescape(url)
    return url.startswith("//") or ":" in re.split(r"[/?#]", url, maxsplit=1)[0]
