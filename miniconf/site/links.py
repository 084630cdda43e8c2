"""Relative links, so that a site works at a root, below a prefix, and opened from disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from miniconf import names
from miniconf.site.kinds import Kind


def path_of(kind: Kind, key: str) -> str:
    """The path below the site's root of the page of `kind` for `key`: `papers/main.12.html`."""
    return kind.rule.lstrip("/").replace("<stem:key>", names.file_stem(key) if key else "")


def linker(kinds: Sequence[Kind], depth: int) -> Callable[..., str]:
    """A `url_for` for pages that lie `depth` folders below the root.

    It answers as Flask's does for the same endpoint and values, but relative to such a page.
    Raises KeyError for an endpoint that no kind has.
    """
    rules = {kind.endpoint: kind.rule.lstrip("/").split("<stem:key>") for kind in kinds}
    up = "../" * depth

    def url_for(endpoint: str, key: str = "", filename: str = "", _anchor: str = "") -> str:
        if endpoint == "static":
            return f"{up}static/{filename}"
        head, *tail = rules[endpoint]
        path = f"{up}{head}{names.file_stem(key)}{tail[0]}" if tail else f"{up}{head}"
        return f"{path}#{_anchor}" if _anchor else path

    return url_for
