"""A build after abstracts were edited and nothing else: without loading the conference.

Other processes list the output, read the edited rows, compare papers and write down what is
published now. So imports come as late as they can: what the others do begins first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from miniconf.apart import Apart
from miniconf.site.freezing import quick, state, tree

if TYPE_CHECKING:
    from miniconf.model import Conference, Paper
    from miniconf.similar import Revision
    from miniconf.site.abstracts import Abstracts
    from miniconf.site.app import Site
    from miniconf.site.freezing.checkpoint import Checkpoint
    from miniconf.site.freezing.report import Report
    from miniconf.site.freezing.retouch import Differing

Value = TypeVar("Value")
_SHARED = ("miniconf.model", "miniconf.text", "yaml")
"""What this process and the next one both need is imported once."""


class Order(NamedTuple):
    """What `miniconf build` was asked for; `options` are those that a build is known by."""

    folder: Path
    output: Path
    options: Mapping[str, Any]
    jobs: int
    secrets: tuple[str, ...]
    progress: Callable[[int, int], None]


def retouch(order: Order) -> Report | None:
    """Bring the output up to date with what stands in the folder, if only abstracts are others.

    The caller holds the lock. None where everything is to be loaded, because more has changed or
    there is no telling.
    """
    begun = quick.edited(order.folder, order.output, order.options)
    if begun is None or not order.output.is_dir():
        return None
    with ExitStack() as at_the_end:
        return _Retouch(order, begun, at_the_end).report()


class _Changed(NamedTuple):
    """What is published now: what was before, `last`, but for some `papers`.

    `texts`: what is known of abstracts.
    """

    last: Checkpoint
    papers: Mapping[str, Paper]
    conference: Conference
    texts: Abstracts


class _Retouch:
    """One such build; `begun` is what is known before anything is read."""

    def __init__(self, order: Order, begun: quick.Edited, at_the_end: ExitStack) -> None:
        self._order, self._notes, self._now = order, begun.notes, begun.now
        self._at_the_end = at_the_end
        self._listing = self._apart(partial(tree.standing, order.output.resolve()), wait=True)
        for name in _SHARED:
            import_module(name)
        self._edits = self._apart(self._edited)
        self._revision: Apart[Revision | None] | None = None

    def _apart(
        self,
        work: Callable[[], Value],
        *,
        wait: bool = False,
        after: Callable[[], object] | None = None,
    ) -> Apart[Value]:
        """`work` done by another process, which is ended when all is over."""
        found = Apart(work, self._order.jobs > 1, wait, after)
        self._at_the_end.callback(found.drop)
        return found

    def report(self) -> Report | None:
        """Write what differs, and note what there is now."""
        changed = self._changed()
        if changed is None:
            return None
        self._compare(changed)
        if not self._may_be_shown(changed):
            return None
        from miniconf.site.freezing import checkpoint

        output = self._order.output
        report = self._written(self._site(changed), changed)
        if report:
            abstracts = {key: paper.abstract for key, paper in changed.papers.items()}
            checkpoint.amend(output, abstracts)
            self._note(report)
        return report

    def _edited(self) -> dict[str, tuple[str, str]] | None:
        """Id -> old and new abstract, of all tables; None where more may be different.

        They are plain texts, so that who is told need not import what reads them.
        """
        from miniconf.load.edited import edited

        found: dict[str, tuple[str, str]] = {}
        names = self._notes["tables"]
        before = state.read_tables(self._order.output, names)
        if len(before) < len(names):
            return None
        for name, content in before.items():
            path = Path(name)
            told = any(path.name in warning for warning in self._notes["warnings"])
            folder = self._order.folder.resolve()
            some = edited(folder, path, content, path.read_bytes(), told=told)
            if some is None:
                return None
            found |= some
        return found

    def _changed(self) -> _Changed | None:
        """What has changed; None where that is more than some abstracts."""
        from miniconf.site.abstracts import FILE, Abstracts
        from miniconf.site.freezing import checkpoint

        last = checkpoint.read(self._order.output)
        found = self._edits.result
        if last is None or found is None:
            return None
        conference = last.conference
        former = {key: conference.papers.get(key) for key in found}
        papers = {
            key: replace(paper, abstract=found[key][1])
            for key, paper in former.items()
            if paper and paper.abstract == found[key][0]
        }
        if len(papers) < len(found):
            return None
        publish = replace(conference.config.publish, secrets=self._order.secrets)
        config = replace(conference.config, publish=publish)
        every = {**conference.papers, **papers}
        texts = Abstracts(self._cache / FILE, last.edition)
        return _Changed(last, papers, replace(conference, config=config, papers=every), texts)

    def _may_be_shown(self, changed: _Changed) -> bool:
        """Whether nothing private is in the papers that have changed."""
        from miniconf.model import Conference
        from miniconf.site.safety.privacy import published

        public, removed = published(
            Conference(config=changed.conference.config, papers=changed.papers)
        )
        return not removed and public.papers == changed.papers

    @cached_property
    def _cache(self) -> Path:
        return state.cache_folder(self._order.output)

    def _compare(self, changed: _Changed) -> None:
        """Begin to compare the papers, if they were compared before."""
        from miniconf.site.comparing import revision

        mark, papers = self._notes["similar"], changed.conference.papers
        if mark:
            texts = changed.texts.ask
            for paper in changed.papers.values():  # what makes them plain is imported once
                texts(paper.abstract)
            revising = revision(papers, changed.papers, mark, texts, self._cache)
            self._revision = self._apart(revising, after=revising.keep)

    def _site(self, changed: _Changed) -> Site:
        """The site as it is now, without pages."""
        from miniconf.cli.remember import recall
        from miniconf.site.app import create_site
        from miniconf.site.prepare import prepare_again

        folder, templates = self._order.folder, state.templates(self._cache)
        by_title = changed.last.by_title
        snapshot = prepare_again(
            changed.conference, self._cache, changed.texts, by_title, self._revision
        )
        return create_site(
            recall(folder, snapshot), folder, cache=templates, present=self._notes["kinds"],
            assets=changed.last.assets,
        )  # fmt: skip

    def _differing(self, changed: _Changed) -> Differing | None:
        """What is not as it was; None where papers have to be compared from the beginning.

        None too where somebody touched the output.
        """
        from miniconf.site.freezing.retouch import Differing

        _ = self._tables  # written meanwhile
        edited, standing = changed.papers.keys(), self._listing.result
        if standing.mark != self._notes["output"]:
            return None
        if self._revision is None:
            return Differing(standing, edited)
        revised = self._revision.result
        return revised and Differing(standing, edited, revised.neighbours, revised.moved)

    def _written(self, site: Site, changed: _Changed) -> Report | None:
        from miniconf.site.freezing.build import Job
        from miniconf.site.freezing.report import Report
        from miniconf.site.freezing.retouch import retouch

        order, notes = self._order, self._notes
        job = Job(
            output=order.output, folder=order.folder, jobs=order.jobs, progress=order.progress
        )
        kinds, private = Counter(notes["kinds"]), changed.last.private
        last = Report(kinds=kinds, foreign=notes["foreign"], private=private)
        return retouch(site, job, last, lambda: self._differing(changed))

    @cached_property
    def _tables(self) -> list[str]:
        """The tables that were written down for the next build, before all else is known."""
        tables = self._now.contents(map(Path, self._notes["tables"]))
        state.write_tables(self._order.output, tables)
        return [*tables]

    def _note(self, report: Report) -> None:
        """Write down what there is now, for the next build."""
        order, notes = self._order, self._notes
        state.settle_tables(order.output, len(self._tables))
        revised = self._revision.result if self._revision else None
        if self._revision:
            self._revision.finish()
        told = {
            "warnings": notes["warnings"], "waiting": notes["waiting"],
            "similar": revised.result["key"] if revised else "", **report.told(),
        }  # fmt: skip
        quick.note(
            order.folder, order.output, order.options, self._now, notes["outside"],
            report.standing.mark, told, self._tables,
        )  # fmt: skip
