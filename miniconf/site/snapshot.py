"""The conference together with what is computed from it once: look-ups that views ask."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from miniconf.model import Conference
from miniconf.schedule.state import FIRST_STAMP, State
from miniconf.search import Shelf, shards
from miniconf.site.abstracts import Abstracts
from miniconf.site.agenda import Agenda
from miniconf.site.index import Index
from miniconf.text import plain

Value = TypeVar("Value")


class Awaited(Mapping[str, Value]):
    """A mapping with something in it that is still being worked out; `ask` waits for it."""

    def __init__(self, ask: Callable[[], Mapping[str, Value]]) -> None:
        self._ask = ask

    @cached_property
    def _found(self) -> Mapping[str, Value]:
        return self._ask()

    @property
    def waits(self) -> bool:
        """Whether nobody has asked yet."""
        return "_found" not in vars(self)

    def __getitem__(self, key: str) -> Value:
        return self._found[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """All that `Kind.keys` and `Kind.inputs` may read.

    `neighbours`: paper id -> ids of similar papers with the reason, best first;
    `positions`: paper id -> place on the map, both axes 0 to 1;
    `compared`: the mark of the comparison that gave both, "" where there was none;
    `abstracts`: those with markup, plain and as HTML, as far as they are known;
    `terms`: where the words of abstracts are kept from build to build;
    `by_title`: ids of all papers in order of title, where it is known;
    `kept`: what the last build remembered of the programme, `now`: the stamp of what changed since.
    """

    conference: Conference
    neighbours: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    positions: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    compared: str = ""
    abstracts: Abstracts = field(default_factory=Abstracts)
    terms: Path | None = None
    by_title: tuple[str, ...] = ()
    kept: State = field(default_factory=State)
    now: datetime = FIRST_STAMP

    @property
    def waits(self) -> bool:
        """Whether papers are still being compared, so that a fork could not ask for the outcome."""
        return isinstance(self.neighbours, Awaited) and self.neighbours.waits

    def settle(self) -> None:
        """Wait for what is still being worked out: a fork of this process could not."""
        len(self.neighbours), len(self.positions)

    @cached_property
    def agenda(self) -> Agenda:
        """The programme as calendars, and how it changed."""
        return Agenda(self.conference, self.kept, self.now, plain)

    @cached_property
    def shelf(self) -> Shelf:
        """The words of all abstracts, for the browser's search; papers are in order of title."""
        papers = self.conference.papers
        abstracts = [papers[key].abstract for key in self.index.papers_by_title]
        return shards(abstracts, plain, self.terms)

    @cached_property
    def index(self) -> Index:
        """Look-ups over the conference, each made when it is first asked."""
        several = cache(plain)  # several pages ask for each title
        return Index(self.conference, several, self.by_title)
