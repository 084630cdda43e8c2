"""Converters for many values: real lists, and lists written as one text."""

from __future__ import annotations

import ast
import json
import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from miniconf.load.convert.faults import MISSING, Convert, Fault, Faults
from miniconf.load.convert.reading import NOTHING
from miniconf.load.convert.scalars import number

Split = Callable[[str], list[str]]


def splitter(separator: str, commas: bool, empty: bool = False) -> Split:
    """What cuts a text into its items: at `separator`, else at `|`, `;` or line ends.

    With `commas`, at commas outside brackets too, where none of the others occurs. Items that are
    empty are left out, unless `empty` keeps their place.
    """

    def split(text: str) -> list[str]:
        if separator:
            parts = text.split(separator)
        elif "|" in text:
            parts = text.split("|")
        elif ";" in text or "\n" in text:
            parts = re.split(r"[;\n]", text)
        elif commas:
            parts = re.split(r",(?![^(]*\))", text)
        else:
            parts = [text]
        parts = [part.strip() for part in parts]
        return parts if empty else [part for part in parts if part]

    return split


def many(item: Convert, split: Split, empty: frozenset[str]) -> Convert:
    """The converter for a tuple of what `item` converts; items that stand for nothing are left out.

    A faulty item is named with its place in the list and left out.
    """

    def convert(raw: Any, faults: Faults) -> Any:
        if isinstance(raw, str):
            printed = _printed(raw) if raw[:1] == "[" else None
            parts: list[Any] = split(raw) if printed is None else list(printed)
        else:
            parts = raw if isinstance(raw, list | tuple) else [raw]
        found = []
        for place, part in enumerate(parts, 1):
            if part is None or (isinstance(part, str) and part.strip().lower() in empty):
                continue
            before = len(faults)
            value = item(part, faults)
            if value is not MISSING:
                found.append(value)
            if len(faults) > before and len(parts) > 1:
                for at in range(before, len(faults)):
                    faults[at] = replace(faults[at], path=f"[{place}]{faults[at].path}")
        return tuple(found)

    return convert


def _printed(text: str) -> list[str] | None:
    """The texts of a list as Python or JSON prints it: `['Ann', None]`; None for anything else.

    What stands for nothing is left out.
    """
    text = text.strip()
    if not text.endswith("]"):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = _python(text)
    if not isinstance(found, list):
        return None
    items = [item for item in found if item is not None and item == item]
    return items if all(isinstance(item, str) for item in items) else None


def _python(text: str) -> list[Any] | None:
    """The list that `text` is in Python, pandas' `nan` among its items; None for anything else."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a backslash may mean nothing
            tree = ast.parse(text, mode="eval").body
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return None
    if not isinstance(tree, ast.List):
        return None
    items: list[Any] = []
    for node in tree.elts:
        if isinstance(node, ast.Constant):
            items.append(node.value)
        elif not (isinstance(node, ast.Name) and node.id.lower() in NOTHING):
            return None
    return items


def position(raw: Any, faults: Faults) -> Any:
    """`raw` as a point: a list of two numbers, `x` and `y`, or `1.5, -2`."""
    parts = raw
    if isinstance(raw, dict):
        parts = [raw.get("x"), raw.get("y")]
    if isinstance(raw, str):
        parts = [part for part in re.split(r"[\s,;|\[\]()]+", raw) if part]
    if not isinstance(parts, list | tuple) or len(parts) != 2:
        faults.append(Fault("two numbers", raw))
        return MISSING
    if parts[0] is None and parts[1] is None:
        return MISSING
    if None in parts:
        faults.append(Fault("a number", None, path=f"[{list(parts).index(None) + 1}]"))
        return MISSING
    x, y = number(parts[0], faults), number(parts[1], faults)
    return MISSING if MISSING in (x, y) else (x, y)


def mapping(item: Convert, names: Convert | None = None) -> Convert:
    """The converter for `name -> value`, keys as they stand or as `names` takes them."""

    def convert(raw: Any, faults: Faults) -> Any:
        if not isinstance(raw, dict):
            faults.append(Fault("a mapping", raw))
            return MISSING
        found = {}
        for name, value in raw.items():
            before = len(faults)
            key = names(name, faults) if names else name
            converted = MISSING if key is MISSING else item(value, faults)
            if converted is not MISSING:
                found[key] = converted
            line = raw.line_of(name) if hasattr(raw, "line_of") else 0
            for at in range(before, len(faults)):
                fault = faults[at]
                faults[at] = replace(fault, path=f".{name}{fault.path}", line=fault.line or line)
        return found

    return convert
