"""The vectors of papers most of which are known: what few of them change is put in its place.

To order all terms anew would take longer than all else that a changed paper asks for.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from miniconf.similar.vectors import (
    Corpus,
    Vectors,
    entries,
    levels_of,
    paper_lengths,
    paper_type,
    stable_order,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: So many entries are renumbered at once, which a processor has at hand.
_AT_ONCE = 1 << 15


class Evolved(NamedTuple):
    """The vectors of papers some of which are new."""

    vectors: Vectors
    #: Which papers' similarities may have changed: new, or with a term now more or less telling.
    affected: NDArray[np.bool_]


class _Sources(NamedTuple):
    """Where papers come from."""

    #: Each paper's number in the old vectors, or in the new corpus plus the number of old papers.
    all: NDArray[np.int64]
    #: The present numbers of old papers and of new ones, and the old numbers of those left out.
    kept: NDArray[np.int64]
    fresh: NDArray[np.int64]
    gone: NDArray[np.int64]


class _Splice:
    """How entries are put in among others, and others left out, in arrays of the same length."""

    def __init__(self, size: int, gone: NDArray[np.int64], at: NDArray[np.int64]) -> None:
        """Leave out those at `gone`, put one in before each of `at`; both in ascending order."""
        import numpy as np

        self._left = np.ones(size, np.bool_)
        self._left[gone] = False
        self._old = np.ones(size - len(gone) + len(at), np.bool_)
        self.put = at - np.searchsorted(gone, at) + np.arange(len(at))
        self._old[self.put] = False

    def spliced(self, old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
        """Return what is left of `old`, and `new` put in."""
        import numpy as np

        found = np.empty(len(self._old), old.dtype)
        found[self._old] = old[self._left]
        found[self.put] = new
        return found


class _Terms(NamedTuple):
    """What becomes of the old terms, and where those of the new corpus belong among them."""

    #: The present rank of each old term that is not gone, and of each term of the new corpus.
    old: NDArray[np.int32]
    new: NDArray[np.int32]
    #: The old rank of each term of the new corpus; if it is `unknown`, that of the one behind it.
    at: NDArray[np.int64]
    unknown: NDArray[np.bool_]
    #: How many papers have each old term now, and each of the unknown ones.
    uses: NDArray[np.int32]
    added: NDArray[np.int64]
    #: How the unknown terms are put in, and those gone that no paper has any more.
    splice: _Splice


def evolved(old: Vectors, new: Corpus, sources: NDArray[np.int64]) -> Evolved:
    """Return the vectors of papers each of which is one of `old`, or of `new`.

    `sources` has a paper's number in `old`, or in `new` plus the number of old papers: all of
    `new`, and both in ascending order.
    """
    import numpy as np

    number = len(old.lengths)
    kept = np.flatnonzero(sources < number)
    left = np.ones(number, np.bool_)
    left[sources[kept]] = False
    of = _Sources(sources, kept, np.flatnonzero(sources >= number), np.flatnonzero(left))
    terms = _terms(old, new, of)
    corpus = _corpus(old.corpus, new, of, terms)
    papers, weights = _postings(old, new, of, terms)
    before = levels_of(terms.uses, len(sources))
    uses = terms.splice.spliced(terms.uses, terms.added)
    levels = terms.splice.spliced(before, levels_of(terms.added, len(sources)))
    affected = _affected(old, of, np.flatnonzero(before != old.levels))
    lengths = np.zeros(len(sources))
    lengths[kept] = old.lengths[sources[kept]]
    changed = np.flatnonzero(affected)
    lengths[changed] = paper_lengths(corpus, levels, changed)
    places = np.zeros(len(uses) + 1, np.int32)
    np.cumsum(uses, out=places[1:])
    return Evolved(Vectors(corpus, levels, places, papers, weights, lengths), affected)


def _terms(old: Vectors, new: Corpus, of: _Sources) -> _Terms:
    import numpy as np

    mine = old.corpus
    number = len(mine.terms)
    at = np.searchsorted(mine.terms, new.terms)
    unknown = np.append(mine.terms, np.uint64(0))[at] != new.terms
    added = np.bincount(new.ranks, minlength=len(new.terms))
    uses = np.diff(old.places)
    np.subtract.at(uses, mine.ranks[entries(mine.starts, of.gone)], 1)
    uses[at[~unknown]] += added[~unknown]
    splice = _Splice(number, gone := np.flatnonzero(uses == 0), at[unknown])
    steps = np.bincount(at[unknown], minlength=number + 1).astype(np.int32)
    steps[gone + 1] -= 1
    steps[1:] += 1
    present = np.cumsum(steps, dtype=np.int32)
    mixed = present[at]
    mixed[unknown] = splice.put
    return _Terms(present, mixed, at, unknown, uses, added[unknown], splice)


def _corpus(old: Corpus, new: Corpus, of: _Sources, terms: _Terms) -> Corpus:
    import numpy as np

    number = len(old.starts) - 1
    sizes = np.concatenate([np.diff(old.starts), np.diff(new.starts)])[of.all]
    starts = np.concatenate([[0], np.cumsum(sizes)])
    ranks, counts = np.empty(starts[-1], np.int32), np.empty(starts[-1], np.uint8)
    breaks = np.flatnonzero((np.diff(of.all) != 1) | (of.all[1:] == number)) + 1
    for first, last in pairwise([0, *breaks.tolist(), len(of.all)] if len(of.all) else []):
        source = int(of.all[first])
        mine, present = (old, terms.old) if source < number else (new, terms.new)
        begin = mine.starts[source if source < number else source - number]
        own = slice(begin, begin + starts[last] - starts[first])
        there = slice(starts[first], starts[last])
        counts[there] = mine.counts[own]
        _renumber(mine.ranks[own], present, ranks[there])
    return Corpus(starts, terms.splice.spliced(old.terms, new.terms[terms.unknown]), ranks, counts)


def _renumber(ranks: NDArray[np.int32], present: NDArray[np.int32], out: NDArray[np.int32]) -> None:
    """Put the present numbers of `ranks` into `out`."""
    import numpy as np

    for at in range(0, len(ranks), _AT_ONCE):
        here = slice(at, at + _AT_ONCE)
        np.take(present, ranks[here], out=out[here], mode="clip")


def _postings(
    old: Vectors, new: Corpus, of: _Sources, terms: _Terms
) -> tuple[NDArray[np.unsignedinteger], NDArray[np.uint8]]:
    """Return the papers of all terms, and what the terms' counts in them are worth."""
    import numpy as np

    mine = old.corpus
    ranks = mine.ranks[entries(mine.starts, of.gone)]
    lost = _found(old, ranks, np.repeat(of.gone, np.diff(mine.starts)[of.gone]))
    lost.sort()
    order = stable_order(terms.new[new.ranks])
    own = new.ranks[order]
    papers = np.repeat(of.fresh, np.diff(new.starts))[order]
    # an old paper that comes next, by its old number
    following = np.append(of.all[of.kept], len(old.lengths))[np.searchsorted(of.kept, papers)]
    unknown = terms.unknown[own]
    at = old.places[terms.at[own]].astype(np.int64)
    at[~unknown] = _found(old, terms.at[own][~unknown], following[~unknown])
    splice = _Splice(len(old.papers), lost, at)
    before = old.papers.astype(paper_type(len(of.all)), copy=False)
    if (of.all[of.kept] != of.kept).any():
        present = np.zeros(len(old.lengths), before.dtype)
        present[of.all[of.kept]] = of.kept
        before = present[old.papers]
    return splice.spliced(before, papers), splice.spliced(old.weights, new.counts[order])


def _found(
    old: Vectors, ranks: NDArray[np.integer], papers: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return where in the postings of each of `ranks` the paper is, or the next one after it."""
    import numpy as np

    low, high = old.places[ranks].astype(np.int64), old.places[ranks + 1].astype(np.int64)
    while (searched := np.flatnonzero(low < high)).size:
        middle = (low[searched] + high[searched]) // 2
        below = old.papers[middle] < papers[searched]
        low[searched[below]] = middle[below] + 1
        high[searched[~below]] = middle[~below]
    return low


def _affected(old: Vectors, of: _Sources, moved: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which papers are new or have one of the old terms `moved`."""
    import numpy as np

    touched = np.zeros(len(old.lengths), np.bool_)
    touched[old.papers[entries(old.places, moved)]] = True
    affected = np.ones(len(of.all), np.bool_)
    affected[of.kept] = touched[of.all[of.kept]]
    return affected
