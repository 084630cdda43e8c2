"""Which papers are similar: all compared, or again after the abstracts of few were edited.

Little is imported here: papers are compared by other processes, which are to begin soon.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

from miniconf.model import Paper
from miniconf.similar import Comparison, Document, Revision, revised
from miniconf.text import plain

_FILE = "similar"
"""Where what is known is kept, in the folder of caches."""


def comparison(
    papers: Mapping[str, Paper], plain_text: Callable[[str], str], cache: Path, *, apart: bool
) -> Comparison:
    """All `papers` compared; `plain_text` takes the markup out of their abstracts."""
    documents = [_document(paper, plain_text) for paper in papers.values()]
    return Comparison(documents, cache / _FILE, apart=apart)


def revision(
    papers: Mapping[str, Paper],
    edited: Collection[str],
    compared: str,
    plain_text: Callable[[str], str],
    cache: Path,
) -> Callable[[], Revision | None]:
    """What finds out how `papers` compare, where only the abstracts of those `edited` have changed.

    `compared` is the mark of the comparison before (`Snapshot.compared`); `plain_text` as in
    `comparison`. None comes of it where all are to be compared anew.
    """
    tracks = {key: paper.track for key, paper in papers.items()}

    def document(key: str) -> Document:
        return _document(papers[key], plain_text)

    return partial(revised, cache / _FILE, compared, edited, document, tracks)


def _document(paper: Paper, plain_text: Callable[[str], str]) -> Document:
    return Document(
        paper.id, plain(paper.title), paper.keywords, plain_text(paper.abstract or paper.tldr),
        paper.track,
    )  # fmt: skip
