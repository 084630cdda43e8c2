"""An inverted index of abstracts in parts, so that a query fetches only the few it needs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from msgspec import json

from miniconf.search.kept import Kept, Lines, read, write
from miniconf.search.terms import tokens

_FEW = 50
"""So many changed abstracts are worked into the parts that are kept."""
_MOST_NEW = 500
"""So many may have terms that stand beside all others, until all are written down anew."""
_ONE_FILE = 12_000
_ONE_LETTER = 60_000
_OTHER = "_"
_Part = dict[str, list[int]]


class Shelf(NamedTuple):
    """The index: `depth` first characters of a term name its part; `parts`: name -> JSON text.

    A part maps terms to the numbers of the papers whose abstract holds them, each number but the
    first as its distance from the one before: `{"tide": [3, 1, 12]}` means papers 3, 4 and 16.
    """

    depth: int
    parts: Mapping[str, str]


def shards(
    abstracts: Sequence[str], plain: Callable[[str], str], cache: Path | None = None
) -> Shelf:
    """The index of `abstracts`, numbered as they come.

    `plain` turns an abstract's markup into words. `cache` keeps the terms of each abstract by its
    content, and the parts made of them; it may be absent, stale or broken, and never changes the
    result.
    """
    kept = read(cache)
    keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in abstracts]
    if keys and keys == kept.keys:
        return Shelf(kept.depth, kept.parts)
    known = Lines(cache, kept)

    def line(number: int) -> str:
        found = known.get(keys[number])
        return " ".join(sorted(set(tokens(plain(abstracts[number]))))) if found is None else found

    now = _evolved(kept, keys, known, line)
    if now is None:
        lines = [*map(line, range(len(keys)))]
        total = _total(lines)
        depth = _depth(total)
        now = Kept(keys, total, _parts(lines, depth), depth)
    if cache:
        write(cache, now, None if now.new else dict(zip(keys, lines, strict=True)))
    return Shelf(now.depth, now.parts)


class _Change(NamedTuple):
    """The terms of one abstract, as they were and as they are."""

    number: int
    before: str
    after: str


def _evolved(
    kept: Kept, keys: Sequence[str], known: Lines, line: Callable[[int], str]
) -> Kept | None:
    """What is kept, with few changed abstracts worked in; None where all is to be made anew."""
    if len(kept.keys) != len(keys):
        return None
    changed = [n for n, key in enumerate(keys) if key != kept.keys[n]]
    before = [known.get(kept.keys[n]) for n in changed]
    if not changed or len(changed) > _FEW or len(kept.new) + len(changed) > _MOST_NEW:
        return None
    changes = [
        _Change(n, old, line(n)) for n, old in zip(changed, before, strict=True) if old is not None
    ]
    if len(changes) < len(changed):
        return None
    total = kept.total + _total(c.after for c in changes) - _total(c.before for c in changes)
    if _depth(total) != kept.depth:
        return None
    new = kept.new | {keys[change.number]: change.after for change in changes}
    return Kept([*keys], total, _patched(kept, changes), kept.depth, new)


def _depth(total: int) -> int:
    """How many characters of a term name its part: the more terms, the more."""
    return 0 if total <= _ONE_FILE else 1 if total <= _ONE_LETTER else 2


def _total(lines: Iterable[str]) -> int:
    """How many terms there are, each counted in every line that has it."""
    return sum(line.count(" ") + 1 for line in lines if line)


def _parts(lines: Sequence[str], depth: int) -> dict[str, str]:
    """All parts, from the terms of each abstract."""
    postings: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        for term in line.split():
            postings.setdefault(term, []).append(number)
    parts: dict[str, dict[str, list[int]]] = {}
    for term in sorted(postings):
        parts.setdefault(part_of(term, depth), {})[term] = _distances(postings[term])
    return {name: _to_json(part) for name, part in sorted(parts.items())}


def _patched(kept: Kept, changes: Iterable[_Change]) -> dict[str, str]:
    """The kept parts with the changes worked in."""
    moves: dict[str, dict[str, list[tuple[int, bool]]]] = {}
    for change in changes:
        before, after = set(change.before.split()), set(change.after.split())
        for term in before ^ after:
            part = moves.setdefault(part_of(term, kept.depth), {})
            part.setdefault(term, []).append((change.number, term in after))
    parts = dict(kept.parts)
    for name, terms in moves.items():
        part = json.decode(parts.get(name, "{}"), type=_Part)
        for term, steps in terms.items():
            numbers = set(accumulate(part.get(term, ())))
            for number, present in steps:
                (numbers.add if present else numbers.discard)(number)
            part[term] = _distances(sorted(numbers))
        parts[name] = _to_json({term: part[term] for term in sorted(part) if part[term]})
    return {name: text for name, text in sorted(parts.items()) if text != "{}"}


def part_of(term: str, depth: int) -> str:
    """The name of the part that holds `term`: its first `depth` characters where they are ASCII."""
    head = term[:depth]
    return head if head and head.isascii() else _OTHER


def _to_json(part: _Part) -> str:
    return json.encode(part).decode()


def _distances(numbers: Sequence[int]) -> list[int]:
    return [*numbers[:1], *(b - a for a, b in pairwise(numbers))]
