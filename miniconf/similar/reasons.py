"""Why two papers are neighbours: the telling terms that they share, as they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from miniconf.similar.terms import Document, Lexicon, is_unspaced, surfaces
from miniconf.similar.vectors import Vectors, entries, telling

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: So many shared terms are named, of so many that are looked at.
NAMED = 3
_LOOKED_AT = 12
#: How telling (see vectors.term_levels) a term must be to go before all others.
_TELLING = 3
#: How far a term of a script without spaces is drawn out to the whole phrase that is shared.
_LONGEST_PHRASE = 8


class Speller:
    """The terms of papers as the papers write them."""

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self._documents = documents
        self._lexicon = lexicon

    def spell(self, paper: int, numbers: Set[int]) -> dict[int, str]:
        """Return the terms with these numbers as `paper` writes them, if it does."""
        return surfaces(self._documents[paper], self._lexicon, numbers)

    def phrase(self, paper: int, other: int, surface: str) -> str:
        """Return the phrase about `surface`, in a script without spaces, that both papers have."""
        if surface.isascii() or not is_unspaced(surface):
            return surface
        texts = [
            f"{self._documents[one].title} {self._documents[one].abstract}"
            for one in (paper, other)
        ]
        at = texts[0].find(surface)
        if at < 0:
            return surface
        start, end = at, at + len(surface)
        while start and end - start < _LONGEST_PHRASE and _shared(texts, start - 1, end):
            start -= 1
        while end - start < _LONGEST_PHRASE and _shared(texts, start, end + 1):
            end += 1
        return texts[0][start:end]


class Spelling:
    """A speller that remembers what it told, by the papers' digests, from build to build.

    `known`: what was told before, as `told` gives it: digest, numbers of terms, and each number
    that the paper writes with how it writes it.
    """

    def __init__(
        self, speller: Speller, digests: Sequence[bytes], known: Iterable[Sequence[Any]]
    ) -> None:
        self._speller, self._digests = speller, digests
        self._known = {(mark, tuple(numbers)): spelt for mark, numbers, spelt in known}
        self._told: dict[tuple[str, tuple[int, ...]], Sequence[Sequence[Any]]] = {}

    def spell(self, paper: int, numbers: Set[int]) -> dict[int, str]:
        """Return the terms with these numbers as `paper` writes them, if it does."""
        key = self._digests[paper].hex(), tuple(sorted(numbers))
        spelt = self._known.get(key)
        if spelt is None:
            found = self._speller.spell(paper, numbers)
            spelt = [[number, found[number]] for number in sorted(found)]
        self._told[key] = spelt
        return dict(spelt)

    @property
    def told(self) -> list[list[Any]]:
        """What was told, to be kept."""
        return [[mark, [*numbers], spelt] for (mark, numbers), spelt in self._told.items()]


def _shared(texts: Sequence[str], start: int, end: int) -> bool:
    phrase = texts[0][start:end]
    return len(phrase) == end - start and is_unspaced(phrase) and phrase in texts[1]


def reasons(
    of: Vectors, pairs: Mapping[int, Sequence[int]], speller: Speller
) -> dict[tuple[int, int], str]:
    """Return, for each paper and each of the others it has in `pairs`, what they share.

    That is up to three terms, the most telling first, as the first paper writes them, with tabs
    between.
    """
    import numpy as np

    found: dict[tuple[int, int], str] = {}
    factors = np.zeros(len(of.corpus.terms))
    for paper, others in pairs.items():
        ranks, worth = telling(of, paper)
        factors[ranks] = worth
        shared = _shared_terms(of, others, factors)
        factors[ranks] = 0
        spelt = speller.spell(paper, set(chain.from_iterable(shared)))
        for other, numbers in zip(others, shared, strict=True):
            surfaces = [spelt[number] for number in numbers if number in spelt]
            named = distinct(speller.phrase(paper, other, surface) for surface in surfaces)
            found[paper, other] = "\t".join(named)
    return found


def _shared_terms(
    of: Vectors, others: Sequence[int], factors: NDArray[np.float64]
) -> list[list[int]]:
    """Return for each of `others` the numbers of terms it shares, those that count most first."""
    import numpy as np

    starts, papers = of.corpus.starts, np.array(others)
    where = entries(starts, papers)
    ranks = of.corpus.ranks[where]
    parts = factors[ranks] * of.corpus.counts[where]
    owner = np.repeat(np.arange(len(others)), starts[papers + 1] - starts[papers])
    kept = np.flatnonzero(parts > 0)
    order = kept[np.lexsort((-parts[kept], owner[kept]))]
    levels = of.levels[ranks[order]].tolist()
    numbers = of.corpus.terms[ranks[order]].tolist()
    ends = np.searchsorted(owner[order], np.arange(len(others) + 1)).tolist()
    shared = []
    for begin, end in pairwise(ends):
        best = range(begin, min(end, begin + _LOOKED_AT))
        first = [numbers[at] for at in best if levels[at] >= _TELLING]
        rest = [numbers[at] for at in best if levels[at] < _TELLING]
        # one that is less telling may help out; among few papers none tells much
        shared.append(first + rest[:1] if first else rest)
    return shared


def distinct(surfaces: Iterable[str]) -> tuple[str, ...]:
    """Return the first three terms that do not repeat each other; of a phrase not its words."""
    found = [surface for surface in surfaces if surface]
    words = [set(surface.casefold().replace("-", " ").split()) for surface in found]
    chosen: list[int] = []
    for at, own in enumerate(words):
        if not any(own & words[one] for one in chosen) and not any(own < one for one in words):
            chosen.append(at)
            if len(chosen) == NAMED:
                break
    return tuple(found[at] for at in chosen)
