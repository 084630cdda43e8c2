"""What a build has to say at its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from miniconf.site.freezing.check import Dead
from miniconf.site.freezing.tree import Standing
from miniconf.site.safety.leaks import Leak
from miniconf.site.safety.privacy import Removed

_SHOWN = 20
"""So many of one sort of fault are listed; the rest are counted."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """The outcome of one build.

    `kinds`: endpoint -> number of pages; `standing`: what stands in the output; `foreign`: how
    many files of it are not ours and were left alone; `gaps`: path and reason of pages that the
    conference calls for and that are not there.
    """

    kinds: Counter[str] = field(default_factory=Counter)
    standing: Standing = field(default_factory=Standing)
    written: int = 0
    removed: int = 0
    foreign: int = 0
    dead: tuple[Dead, ...] = ()
    gaps: tuple[tuple[str, str], ...] = ()
    leaks: tuple[Leak, ...] = ()
    private: tuple[Removed, ...] = ()

    def told(self) -> dict[str, Any]:
        """What the next build is to know of it, for JSON."""
        kinds = dict(self.kinds)
        return {"pages": self.kinds.total(), "kinds": kinds, "foreign": self.foreign}

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with what was written."""
        return not (self.dead or self.gaps or self.leaks)

    def faults(self) -> Iterator[str]:
        """What is wrong, a line each, the gravest first."""
        told = [f"{leak}; not written ({leak.hint})" for leak in self.leaks]
        yield from _some(told, "private things")
        yield from _some([f"{path}: not written, but called for by {why}"
                          for path, why in self.gaps], "missing pages")  # fmt: skip
        yield from _some([str(dead) for dead in self.dead], "dead links")

    def lines(self, output: str, seconds: float, warnings: int = 0) -> Iterator[str]:
        """The closing summary."""
        for kind, count in self.kinds.items():
            yield f"  {count:>7,}  {kind}"
        if self.private:
            kinds: Counter[str] = Counter()
            for removed in self.private:
                kinds[removed.kind] += removed.count
            told = ", ".join(plural(n, kind) for kind, n in kinds.items())
            places = len({removed.place for removed in self.private})
            yield f"kept back: {told} in {plural(places, 'place')}"
        if self.foreign:
            yield f"left alone: {plural(self.foreign, 'file')} that no build wrote"
        yield (
            f"{plural(self.kinds.total(), 'page')} in {output}: {plural(self.written, 'file')}"
            f" written, {self.removed:,} removed, {self.standing.files:,} in all,"
            f" {megabytes(self.standing.size)},"
            f" {plural(warnings, 'warning')}, {seconds:.1f} s"
        )


def plural(count: int, noun: str) -> str:
    """`1 page`, `2,071 pages`, `3 e-mail addresses`, `4 repositories`."""
    if count == 1:
        return f"1 {noun}"
    if noun.endswith("ry"):
        return f"{count:,} {noun[:-1]}ies"
    return f"{count:,} {noun}es" if noun.endswith("s") else f"{count:,} {noun}s"


def megabytes(size: int) -> str:
    """`12.3 MB`."""
    return f"{size / 1e6:,.1f} MB"


def _some(lines: Iterable[str], noun: str) -> Iterator[str]:
    every = sorted(lines)
    yield from every[:_SHOWN]
    if len(every) > _SHOWN:
        yield f"... and {len(every) - _SHOWN:,} more {noun}"
