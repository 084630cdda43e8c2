"""Long lists in pages: `papers.html`, `papers-2.html`, `papers-3.html` ..."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Leaf(NamedTuple):
    """A link of a pager; `current` for the page itself."""

    endpoint: str
    key: str
    label: str
    current: bool


def page_count(items: int, per_page: int) -> int:
    """How many pages `items` fill; one for none."""
    return max(1, -(-items // per_page))


def leaves(first: str, more: str, labels: Sequence[str], current: int) -> tuple[Leaf, ...]:
    """The links of a pager: endpoint `first` is page 1, `more` has the keys from "2" on."""
    return tuple(
        Leaf(first if n == 1 else more, "" if n == 1 else str(n), label, n == current)
        for n, label in enumerate(labels, 1)
    )


def thinned(pages: Sequence[Leaf], most: int = 30) -> tuple[Leaf, ...]:
    """`pages`, of more than `most` only the ends, those beside the current one and some steps."""
    if len(pages) <= most:
        return tuple(pages)
    step = -(-len(pages) // (most - 8))
    at = next((n for n, page in enumerate(pages) if page.current), 0)
    kept = {0, len(pages) - 1, *range(at - 2, at + 3), *range(step - 1, len(pages), step)}
    return tuple(page for n, page in enumerate(pages) if n in kept)
