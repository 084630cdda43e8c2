"""The `sources` of `config.yml`, checked, and the sources that stand for canonical files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import Any

from miniconf.load.collections import COLLECTIONS, Collection
from miniconf.load.convert import MISSING, Faults, Reading
from miniconf.load.convert.names import accepted, field_of, normal
from miniconf.load.convert.nested import nested
from miniconf.load.declared.rules import Correction, Rule, Source
from miniconf.model.record import record
from miniconf.problems import Problems, nearest
from miniconf.tables import Record

TEXTS = ("code_of_conduct", "pages")
"""Collections of texts: a source of theirs names files only."""


@record
class Declared:
    """One source of one collection, and where it is declared.

    `file` and `raw` are the place of the declaration ("" for a canonical file, whose records are
    found by `shapes`: paths tried in order, each with rules of its own). `others` are the other
    declared sources; of one that is not `sound` only the files are looked for.
    """

    collection: Collection
    source: Source
    file: str = ""
    raw: Record = field(default_factory=Record)
    shapes: tuple[tuple[str, Mapping[str, Rule]], ...] = ()
    others: tuple[Declared, ...] = ()
    sound: bool = True

    def line(self, *path: str) -> int:
        """The line of the entry at `path` inside the declaration, or of what stands around it."""
        found = self.raw.line
        value: Any = self.raw
        for name in path:
            if not isinstance(value, Record) or name not in value:
                break
            found, value = value.line_of(name), value[name]
        return found


def declared_sources(raw: Any, file: str, problems: Problems) -> dict[str, list[Declared]]:
    """Collection -> its sources, as `raw`, the value of `sources`, declares them."""
    found: dict[str, list[Declared]] = {}
    if raw is None:
        return found
    if not isinstance(raw, Record):
        problems.error(file, 0, "sources", "expected a mapping from collection to sources")
        return found
    known = {**COLLECTIONS, **dict.fromkeys((*TEXTS, "highlighted"))}
    for name, value in raw.items():
        if name not in known:
            message, hint = f'expected a collection, got "{name}"', nearest(name, known)
            problems.error(file, raw.line_of(name), f"sources.{name}", message, hint)
            continue
        collection = COLLECTIONS.get(name) or _other(name)
        items = value if isinstance(value, list) and not _are_files(value) else [value]
        found[name] = [
            declared
            for item in items
            for declared in _declared(collection, item, file, raw.line_of(name), problems)
        ]
    every = [one for some in found.values() for one in some]
    return {
        name: [replace(one, others=tuple(o for o in every if o is not one)) for one in some]
        for name, some in found.items()
    }


def _other(name: str) -> Collection:
    """A stand-in for what is declared like a collection and is none."""
    papers = COLLECTIONS["papers"]
    return Collection(name=name, record=papers.record, files=(name,), extra={})


def _are_files(value: list[Any]) -> bool:
    return bool(value) and all(isinstance(item, str) for item in value)


def _declared(
    collection: Collection, raw: Any, file: str, line: int, problems: Problems
) -> Iterator[Declared]:
    place = raw if isinstance(raw, Record) else Record(line=line)
    faults: Faults = []
    source = nested(Source, Reading(), Source.from_short)(raw, faults)
    for fault in faults:
        # A misspelt key of a declaration would silently change what is read.
        report = problems.error
        path = f"sources.{collection.name}{fault.path}"
        report(file, fault.line or place.line or line, path, fault.message, fault.hint)
    if source is not MISSING:
        declared = Declared(collection=collection, source=source, file=file, raw=place)
        sound = _is_sound(declared, problems) and not faults
        yield declared if sound else replace(declared, sound=False)


def _is_sound(declared: Declared, problems: Problems) -> bool:
    """Whether its fields exist and its patterns are patterns; what is wrong goes to `problems`."""
    sound = True
    source, collection = declared.source, declared.collection
    known = {*accepted(collection.record), *map(normal, collection.extra)}
    for part, names in (
        ("fields", source.fields), ("constants", source.constants), ("collect", source.collect),
    ):  # fmt: skip
        for name in names:
            if not field_of(collection.record, name) and normal(name) not in known:
                message = f'expected a field of {collection.name}, got "{name}"'
                where = f"sources.{collection.name}.{part}.{name}"
                hint = nearest(normal(name), known)
                problems.error(declared.file, declared.line(part, name), where, message, hint)
                sound = False
    for path, pattern, replacement in _patterns(source):
        try:
            re.compile(pattern).sub(replacement, "")
        except re.error as error:
            message = f'expected a regular expression, got "{pattern}" ({error})'
            name = f"sources.{collection.name}.{'.'.join(path)}"
            problems.error(declared.file, declared.line(*path), name, message)
            sound = False
    return sound


Pattern = tuple[tuple[str, ...], str, str]
"""The path of a regular expression inside a declaration, itself, and what replaces it."""


def _patterns(source: Source) -> Iterator[Pattern]:
    """Every regular expression in a source."""
    yield from _corrections(("corrections",), source.corrections)
    for join in source.joins:
        yield from _corrections(("joins", "corrections"), join.corrections)
        yield from _rules(("joins", "on"), join.on)
    for part, rules in (
        ("let", source.let), ("fields", source.fields), ("collect", source.collect),
    ):  # fmt: skip
        yield from _rules((part,), rules)
    if source.group:
        yield from _rules((), {"group": source.group})


def _rules(path: tuple[str, ...], rules: Mapping[str, Rule]) -> Iterator[Pattern]:
    for name, rule in rules.items():
        here = (*path, name)
        if rule.pick:
            yield (*here, "pick"), rule.pick, ""
        yield from _corrections((*here, "replace"), rule.replace)
        for part in ("numbered", "parallel", "each"):
            yield from _rules((*here, part), getattr(rule, part))


def _corrections(path: tuple[str, ...], corrections: tuple[Correction, ...]) -> Iterator[Pattern]:
    for correction in corrections:
        if correction.regex:
            yield (*path, "find"), correction.find, correction.replace
