"""Why two papers are neighbours: the telling terms that they share, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from miniconf.similar.terms import Document, Lexicon, is_unspaced, surfaces
from miniconf.similar.vectors import Vectors, telling

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
    """The terms of papers as the papers write them; each paper is read once."""

    def __init__(self, documents: Sequence[Document], lexicon: Lexicon) -> None:
        self._documents = documents
        self._lexicon = lexicon
        self._known: dict[int, dict[int, str]] = {}

    def spell(self, paper: int, number: int) -> str:
        """Return the term with this number as `paper` writes it, or "" if it does not."""
        if paper not in self._known:
            self._known[paper] = surfaces(self._documents[paper], self._lexicon)
        return self._known[paper].get(number, "")

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
        for other in others:
            numbers = _shared_terms(of, other, factors)
            spelt = (speller.spell(paper, number) for number in numbers)
            named = distinct(speller.phrase(paper, other, surface) for surface in spelt)
            found[paper, other] = "\t".join(named)
        factors[ranks] = 0
    return found


def _shared_terms(of: Vectors, other: int, factors: NDArray[np.float64]) -> list[int]:
    """Return the numbers of the terms that `other` shares, those that count most first."""
    import numpy as np

    own = slice(of.corpus.starts[other], of.corpus.starts[other + 1])
    ranks = of.corpus.ranks[own]
    parts = factors[ranks] * of.corpus.counts[own]
    best = np.argsort(-parts, kind="stable")[:_LOOKED_AT]
    best = best[parts[best] > 0]
    levels = of.levels[ranks[best]]
    # one that is less telling may help out where there is but one
    chosen = np.concatenate([best[levels >= _TELLING], best[levels < _TELLING][:1]])
    return [int(of.corpus.terms[ranks[at]]) for at in chosen]


def distinct(surfaces: Iterable[str]) -> tuple[str, ...]:
    """Return the first three terms that do not repeat each other; of a phrase not its words."""
    found = [surface for surface in surfaces if surface]
    words = [set(re.split(r"[\s-]+", surface.casefold())) for surface in found]
    chosen: list[int] = []
    for at, own in enumerate(words):
        within = any(own < other for other in words)
        if not within and not any(own & words[one] for one in chosen):
            chosen.append(at)
    return tuple(found[at] for at in chosen[:NAMED])
