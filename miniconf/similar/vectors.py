"""Papers as sparse vectors of whole numbers, so that products are exact in any order.

Every number here is an integer below 2**53, or one correctly rounded step from such: results do
not depend on the order of summation, on threads, or on the processor.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: Similarities are whole numbers from 0 to this.
SCALE = 1_000_000
#: A term in more than one in so many papers tells nothing, once there are enough papers.
_COMMON = 4
_MANY = 64
#: A term in fewer than one in so many papers is one level more telling than the level before.
_STEPS = (8, 32, 128, 512, 2048)
#: What each count of a term in a paper, up to 255, is worth: about 2 + 2 log2, whole steps.
_WORTH = (0, *((count**4).bit_length() // 2 + 2 for count in range(1, 256)))


class Corpus(NamedTuple):
    """The terms of all papers, one paper after the other."""

    #: Where each paper's terms begin, and where the last one's end.
    starts: NDArray[np.int64]
    #: All terms' numbers, ascending.
    terms: NDArray[np.uint64]
    #: For each term of each paper, ascending in a paper, its rank among all terms.
    ranks: NDArray[np.int32]
    #: What its count is worth.
    counts: NDArray[np.uint8]


class Vectors(NamedTuple):
    """The papers of a corpus as vectors, looked up from either side."""

    corpus: Corpus
    #: How telling each term is: 0 (in one paper, or in too many) to 6.
    levels: NDArray[np.uint8]
    #: Where each term's papers begin, and the last one's end.
    places: NDArray[np.int32]
    #: The papers of each term, ascending.
    papers: NDArray[np.unsignedinteger]
    #: What the term's count in each of them is worth.
    weights: NDArray[np.uint8]
    #: The length of each vector.
    lengths: NDArray[np.float64]


def corpus(counts: Sequence[dict[int, int]]) -> Corpus:
    """Return the corpus of papers whose terms count so much (see `terms.terms`)."""
    import numpy as np

    starts = np.zeros(len(counts) + 1, np.int64)
    starts[1:] = np.cumsum([len(paper) for paper in counts])
    numbers = np.array([number for paper in counts for number in sorted(paper)], np.uint64)
    worth = [_WORTH[min(paper[number], 255)] for paper in counts for number in sorted(paper)]
    terms, ranks = np.unique(numbers, return_inverse=True)
    return Corpus(starts, terms, ranks.astype(np.int32), np.array(worth, np.uint8))


def vectors(of: Corpus) -> Vectors:
    """Return the vectors of the papers of a corpus."""
    import numpy as np

    number = len(of.starts) - 1
    owner = np.repeat(np.arange(number, dtype=paper_type(number)), np.diff(of.starts))
    frequencies = np.bincount(of.ranks, minlength=len(of.terms))
    order = stable_order(of.ranks)
    places = np.concatenate([[0], np.cumsum(frequencies)]).astype(np.int32)
    levels = levels_of(frequencies, number)
    lengths = paper_lengths(of, levels, np.arange(number))
    return Vectors(of, levels, places, owner[order], of.counts[order], lengths)


def paper_type(number: int) -> np.dtype[Any]:
    """Return the type that postings keep the numbers of so many papers in, the smallest."""
    import numpy as np

    return np.min_scalar_type(number)


def with_levels(of: Vectors, levels: NDArray[np.uint8]) -> Vectors:
    """Return the vectors as they are if the terms are so telling, few of them at all."""
    import numpy as np

    told = np.flatnonzero(levels)
    where = entries(of.places, told)
    parts = of.weights[where] * np.repeat(levels[told].astype(np.float64), np.diff(of.places)[told])
    squares = np.bincount(of.papers[where], weights=parts * parts, minlength=len(of.lengths))
    return of._replace(levels=levels, lengths=np.sqrt(squares))


def paper_lengths(
    of: Corpus, levels: NDArray[np.uint8], papers: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return the lengths of the vectors of `papers`, if the terms are so telling."""
    import numpy as np

    where = entries(of.starts, papers)
    owner = np.repeat(np.arange(len(papers), dtype=np.int32), np.diff(of.starts)[papers])
    parts = of.counts[where] * levels[of.ranks[where]].astype(np.float64)
    # squares are exact; their roots are rounded in the one correct way on every processor
    return np.sqrt(np.bincount(owner, weights=parts * parts, minlength=len(papers)))


def entries(starts: NDArray[np.integer], wanted: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the places of all that belongs to the `wanted`, each one's from its start on."""
    import numpy as np

    begins = starts[wanted].astype(np.int64)
    sizes = starts[wanted + 1] - begins
    ends = np.cumsum(sizes)
    where = np.repeat(begins - ends + sizes, sizes)
    where += np.arange(len(where))
    return where


def levels_of(frequencies: NDArray[np.int64], papers: int) -> NDArray[np.uint8]:
    """Return how telling terms are that so many of all `papers` use.

    The steps are far apart (a factor of four), so that one paper more or less moves few terms
    from one to the next, and the neighbours of few papers have to be found anew.
    """
    import numpy as np

    levels = np.ones(len(frequencies), np.uint8)
    for step in _STEPS:
        levels += frequencies <= papers // step
    levels[(frequencies < 2) | (frequencies * _COMMON > max(papers, _MANY * _COMMON))] = 0
    return levels


def row(of: Vectors, paper: int) -> NDArray[np.int32]:
    """Return how similar `paper` is to every paper: the cosine, from 0 to SCALE."""
    import numpy as np

    ranks, factors = telling(of, paper)
    where = entries(of.places, ranks)
    weights = of.weights[where] * np.repeat(factors, of.places[ranks + 1] - of.places[ranks])
    products = np.bincount(of.papers[where], weights=weights, minlength=len(of.lengths))
    lengths = np.maximum(of.lengths * of.lengths[paper], 1.0)
    return np.minimum(np.rint(products * SCALE / lengths), SCALE).astype(np.int32)


def telling(of: Vectors, paper: int) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return the ranks of the paper's telling terms, and what to multiply others' worth with."""
    import numpy as np

    own = slice(of.corpus.starts[paper], of.corpus.starts[paper + 1])
    ranks = of.corpus.ranks[own]
    levels = of.levels[ranks].astype(np.float64)
    kept = levels > 0
    return ranks[kept], (of.corpus.counts[own] * levels * levels)[kept]


def stable_order(numbers: NDArray[np.integer]) -> NDArray[np.int64]:
    """Return the stable order of `numbers` below 2**32: by radix, 16 bits at a time."""
    import numpy as np

    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    if len(numbers) and numbers.max() > 0xFFFF:
        order = order[np.argsort((numbers >> 16).astype(np.uint16)[order], kind="stable")]
    return order
