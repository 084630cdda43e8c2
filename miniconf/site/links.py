"""Links between pages: relative, so that a site works at a root, below a prefix, and from disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

from miniconf import names
from miniconf.site.kinds import Kind, Page, path_of

__all__ = ["Links", "linker", "path_of", "root_of"]

_SAFE = "!$&'()*+,/:;=@"
"""Characters that Flask leaves as they are in the path of an address."""


def root_of(base_url: str | None) -> str:
    """The path below which the site stands: `/2027/` for `https://a.example/2027`, else `/`."""
    path = urlsplit(base_url or "").path.strip("/")
    return f"/{path}/" if path else "/"


@dataclass(frozen=True)
class Links:
    """Makes the `url_for` of each page.

    It leads where Flask's leads for the same endpoint and key, but relative to the page, and is
    some twenty times as fast, since pages hold a hundred links each. Links depend on nothing of the
    page but its depth, so that parts of pages can be rendered once for all pages of a depth.
    `versions` are the short digests of assets, path below `static/` -> `1a2b3c4d`, so that a
    changed file is fetched again.
    """

    kinds: Sequence[Kind]
    base_url: str | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    _made: dict[str, Callable[..., str]] = field(default_factory=dict)
    _stems: dict[str, str] = field(default_factory=dict)

    def for_page(self, page: Page) -> Callable[..., str]:
        """The `url_for` for templates of `page`; pages of one depth share it."""
        up = root_of(self.base_url) if page.kind.anywhere else "../" * page.path.count("/")
        if up not in self._made:
            self._made[up] = self._linker(up)
        return self._made[up]

    def _linker(self, up: str) -> Callable[..., str]:
        local = {kind.endpoint: _split(kind, up) for kind in self.kinds}
        outer = {kind.endpoint: _split(kind, "") for kind in self.kinds}
        base = (self.base_url or "").rstrip("/")
        static = f"{up}static/"
        stems = self._stems

        def url_for(
            endpoint: str,
            key: str = "",
            *,
            filename: str = "",
            _anchor: str = "",
            _external: bool = False,
        ) -> str:
            """The address of a page or of a static file; `_external` makes it absolute."""
            if endpoint == "static":
                path = quote(filename, safe=_SAFE)
                version = self.versions.get(filename)
                path = f"{path}?v={version}" if version else path
                return f"{base}/static/{path}" if _external else f"{static}{path}"
            head, tail = (outer if _external else local)[endpoint]
            if tail is not None:
                stem = stems.get(key)
                if stem is None:
                    stem = stems[key] = names.file_stem(key)
                head = f"{head}{stem}{tail}"
            if _anchor:
                head = f"{head}#{quote(_anchor, safe=_SAFE)}"
            return f"{base}/{head}" if _external else head

        return url_for


def linker(kinds: Sequence[Kind], depth: int = 0) -> Callable[..., str]:
    """A `url_for` for pages that lie `depth` folders below the site's root.

    Raises KeyError for an endpoint that no kind has.
    """
    return Links(kinds)._linker("../" * depth)


def _split(kind: Kind, up: str) -> tuple[str, str | None]:
    """What stands before and after the key in a link; None where there is no key."""
    head, mark, tail = kind.rule.lstrip("/").partition("<stem:key>")
    return up + head, tail if mark else None
