"""What becomes of the comparison of all papers where the texts of few have changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import compress
from operator import ne
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from miniconf.similar.papers import Papers, digest
from miniconf.similar.papers import key as key_of
from miniconf.similar.store import Kept, keep
from miniconf.similar.terms import Document

if TYPE_CHECKING:
    from miniconf.similar.state import State


class Revision(NamedTuple):
    """What comparing all papers gives now, and what of it is not as it was."""

    #: The answer, which `similar` tells; its "key" is the mark under which the cache keeps it.
    result: Mapping[str, Any]
    #: The ids of papers whose neighbours that are shown, or the reasons for these, have changed.
    neighbours: frozenset[str]
    #: Whether any paper's place or any region has changed.
    moved: bool


class _Asked(Sequence[Document]):
    """Documents that are made when they are asked for."""

    def __init__(self, ids: Sequence[str], document: Callable[[str], Document]) -> None:
        self._ids, self._document = ids, document
        self._made: dict[int, Document] = {}

    def __getitem__(self, paper: Any) -> Any:
        if paper not in self._made:
            self._made[paper] = self._document(self._ids[paper])
        return self._made[paper]

    def __len__(self) -> int:
        return len(self._ids)


class Revising:
    """What finds out how all papers compare, if nothing but the texts of `changed` is new.

    `key` marks the answer in the file `cache` that was true before (see `Comparison.key`);
    `document` gives what the paper with an id says, and is asked for few; `tracks`: each paper's
    by its id.
    """

    def __init__(
        self,
        cache: Path,
        key: str,
        changed: Collection[str],
        document: Callable[[str], Document],
        tracks: Mapping[str, str],
    ) -> None:
        self._cache, self._key, self._changed = cache, key, changed
        self._document, self._tracks = document, tracks
        self._fresh: tuple[Mapping[str, Any], State] | None = None

    def __call__(self) -> Revision | None:
        """Return the answer, or None where all papers are to be compared.

        That is where the cache is of no use, or does not tell of these papers and tracks.
        """
        kept = Kept(self._cache)
        ids, tracks, changed = kept.result.get("ids", ()), self._tracks, self._changed
        known = kept.result.get("key") == self._key
        if not known or tracks.keys() != {*ids} or not {*changed} <= {*ids}:
            return None
        # imported late: numpy costs 0.1 s; threads of its own would wait at work for more of it
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
        from miniconf.similar.state import compared, former

        old = former(kept)
        if old is None:
            return None
        asked = _Asked(ids, self._document)
        before = Papers(ids, [tracks[one] for one in ids], old.digests, asked)
        if key_of(before) != self._key:
            return None
        digests = [
            digest(before.documents[paper]) if one in changed else old.digests[paper]
            for paper, one in enumerate(ids)
        ]
        if digests == old.digests:
            return Revision(kept.result, frozenset(), moved=False)
        papers = before._replace(digests=digests)
        state, result = compared(papers, old)
        result["key"] = key_of(papers)
        self._fresh = result, state
        moved = any(result[name] != kept.result[name] for name in ("x", "y", "regions"))
        return Revision(result, _changed(state, old), moved)

    def keep(self) -> None:
        """Put the answer, if it is a new one, in the place of the one in the cache."""
        if self._fresh:
            result, state = self._fresh
            keep(self._cache, result, state.arrays())


def _changed(state: State, old: State) -> frozenset[str]:
    """Return the ids of papers with other neighbours to show, or other reasons."""
    from miniconf.similar.state import SHOWN

    shown = (state.near.papers != old.near.papers)[:, :SHOWN].any(axis=1).nonzero()[0].tolist()
    told = compress(range(len(state.reasons)), map(ne, state.reasons, old.reasons))
    return frozenset(state.ids[paper] for paper in {*shown, *(at // SHOWN for at in told)})
