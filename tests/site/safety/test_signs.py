"""One pass over a page finds what its policy, the scan for leaks and the check of links ask for."""

from __future__ import annotations

import pytest

from miniconf.site.safety import hints, policy
from miniconf.site.safety.signs import LINKING, NAMING, RARE, Signs, signs


def test_all_that_stands_in_a_page() -> None:
    page = b'<a href="x">zoom.us</a> <img alt="" src="y"> <video data-poster="z"> <i id="w" data-id'
    assert signs(page) == Signs(
        loading=[
            (policy.HINTS.index(b"<img"), 24, 28),
            (policy.HINTS.index(b"<video"), 45, 51),
            (policy.HINTS.index(b'data-poster="'), 52, 65),
            (policy.HINTS.index(b'poster="'), 57, 65),
        ],
        linking=[(3, 9), (36, 41), (57, 65)],
        naming=[76],
        rare=[],
        private=[12],
    )


def test_nothing_stands_in_plain_words() -> None:
    assert signs(b"<p>Words and nothing else</p>") == Signs([], [], [], [], [])


@pytest.mark.parametrize("sign", [*policy.HINTS, *LINKING, NAMING, *RARE, *hints.HINTS])
def test_no_sign_hides_another(sign: bytes) -> None:
    """Every sign is found right behind every other, even where they share letters."""
    for other in (*policy.HINTS, *LINKING, NAMING, *RARE, *hints.HINTS):
        for shared in range(min(len(sign), len(other))):
            if shared and other[-shared:] != sign[:shared]:
                continue
            place = len(other) - shared
            found = signs(other + sign[shared:])
            starts = {start for _, start, _ in found.loading} | {s for s, _ in found.linking}
            starts |= {end - len(NAMING) for end in found.naming}
            assert place in starts | {*found.rare, *found.private}
