"""Similar papers and the map of papers, with or without what an earlier build has kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from miniconf.similar.regions import Region
from miniconf.similar.store import Kept, edition, keep
from miniconf.similar.terms import Document


class Neighbour(NamedTuple):
    """A paper that is similar to another."""

    id: str
    #: How similar, from 0 to 1, in steps of a thousandth.
    score: float
    #: Up to three terms that both share, the most telling first, as the one asked about writes
    #: them.
    reason: tuple[str, ...]


class Neighbours(Mapping[str, tuple[Neighbour, ...]]):
    """Each paper's neighbours by its id, the nearest first; fewer where there are no more.

    They are put together when asked for: a build that writes few pages asks for few.
    """

    def __init__(self, result: Mapping[str, Any]) -> None:
        self._result = result
        self._numbers = {one: number for number, one in enumerate(result["ids"])}

    def __getitem__(self, paper: str) -> tuple[Neighbour, ...]:
        number, result = self._numbers[paper], self._result
        shown = len(result["near"]) // len(self._numbers)
        own = slice(number * shown, (number + 1) * shown)
        return tuple(
            Neighbour(result["ids"][other], score / 1000, _terms(result["reasons"][why]))
            for other, score, why in zip(
                result["near"][own], result["scores"][own], result["why"][own], strict=True
            )
            if other >= 0
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def _terms(reason: str) -> tuple[str, ...]:
    return tuple(reason.split("\t")) if reason else ()


class Similar(NamedTuple):
    """What comparing all papers gives."""

    neighbours: Neighbours
    #: Each paper's place on the map by its id, (x, y) from 0 to 1.
    positions: dict[str, tuple[float, float]]
    #: The names of the map's areas.
    regions: tuple[Region, ...]


def compare(documents: Sequence[Document], cache: Path | None = None) -> Similar:
    """Return the neighbours and places of `documents`, whose ids are all different.

    The result depends on the documents alone: neither on their order nor on the file `cache`,
    which may be missing, old or damaged. It saves time, and is written anew when it was no use.
    """
    ordered = sorted(documents, key=lambda document: document.id)
    digests = [_digest(document) for document in ordered]
    key = _key(ordered, digests)
    kept = Kept(cache)
    result = kept.result
    if result.get("key") != key:
        result = _compared(ordered, digests, key, kept, cache)
    grain = result["grain"]
    places = zip(result["ids"], result["x"], result["y"], strict=True)
    return Similar(
        Neighbours(result),
        {paper: (x / grain, y / grain) for paper, x, y in places},
        tuple(Region(*region) for region in result["regions"]),
    )


def _digest(document: Document) -> bytes:
    text = "\0".join((document.title, *document.keywords, "", document.abstract))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _key(documents: Sequence[Document], digests: Sequence[bytes]) -> str:
    parts = [edition(), *digests]
    parts += [f"\0{one.id}\0{one.track}".encode("utf-8", "surrogatepass") for one in documents]
    return blake2b(b"".join(parts), digest_size=16).hexdigest()


def _compared(
    documents: Sequence[Document],
    digests: Sequence[bytes],
    key: str,
    kept: Kept,
    cache: Path | None,
) -> dict[str, Any]:
    # imported late: numpy costs 0.1 s, and most builds find all papers as they were
    from miniconf.similar.state import compared, former

    state, result = compared(documents, digests, former(kept))
    result["key"] = key
    if cache is not None:
        keep(cache, result, state.arrays())
    return result
