"""Similar papers and the map of papers, with or without what an earlier build has kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from miniconf.similar.papers import key, papers
from miniconf.similar.regions import Region
from miniconf.similar.store import Kept, keep
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

    Each one's are put together when they are asked for: most builds ask for few, or for none.
    """

    def __init__(self, result: Mapping[str, Any]) -> None:
        self._result = result
        self._numbers = {one: number for number, one in enumerate(result["ids"])}

    def __getitem__(self, paper: str) -> tuple[Neighbour, ...]:
        result, number = self._result, self._numbers[paper]
        shown = len(result["near"]) // len(self._numbers)
        row = slice(number * shown, (number + 1) * shown)
        return tuple(
            Neighbour(result["ids"][other], score / 1000, _terms(result["reasons"][why]))
            for other, score, why in zip(
                result["near"][row], result["scores"][row], result["why"][row], strict=True
            )
            if other >= 0  # -1 stands for none
        )

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

    `known` is the answer where the cache has it, else None; `key` the mark under which it is kept.
    What can be shared is done by `jobs` processes.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        cache: Path | None = None,
        embed: Embed | None = None,
        jobs: int = 1,
    ) -> None:
        self._jobs = jobs
        self._papers = papers(documents)
        self._embedding = _embedding(embed, self._papers.documents) if embed else None
        self.key = key(self._papers, b"" if embed is None else self._embedding.tobytes())
        self._cache = cache
        self._kept = Kept(cache)
        same = self._kept.result.get("key") == self.key
        self.known: Mapping[str, Any] | None = self._kept.result if same else None

    def answer(self) -> Mapping[str, Any]:
        """Compare the documents, with what the cache knows of them, and keep the answer there."""
        # imported late: numpy costs 0.1 s, and most builds find all papers as they were
        from miniconf.similar.state import compared, former

        old = former(self._kept) if self._embedding is None else None
        state, result = compared(self._papers, old, self._embedding, jobs=self._jobs)
        result["key"] = self.key
        if self._cache is not None:
            keep(self._cache, result, {} if self._embedding is not None else state.arrays())
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


def _terms(reason: str) -> tuple[str, ...]:
    return tuple(reason.split("\t")) if reason else ()


def _embedding(embed: Embed, documents: Sequence[Document]) -> Any:
    import numpy as np

    embedding = np.asarray(embed(documents), np.float64)
    if embedding.ndim != 2 or len(embedding) != len(documents):
        raise ValueError(f"embed: expected {len(documents)} rows, got shape {embedding.shape}")
    return embedding
