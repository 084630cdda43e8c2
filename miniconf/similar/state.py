"""All papers compared: from nothing, or from what is known of most of them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from miniconf.apart import in_parts
from miniconf.similar.evolution import evolved
from miniconf.similar.landmarks import Landmarks
from miniconf.similar.layout import Ground, Settled, arranged, ground, started
from miniconf.similar.nearest import KEPT, Nearest, nearest, nearest_embedded, updated
from miniconf.similar.reasons import Speller, Spelling, reasons
from miniconf.similar.regions import regions
from miniconf.similar.spread import GRAIN, spread
from miniconf.similar.terms import Lexicon, terms
from miniconf.similar.vectors import SCALE, Corpus, Vectors, corpus, vectors

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from miniconf.similar.papers import Papers
    from miniconf.similar.store import Kept

#: So many similar papers are told of each.
SHOWN = 8
#: If more than one paper in so many has to be looked at again, all are.
_FEW = 5
#: With fewer papers another process costs more than it saves.
_SHARE = 200


class State(NamedTuple):
    """What is kept of papers, in the order of their ids."""

    ids: Sequence[str]
    #: Of each paper's text.
    digests: Sequence[bytes]
    vectors: Vectors
    near: Nearest
    #: Why the first SHOWN neighbours of each are such; "" where there are fewer.
    reasons: list[str]
    ground: Ground
    #: The positions on the map, with the mark of the start of the layout.
    placed: Settled
    #: How papers spell the terms that name places on the map (see Spelling.told).
    spelt: Sequence[Sequence[Any]] = ()

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Return what is kept as arrays."""
        corpus, *of = self.vectors
        found, ground = self.ground
        texts = (b"".join(self.digests), ground.mark, self.placed.mark)
        return {
            **dict(zip(_CORPUS, corpus, strict=True)),
            **dict(zip(_VECTORS, of, strict=True)),
            **dict(zip(_NEAREST, self.near, strict=True)),
            **dict(zip(_LANDMARKS, (*found, ground.places), strict=True)),
            **dict(zip(_TEXTS, (np.frombuffer(text, np.uint8) for text in texts), strict=True)),
        }


#: The names of arrays in the cache.
_CORPUS, _VECTORS = Corpus._fields, Vectors._fields[1:]
_NEAREST = ("nearest", "nearest scores")
_LANDMARKS = ("landmarks", "landmark scores", "landmark places")
_TEXTS = ("digests", "landmark mark", "map mark")


def former(kept: Kept) -> State | None:
    """Return the state that an earlier build has kept, or None if there is none to rely on."""
    arrays = kept.arrays()
    if not arrays:
        return None
    try:
        ids, texts = kept.result["ids"], kept.result["reasons"]
        why = [texts[number] for number in kept.result["why"]]
        spelt = kept.result["spelt"]
        positions = np.array([kept.result["x"], kept.result["y"]]).T / kept.result["grain"]
        mine = Corpus(*(arrays[name] for name in _CORPUS))
        of = Vectors(mine, *(arrays[name] for name in _VECTORS))
        near = Nearest(*(arrays[name] for name in _NEAREST))
        *found, places = (arrays[name] for name in _LANDMARKS)
        raw, mark, map_mark = (arrays[name].tobytes() for name in _TEXTS)
    except (KeyError, TypeError, IndexError):
        return None
    digests = [raw[at : at + 16] for at in range(0, len(raw) - 15, 16)]
    counted = (digests, *near, mine.starts[1:], of.lengths, positions, found[1].T)
    if {len(part) for part in counted} != {len(ids)} or len(why) != len(ids) * SHOWN:
        return None
    if len({len(part) for part in (mine.ranks, mine.counts, of.papers, of.weights)}) != 1:
        return None
    ground = Ground(Landmarks(*found), Settled(mark, places))
    return State(ids, digests, of, near, why, ground, Settled(map_mark, positions), spelt)


def compared(
    papers: Papers,
    old: State | None,
    embedding: NDArray[np.float64] | None = None,
    jobs: int = 1,
) -> tuple[State, dict[str, Any]]:
    """Return the state and the compact result of `papers`, found by `jobs` processes.

    Where `old` knows a paper's text, its terms and neighbours are taken from there; the outcome
    is the same as without. Neighbours are those of `embedding` if it is given. The result holds
    texts, numbers, lists and arrays of numbers only (see store.keep): "ids"; for each paper SHOWN
    entries of "near" (numbers of papers, -1 for none), "scores" (thousandths) and "why" (numbers
    into "reasons"); its "x" and "y" (parts of "grain"); "regions"; and "spelt" (see State).
    """
    lexicon = Lexicon()
    speller = Speller(papers.documents, lexicon)
    before = None
    if old is None or not old.ids:
        of = vectors(corpus([terms(document, lexicon) for document in papers.documents]))
        near = _nearest(of, jobs) if embedding is None else nearest_embedded(embedding)
        why = _reasons(of, near, np.full((len(papers.ids), SHOWN), -1), [], speller, jobs)
    else:
        of, near, why, before = _evolved(papers, old, speller, lexicon, jobs)
    tracks = _track_numbers(papers.tracks)
    found = ground(of, papers.ids, tracks, before)
    start = started(found, near, papers.ids, tracks)
    mark = start.mark()
    known = old is not None and old.placed.mark == mark
    positions = old.placed.places if known else spread(arranged(start))
    spelling = Spelling(speller, papers.digests, old.spelt if old else ())
    areas = regions(papers.tracks, positions, of, spelling)
    placed, spelt = Settled(mark, positions), spelling.told
    state = State(papers.ids, papers.digests, of, near, why, found, placed, spelt)
    texts = {reason: number for number, reason in enumerate(dict.fromkeys(why))}
    return state, {
        "ids": papers.ids,
        "near": _numbers(near.papers[:, :SHOWN]),
        "scores": _numbers(near.scores[:, :SHOWN] * np.int64(1000) // SCALE),
        "why": array("i", [texts[reason] for reason in why]),
        "reasons": list(texts),
        "grain": GRAIN,
        "x": _numbers(positions[:, 0] * GRAIN),
        "y": _numbers(positions[:, 1] * GRAIN),
        "regions": [list(area) for area in areas],
        "spelt": spelt,
    }


def _numbers(of: NDArray[Any]) -> array[int]:
    return array("i", of.astype(np.intc).tobytes())


def _evolved(
    papers: Papers, old: State, speller: Speller, lexicon: Lexicon, jobs: int
) -> tuple[Vectors, Nearest, list[str], Ground]:
    """Return vectors, neighbours, reasons and landmarks, with as much of `old` as still holds."""
    numbers = {one: number for number, one in enumerate(old.ids)}
    sources = np.array([numbers.get(one, -1) for one in papers.ids], np.int64)
    marks = zip(sources.tolist(), papers.digests, strict=True)
    fresh = [
        at for at, (source, mark) in enumerate(marks) if source < 0 or old.digests[source] != mark
    ]
    sources[fresh] = len(old.ids) + np.arange(len(fresh))
    added = corpus([terms(papers.documents[paper], lexicon) for paper in fresh])
    of, affected = evolved(old.vectors, added, sources)
    before = _moved(old, sources)
    if affected.sum() * _FEW > len(sources):
        near = _nearest(of, jobs)
    else:
        near = updated(before, of, affected)
    known = _still_true(before, near, affected, sources)
    why = _reasons(of, near, known, old.reasons, speller, jobs)
    return of, near, why, _moved_ground(old, sources)


def _nearest(of: Vectors, jobs: int) -> Nearest:
    """Return the nearest papers of all."""
    every = np.arange(len(of.lengths))
    parts = in_parts(partial(nearest, of), every, _worth(len(every), jobs))
    return Nearest(*map(np.concatenate, zip(*parts, strict=True)))


def _worth(papers: int, jobs: int) -> int:
    """Return how many of `jobs` processes are worth while for so many papers."""
    return max(1, min(jobs, papers // _SHARE))


def _moved(old: State, sources: NDArray[np.int64]) -> Nearest:
    """Return the old neighbours by the papers' present numbers; none for papers that are new."""
    kept = sources < len(old.ids)
    papers = np.full((len(sources), KEPT), -1, np.int32)
    scores = np.zeros((len(sources), KEPT), np.int32)
    papers[kept] = _present(old, sources)[old.near.papers[sources[kept]]]
    scores[kept] = old.near.scores[sources[kept]]
    return Nearest(papers, scores)


def _moved_ground(old: State, sources: NDArray[np.int64]) -> Ground:
    """Return the old landmarks by the papers' present numbers, with scores of -1 for new ones."""
    kept = sources < len(old.ids)
    known, settled = old.ground
    scores = np.full((len(known.papers), len(sources)), -1, np.int32)
    scores[:, kept] = known.scores[:, sources[kept]]
    return Ground(Landmarks(_present(old, sources)[known.papers], scores), settled)


def _present(old: State, sources: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the present numbers of old papers, -1 if they are gone; the last entry is for none."""
    kept = np.flatnonzero(sources < len(old.ids))
    present = np.full(len(old.ids) + 1, -1, np.int32)
    present[sources[kept]] = kept
    return present


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
    jobs: int,
) -> list[str]:
    """Return the reason of every entry of `near`: that of `old` which is `known`, or a new one."""
    others = near.papers[:, :SHOWN]
    texts = [*old, ""]
    found = [texts[at] for at in known.ravel().tolist()]
    pairs: dict[int, list[int]] = {}
    wanted = [(int(paper), int(place)) for paper, place in np.argwhere((known < 0) & (others >= 0))]
    for paper, place in wanted:
        pairs.setdefault(paper, []).append(int(others[paper, place]))
    fresh: dict[tuple[int, int], str] = {}
    for part in in_parts(
        lambda some: reasons(of, dict(some), speller), [*pairs.items()], _worth(len(pairs), jobs)
    ):
        fresh.update(part)
    for paper, place in wanted:
        found[paper * SHOWN + place] = fresh[paper, int(others[paper, place])]
    return found


def _track_numbers(tracks: Sequence[str]) -> NDArray[np.int64]:
    numbers = {name: number for number, name in enumerate(sorted({*tracks} - {""}))}
    return np.array([numbers.get(track, -1) for track in tracks], np.int64)
