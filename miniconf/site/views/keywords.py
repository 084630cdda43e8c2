"""The keywords of all papers with their counts: what there is to read about, at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from miniconf import names
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot

_TOP = 24
"""So many stand ahead of the alphabet, the most frequent first."""
_ALL = 1200
"""Where there are more keywords, those of a single paper are left to the search."""


def _counts(snapshot: Snapshot) -> Counter[str]:
    papers = snapshot.conference.papers.values()
    return Counter(word for paper in papers for word in dict.fromkeys(paper.keywords))


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    """Every keyword with its number of papers, by name."""
    counts = _counts(snapshot).items()
    return tuple(sorted(counts, key=lambda item: (names.sort_key(item[0]), item[0])))


def _keywords(shared: Shared, *found: tuple[str, int]) -> Mapping[str, Any]:
    shown = [(word, n) for word, n in found if n > 1] if len(found) > _ALL else list(found)
    top = sorted((item for item in shown if item[1] > 1), key=lambda item: -item[1])[:_TOP]
    letters = [
        (letter, list(words)) for letter, words in groupby(shown, lambda item: _letter(item[0]))
    ]
    return {
        "top": top, "most": top[0][1] if top else 1, "letters": letters, "total": len(found),
        "rest": len(found) - len(shown),
    }  # fmt: skip


def _letter(word: str) -> str:
    """What a keyword is looked up under: its first letter without accents, or `#`."""
    first = names.sort_key(word)[:1]
    return first.upper() if first.isalpha() else "#"


def _has_keywords(snapshot: Snapshot) -> tuple[str, ...]:
    return ("",) if any(paper.keywords for paper in snapshot.conference.papers.values()) else ()


KINDS = (
    Kind(
        endpoint="keywords",
        rule="/keywords.html",
        template="pages/keywords.html",
        keys=_has_keywords,
        inputs=_inputs,
        context=_keywords,
    ),
)
