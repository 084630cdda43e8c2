"""A site that stands, brought up to date after abstracts were edited: a few pages, and no more.

Nothing else of a conference depends on what an abstract says (`Kind.abstracts` tells which pages
do), beside which papers are similar. What is written here is what a whole build would write.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from miniconf.apart import Apart
from miniconf.site.app import Site
from miniconf.site.freezing import check, state, tree
from miniconf.site.freezing.build import Job
from miniconf.site.freezing.fingerprints import Fingerprints
from miniconf.site.freezing.freeze import Batch, SiteFreezer, requesting, settle_memory
from miniconf.site.freezing.report import Report
from miniconf.site.freezing.state import Manifest
from miniconf.site.kinds import Kind, Page, Patched, path_of
from miniconf.site.safety import leaks
from miniconf.site.snapshot import Snapshot

_TOKENS = 1_000
"""So many of four bytes fit into any pipe before somebody reads."""


class Differing(NamedTuple):
    """What is not as it was, and what stands in the folder.

    `edited`: papers with another abstract; `near`: papers whose similar papers or reasons are
    others; `moved`: whether any paper stands at another place of the map.
    """

    standing: tree.Standing
    edited: Collection[str]
    near: Collection[str] = ()
    moved: bool = False


def retouch(
    site: Site, job: Job, last: Report, ask: Callable[[], Differing | None]
) -> Report | None:
    """Bring `job.output` to what `site` is; `ask` tells, late, what is not as it was published.

    `last` is what the last build reported; what it left must stand in the folder. The caller holds
    the lock. None where a whole build must look at everything, or `ask` cannot tell: nothing is
    lost.
    """
    output = job.output.resolve()
    heads, made = state.read_heads(output), state.remembered(output)
    _get_ready(site)
    differing = ask()
    if differing is None or not heads or state.begin(output):
        return None
    plan = _Plan.of(site, differing, made)
    planned = made
    if plan.paths - made:
        planned |= plan.paths
        state.remember(output, planned)
    planned -= plan.gone
    stamps = {path: tree.stamp(output / path) for path in plan.paths | plan.gone}
    found = {path: stamp for path, stamp in stamps.items() if stamp}
    batch = _written(site, job, plan, heads, found, planned, differing)
    if batch is None:
        return None
    removed = tree.remove(str(output), plan.gone)
    state.amend_manifest(output, batch.files, plan.gone)
    if plan.gone:
        state.remember(output, planned)
    state.end(output)
    come = {path: entry[1:] for path, entry in batch.files.items()}
    return replace(
        last,
        kinds=Counter({**last.kinds, **plan.counts}),
        standing=differing.standing.after(found, come),
        written=batch.written,
        removed=removed,
    )


def _get_ready(site: Site) -> None:
    """Find what most pages ask for, while others are at work."""
    snapshot = site.snapshot
    leaks.get_ready()
    with requesting(site.app):  # which imports a few things
        pass
    _ = snapshot.shelf, snapshot.agenda, snapshot.index.slugs, snapshot.index.sessions
    for kind in site.kinds:
        if kind.similar and kind.template:
            site.app.jinja_env.get_template(kind.template)
            key = next(iter(snapshot.conference.papers), "") if kind.keyed else ""
            page = Page(kind, key, path_of(kind, key))
            site.frames.of(page, site.links.for_page(page))


@dataclass(frozen=True, slots=True)
class _Plan:
    """The pages to look at, their paths, those that are gone, and how many there are of kinds."""

    pages: list[Page]
    paths: set[str]
    gone: set[str]
    counts: dict[str, int]

    @classmethod
    def of(cls, site: Site, differing: Differing, made: Collection[str]) -> _Plan:
        keys = {kind: _keys(kind, site.snapshot, differing) for kind in site.kinds}
        pages = [Page(kind, key, path_of(kind, key)) for kind, some in keys.items() for key in some]
        paths = {page.path for page in pages}
        varying = [kind for kind in site.kinds if _varies(kind, site.snapshot)]
        gone = _of(varying, made) - paths
        return cls(pages, paths, gone, {kind.endpoint: len(keys[kind]) for kind in varying})


def _written(
    site: Site, job: Job, plan: _Plan, heads: Mapping[str, bytes], found: tree.Stamps,
    planned: Collection[str], differing: Differing,
) -> Batch | None:  # fmt: skip
    """What came of the pages; None where any has a fault, or lost a place that others lead to."""
    output = job.output.resolve()
    site.snapshot.settle()
    touched = {*differing.edited, *differing.near}
    for key in touched:  # what is kept of their abstracts is not rendered again
        site.snapshot.abstracts.ask(site.snapshot.conference.papers[key].abstract)

    pages = dealt(sorted(plan.pages, key=lambda page: _rank(page, found)))

    def write() -> Batch:
        part = site.of(plan.pages)
        prints = Fingerprints(part, job.folder, heads)
        again = partial(_again, site.snapshot, touched, output)
        freezer = SiteFreezer(part, output, prints, Manifest(), found, planned, again=again)
        with requesting(site.app):
            return freezer.freeze_some(pages)

    settle_memory()
    others = Apart(write, len(plan.pages) > 1 and job.jobs > 1)
    batch = write()
    batch.add(others.result)
    job.progress(len(plan.pages), len(plan.pages))

    def read(path: str) -> str:
        return (output / path).read_text("utf-8", "replace")

    lacking = plan.paths - batch.files.keys()  # the other process was killed
    dead = batch.dead or [*check.dead_anchors(batch.links, read)]
    return None if lacking or batch.leaks or batch.lost or dead else batch


def _rank(page: Page, found: tree.Stamps) -> tuple[bool, bool, bool]:
    """New pages come before those that may lead to them, and what takes long before the rest."""
    return page.path in found, page.kind.keyed, page.kind.again is None


def dealt(pages: Sequence[Page]) -> Iterator[Page]:
    """All `pages`, each for the process that asks first: this one, or what it forks from now on."""
    here, there = os.pipe()
    step = 1 + len(pages) // _TOKENS
    with open(there, "wb") as pipe:  # noqa: PTH123 no path
        pipe.write(b"".join(at.to_bytes(4, "big") for at in range(0, len(pages), step)))

    def taken() -> Iterator[Page]:
        with open(here, "rb", buffering=0) as pipe:  # noqa: PTH123 no path
            while token := pipe.read(4):
                at = int.from_bytes(token, "big")
                yield from pages[at : at + step]

    return taken()


def _again(snapshot: Snapshot, papers: Collection[str], output: Path, page: Page) -> Patched | None:
    """A file that tells of many papers, with what it says of some told anew; None if it cannot."""
    if page.kind.again is None:
        return None
    try:
        return page.kind.again(snapshot, page.key, papers, tree.mapped(output / page.path))
    except OSError:
        return None


def _keys(kind: Kind, snapshot: Snapshot, differing: Differing) -> Collection[str]:
    """The keys of the pages of `kind` that may be others."""
    if _varies(kind, snapshot):
        return tuple(kind.keys(snapshot))
    found = (kind.abstracts and kind.abstracts(snapshot, differing.edited)) or ()
    if kind.similar and kind.keyed:
        found = (*found, *differing.near)
    elif kind.similar and (differing.near or differing.moved):
        found = kind.keys(snapshot)
    return tuple(dict.fromkeys(found))


def _varies(kind: Kind, snapshot: Snapshot) -> bool:
    """Whether how many pages there are of `kind` depends on abstracts."""
    return kind.abstracts is not None and kind.abstracts(snapshot, ()) is None


def _of(kinds: Iterable[Kind], paths: Iterable[str]) -> set[str]:
    """Which of `paths` are of pages of `kinds`."""
    around = [kind.around for kind in kinds]
    heads = tuple(head for head, _ in around)
    some = [path for path in paths if path.startswith(heads)]  # few of tens of thousands
    return {
        path for head, tail in around for path in some
        if path.startswith(head) and path.endswith(tail)
    }  # fmt: skip
