"""The Content-Security-Policy of a page: it names what the page uses and nothing else.

Hosts come from two places: what a page's context declares under `sources`, and the addresses in the
page itself, `src` of what is loaded at once and `data-frame`, `data-media`, `data-connect` of what
a script loads when the reader asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from miniconf.patterns import regex

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
    "img-src": ("'self'", "data:"),  # the style sheet's icons
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
HINTS = (*(f"<{tag}".encode() for tag in _BY_TAG), *(f'{name}="'.encode() for name in _BY_NAME))
"""Where one of these stands, a page may load something."""
Loading = Iterable[tuple[int, int, int]]
"""Number in `HINTS`, start and end of each that stands in a page."""
_DIRECTIVES = (*_BY_TAG.values(), *_BY_NAME.values())
_LOADED = regex(rb'\b[^>]*?\s(?:src|action)="(https?:|data:|[^"])((?://[^/"?#\s;,]+)?)')
_ORIGIN = regex(rb'(?:https?|wss?)://[^/"?#\s;,]+')
_SOURCE = regex(r"(?:https?|wss?)://[\w.\-\[\]:*]+|'[a-zA-Z0-9+/=-]+'|data:|blob:")


def policy(found: Used, declared: Sources | None = None) -> str:
    """The policy of a page that uses `found`, as it stands in a `<meta>`."""
    named = {
        (name, value)
        for name, values in (declared or {}).items()
        for value in values
        if is_source(value)
    }
    return _written(found.union(named))


def is_source(value: str) -> bool:
    """Whether `value` is one plain source, which cannot end its directive and begin another."""
    return bool(_SOURCE.fullmatch(value))


def used(html: bytes, loading: Loading) -> Used:
    """What `html`, in which `loading` stand, loads or lets a script load."""
    found = []
    for number, start, end in loading:
        if number < len(_BY_TAG):
            source = _loaded(html, end)
        else:
            alone = html[start - 1 : start].isspace()
            match = _ORIGIN.match(html, end) if alone else None
            source = match[0] if match else b""
        if source:
            found.append((_DIRECTIVES[number], source.decode()))
    return frozenset(found)


def _loaded(html: bytes, place: int) -> bytes:
    """The source from which the element whose name ends at `place` loads, or b""."""
    match = _LOADED.match(html, place)
    if not match:
        return b""
    scheme, host = match.groups()
    if host:
        return scheme + host
    return scheme if scheme == b"data:" else b"'self'"


@lru_cache(maxsize=1000)
def _written(sources: Used) -> str:
    found: dict[str, list[str]] = {}
    for name, value in sorted(sources):
        found.setdefault(name, []).append(value)
    parts = dict(_PLAIN)
    for name, values in found.items():
        parts[name] = " ".join([name, *sorted({*_BASE.get(name, ()), *values})])
    return "; ".join(filter(None, parts.values()))


_PLAIN = {
    name: " ".join([name, *sorted(values)]) if values else "" for name, values in _BASE.items()
}
"""Each directive as it stands where a page uses nothing else."""
