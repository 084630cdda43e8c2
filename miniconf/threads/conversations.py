"""The archived rooms of a conference: what was said in each, made into threads when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from miniconf.model import Thread
from miniconf.patterns import regex
from miniconf.threads.entries import Entry, Header, entries_on
from miniconf.threads.making import Questions, questions, threads

_SPELT = regex(rb"\\u00[2-7]")
"""A plain letter or sign that JSON spells by its number; we never do."""
Rooms = Mapping[str, tuple[Thread, ...]]
"""Record key -> the conversations of its room."""


class Conversations(Mapping[str, tuple[Thread, ...]]):
    """Record key -> the conversations of its room, made of its messages when they are asked for.

    So the process that writes a room's page makes them, and a large archive is shared out. `found`
    has a room's messages, or the lines that `read_entries` found them on; `asked` what `questions`
    gives for those rooms of which it is known.
    """

    def __init__(
        self,
        found: Mapping[str, tuple[Header, bytes | list[Entry]]],
        anchor: Callable[[str], str],
        asked: Mapping[str, Questions | None] = MappingProxyType({}),
        made: Rooms = MappingProxyType({}),
    ) -> None:
        self._found, self._anchor, self._asked, self._made = found, anchor, asked, dict(made)

    def __getitem__(self, key: str) -> tuple[Thread, ...]:
        # not remembered: each is asked for once, and the collector would go through them all
        made = self._made.get(key)
        return threads(*self._room(key), self._anchor) if made is None else made

    def _room(self, key: str) -> tuple[Header, list[Entry]]:
        header, kept = self._found[key]
        return header, entries_on(kept) if isinstance(kept, bytes) else kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def words(self, key: str) -> str | bytes:
        """All names and texts in a room, as they are now."""
        if key in self._made:
            return words(self._made, key)
        kept = self._found[key][1]
        if isinstance(kept, bytes) and not _SPELT.search(kept):
            return kept
        return "\n".join([part for e in self._room(key)[1] for part in (e.name, e.text)])

    def asked(self, key: str) -> Questions:
        """`asked` of a room, without its answers."""
        if key in self._made:
            return asked(self._made, key)
        known = self._asked.get(key)
        return questions(self._room(key)[1], self._anchor) if known is None else known

    def changed(self, rooms: Rooms) -> Conversations:
        """`changed` of these."""
        return Conversations(self._found, self._anchor, self._asked, self._made | rooms)


def words(rooms: Rooms, key: str) -> str | bytes:
    """All names and texts in the room of the record `key`, with other things among them.

    Every plain letter and sign of them stands there as it is, so that they can be looked for.
    """
    if isinstance(rooms, Conversations):
        return rooms.words(key)
    return "\n".join([part for t in rooms[key] for p in t.posts for part in (p.name, p.text)])


def asked(rooms: Rooms, key: str) -> Questions:
    """`(upvotes, anchor, text)` of every question in the room of the record `key`."""
    if isinstance(rooms, Conversations):
        return rooms.asked(key)
    return [(t.upvotes, t.anchor, t.question.text) for t in rooms[key] if t.is_question]


def changed(rooms: Rooms, others: Rooms) -> Rooms:
    """`rooms` with `others` in place of those of the same keys."""
    return rooms.changed(others) if isinstance(rooms, Conversations) else {**rooms, **others}
