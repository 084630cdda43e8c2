"""The round table."""

from __future__ import annotations

import pytest

from miniconf.site.seats import seats


@pytest.mark.parametrize(
    ("capacity", "taken", "mentors", "counts"),
    [(14, 12, 1, (12, 2, 1)), (10, 0, 2, (0, 10, 2)), (12, 20, 1, (12, 0, 1)),
     (200, 100, 4, (20, 20, 3))],
)  # fmt: skip
def test_seats_taken_free_and_mentors(
    capacity: int, taken: int, mentors: int, counts: tuple[int, int, int]
) -> None:
    svg = seats(capacity, taken, mentors, "words")
    assert tuple(svg.count(f'class="{kind}"') for kind in ("ts", "tf", "tm")) == counts


def test_the_label_is_escaped() -> None:
    assert 'aria-label="&lt;b&gt;&#34;"' in seats(3, 1, 1, '<b>"')
