"""Finding the records inside the tree that a file holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from miniconf.tables import Items, Record


@dataclass(slots=True)
class Row:
    """One record of a source: its columns, and the record that it stands in.

    `bare`: whether it is no record in its file, but a text or list alone.
    """

    values: Record
    parent: Row | None = None
    file: str = ""
    bare: bool = False


class PathError(ValueError):
    """A path that leads nowhere; the message is its part where it ends."""


Place = tuple[Any, Row | None, dict[str, str], int]
"""A value, the record around it, the columns that keys on the way to it became, and its line."""


def rows_at(tree: Any, path: str) -> list[Row]:
    """The records at `path` below `tree`: `conference.days.rooms.{room}.*`.

    Parts are keys, taken in each item of a list; `*` is each item of a list or mapping; `{name}`
    each item of a mapping, whose key becomes the column `name`. What is no mapping is a record with
    the one column `value`. Raises PathError.
    """
    places: list[Place] = [(tree, None, {}, 0)]
    for part in (p for p in path.split(".") if p):
        places = [step for place in places for step in _step(*place, part)]
        if not places:
            raise PathError(part)
    return [row for place in places for row in _rows(*place, split=not path)]


def _step(
    value: Any, parent: Row | None, keys: dict[str, str], line: int, part: str
) -> Iterator[Place]:
    named = part.startswith("{") and part.endswith("}")
    if isinstance(value, list):
        for item in value:
            if part == "*":
                yield item, parent, keys, line
            else:
                yield from _step(item, parent, keys, line, part)
    elif isinstance(value, Record) and (named or part == "*"):
        for name, item in value.items():
            found = {**keys, part[1:-1]: name} if named else keys
            yield item, parent, found, value.line_of(name)
    elif isinstance(value, Record) and part in value:
        yield value[part], Row(_with(keys, value), parent), keys, value.line_of(part)


def _rows(
    value: Any, parent: Row | None, keys: dict[str, str], line: int, split: bool
) -> Iterator[Row]:
    if isinstance(value, Record):
        yield Row(_with(keys, value), parent)
    elif isinstance(value, list) and (split or any(isinstance(item, Record) for item in value)):
        lines = value.lines if isinstance(value, Items) else [line] * len(value)
        for item, at in zip(value, lines, strict=True):
            yield from _rows(item, parent, keys, at, False)
    elif value is not None and value != []:
        yield Row(Record({**keys, "value": value}, line), parent, bare=True)


def _with(keys: dict[str, str], value: Record) -> Record:
    """`value` with the columns that keys became; its own win."""
    return value.like({**keys, **value}) if keys else value
