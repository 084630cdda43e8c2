"""What of a data file differs from what it was: the records that do, as files of their own.

Each is cut out of the file's bytes, so that what reads it finds them written as they are.
"""

from __future__ import annotations

import re
from mmap import mmap

from msgspec import DecodeError, Raw
from msgspec.json import decode

from miniconf.patterns import regex

Parts = tuple[bytes, bytes]
"""A file with those of its records that differ alone, as they were and as they are."""
_STEP = 1 << 16
"""Bytes that are compared at once."""
_FIRST = regex(rb"^( *)- ", re.MULTILINE)
_ANCHOR = regex(rb"(?:[-:?] +|[,\[{] *|\n *)&[^\s&;,\[\]{}]+(?:\s|\Z)")


def cut(ending: str, before: bytes | mmap, after: bytes) -> Parts | None:
    """The records that differ in a file whose name has the `ending`: `.csv`.

    None where more than records may differ, some came or went, or there is no telling.
    """
    if ending == ".json":
        return _json(before[:], after)
    if ending in (".yml", ".yaml"):
        return _yaml(before, after)
    return _table(before, after)


def _json(before: bytes, after: bytes) -> Parts | None:
    """Records of one list: the whole file, or a member of objects at any depth."""
    try:
        lists = _lists(before, after)
        if lists is None:
            return None
        items = [decode(text, type=list[Raw]) for text in lists]
    except (DecodeError, UnicodeDecodeError, RecursionError):
        return None
    if len(items[0]) != len(items[1]):
        return None
    pairs = [pair for pair in zip(*items, strict=True) if pair[0] != pair[1]]
    around = [text.split(whole, 1) for text, whole in zip((before, after), lists, strict=True)]
    if around[0] != around[1]:
        return None
    above, below = around[0]
    then, now = (b",".join(bytes(pair[at]) for pair in pairs) for at in (0, 1))
    return b"%b[%b]%b" % (above, then, below), b"%b[%b]%b" % (above, now, below)


def _lists(before: bytes, after: bytes) -> tuple[bytes, bytes] | None:
    """The one list that differs, as it was and as it is."""
    before, after = before.strip(), after.strip()
    if before[:1] == after[:1] == b"[":
        return before, after
    members = [decode(text, type=dict[str, Raw]) for text in (before, after)]
    if members[0].keys() != members[1].keys():
        return None
    other = [(one, members[1][name]) for name, one in members[0].items() if one != members[1][name]]
    return _lists(*map(bytes, other[0])) if len(other) == 1 else None


def _yaml(before: bytes | mmap, after: bytes) -> Parts | None:
    """Records of the one list that there is, each begun by a dash in the same column.

    What other records may repeat, as it has an anchor, is none that can be told alone.
    """
    begun = _FIRST.search(before)
    if begun is None:
        return None
    head, mark = begun.start(), b"\n%b- " % begun[1]
    alike = _alike(before, after)
    first = max(before.rfind(mark, 0, alike) + 1, head)
    if alike < head + len(mark) - 1:
        return None
    tail = _alike_at_end(before, after, first)
    ends = [_next(text, len(text) - tail, mark) for text in (before, after)]
    if len(before) - ends[0] != len(after) - ends[1]:
        return None
    inside = regex(rb"\n(?!%b(?:- | )| *(?:#|\r?\n|\Z))" % begun[1])
    parts = before[first : ends[0]], after[first : ends[1]]
    if inside.search(before, head) or any(inside.search(p) or _ANCHOR.search(p) for p in parts):
        return None
    return before[:head] + parts[0], before[:head] + parts[1]


def _next(text: bytes | mmap, at: int, mark: bytes) -> int:
    """Where the next record begins, or the end."""
    found = text.find(mark, at)
    return found + 1 if found >= 0 else len(text)


def _table(before: bytes | mmap, after: bytes) -> Parts | None:
    """Rows of a table, the row of names above them.

    A line's end is a row's end where an even number of quotes comes before it. None where the row
    of names differs, or rows came or went at the end.
    """
    head = _end(before, 0)
    first = _begin(before, _alike(before, after))
    if first < head:
        return None
    tail = _alike_at_end(before, after, first)
    ends = [_end(text, len(text) - tail) for text in (before, after)]
    if len(before) - ends[0] != len(after) - ends[1]:
        return None
    return before[:head] + before[first : ends[0]], before[:head] + after[first : ends[1]]


def _alike(one: bytes | mmap, two: bytes) -> int:
    """How many bytes at the beginning of both are the same."""
    same, step = 0, _STEP
    while step:  # by parts that the processor's cache holds
        while one[same : same + step] == two[same : same + step] and same + step <= len(one):
            same += step
        step //= 2
    return same


def _alike_at_end(one: bytes | mmap, two: bytes, first: int) -> int:
    """How many bytes at the end of both are the same, those before `first` aside."""
    ends, left = (len(one), len(two)), min(len(one), len(two)) - first
    same, step = 0, _STEP
    while step:
        while same + step <= left and (
            one[ends[0] - same - step : ends[0] - same]
            == two[ends[1] - same - step : ends[1] - same]
        ):
            same += step
        step //= 2
    return same


def _begin(text: bytes | mmap, at: int) -> int:
    """Where the row begins that holds the place `at`."""
    start = text.rfind(b"\n", 0, at) + 1
    quotes = _quotes(text, 0, start)
    while start and quotes % 2:
        end, start = start, text.rfind(b"\n", 0, start - 1) + 1
        quotes -= _quotes(text, start, end)
    return start


def _end(text: bytes | mmap, at: int) -> int:
    """Where the row ends that holds the place `at`, its line's end included."""
    quotes = _quotes(text, 0, at)
    while True:
        end = text.find(b"\n", at) + 1
        if not end:
            return len(text)
        quotes += _quotes(text, at, end)
        if quotes % 2 == 0:
            return end
        at = end


def _quotes(text: bytes | mmap, start: int, end: int) -> int:
    """How many quotes there are from `start` to `end`."""
    return sum(text[at : min(at + _STEP, end)].count(b'"') for at in range(start, end, _STEP))
