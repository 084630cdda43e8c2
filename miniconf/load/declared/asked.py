"""Which columns a rule asks for, and what they hold in a row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from miniconf.load.declared.paths import Row
from miniconf.load.declared.rules import Rule
from miniconf.patterns import regex
from miniconf.tables import Record

ABSENT = object()
"""What a column that a row does not have holds."""
BRACES = regex(r"\{([^{}]+?)(\??)\}")
"""A column in a template, with a question mark where it may be empty."""


@dataclass(slots=True)
class Asked:
    """Which columns rules ask for, and which of them some row has."""

    wanted: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Columns of which one must be there -> line of the rule that asks for them."""
    found: set[str] = field(default_factory=set)
    seen: dict[str, None] = field(default_factory=dict)
    """Every column that occurs, in order."""
    uneven: list[tuple[str, int, Mapping[str, int]]] = field(default_factory=list)
    """File and line of rows whose parallel lists differ in length, with the lengths."""

    def compare(self, row: Row, lengths: Mapping[str, int]) -> None:
        """Note that the parallel lists of `row` are of these `lengths`, where they differ."""
        if len({length for length in lengths.values() if length}) > 1:
            self.uneven.append((row.file, row.values.line, lengths))

    def look_up(self, row: Row, column: str, places: bool = False) -> Any:
        """What `column` of `row` holds, or ABSENT.

        In a list of mappings it is a list of what each holds, lists of lists made flat; `places`:
        one item for each, None for those that hold nothing.
        """
        value = _look_up(row, column, places)
        if value is not ABSENT:
            self.found.add(column)
        return value

    def want(self, rule: Rule, line: int) -> None:
        """Note the columns that `rule`, declared in `line`, asks for."""
        for columns in (rule.column, *((name,) for name, may in _names(rule) if not may)):
            if columns and not any(name.startswith("@") for name in columns):
                self.wanted.setdefault(columns, line)
        for inner in (*rule.numbered.values(), *rule.parallel.values()):
            self.want(inner, line)

    def missing(self) -> Iterable[tuple[tuple[str, ...], int]]:
        """`(columns, line)` for those of which no row has any."""
        return ((names, line) for names, line in self.wanted.items() if not self.found & set(names))


def _names(rule: Rule) -> list[tuple[str, str]]:
    """The columns in a rule's template, each with "?" where it may be empty."""
    return BRACES.findall(rule.template)


def _look_up(row: Row, column: str, places: bool) -> Any:
    values: Any = row.values
    if column in values:
        return values[column]
    if column.startswith("parent."):
        return _look_up(row.parent, column[7:], places) if row.parent else ABSENT
    if column == "@file":
        return PurePosixPath(row.file).stem
    if column == "@line":
        return str(row.values.line)
    head, dot, rest = column.partition(".")
    while dot:
        if head in values:
            return _inside(values[head], rest, places)
        more, dot, rest = rest.partition(".")
        head = f"{head}.{more}"
    return ABSENT


def _inside(value: Any, path: str, places: bool) -> Any:
    """What lies at `path` in `value`; in a list, that of each item."""
    if isinstance(value, list):
        found = [_inside(item, path, places) for item in value]
        if places:
            return [None if item is ABSENT else item for item in found]
        nested = (item if isinstance(item, list) else [item] for item in found)
        return [item for items in nested for item in items if item is not ABSENT]
    if not isinstance(value, Record):
        return ABSENT
    if path in value:
        return value[path]
    head, dot, rest = path.partition(".")
    return _inside(value[head], rest, places) if dot and head in value else ABSENT


class Used:
    """The columns that rules use; a `#` in a name stands for a number."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = set(names)
        self._patterns = [re.compile(numbers_pattern(name)) for name in self._names if "#" in name]

    def __contains__(self, name: object) -> bool:
        if name in self._names:
            return True
        return isinstance(name, str) and any(p.fullmatch(name) for p in self._patterns)


def numbers_pattern(column: str) -> str:
    """A regular expression for `column` in which `#` stands for a number."""
    return re.escape(column).replace(r"\#", "#").replace("#", r"(\d+)")


def columns_of(rule: Rule) -> list[str]:
    """The columns that `rule` asks for, those of its inner rules over the same row included."""
    texts = " ".join((rule.template, *rule.column))
    found = [*rule.column, *(name for name, _ in BRACES.findall(texts))]
    for inner in (*rule.numbered.values(), *rule.parallel.values()):
        found += columns_of(inner)
    return found


def hints_of(rules: Mapping[str, Rule]) -> dict[str, str]:
    """What to say where a field, or one of its items' (`authors.name`), comes to nothing.

    `rules`: field -> rule. Only templates over columns that may not be empty need it.
    """
    found = {}
    for name, rule in rules.items():
        needed = [column for column, may in _names(rule) if not may]
        if needed:
            made = f'nothing is made of "{rule.template}" where one is empty'
            found[name] = f"{made}; write {{{needed[-1]}?}} for one that may be"
        for inner in (rule.each, rule.numbered, rule.parallel):
            found.update({f"{name}.{part}": hint for part, hint in hints_of(inner).items()})
    return found
