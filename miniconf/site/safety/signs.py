"""All that a finished page is searched for, found in one pass over its bytes.

The policy asks what a page loads, the scan for leaks where something private may stand, the check
of links where a link stands. One automaton answers all three; three passes cost three times that.
"""

from __future__ import annotations

from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from miniconf.site.safety import leaks, policy

LINKING = (b'href="', b'src="', b'action="', b'poster="')
"""Attributes that hold a link, as `data-href` and its like do."""
NAMING = b' id="'
"""An attribute that names a place which links may lead to."""
_SIGNS = (*policy.HINTS, *LINKING, NAMING, *leaks.HINTS)
_FINDER = BytesAhoCorasick(_SIGNS, implementation=Implementation.DFA)
_FIRST_LINK = len(policy.HINTS)
_NAME = _FIRST_LINK + len(LINKING)


class Signs(NamedTuple):
    """Places in a page's bytes.

    `loading`: number in `policy.HINTS`, start and end of what may load something; `linking`: start
    of a linking attribute's name and of its value; `naming`: where the names of places begin;
    `private`: where something private may stand.
    """

    loading: list[tuple[int, int, int]]
    linking: list[tuple[int, int]]
    naming: list[int]
    private: list[int]


def signs(page: bytes) -> Signs:
    """The signs in `page`."""
    found = Signs([], [], [], [])
    loading, linking, naming, private = found
    for match in _FINDER.find_matches_as_indexes(page, overlapping=True):
        number, start, end = match
        if number > _NAME:
            private.append(start)
        elif number == _NAME:
            naming.append(end)
        elif number >= _FIRST_LINK:
            linking.append((start, end))
        else:
            loading.append(match)
    return found
