"""Which columns and sheets of a file the sources that read it ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from miniconf.load.collections import Collection
from miniconf.load.convert.names import field_of, normal
from miniconf.load.declared.asked import BRACES, Used, columns_of
from miniconf.load.declared.rules import Join, Rule, Source
from miniconf.load.declared.sources import Declared
from miniconf.load.files import Files


def named_by(source: Source) -> list[str]:
    """The columns that the declaration of `source` names, those that it makes itself included."""
    rules = [*source.fields.values(), *source.collect.values(), *source.let.values()]
    rules += [source.group] if source.group else []
    rules += [Rule.from_short(name, []) for join in source.joins for name in join.on]
    found = [name for rule in rules for name in columns_of(rule)]
    found += [*source.where, *source.unless, *source.sort, *source.fill_down, *source.let]
    found += [source.explode, *(join.within for join in source.joins)]
    found += [name for name, _ in BRACES.findall(source.records)]  # columns that keys became
    return [*found, *(name.partition(".")[0] for name in found)]


def means(collection: Collection, name: str) -> bool:
    """Whether a column called `name` says something of a record of `collection`."""
    extra = (form for other, forms in collection.extra.items() for form in (other, *forms))
    return bool(field_of(collection.record, name)) or normal(name) in map(normal, extra)


def is_known(declared: Declared) -> Callable[[str], bool]:
    """Whether a column of a file of the source may be called so: a field is, or a rule says so."""
    used = Used(named_by(declared.source))
    return lambda name: bool(name) and (name in used or means(declared.collection, name))


def used_by_others(
    declared: Declared, file: str, columns: Iterable[str], files: Files
) -> list[str]:
    """Those of `columns` of `file` that another source uses which reads its records too."""
    found: set[str] = set()
    for other in declared.others:
        source = other.source
        if source.records == declared.source.records and _names(source, file, files):
            implicit = not (source.only or source.group)
            found.update(named_by(source))
            found.update(name for name in columns if implicit and means(other.collection, name))
        for join in source.joins:
            if join.records == declared.source.records and _names(join, file, files):
                found.update(_joined(source, join))
    return sorted(found)


def _joined(source: Source, join: Join) -> Iterator[str]:
    """The columns of a second file that a source uses."""
    yield from (*join.where, join.explode)
    for rule in join.on.values():
        yield from columns_of(rule)
    for rule in (*source.fields.values(), *source.collect.values(), *source.let.values()):
        for inner in (rule, *rule.each.values()):
            yield from (name.removeprefix(join.prefix) for name in columns_of(inner))


def sheets_asked(declared: Declared, file: str, files: Files) -> tuple[str, ...]:
    """Patterns of the sheets of `file` that a source or a join asks for by name."""
    sources = [one.source for one in (declared, *declared.others)]
    readers = [*sources, *(join for source in sources for join in source.joins)]
    asked = {one.sheet for one in readers if one.sheet and _names(one, file, files)}
    return tuple(sorted(asked))


def _names(one: Source | Join, file: str, files: Files) -> bool:
    """Whether `one` reads `file`."""
    return any(file == files.name(path) for pattern in one.file for path in files.find(pattern))
