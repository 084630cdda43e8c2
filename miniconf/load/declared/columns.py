"""A rule and a row -> the value of a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest
from typing import Any

from miniconf import names
from miniconf.load.convert.lists import splitter
from miniconf.load.convert.reading import NOTHING, UNKNOWN
from miniconf.load.declared.asked import ABSENT, BRACES, Asked, columns_of, numbers_pattern
from miniconf.load.declared.paths import Row
from miniconf.load.declared.rules import Correction, Rule
from miniconf.tables import Record

Evaluate = Callable[[Row], Any]


def evaluator(
    rule: Rule, asked: Asked, nothing: frozenset[str], separator: str, places: bool = False
) -> Evaluate:
    """What computes the value of `rule` from a row; None where there is none.

    `nothing`: further words for no value; `separator`: of lists, where the rule has none;
    `places`: whether items of lists that come to nothing keep their place, as None.
    """
    empty = NOTHING | UNKNOWN | nothing | {""}
    source = _source(rule, asked, empty, separator, places)
    change = _change(rule, asked, nothing, separator, places)

    def evaluate(row: Row) -> Any:
        value = source(row)
        value = None if value is None else change(value, row)
        if value is None or value == [] or value == "":
            return rule.default
        return value

    return evaluate


def _source(
    rule: Rule, asked: Asked, empty: frozenset[str], separator: str, places: bool
) -> Evaluate:
    """Where the value comes from."""
    if rule.value is not None:
        return lambda row: rule.value
    if rule.template:
        return _template(rule.template, asked, empty)
    if rule.numbered:
        return _numbered(rule.numbered, asked, empty, separator)
    if rule.parallel:
        return _parallel(rule, asked, empty, separator)
    first = _columns(rule.column, asked, empty, places)
    separator = rule.separator or separator
    return _all(first, separator) if rule.all else lambda row: next(first(row), None)


def _all(found: Callable[[Row], Iterator[Any]], separator: str) -> Evaluate:
    """The values of all columns as one list."""

    def items(value: Any) -> list[Any]:
        if isinstance(value, str) and separator:
            return splitter(separator, False)(value)
        return value if isinstance(value, list) else [value]

    def together(row: Row) -> list[Any]:
        return [item for value in found(row) for item in items(value)]

    return together


def _columns(
    columns: tuple[str, ...], asked: Asked, empty: frozenset[str], places: bool
) -> Callable[[Row], Iterator[Any]]:
    """What gives the values of those columns, or templates over columns, that are not empty."""
    templates = {c: _template(c, asked, empty) for c in columns if BRACES.search(c)}

    def each(row: Row) -> Iterator[Any]:
        for column in columns:
            if column in templates:
                value = templates[column](row)
                if asked.found.issuperset(name for name, _ in BRACES.findall(column)):
                    asked.found.add(column)
                if value is not None and value.strip():
                    yield value
                continue
            value = asked.look_up(row, column, places)
            if value is ABSENT and "#" in column:
                pattern = numbers_pattern(column)
                found = [row.values[n] for n in _numbered_names(tuple(row.values), pattern)]
                value = [item for item in found if not _is_empty(item, empty)]
                if value:
                    asked.found.add(column)
            if value is not ABSENT and not _is_empty(value, empty):
                yield value

    return each


def _is_empty(value: Any, empty: frozenset[str]) -> bool:
    return (
        value is None
        or value == []
        or (isinstance(value, str) and len(value) < 30 and value.strip().lower() in empty)
    )


def _template(template: str, asked: Asked, empty: frozenset[str]) -> Evaluate:
    parts = BRACES.split(template)

    def fill(row: Row) -> Any:
        found = [parts[0]]
        for at in range(1, len(parts), 3):
            value = asked.look_up(row, parts[at])
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                value = ", ".join(item.strip() for item in value if not _is_empty(item, empty))
            if value is ABSENT or not isinstance(value, str) or _is_empty(value, empty):
                if not parts[at + 1]:
                    return None
                value = ""
            found += [value.strip(), parts[at + 2]]
        return "".join(found)

    return fill


@lru_cache(maxsize=512)
def _numbered_names(keys: tuple[str, ...], pattern: str) -> tuple[str, ...]:
    """Those of `keys` that fit `pattern`, by their number."""
    found = [(int(match[1]), key) for key in keys if (match := re.fullmatch(pattern, key))]
    return tuple(key for _, key in sorted(found))


def _numbered(
    rules: Mapping[str, Rule], asked: Asked, empty: frozenset[str], separator: str
) -> Evaluate:
    wanted = [name for rule in rules.values() for name in columns_of(rule) if "#" in name]
    patterns = tuple(numbers_pattern(name) for name in wanted)
    compiled: dict[int, dict[str, Evaluate]] = {}

    def items(row: Row) -> list[Record]:
        found = []
        numbers = {
            int(match[1])
            for key in row.values
            for pattern in patterns
            if (match := re.fullmatch(pattern, key))
        }
        for number in sorted(numbers):
            if number not in compiled:
                compiled[number] = {
                    name: evaluator(_at(rule, number), asked, empty, separator)
                    for name, rule in rules.items()
                }
            item = _record(compiled[number], row)
            if item:
                found.append(item)
        asked.found.update(wanted if numbers else ())
        return found

    return items


def _at(rule: Rule, number: int) -> Rule:
    """`rule` with `number` for `#`."""
    return replace(
        rule,
        column=tuple(name.replace("#", str(number)) for name in rule.column),
        template=rule.template.replace("#", str(number)),
    )


def _record(rules: Mapping[str, Evaluate], row: Row) -> Record:
    values = {name: value for name, rule in rules.items() if (value := rule(row)) is not None}
    return Record(values, row.values.line)


def _parallel(rule: Rule, asked: Asked, empty: frozenset[str], separator: str) -> Evaluate:
    """One record for each place in the lists, so that an empty item shifts no other."""
    split = splitter(rule.separator or separator, False, empty=True)
    parts = {
        name: evaluator(inner, asked, empty, separator, places=True)
        for name, inner in rule.parallel.items()
    }

    def items(row: Row) -> list[Record]:
        columns = {}
        for name, evaluate in parts.items():
            value = evaluate(row)
            found = split(value) if isinstance(value, str) else list(value or [])
            while found and _is_empty(found[-1], empty):
                found.pop()
            columns[name] = found
        asked.compare(row, {name: len(found) for name, found in columns.items()})
        records = (
            {name: item for name, item in zip(parts, group, strict=True) if item not in (None, "")}
            for group in zip_longest(*columns.values())
        )
        return [Record(values, row.values.line) for values in records if values]

    return items


def _change(
    rule: Rule, asked: Asked, nothing: frozenset[str], separator: str, places: bool
) -> Callable[[Any, Row], Any]:
    """What happens to a value once it is found."""
    pick = re.compile(rule.pick, re.DOTALL) if rule.pick else None
    inner = {n: evaluator(r, asked, nothing, separator) for n, r in rule.each.items()}
    empty = NOTHING | UNKNOWN | nothing | {""}
    template = _template(rule.item, asked, empty) if rule.item else None
    halves = [
        name
        for each in rule.each.values()
        for name, _ in BRACES.findall(each.template)
        if not name.startswith(("parent.", "@"))
    ]
    lower = {key.strip().lower(): value for key, value in rule.values.items()}

    def single(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if pick:
            match = pick.search(value)
            if not match:
                return None
            value = match[1] if match.lastindex else match[0]
        for correction in rule.replace:
            value = corrected(value, correction)[0]
        return value

    def translated(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        value = lower.get(value.strip().lower(), value) if lower else value
        return names.slug(value) if rule.slug and isinstance(value, str) and value else value

    def change(value: Any, row: Row) -> Any:
        value = _each(single, value, places)
        if rule.separator and isinstance(value, str) and not rule.parallel:
            value = [part.strip() for part in value.split(rule.separator) if part.strip()]
        value = _each(translated, value, places)
        if rule.first and isinstance(value, list):
            value = value[0] if value else None
        if template:
            value = _each(lambda item: _templated(item, template, row), value, places)
        return _mapped(value, inner, row, halves) if inner and value is not None else value

    return change


def _templated(item: Any, template: Evaluate, row: Row) -> Any:
    """`item` put into a template."""
    values = item if isinstance(item, Record) else Record({"value": item}, row.values.line)
    return template(Row(values, row, row.file))


def _each(function: Callable[[Any], Any], value: Any, places: bool) -> Any:
    """`function` of a value, or of each item of a list; what comes to nothing keeps its place
    where `places` says so."""
    if isinstance(value, list):
        found = (None if item is None else function(item) for item in value)
        return list(found) if places else [item for item in found if item is not None]
    return function(value)


def _mapped(
    value: Any, rules: Mapping[str, Evaluate], row: Row, halves: Sequence[str]
) -> list[Record]:
    """The records inside a record, their fields by rules; the outer one is `parent`.

    One that comes to nothing is left out, unless one of the columns `halves`, which templates are
    made of, holds something: what it lacks is told later.
    """
    items = value if isinstance(value, list) else [value]
    found = []
    for item in items:
        record = item if isinstance(item, Record) else Record({"value": item}, row.values.line)
        made = _record(rules, Row(record, row))
        made.line = record.line or row.values.line
        if made or any(record.get(name) for name in halves):
            found.append(made)
    return found


def corrected(text: str, correction: Correction) -> tuple[str, int]:
    """`text` with `correction` made, and how often it was made."""
    if correction.regex:
        return re.subn(correction.find, correction.replace, text)
    return text.replace(correction.find, correction.replace), text.count(correction.find)
