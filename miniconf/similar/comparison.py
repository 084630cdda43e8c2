"""Similar papers and the map of papers, with or without what an earlier build has kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from miniconf.similar.regions import Region
from miniconf.similar.store import Kept, edition, keep
from miniconf.similar.terms import Document

Embed = Callable[[Sequence[Document]], Any]


class Neighbour(NamedTuple):
    """A paper that is similar to another."""

    id: str
    #: How similar, from 0 to 1, in steps of a thousandth.
    score: float
    #: Up to three terms that both share, the most telling first, as the one asked about writes
    #: them.
    reason: tuple[str, ...]


class Neighbours(Mapping[str, tuple[Neighbour, ...]]):
    """Each paper's neighbours by its id: eight, the nearest first, or fewer if there are no more.

    They are put together when first asked for: a build that writes no paper's page asks for none.
    """

    def __init__(self, result: Mapping[str, Any]) -> None:
        self._result = result
        self._numbers = {one: number for number, one in enumerate(result["ids"])}

    @cached_property
    def _rows(self) -> list[tuple[Neighbour, ...]]:
        result, ids = self._result, self._result["ids"]
        reasons = [tuple(text.split("\t")) if text else () for text in result["reasons"]]
        found = list(
            map(
                Neighbour,
                [ids[other] for other in result["near"]],
                [score / 1000 for score in result["scores"]],
                [reasons[why] for why in result["why"]],
            )
        )
        shown = len(found) // max(len(ids), 1)
        rows = [tuple(found[at : at + shown]) for at in range(0, len(found), shown or 1)]
        # -1 stands for none, behind all others
        for at in {at // shown for at, other in enumerate(result["near"]) if other < 0}:
            missing = result["near"][at * shown : (at + 1) * shown].count(-1)
            rows[at] = rows[at][: shown - missing]
        return rows

    def __getitem__(self, paper: str) -> tuple[Neighbour, ...]:
        return self._rows[self._numbers[paper]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


class Similar(NamedTuple):
    """What comparing all papers gives."""

    neighbours: Mapping[str, tuple[Neighbour, ...]]
    #: Each paper's place on the map by its id, (x, y) from 0 to 1.
    positions: dict[str, tuple[float, float]]
    #: The names of the map's areas.
    regions: tuple[Region, ...]


def compare(
    documents: Sequence[Document], cache: Path | None = None, embed: Embed | None = None
) -> Similar:
    """Return the neighbours and places of `documents`, whose ids are all different.

    The result depends on the documents alone: neither on their order nor on the file `cache`,
    which may be missing, old or damaged. It saves time, and is written anew when it was no use.

    `embed` may compare papers otherwise than by their words: it gets the documents and returns
    an array of numbers, a row for each (else ValueError). Reasons are still shared words.
    """
    question = Question(documents, cache, embed)
    return similar(question.known or question.answer())


class Question:
    """Documents to compare, and the file `cache` that may know the answer, as for `compare`.

    `known` is the answer where the cache has it, else None.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        cache: Path | None = None,
        embed: Embed | None = None,
    ) -> None:
        self._documents = sorted(documents, key=lambda document: document.id)
        self._digests = [_digest(document) for document in self._documents]
        self._embedding = _embedding(embed, self._documents) if embed else None
        self._key = _key(self._documents, self._digests, self._embedding)
        self._cache = cache
        self._kept = Kept(cache)
        same = self._kept.result.get("key") == self._key
        self.known: Mapping[str, Any] | None = self._kept.result if same else None

    def answer(self) -> Mapping[str, Any]:
        """Compare the documents, with what the cache knows of them, and keep the answer there."""
        result = _computed(self._documents, self._digests, self._embedding, self._kept)
        result["key"] = self._key
        arrays = result.pop("arrays")
        if self._cache is not None:
            keep(self._cache, result, arrays)
        return result


def similar(result: Mapping[str, Any]) -> Similar:
    """Return what the answer to a question says."""
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


def _embedding(embed: Embed, documents: Sequence[Document]) -> Any:
    import numpy as np

    embedding = np.asarray(embed(documents), np.float64)
    if embedding.ndim != 2 or len(embedding) != len(documents):
        raise ValueError(f"embed: expected {len(documents)} rows, got shape {embedding.shape}")
    return embedding


def _key(documents: Sequence[Document], digests: Sequence[bytes], embedding: Any) -> str:
    parts = [edition(), *digests]
    parts += [f"\0{one.id}\0{one.track}".encode("utf-8", "surrogatepass") for one in documents]
    if embedding is not None:
        parts += [b"\0embedding\0", embedding.tobytes()]
    return blake2b(b"".join(parts), digest_size=16).hexdigest()


def _computed(
    documents: Sequence[Document], digests: Sequence[bytes], embedding: Any, kept: Kept
) -> dict[str, Any]:
    # imported late: numpy costs 0.1 s, and most builds find all papers as they were
    from miniconf.similar.state import compared, former

    if embedding is not None:
        state, result = compared(documents, digests, None, embedding)
        return {**result, "arrays": {}}
    state, result = compared(documents, digests, former(kept))
    return {**result, "arrays": state.arrays()}
