"""The Content-Security-Policy of a page: it names what the page uses and nothing else.

Hosts come from two places: what a page's context declares under `sources`, and the addresses in the
page itself, `src` of what is loaded at once and `data-frame`, `data-media`, `data-connect` of what
a script loads when the reader asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

PLACE = "policy-of-this-page"
"""What `{{ csp }}` writes; the policy takes its place once the page is known."""

Sources = Mapping[str, Iterable[str]]
"""Directive -> what it allows: `{"frame-src": ["https://player.example"]}`."""

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
_NAMES = tuple(f' {name}="' for name in _BY_NAME)
"""Looked for first: most pages have none, and finding that out is quick."""
_LOADED = re.compile(
    r'<(img|video|audio|source|track|iframe|form)\b[^>]*?\s(?:src|action)="(https?:|data:|[^"])'
    r'((?://[^/"?#\s;,]+)?)'
)
_NAMED = re.compile(
    r'\s(poster|data-poster|data-frame|data-media|data-connect)="((?:https?|wss?)://[^/"?#\s;,]+)'
)
_SOURCE = re.compile(r"(?:https?|wss?)://[\w.\-\[\]:*]+|'[a-zA-Z0-9+/=-]+'|data:|blob:")


def policy(html: str, declared: Sources | None = None) -> str:
    """The policy of the page `html` as it stands in a `<meta>`."""
    found = {name: list(values) for name, values in _BASE.items()}
    for name, values in (declared or {}).items():
        # a value that is no plain source could end its directive and begin another
        found.setdefault(name, []).extend(v for v in values if _SOURCE.fullmatch(v))
    loaded = _LOADED.findall(html) if any(tag in html for tag in _TAGS) else ()
    for tag, scheme, host in loaded:
        source = scheme + host if host else scheme if scheme == "data:" else "'self'"
        found[_BY_TAG[tag]].append(source)
    named = _NAMED.findall(html) if any(name in html for name in _NAMES) else ()
    for name, origin in named:
        found[_BY_NAME[name]].append(origin)
    return "; ".join(
        f"{name} {' '.join(sorted(set(values)))}" for name, values in found.items() if values
    )
