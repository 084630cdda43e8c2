"""The papers to compare, and the mark by which an answer is known to be theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import NamedTuple

from miniconf.similar.store import edition
from miniconf.similar.terms import Document


class Papers(NamedTuple):
    """Papers in the order of their ids."""

    ids: Sequence[str]
    #: The name of each one's track; "" for none.
    tracks: Sequence[str]
    #: Of each one's text.
    digests: Sequence[bytes]
    #: What each says; it may be made when it is asked for.
    documents: Sequence[Document]


def papers(documents: Iterable[Document]) -> Papers:
    """Return the papers that are told of in `documents`, in any order."""
    ordered = sorted(documents, key=lambda document: document.id)
    ids, tracks = [one.id for one in ordered], [one.track for one in ordered]
    return Papers(ids, tracks, [digest(one) for one in ordered], ordered)


def digest(document: Document) -> bytes:
    """Return the digest of a paper's text, 16 bytes."""
    text = "\0".join((document.title, *document.keywords, "", document.abstract))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def key(of: Papers, embedding: bytes = b"") -> str:
    """Return the mark of the papers, of what they are compared by and of this package's source."""
    names = "".join(f"\0{one}\0{track}" for one, track in zip(of.ids, of.tracks, strict=True))
    parts = [edition(), *of.digests, names.encode("utf-8", "surrogatepass")]
    if embedding:
        parts += [b"\0embedding\0", embedding]
    return blake2b(b"".join(parts), digest_size=16).hexdigest()
