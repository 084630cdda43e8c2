"""A site -> a folder of files: what changed is written, what is gone is removed, all is checked.

The order keeps the folder servable at every moment: assets first, then pages that are new, then
those that changed, at last what no page leads to any more. Each file comes at one stroke.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from miniconf.site.app import Site
from miniconf.site.freezing import check, state, tree
from miniconf.site.freezing.copying import dead_in_sheets, write_assets
from miniconf.site.freezing.fingerprints import Fingerprints
from miniconf.site.freezing.freeze import Batch, SiteFreezer
from miniconf.site.freezing.report import Report
from miniconf.site.freezing.state import Manifest
from miniconf.site.freezing.workers import freeze_all
from miniconf.site.kinds import Page
from miniconf.site.links import root_of
from miniconf.site.looks.assets import FOLDER
from miniconf.site.safety.leaks import Leak, Scanner
from miniconf.site.safety.privacy import Removed


@dataclass(frozen=True, kw_only=True)
class Job:
    """How to write: `folder` is the one that holds `config.yml`, for templates of its own.

    `progress` is called with the number of pages done and of all pages.
    """

    output: Path
    folder: Path | None = None
    jobs: int = 1
    progress: Callable[[int, int], None] = field(default=lambda done, of: None)


def write_site(site: Site, job: Job, private: tuple[Removed, ...] = ()) -> Report:
    """Bring the folder `job.output` to what `site` is; the caller holds its lock (`state.locked`).

    `private` is what was kept back, for the report.
    Raises MiniconfError where the folder is not ours.
    """
    output = job.output.resolve()
    found = tree.stamps(output)
    planned = frozenset(
        [*site.by_path, *(f"{FOLDER}/{name}" for name in (*site.assets.files, *site.assets.made))]
    )
    ours = state.claim(output, found, planned)
    interrupted = state.begin(output)
    old = state.read_manifest(output)
    gone = {path for path in found if _is_gone(path, ours, planned)}
    output.mkdir(parents=True, exist_ok=True)
    scanner = Scanner(site.snapshot.conference.config.publish)
    files, leaks, written = write_assets(site.assets, output, old, found, scanner)
    fingerprints = Fingerprints(site, job.folder)
    recheck = interrupted or bool(gone)
    many = (kind for kind in site.kinds if kind.common and kind.keyed)
    kinds = {kind.endpoint: fingerprints.kind(kind).hex() for kind in many}
    still = {} if recheck else _still(site, kinds, old, found)
    files |= still
    freezer = SiteFreezer(site, output, fingerprints, old, found, planned, recheck=recheck)
    batch = _pages(job, freezer, [page for page in site.pages if page.path not in still], found)
    files |= batch.files
    removed = tree.remove(str(output), gone)
    present = {path: stamp for path, stamp in found.items() if path not in gone}
    present |= {path: entry[1:] for path, entry in files.items()}
    dead = set(_dead(site, output, batch, planned))
    report = Report(
        standing=tree.Standing().after({}, present),
        kinds=Counter(page.kind.endpoint for page in site.pages),
        written=written + batch.written,
        removed=removed,
        foreign=sum(path not in planned for path in present),
        dead=tuple(sorted(dead)),
        gaps=tuple(_gaps(site, planned, present, [*leaks, *batch.leaks])),
        leaks=tuple(sorted({*leaks, *batch.leaks})),
        private=private,
    )
    # a page with a fault is forgotten, so that the next build looks at it again
    faulty = {fault.path for fault in dead}
    sound = {path: entry for path, entry in files.items() if path not in faulty}
    state.write_manifest(output, Manifest(sound, kinds, fingerprints.heads))
    state.remember(output, planned | (ours & present.keys()))
    state.end(output)
    return report


def _is_gone(path: str, ours: set[str], planned: frozenset[str]) -> bool:
    name = path.rpartition("/")[2]
    return (path in ours and path not in planned) or name.startswith(tree.PARTIAL)


def _still(
    site: Site, kinds: Mapping[str, str], old: Manifest, found: tree.Stamps
) -> dict[str, tuple[str, int, int]]:
    """The pages whose kind as a whole is as it was, and whose files stand as they were written."""
    same = {endpoint for endpoint, mark in kinds.items() if old.kinds.get(endpoint) == mark}
    still = {}
    for page in site.pages:
        if page.kind.endpoint in same:
            known = old.files.get(page.path)
            if known and found.get(page.path) == known[1:]:
                still[page.path] = known
    return still


def _pages(job: Job, freezer: SiteFreezer, pages: Sequence[Page], found: tree.Stamps) -> Batch:
    """Write `pages`; those that are new come before those that may link to them.

    Those that are one of a kind come first in both: some are feeds of the whole conference, and the
    last page that is begun should be a short one. In a new folder, pages that say nothing of
    similar papers need not wait until these are known.
    """
    total = len(pages)
    pages = sorted(pages, key=lambda page: bool(page.key))
    whole, early = Batch(), 0
    if freezer.site.snapshot.waits and not found:
        first = [page for page in pages if not page.kind.similar]
        pages = [page for page in pages if page.kind.similar]
        whole = freeze_all(freezer, [first], job.jobs, lambda done: job.progress(done, total))
        early = len(first)
    freezer.site.snapshot.settle()
    new = [page for page in pages if page.path not in found]
    changed = [page for page in pages if page.path in found]
    whole.add(
        freeze_all(
            freezer, [new, changed], job.jobs, lambda done: job.progress(early + done, total)
        )
    )
    freezer.site.snapshot.abstracts.save(whole.abstracts)
    return whole


def _dead(site: Site, output: Path, batch: Batch, planned: frozenset[str]) -> Iterator[check.Dead]:
    """Every dead link; pages that were not rendered are read again only where they may have one."""

    def read(path: str) -> str:
        try:
            return (output / path).read_text("utf-8", "replace")
        except OSError:
            return ""

    yield from batch.dead
    yield from check.dead_anchors(batch.links, read)
    yield from dead_in_sheets(site.assets, planned)
    if batch.lost:
        reader = check.LinkReader(root_of(site.links.base_url))
        pages = [page.path for page in site.pages if page.kind.mimetype == "text/html"]
        yield from check.links_to(batch.lost, pages, read, reader)


def _gaps(
    site: Site, planned: frozenset[str], present: tree.Stamps, leaks: list[Leak]
) -> list[tuple[str, str]]:
    """What the conference or the plan calls for and the folder lacks, what was kept back aside."""
    withheld = {leak.path for leak in leaks}
    there = present.keys() | withheld
    missing = dict(check.gaps(site.snapshot.conference, there))
    for path in planned - there:
        missing.setdefault(path, "the site's plan")
    return sorted(missing.items())
