"""An inverted index of abstracts in parts, so that a query fetches only the few it needs."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from miniconf.search.terms import tokens

_VERSION = 1
_ONE_FILE = 12_000
_ONE_LETTER = 60_000
_OTHER = "_"


@dataclass(frozen=True, slots=True)
class Shelf:
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
    content; it may be absent, stale or broken, and never changes the result.
    """
    postings: dict[str, list[int]] = {}
    total = 0
    for number, terms in enumerate(_terms(abstracts, plain, cache)):
        total += len(terms)
        for term in terms:
            postings.setdefault(term, []).append(number)
    depth = 0 if total <= _ONE_FILE else 1 if total <= _ONE_LETTER else 2
    parts: dict[str, dict[str, list[int]]] = {}
    for term in sorted(postings):
        parts.setdefault(part_of(term, depth), {})[term] = _distances(postings[term])
    return Shelf(depth, {name: _json(part) for name, part in sorted(parts.items())})


def part_of(term: str, depth: int) -> str:
    """The name of the part that holds `term`: its first `depth` characters where they are ASCII."""
    head = term[:depth]
    return head if head and head.isascii() else _OTHER


def _terms(
    abstracts: Sequence[str], plain: Callable[[str], str], cache: Path | None
) -> list[list[str]]:
    """The distinct terms of each abstract, sorted."""
    known = _read(cache)
    keys = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in abstracts]
    fresh: dict[str, str] = {}
    for key, text in zip(keys, abstracts, strict=True):
        line = known.get(key)
        if line is None:
            line = " ".join(sorted(set(tokens(plain(text)))))
        fresh[key] = line
    if cache and fresh != known:
        _write(cache, fresh)
    return [fresh[key].split(" ") if fresh[key] else [] for key in keys]


def _read(cache: Path | None) -> dict[str, str]:
    """What the cache keeps, nothing where it is not to be trusted."""
    try:
        kept = json.loads(cache.read_bytes()) if cache else {}
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict) or kept.get("version") != _VERSION:
        return {}
    terms = kept.get("terms")
    good = isinstance(terms, dict) and all(isinstance(line, str) for line in terms.values())
    return terms if good else {}


def _write(cache: Path, terms: Mapping[str, str]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    temporary = cache.with_name(f"{cache.name}.{os.getpid()}")
    temporary.write_bytes(_json({"version": _VERSION, "terms": terms}).encode())
    temporary.replace(cache)


def _distances(numbers: Sequence[int]) -> list[int]:
    return [numbers[0], *(b - a for a, b in pairwise(numbers))]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
