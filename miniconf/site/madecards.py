"""Cards made by another process while this one gets ready, in memory that all workers share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from mmap import mmap

from miniconf.apart import Apart
from miniconf.model import RepoView

_ROOM = 3000
"""Bytes set apart for a card, on average: twice what it takes. What is not used costs nothing."""


class MadeCards:
    """The cards of `repos` as `write` makes them, begun at once; `settle` waits for them.

    They are found by the identity of a repository's record, which the snapshot keeps.
    """

    def __init__(self, write: Callable[[RepoView], str], repos: Iterable[RepoView]) -> None:
        self._write, self._repos = write, list(repos)
        self._memory = mmap(-1, _ROOM * max(1, len(self._repos)))
        self._places: dict[int, tuple[int, int]] = {}
        self._ends = Apart(self._fill)

    def _fill(self) -> list[int]:
        """Write the cards one after the other; where each ends, as far as there is room."""
        memory, ends = self._memory, [0]
        memory.seek(0)
        for repo in self._repos:
            card = self._write(repo).encode()
            if memory.tell() + len(card) > len(memory):
                break
            memory.write(card)
            ends.append(memory.tell())
        return ends

    def settle(self) -> None:
        """Wait for what is still being made: a fork of this process could not."""
        places = pairwise(self._ends.result)
        self._places = {id(repo): place for repo, place in zip(self._repos, places, strict=False)}

    def get(self, repo: RepoView) -> str | None:
        """The card of `repo`, None where it was not made."""
        place = self._places.get(id(repo))
        return self._memory[place[0] : place[1]].decode() if place else None
