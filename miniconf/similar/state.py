"""All papers compared: from nothing, or from what is known of most of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from miniconf.similar.layout import layout
from miniconf.similar.nearest import KEPT, Nearest, nearest, nearest_embedded, updated
from miniconf.similar.reasons import Speller, reasons
from miniconf.similar.regions import regions
from miniconf.similar.spread import GRAIN, spread
from miniconf.similar.terms import Document, Lexicon, terms
from miniconf.similar.vectors import SCALE, Corpus, Vectors, corpus, merged, term_levels, vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from miniconf.similar.store import Kept

#: So many similar papers are told of each.
SHOWN = 8
#: If more than one paper in so many has to be looked at again, all are.
_FEW = 5


class State(NamedTuple):
    """What is kept of papers, in the order of their ids."""

    ids: list[str]
    #: Of each paper's text.
    digests: list[bytes]
    corpus: Corpus
    near: Nearest
    #: Why the first SHOWN neighbours of each are such; "" where there are fewer.
    reasons: list[str]

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what is kept as arrays."""
        digests = np.frombuffer(b"".join(self.digests), np.uint8)
        return {**self.corpus._asdict(), **self.near._asdict(), "digests": digests}


def former(kept: Kept) -> State | None:
    """Return the state that an earlier build has kept, or None if there is none to rely on."""
    arrays = kept.arrays()
    if not arrays:
        return None
    try:
        ids, texts = kept.result["ids"], kept.result["reasons"]
        why = [texts[number] for number in kept.result["why"]]
        near = Nearest(arrays["papers"], arrays["scores"])
        mine = Corpus(*(arrays[name] for name in Corpus._fields))
        raw = arrays["digests"].tobytes()
    except (KeyError, TypeError, IndexError):
        return None
    digests = [raw[at : at + 16] for at in range(0, len(raw), 16)]
    sizes = {len(ids), len(raw) / 16, len(near.papers), len(near.scores), len(mine.starts) - 1}
    if len(sizes) != 1 or len(why) != len(ids) * SHOWN or len(mine.ranks) != len(mine.counts):
        return None
    return State(ids, digests, mine, near, why)


def compared(
    documents: Sequence[Document],
    digests: Sequence[bytes],
    old: State | None,
    embedding: NDArray[np.float64] | None = None,
) -> tuple[State, dict[str, Any]]:
    """Return the state and the compact result of `documents`, which are ordered by id.

    Where `old` knows a paper's text, its terms and neighbours are taken from there; the outcome
    is the same as without. Neighbours are those of `embedding` if it is given. The result holds
    lists, numbers and texts only, for JSON: "ids"; for each paper SHOWN entries of "near"
    (numbers of papers, -1 for none), "scores" (thousandths) and "why" (numbers into "reasons");
    its "x" and "y" (parts of "grain"); and "regions".
    """
    lexicon = Lexicon()
    speller = Speller(documents, lexicon)
    if old is None or not old.ids:
        of = vectors(corpus([terms(document, lexicon) for document in documents]))
        if embedding is None:
            near = nearest(of, np.arange(len(documents)))
        else:
            near = nearest_embedded(embedding)
        why = _reasons(of, near, np.full((len(documents), SHOWN), -1), [], speller)
    else:
        of, near, why = _evolved(documents, digests, old, speller, lexicon)
    ids = [document.id for document in documents]
    positions = spread(layout(of, near, ids, _track_numbers(documents)))
    areas = regions(documents, positions, of, speller)
    state = State(ids, list(digests), of.corpus, near, why)
    texts = {reason: number for number, reason in enumerate(dict.fromkeys(why))}
    return state, {
        "ids": ids,
        "near": near.papers[:, :SHOWN].ravel().tolist(),
        "scores": (near.scores[:, :SHOWN] * np.int64(1000) // SCALE).ravel().tolist(),
        "why": [texts[reason] for reason in why],
        "reasons": list(texts),
        "grain": GRAIN,
        "x": (positions[:, 0] * GRAIN).astype(np.int64).tolist(),
        "y": (positions[:, 1] * GRAIN).astype(np.int64).tolist(),
        "regions": [list(area) for area in areas],
    }


def _evolved(
    documents: Sequence[Document],
    digests: Sequence[bytes],
    old: State,
    speller: Speller,
    lexicon: Lexicon,
) -> tuple[Vectors, Nearest, list[str]]:
    """Return vectors, neighbours and reasons, with as much from `old` as still holds."""
    keys = {key: at for at, key in enumerate(zip(old.ids, old.digests, strict=True))}
    sources = [
        keys.get((document.id, digest), -1)
        for document, digest in zip(documents, digests, strict=True)
    ]
    fresh = [paper for paper, source in enumerate(sources) if source < 0]
    added = corpus([terms(documents[paper], lexicon) for paper in fresh])
    for number, paper in enumerate(fresh):
        sources[paper] = len(old.ids) + number
    of = vectors(merged(old.corpus, added, sources))
    affected = _affected(old.corpus, of, fresh)
    places = np.array(sources, np.int64)
    before = _moved(old, places)
    if affected.sum() * _FEW > len(documents):
        near = nearest(of, np.arange(len(documents)))
    else:
        near = updated(before, of, affected)
    known = _still_true(before, near, affected, places)
    return of, near, _reasons(of, near, known, old.reasons, speller)


def _affected(old: Corpus, of: Vectors, fresh: Sequence[int]) -> NDArray[np.bool_]:
    """Return which papers' similarities may have changed: new, or with a term now more telling."""
    mine = of.corpus
    levels = np.zeros(len(mine.terms), np.uint8)
    if len(mine.terms):
        places = np.minimum(np.searchsorted(mine.terms, old.terms), len(mine.terms) - 1)
        there = mine.terms[places] == old.terms
        levels[places[there]] = term_levels(old)[there]
    owner = np.repeat(np.arange(len(mine.starts) - 1), np.diff(mine.starts))
    changed = (levels != of.levels)[mine.ranks]
    affected = np.zeros(len(mine.starts) - 1, np.bool_)
    affected[owner[changed]] = True
    affected[list(fresh)] = True
    return affected


def _moved(old: State, sources: NDArray[np.int64]) -> Nearest:
    """Return the old neighbours by the papers' present numbers; none for papers that are new."""
    number = len(old.ids)
    kept = sources < number
    # the last entry is for -1, no neighbour
    present = np.full(number + 1, -1, np.int32)
    present[sources[kept]] = np.flatnonzero(kept)
    papers = np.full((len(sources), KEPT), -1, np.int32)
    scores = np.zeros((len(sources), KEPT), np.int32)
    papers[kept] = present[old.near.papers[sources[kept]]]
    scores[kept] = old.near.scores[sources[kept]]
    return Nearest(papers, scores)


def _still_true(
    before: Nearest, near: Nearest, affected: NDArray[np.bool_], sources: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return where among the old reasons that of each entry of `near` is, or -1 if it is none yet.

    What two papers share can have changed only if both are affected.
    """
    now, then = near.papers[:, :SHOWN], before.papers[:, :SHOWN]
    same = (now[:, :, None] == then[:, None, :]) & (now >= 0)[:, :, None]
    usable = same.any(axis=2) & ~(affected[:, None] & affected[now])
    return np.where(usable, sources[:, None] * SHOWN + same.argmax(axis=2), -1)


def _reasons(
    of: Vectors,
    near: Nearest,
    known: NDArray[np.int64],
    old: Sequence[str],
    speller: Speller,
) -> list[str]:
    """Return the reason of every entry of `near`: that of `old` which is `known`, or a new one."""
    others = near.papers[:, :SHOWN]
    texts = [*old, ""]
    found = [texts[at] for at in known.ravel().tolist()]
    pairs: dict[int, list[int]] = {}
    wanted = [(int(paper), int(place)) for paper, place in np.argwhere((known < 0) & (others >= 0))]
    for paper, place in wanted:
        pairs.setdefault(paper, []).append(int(others[paper, place]))
    fresh = reasons(of, pairs, speller)
    for paper, place in wanted:
        found[paper * SHOWN + place] = fresh[paper, int(others[paper, place])]
    return found


def _track_numbers(documents: Sequence[Document]) -> NDArray[np.int64]:
    names = sorted({document.track for document in documents} - {""})
    numbers = {name: number for number, name in enumerate(names)}
    return np.array([numbers.get(document.track, -1) for document in documents], np.int64)
