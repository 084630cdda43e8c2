"""All that a finished page is searched for, found in one pass over its bytes.

The policy asks what a page loads, the scan for leaks where something private may stand, the check
of links where a link stands. One automaton answers all three; three passes cost three times that.
"""

from __future__ import annotations

from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from miniconf.site.safety import hints, policy

LINKING = (b'href="', b'src="', b'action="', b'poster="')
"""Attributes that hold a link, as `data-href` and its like do."""
NAMING = b' id="'
"""An attribute that names a place which links may lead to."""
RARE = (b"='", b"srcset=")
"""Where one of these stands, links may be written in yet another way."""
_SIGNS = (*policy.HINTS, *LINKING, NAMING, *RARE, *hints.HINTS)
_FINDER = BytesAhoCorasick(_SIGNS, implementation=Implementation.DFA)
_FIRST_LINK = len(policy.HINTS)
_NAME = _FIRST_LINK + len(LINKING)
_FIRST_LEAK = _NAME + 1 + len(RARE)


class Signs(NamedTuple):
    """Places in a page's bytes.

    `loading`: number in `policy.HINTS`, start and end of what may load something; `linking`: start
    of a linking attribute's name and of its value; `naming`: where the names of places begin;
    `rare`: where one of `RARE` stands; `private`: where something private may stand.
    """

    loading: list[tuple[int, int, int]]
    linking: list[tuple[int, int]]
    naming: list[int]
    rare: list[int]
    private: list[int]


def signs(page: bytes) -> Signs:
    """The signs in `page`."""
    found = Signs([], [], [], [], [])
    loading, linking, naming, rare, private = found
    for match in _FINDER.find_matches_as_indexes(page, overlapping=True):
        number, start, end = match
        if number < _FIRST_LINK:
            loading.append(match)
        elif number < _NAME:
            linking.append((start, end))
        elif number == _NAME:
            naming.append(end)
        else:
            (rare if number < _FIRST_LEAK else private).append(start)
    return found
