"""What a kind of page is: its address, the records it shows, and how they become a file.

A page is a function of its inputs and of the few values that all pages share, and of nothing else:
`context` is handed the inputs, never the conference. So the inputs alone decide whether a page must
be written again, and no dependency can be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from mmap import mmap
from typing import Any, NamedTuple

from miniconf import names
from miniconf.problems import MiniconfError
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot

Inputs = tuple[object, ...]


class Patched(NamedTuple):
    """A file told anew in places: all its parts, what of them is new, and what stood there."""

    parts: tuple[bytes | memoryview, ...]
    new: bytes
    old: bytes


def _once(snapshot: Snapshot) -> Iterable[str]:
    return ("",)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind:
    """One kind of page or feed.

    `rule`: the Flask rule, with `<stem:key>` where there is one page a key: the key is a record's
    id, its file name `names.file_stem(key)`;
    `keys`: the keys of all pages of the kind, none where the collection is absent;
    `inputs`: all that the page of one key shows, as records and plain values;
    `context`: inputs -> names for `template`, or, where there is no template, `render`: inputs ->
    the file's text or bytes; a name `sources` in the context is for the page's policy (see
    `policy.py`), not for the template;
    `anywhere`: the page is shown at addresses of any depth, so its links cannot be relative;
    `plain`: writing such a file costs no more than comparing its inputs, so its bytes are compared;
    `similar`: the pages show what comparing papers gives, the only thing that is waited for;
    `common`: all that the pages of this kind together are made of, and those of others that name
    the same; `inputs` is then handed its value in place of the snapshot, and while that value is as
    it was in the last build, none of thousands of pages is looked at;
    `abstracts`: ids of papers -> the keys of the pages that show what their abstracts say, or None
    for all pages of the kind, of which there may be others then; left out where none shows it;
    `again`: snapshot, key, ids of papers and the file as it was -> the file with what it says of
    these papers alone told anew, for a `plain` file that tells of many; None where it cannot be so.
    """

    endpoint: str
    rule: str
    inputs: Callable[[Any, str], Inputs]
    keys: Callable[[Snapshot], Iterable[str]] = _once
    template: str = ""
    context: Callable[..., Mapping[str, Any]] | None = None
    render: Callable[..., str | bytes] | None = None
    mimetype: str = "text/html"
    anywhere: bool = False
    plain: bool = False
    similar: bool = False
    common: Callable[[Snapshot], object] | None = None
    abstracts: Callable[[Snapshot, Collection[str]], Iterable[str] | None] | None = None
    again: Callable[[Snapshot, str, Collection[str], bytes | mmap], Patched | None] | None = None

    @property
    def keyed(self) -> bool:
        """Whether there is a page for each of several records."""
        return "<stem:key>" in self.rule

    @property
    def around(self) -> tuple[str, str]:
        """What stands before and after the file name of the key in a page's path."""
        head, _, tail = self.rule.lstrip("/").partition("<stem:key>")
        return head, tail


class Page(NamedTuple):
    """One file that the site calls for: `path` is below the site's root, `papers/main.12.html`."""

    kind: Kind
    key: str
    path: str


def path_of(kind: Kind, key: str) -> str:
    """The path below the site's root of the page of `kind` for `key`: `papers/main.12.html`."""
    head, tail = kind.around
    return f"{head}{names.file_stem(key)}{tail}" if key else head + tail


def plan(kinds: Iterable[Kind], snapshot: Snapshot) -> tuple[Page, ...]:
    """Every page that `snapshot` calls for, in the order of the kinds and of their keys.

    Raises MiniconfError where two pages would meet in one file on some file system.
    """
    pages = tuple(page for kind in kinds for page in _pages(kind, kind.keys(snapshot)))
    taken: dict[str, Page] = {}
    for page in pages:
        other = taken.setdefault(names.collision_key(page.path), page)
        if other is not page:
            raise MiniconfError(
                f"{other.kind.endpoint} {other.key!r} and {page.kind.endpoint} {page.key!r} "
                f"would both be the file {page.path}; change one of the two ids"
            )
    return pages


def _pages(kind: Kind, keys: Iterable[str]) -> Iterator[Page]:
    head, tail = kind.around
    for key in keys:
        yield Page(kind, key, f"{head}{names.file_stem(key) if key else ''}{tail}")


def context_of(kind: Kind, shared: Shared, inputs: Inputs) -> Mapping[str, Any]:
    """The names that the template of `kind` sees besides the shared ones."""
    return kind.context(shared, *inputs) if kind.context else {}
