"""Abstracts edited in a file of papers, found without loading the conference again.

Authors send corrections of their abstracts all the time, and nothing else of a conference depends
on what an abstract says. So where a file differs in some rows from what it was, these alone are
read, as they were and as they are: if nothing but abstracts differs, that is all there is to know.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from mmap import mmap
from pathlib import Path
from typing import Any, NamedTuple

from miniconf.load.collections import COLLECTIONS
from miniconf.load.config import Settings, read_settings
from miniconf.load.convert import Reading
from miniconf.load.convert.reading import Exact
from miniconf.load.cuts import cut
from miniconf.load.declared.joins import Joins
from miniconf.load.declared.sources import Declared
from miniconf.load.drafts import Draft, converted
from miniconf.load.files import Files
from miniconf.load.gather import canonical_sources, gather_from, named_in
from miniconf.load.lost import has_link
from miniconf.load.overrides import STEM
from miniconf.load.readers import readers
from miniconf.problems import Problems

_TEXTS = (".csv", ".tsv", ".yml", ".yaml", ".json")
"""Endings of the files in which what differs can be found."""
_FIELD = "abstract"


def tables_of(settings: Settings, files: Files) -> dict[Path, Declared]:
    """The files whose rows are papers and nothing else, each row by itself; how each is read."""
    papers = COLLECTIONS["papers"]
    sources = settings.sources.get(papers.name)
    if sources is None:
        sources = canonical_sources(papers, files, named_in(settings.sources))
    if any(d.source.merge != "error" or _may_update(d, files) for d in sources):
        return {}
    found: dict[Path, Declared] = {}
    asked = Counter(_asked(sources, settings, files))
    for declared in filter(_by_row, sources):
        for path in (path for name in declared.source.file for path in files.find(name)):
            if path.suffix.lower() in _TEXTS and asked[path] == 1:
                only = (Exact(files.relative(path)),)
                found[path] = replace(declared, source=replace(declared.source, file=only))
    return found


def _may_update(declared: Declared, files: Files) -> bool:
    """Whether the source may give papers of others another abstract.

    Only what is called so in a file, or in the declaration, becomes one.
    """
    said = declared.source
    if not said.update:
        return False
    if _FIELD in repr(said).lower():
        return True
    named = () if said.only else (*said.file, *(name for join in said.joins for name in join.file))
    return any(_may_hold(path) for name in named for path in files.find(name))


def _may_hold(path: Path) -> bool:
    """Whether something in the file may be called as the field is."""
    content = path.read_bytes() if path.suffix.lower() in _TEXTS else b"\0"
    return b"\0" in content or _FIELD.encode() in content.lower()


def _by_row(declared: Declared) -> bool:
    """Whether each row is a paper, which does not depend on other rows of its table."""
    said = declared.source
    across = (said.explode, said.unpivot, said.group, said.collect, said.fill_down)
    return not (said.update or any(across))


def _asked(papers: Iterable[Declared], settings: Settings, files: Files) -> Iterator[Path]:
    """The files that sources name, as often as they name them."""
    others = [d for name, some in settings.sources.items() if name != "papers" for d in some]
    for declared in (*papers, *others):
        named = [*declared.source.file, *(n for join in declared.source.joins for n in join.file)]
        for name in named:
            yield from files.find(name)


def edited(
    site: Path, table: Path, before: bytes | mmap, after: bytes, *, told: bool
) -> dict[str, tuple[str, str]] | None:
    """Id -> old and new abstract of papers, where `table` held `before` and now holds `after`.

    None where more may be different: then all is to be loaded, as it is where a paper did not have
    the abstract that it is said to have had. With `told`, problems have been told with lines of the
    table, which must then be where they were.
    """
    if len(before) == len(after) and before[:] == after:
        return {}
    if told and before[:].count(b"\n") != after.count(b"\n"):
        return None
    parts = cut(table.suffix.lower(), before, after)
    reader = _Reader.of(site, table) if parts else None
    if parts is None or reader is None:
        return None
    then, now = map(reader.read, parts)
    if then is None or now is None or then.told != now.told or then.others != now.others:
        return None
    changed = {
        key: (then.abstracts[key], abstract)
        for key, abstract in now.abstracts.items()
        if then.abstracts[key] != abstract
    }
    linked = any(has_link(abstract) for _, abstract in changed.values())
    return None if linked or _overridden(reader.files, changed) else changed


class _Rows(NamedTuple):
    """Some rows of a table, by id.

    `abstracts` are as records have them; `others` is all else that the rows say, as it stands
    there: a row may also say where and when a session is; `told` are the problems.
    """

    abstracts: dict[str, str]
    others: list[tuple[str, dict[str, list[Any]]]]
    told: list[str]


class _Reader(NamedTuple):
    """How the table at `path` is read."""

    path: Path
    files: Files
    declared: Declared
    reading: Reading

    @classmethod
    def of(cls, site: Path, path: Path) -> _Reader | None:
        """What the settings of `site` say about it; None where it cannot be read by itself."""
        files = Files(site)
        settings = read_settings(site, Reading(has_asset=files.has_asset), Problems())
        if settings is None:
            return None
        if settings.data and settings.data.is_dir():
            files.data = settings.data
        files.readers = readers(settings.zone)
        declared = tables_of(settings, files).get(path)
        return declared and cls(path, files, declared, settings.reading(files.has_asset))

    def read(self, content: bytes) -> _Rows | None:
        """The papers in `content`, as if that were the whole table; None where any is faulty."""
        problems = Problems()
        self.files.instead(self.path, content)
        found = gather_from(
            COLLECTIONS["papers"], [self.declared], self.files, self.reading, problems, Joins()
        )
        texts = {
            draft.id: str(converted(draft, problems).get(_FIELD, "")) for draft in found.drafts
        }
        if problems.errors or "" in texts or len(texts) != sum(a.read for a in found.accounts):
            return None
        others = [(draft.id, _others(draft)) for draft in found.drafts]
        return _Rows(texts, others, [str(problem) for problem in problems])


def _others(draft: Draft) -> dict[str, list[Any]]:
    """What a row says beside the abstract."""
    return {
        name: [cell[:2] for cell in cells] for name, cells in draft.cells.items() if name != _FIELD
    }


def _overridden(files: Files, keys: Iterable[str]) -> bool:
    """Whether a paper with one of `keys` may be corrected by hand."""
    for path in files.canonical(STEM):
        if path.suffix.lower() not in _TEXTS:
            return True
        said = path.read_bytes()
        if any(re.search(rb"(?<!\w)%b(?!\w)" % re.escape(key.encode()), said) for key in keys):
            return True
    return False
