"""An inverted index of abstracts in parts, so that a query fetches only the few it needs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

from msgspec import json

from miniconf.search.kept import Kept, read, write
from miniconf.search.terms import tokens

_FEW = 50
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
    known = dict(zip(kept.keys, kept.lines, strict=True))
    keys = [hashlib.sha256(text.encode()).hexdigest()[:24] for text in abstracts]
    lines = [
        known[key] if key in known else " ".join(sorted(set(tokens(plain(text)))))
        for key, text in zip(keys, abstracts, strict=True)
    ]
    if keys == kept.keys:
        return Shelf(kept.depth, kept.parts)
    changed = _changed(kept, lines)
    total = (
        _total(lines)
        if changed is None
        else kept.total + sum(_total([lines[n]]) - _total([kept.lines[n]]) for n in changed)
    )
    depth = 0 if total <= _ONE_FILE else 1 if total <= _ONE_LETTER else 2
    if changed is None or depth != kept.depth:
        parts = _parts(lines, depth)
    else:
        parts = _patched(kept, lines, changed)
    if cache:
        write(cache, Kept(keys, lines, total, parts, depth))
    return Shelf(depth, parts)


def _changed(kept: Kept, lines: Sequence[str]) -> list[int] | None:
    """The abstracts whose terms are not those kept; None where all is to be made anew."""
    if len(kept.lines) != len(lines):
        return None
    changed = [n for n, line in enumerate(lines) if line != kept.lines[n]]
    return changed if len(changed) <= _FEW else None


def _total(lines: Iterable[str]) -> int:
    """How many terms there are. The more, the more characters of a term name its part."""
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


def _patched(kept: Kept, lines: Sequence[str], changed: Iterable[int]) -> dict[str, str]:
    """The kept parts with few changed abstracts worked in."""
    moves: dict[str, dict[str, list[tuple[int, bool]]]] = {}
    for number in changed:
        before, after = set(kept.lines[number].split()), set(lines[number].split())
        for term in before ^ after:
            part = moves.setdefault(part_of(term, kept.depth), {})
            part.setdefault(term, []).append((number, term in after))
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
