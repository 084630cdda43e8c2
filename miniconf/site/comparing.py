"""Which papers are similar: all compared, or again after the abstracts of few were edited.

Little is imported here: papers are compared by other processes, which are to begin soon.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from miniconf.model import Paper
from miniconf.similar import Comparison, Document, Revising
from miniconf.site.abstracts import Abstracts
from miniconf.site.freezing.tree import write
from miniconf.text import plain

_FILE = "similar"
"""Where what is known is kept, in the folder of caches."""
_NOTE = "compared"
"""Where it is noted what the papers said that are known."""


def comparison(
    papers: Mapping[str, Paper], texts: Abstracts, cache: Path, *, apart: bool
) -> Comparison:
    """All `papers` compared; `texts` take the markup out of their abstracts.

    Where what the papers say is as it was, it need not be made plain to know that it was compared.
    """

    def documents() -> list[Document]:
        return [_document(paper, texts.ask) for paper in papers.values()]

    note, said = cache / _NOTE, _said(papers.values(), texts.edition)
    before, mark = _read(note)
    found = Comparison(documents, cache / _FILE, apart=apart, mark=mark if before == said else "")
    texts.recall(paper.abstract or paper.tldr for paper in papers.values())
    if (before, mark) != (said, found.key):
        write(os.fspath(note), f"{said} {found.key}".encode())
    return found


def _said(papers: Iterable[Paper], edition: str) -> str:
    """A digest of all that `_document` is told, and of what makes it plain."""
    mark = sha256(Path(__file__).read_bytes() + edition.encode())
    for paper in papers:
        said = (paper.id, paper.track, paper.title, paper.abstract or paper.tldr, *paper.keywords)
        mark.update(repr(said).encode())
    return mark.hexdigest()


def _read(note: Path) -> tuple[str, str]:
    """What the papers said that were compared last, and the mark of that."""
    try:
        said, _, mark = note.read_text("ascii").partition(" ")
    except (OSError, UnicodeDecodeError):
        return "", ""
    return said, mark


def revision(
    papers: Mapping[str, Paper],
    edited: Collection[str],
    compared: str,
    plain_text: Callable[[str], str],
    cache: Path,
) -> Revising:
    """What finds out how `papers` compare, where only the abstracts of those `edited` have changed.

    `compared` is the mark of the comparison before (`Snapshot.compared`); `plain_text` as in
    `comparison`. None comes of it where all are to be compared anew.
    """
    tracks = {key: paper.track for key, paper in papers.items()}

    def document(key: str) -> Document:
        return _document(papers[key], plain_text)

    return Revising(cache / _FILE, compared, edited, document, tracks)


def _document(paper: Paper, plain_text: Callable[[str], str]) -> Document:
    return Document(
        paper.id, plain(paper.title), paper.keywords, plain_text(paper.abstract or paper.tldr),
        paper.track,
    )  # fmt: skip
