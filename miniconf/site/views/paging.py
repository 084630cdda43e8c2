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
    return tuple(_leaf(first, more, n, label, n == current) for n, label in enumerate(labels, 1))


def numbered(first: str, more: str, count: int, current: int, most: int = 30) -> tuple[Leaf, ...]:
    """The links of a pager whose labels are the pages' numbers.

    Of more pages than `most` only the ends, those beside the current one and some steps.
    """
    shown = range(1, count + 1) if count <= most else _thinned(count, current, most)
    return tuple(_leaf(first, more, n, str(n), n == current) for n in shown)


def _leaf(first: str, more: str, number: int, label: str, current: bool) -> Leaf:
    one = number == 1
    return Leaf(first if one else more, "" if one else str(number), label, current)


def _thinned(count: int, current: int, most: int) -> list[int]:
    step = -(-count // (most - 8))
    kept = {1, count, *range(current - 2, current + 3), *range(step, count, step)}
    return sorted(number for number in kept if 0 < number <= count)
