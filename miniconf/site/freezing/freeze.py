"""Writing pages into a folder through Frozen-Flask, and only those that changed.

Frozen-Flask sends a request for each page through the whole of WSGI, compares the answer with the
file, and knows nothing of inputs. This subclass keeps its contract (the application, its generators
of addresses, its folder) and replaces the costly parts: pages are rendered by calling what the view
calls, inside one request context, and a page whose fingerprint is in the manifest is not rendered.
Its own removal of extra files stays off, since it would take skipped pages for gone ones.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from flask import Flask
from flask_frozen import Freezer
from flask_frozen import Page as FrozenPage
from werkzeug.test import create_environ

from miniconf.site.app import Draft, Site
from miniconf.site.frame import Frame
from miniconf.site.freezing.check import Dead, LinkReader, anchors
from miniconf.site.freezing.fingerprints import Fingerprints
from miniconf.site.freezing.state import Manifest
from miniconf.site.freezing.tree import Stamps, create, write
from miniconf.site.kinds import Page, Patched
from miniconf.site.links import root_of
from miniconf.site.safety.leaks import Leak, LeakKind, Scanner
from miniconf.site.safety.signs import signs

_GARBAGE = 20_000
"""So many new objects call for a round of the collector."""


@dataclass
class Batch:
    """What came of some pages. `files` are path -> fingerprint, size, time, as in the manifest.

    `links` are links to places inside other pages (`help.html#q-2`) -> the first page that has
    them, of rendered pages only; `lost` are such links whose anchor an older version of a page had
    and the new one lacks; `abstracts` are those that were rendered -> their HTML.
    """

    files: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    dead: list[Dead] = field(default_factory=list)
    leaks: list[Leak] = field(default_factory=list)
    abstracts: dict[str, str] = field(default_factory=dict)
    written: int = 0
    rendered: int = 0

    def add(self, other: Batch) -> None:
        """Take in what came of other pages."""
        self.files.update(other.files)
        for link, page in other.links.items():
            self.links[link] = min(page, self.links.get(link, page))
        self.lost |= other.lost
        self.dead += other.dead
        self.leaks += other.leaks
        self.abstracts.update(other.abstracts)
        self.written += other.written
        self.rendered += other.rendered


class _Around(NamedTuple):
    """What is in the frame around pages: leaks, links that are not simply to a file, anchors.

    `inner` are the anchors that it leads to on the page itself.
    """

    leaks: tuple[tuple[LeakKind, str], ...] = ()
    links: frozenset[str] = frozenset()
    inner: frozenset[str] = frozenset()
    anchors: frozenset[str] = frozenset()


_NOTHING = _Around()


class SiteFreezer(Freezer):  # type: ignore[misc] # Frozen-Flask has no types
    """Freezes the pages of one site into one folder.

    `old` is the manifest of the last build and `found` what stands in the folder: a page that is in
    both as it should be is left alone. `planned` are all files that the site will have; with
    `recheck` the links of pages left alone are looked at too. `again` gives a file that was there
    and is told anew in places, or None for one that must be rendered.
    """

    def __init__(
        self,
        site: Site,
        output: Path,
        fingerprints: Fingerprints,
        old: Manifest,
        found: Stamps,
        planned: Collection[str],
        recheck: bool = False,
        again: Callable[[Page], Patched | None] | None = None,
    ) -> None:
        site.app.config.update(
            FREEZER_DESTINATION=str(output), FREEZER_REMOVE_EXTRA_FILES=False,
            FREEZER_REDIRECT_POLICY="error", FREEZER_RELATIVE_URLS=True,
        )  # fmt: skip
        super().__init__(
            site.app, with_no_argument_rules=False, with_static_files=False, log_url_for=False
        )
        self.site = site
        self._root = os.fspath(output)
        self._fingerprints = fingerprints
        self._old = old
        self._found = found
        self._planned = planned
        self._recheck = recheck
        self._again = again
        publish = site.snapshot.conference.config.publish
        self._scanner = Scanner(publish)
        self._reader = LinkReader(root_of(site.links.base_url), planned)
        self._frames: dict[int, _Around] = {}
        self.batch = Batch()
        self.register_generator(self._addresses)

    def _addresses(self) -> Iterator[str]:
        return (f"/{page.path}" for page in self.site.pages)

    def freeze_some(self, pages: Iterable[Page]) -> Batch:
        """What came of `pages`, each rendered and written where it must be.

        To be called in a request context, as `requesting` gives: templates of a site's
        own may ask for what Flask offers.
        """
        self.batch = Batch()
        for page in pages:
            self._one(page)
        self.batch.abstracts = self.site.snapshot.abstracts.rendered()
        return self.batch

    def freeze_yield(self) -> Iterator[FrozenPage]:
        """Frozen-Flask's way in: every page of the site, one after the other."""
        with requesting(self.app):
            for page in self.site.pages:
                self._one(page)
                yield FrozenPage(f"/{page.path}", Path(page.path))

    def _build_one(self, url: str, last_modified: object = None) -> Path:
        page = self.site.by_path[self.urlpath_to_filepath(url)]
        self._one(page)
        return Path(self._root, page.path)

    def _one(self, page: Page) -> None:
        """Render and write one page, unless its file is already what it should be."""
        site, path, batch = self.site, page.path, self.batch
        if self._again and (patched := self._again(page)):
            self._patch(path, patched)
            return
        inputs = site.inputs(page)
        drafted = site.draft(page, inputs) if page.kind.plain else None
        print_ = self._fingerprints.page(page, drafted.own if drafted else inputs).hex()
        stamp = self._found.get(path)
        known = self._old.files.get(path)
        if known and stamp and known == (print_, *stamp):
            batch.files[path] = known
            if self._recheck and page.kind.mimetype == "text/html":
                there = _read(f"{self._root}/{path}") or b""
                found = signs(there)
                links = self._reader.html(path, there, found)
                self._note_links(path, links, there, found.naming, _NOTHING)
            return
        draft = drafted or site.draft(page, inputs)
        batch.rendered += 1
        former = _read(f"{self._root}/{path}") if stamp else None
        content = draft.whole()
        if not self._passes(path, draft, former if content != former else None):
            return
        if stamp is None:
            stamp = create(f"{self._root}/{path}", content)
            batch.written += 1
        elif content != former:
            stamp = write(f"{self._root}/{path}", content)
            batch.written += 1
        batch.files[path] = (print_, *stamp)

    def _patch(self, path: str, patched: Patched) -> None:
        """Write a file that was told anew, unless what it tells is as it was.

        Its bytes are not looked at once more for a fingerprint: the next whole build does that.
        """
        batch, stamp = self.batch, self._found[path]
        batch.rendered += 1
        leaks = self._scanner.leaks(path, patched.new)
        if leaks:
            batch.leaks += leaks
            return
        if patched.new != patched.old:
            stamp = write(f"{self._root}/{path}", *patched.parts)
            batch.written += 1
        batch.files[path] = ("", *stamp)

    def _passes(self, path: str, draft: Draft, former: bytes | None) -> bool:
        """Whether a page may be written: nothing private is in it. Its links are noted too.

        `former` is what stands in its place, if that is something else.
        """
        around = self._around(path, draft.frame)
        found = draft.found
        leaks = self._scanner.leaks(path, draft.own, found and found.private)
        leaks += [Leak(path, kind, part) for kind, part in around.leaks]
        if leaks:
            self.batch.leaks += leaks
            return False
        if found:
            links = self._reader.html(path, draft.own, found)
            self._note_links(path, links, draft.own, found.naming, around)
            if former is not None:
                there = anchors(draft.html) | around.anchors
                gone = anchors(former.decode("utf-8", "replace")) - there
                self.batch.lost.update(f"{path}#{anchor}" for anchor in gone)
        return True

    def _around(self, path: str, frame: Frame | None) -> _Around:
        """What is in `frame`, found out for the first page that has it; its folder has it alone."""
        if frame is None:
            return _NOTHING
        known = self._frames.get(id(frame))
        if known is None:
            whole = b"\n".join(frame.parts)
            text, links = whole.decode(), self._reader.html(path, whole)
            inner = {link for link in links if link.partition("#")[0] == path}
            known = self._frames[id(frame)] = _Around(
                tuple(self._scanner.find(text)),
                frozenset(link for link in links - inner if link not in self._planned),
                frozenset(link.partition("#")[2] for link in inner) - {""},
                anchors(text),
            )
        return known

    def _note_links(
        self, path: str, links: set[str], page: bytes, naming: list[int], around: _Around
    ) -> None:
        """Note which of a page's `links` lead nowhere, and which into other pages.

        `naming`: where the names of places on the page begin.
        """
        batch, planned, inner = self.batch, self._planned, set()
        links = (links | around.links).difference(planned)
        links.update([f"{path}#{anchor}" for anchor in around.inner])
        for link in links:
            target, _, anchor = link.partition("#")
            if target == path:
                inner.add(anchor)
            elif target in planned:
                batch.links[link] = min(path, batch.links.get(link, path))
            else:
                batch.dead.append(Dead(path, link))
        inner -= around.anchors | {"top"}
        batch.dead += [Dead(path, f"#{anchor}") for anchor in _lacking(inner, page, naming)]


def _lacking(wanted: set[str], page: bytes, naming: list[int]) -> set[str]:
    """Which of the anchors `wanted` a page lacks, on which names begin at `naming`."""
    if wanted:  # nearly all are found in the quick way
        wanted = wanted - {
            page[at : page.find(b'"', at)].decode("utf-8", "replace") for at in naming
        }
    return wanted - anchors(page.decode("utf-8", "replace")) if wanted else wanted


def _read(path: str) -> bytes | None:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 a Path for each page costs more than the read
            return file.read()
    except OSError:
        return None


def requesting(app: Flask) -> AbstractContextManager[object]:
    """The context of a request to `app`.

    As `Flask.test_request_context` makes, which imports what tests need too: 15 ms a process.
    """
    return app.request_context(create_environ())


def settle_memory() -> None:
    """Take what is loaded out of the collector's rounds, so that workers do not copy it.

    From then on it works: rendering leaves cycles behind, and there are thousands of pages. At the
    program's end nothing of that is gone through once more (0.3 s after an edit).
    """
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    gc.enable()
