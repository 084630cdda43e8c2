"""The Content-Security-Policy of a page: it names what the page uses and nothing else.

Hosts come from two places: what a page's context declares under `sources`, and the addresses in the
page itself, `src` of what is loaded at once and `data-frame`, `data-media`, `data-connect` of what
a script loads when the reader asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

PLACE = "policy-of-this-page"
"""What `{{ csp }}` writes; the policy takes its place once the page is known."""

Sources = Mapping[str, Iterable[str]]
"""Directive -> what it allows: `{"frame-src": ["https://player.example"]}`."""
Used = frozenset[tuple[str, str]]
"""Pairs of a directive and one source: `("frame-src", "https://player.example")`."""

_BASE: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "media-src": (),
    "frame-src": (),
    "connect-src": ("'self'",),
    "manifest-src": ("'self'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
_BY_TAG = {
    "img": "img-src", "video": "media-src", "audio": "media-src", "source": "media-src",
    "track": "media-src", "iframe": "frame-src", "form": "form-action",
}  # fmt: skip
_BY_NAME = {
    "poster": "img-src", "data-poster": "img-src", "data-frame": "frame-src",
    "data-media": "media-src", "data-connect": "connect-src",
}  # fmt: skip
_TAGS = tuple(f"<{tag}" for tag in _BY_TAG)
"""Looked for first: most pages have none, and finding that out is quick."""
_NAMES = tuple((f'{name}="', directive) for name, directive in _BY_NAME.items())
_LOADED = re.compile(
    r'<(img|video|audio|source|track|iframe|form)\b[^>]*?\s(?:src|action)="(https?:|data:|[^"])'
    r'((?://[^/"?#\s;,]+)?)'
)
_ORIGIN = re.compile(r'(?:https?|wss?)://[^/"?#\s;,]+')
_SOURCE = re.compile(r"(?:https?|wss?)://[\w.\-\[\]:*]+|'[a-zA-Z0-9+/=-]+'|data:|blob:")


def policy(html: str, declared: Sources | None = None, also: Used = frozenset()) -> str:
    """The policy of the page `html` as it stands in a `<meta>`; `also` is used around it."""
    named = {
        (name, value)
        for name, values in (declared or {}).items()
        for value in values
        if is_source(value)
    }
    return _written(used(html).union(also, named))


def is_source(value: str) -> bool:
    """Whether `value` is one plain source, which cannot end its directive and begin another."""
    return bool(_SOURCE.fullmatch(value))


def used(html: str) -> Used:
    """What `html` loads or lets a script load."""
    found = []
    if any(tag in html for tag in _TAGS):
        for tag, scheme, host in _LOADED.findall(html):
            source = scheme + host if host else scheme if scheme == "data:" else "'self'"
            found.append((_BY_TAG[tag], source))
    for name, directive in _NAMES:
        place = html.find(name)
        while place >= 0:
            alone = html[place - 1].isspace()
            place += len(name)
            if alone and (match := _ORIGIN.match(html, place)):
                found.append((directive, match[0]))
            place = html.find(name, place)
    return frozenset(found)


@lru_cache(maxsize=1000)
def _written(sources: Used) -> str:
    found = {name: set(values) for name, values in _BASE.items()}
    for name, value in sorted(sources):
        found.setdefault(name, set()).add(value)
    return "; ".join(
        f"{name} {' '.join(sorted(values))}" for name, values in found.items() if values
    )
