"""A build after abstracts were edited and nothing else: without loading the conference.

Two processes more are at work: one lists the output, one reads the edited rows and then compares
papers. So imports come as late as they can: what the others do begins first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from miniconf.apart import Apart
from miniconf.site.freezing import quick, state, tree

if TYPE_CHECKING:
    from miniconf.load import Edit
    from miniconf.model import Conference, Paper
    from miniconf.similar import Revision
    from miniconf.site.app import Site
    from miniconf.site.freezing.checkpoint import Checkpoint
    from miniconf.site.freezing.report import Report


@dataclass(frozen=True, slots=True)
class Order:
    """What `miniconf build` was asked for; `options` are those that a build is known by."""

    folder: Path
    output: Path
    options: Mapping[str, Any]
    jobs: int
    secrets: tuple[str, ...]
    progress: Callable[[int, int], None]

    @property
    def apart(self) -> bool:
        """Whether other processes may help."""
        return self.jobs > 1


def retouch(order: Order) -> Report | None:
    """Bring the output up to date with what stands in the folder, if only abstracts are others.

    The caller holds the lock. None where everything is to be loaded, because more has changed or
    there is no telling.
    """
    begun = quick.edited(order.folder, order.output, order.options)
    if begun is None:
        return None
    with ExitStack() as at_the_end:
        listing = Apart(partial(tree.summarized, order.output.resolve()), order.apart)
        edits = Apart(partial(_edits, order.folder.resolve(), order.output, begun), order.apart)
        at_the_end.callback(listing.drop)
        at_the_end.callback(edits.drop)
        changed = _changed(order, edits)
        if changed is None:
            return None
        revision = _revision(order, changed)
        if revision:
            at_the_end.callback(revision.drop)
        return _written(order, begun, changed, revision, listing)


def _edits(folder: Path, output: Path, begun: quick.Edited) -> dict[str, Edit] | None:
    """The edits of abstracts in all tables; None where more may be different."""
    from miniconf.load import edited
    from miniconf.site.freezing import checkpoint

    found: dict[str, Edit] = {}
    before = checkpoint.read_tables(output)
    if sorted(before) != begun.notes["tables"]:
        return None
    for name, content in before.items():
        path = Path(name)
        told = any(path.name in warning for warning in begun.notes["warnings"])
        some = edited(folder, path, content, path.read_bytes(), told=told)
        if some is None:
            return None
        found |= some
    return found


@dataclass(frozen=True, slots=True)
class _Changed:
    """What is published now: what was before, `last`, but for some `papers`."""

    last: Checkpoint
    papers: Mapping[str, Paper]
    conference: Conference


def _changed(order: Order, edits: Apart[dict[str, Edit] | None]) -> _Changed | None:
    """What has changed; None where that is more than abstracts, or not to be published as it is."""
    from miniconf.model import Conference
    from miniconf.site.freezing import checkpoint
    from miniconf.site.safety.privacy import published

    last = checkpoint.read(order.output)
    found = edits.result
    if last is None or found is None:
        return None
    conference = last.conference
    former = {key: conference.papers.get(key) for key in found}
    papers = {
        key: replace(paper, abstract=found[key].after)
        for key, paper in former.items()
        if paper and paper.abstract == found[key].before
    }
    publish = replace(conference.config.publish, secrets=order.secrets)
    config = replace(conference.config, publish=publish)
    public, removed = published(Conference(config=config, papers=papers))
    if removed or public.papers != papers or len(papers) < len(found):
        return None
    every = {**conference.papers, **papers}
    return _Changed(last, papers, replace(conference, config=config, papers=every))


def _revision(order: Order, changed: _Changed) -> Apart[Revision | None] | None:
    """What comparing all papers gives; None where none are compared."""
    from miniconf.site.prepare import revise

    last, papers = changed.last, changed.conference.papers
    if not last.similar:
        return None
    cache = state.cache_folder(order.output)
    return revise(papers, changed.papers, last.similar, cache, apart=order.apart)


def _written(
    order: Order,
    begun: quick.Edited,
    changed: _Changed,
    revision: Apart[Revision | None] | None,
    listing: Apart[tuple[tree.Stamps, str]],
) -> Report | None:
    """Write what differs, and note what there is now."""
    from miniconf.site.freezing.build import Job
    from miniconf.site.freezing.retouch import Differing, retouch

    site = _site(order, changed, revision)
    found, mark = listing.result
    revised = revision.result if revision else None
    if mark != begun.notes["output"] or (revision and not revised):
        return None
    output, folder, last = order.output, order.folder, changed.last
    job = Job(output=output, folder=folder, jobs=order.jobs, progress=order.progress)
    differing = Differing(changed.papers.keys())
    if revised:
        differing = Differing(changed.papers.keys(), revised.neighbours, revised.moved)
    report = retouch(site, job, last, found, mark, differing)
    if report:
        similar = revised.result["key"] if revised else ""
        _keep(order, begun, replace(last, conference=changed.conference, similar=similar), report)
    return report


def _site(order: Order, changed: _Changed, revision: Apart[Revision | None] | None) -> Site:
    """The site as it is now, without pages."""
    from miniconf.cli.remember import recall
    from miniconf.site.app import create_site
    from miniconf.site.prepare import prepare_again

    cache = state.cache_folder(order.output)
    snapshot = recall(order.folder, prepare_again(changed.conference, cache, revision))
    kinds = changed.last.pages
    return create_site(snapshot, order.folder, cache=state.templates(cache), present=kinds)


def _keep(order: Order, begun: quick.Edited, last: Checkpoint, report: Report) -> None:
    """Note what there is now, for the next build."""
    from miniconf.site.freezing import checkpoint

    tables = begun.now.contents(map(Path, begun.notes["tables"]))
    checkpoint.save_tables(order.output, tables)
    replace(last, pages=report.kinds).save(order.output)
    told = {name: begun.notes[name] for name in ("warnings", "waiting")}
    told["pages"] = report.kinds.total()
    quick.note(
        order.folder, order.output, order.options, begun.now, begun.notes["outside"],
        report.mark, told, tables,
    )  # fmt: skip
