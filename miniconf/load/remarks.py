"""What is told of the columns of a file once, and not row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from miniconf.load.collections import Collection
from miniconf.load.convert.faults import described
from miniconf.load.convert.names import accepted, field_of, normal
from miniconf.load.convert.reading import NOTHING, UNKNOWN
from miniconf.problems import Guesses, Problems, shown
from miniconf.tables import Record

_LONGEST = 30


@dataclass(slots=True)
class _Told:
    """The place of the first row that a remark is about, what is said there, and how many are."""

    file: str
    line: int
    message: str = ""
    count: int = 0


@dataclass(slots=True)
class Remarks:
    """Names of columns that no field has, and columns of which one field takes one alone.

    `nothing`: further words for no value.
    """

    collection: Collection
    file: str
    nothing: frozenset[str]
    _unknown: dict[str, _Told] = field(default_factory=dict)
    _doubled: dict[tuple[str, str], _Told] = field(default_factory=dict)

    def unknown(self, name: str, row: Record) -> None:
        """Note that no field is called `name`, if `row` has a value there."""
        raw = row[name]
        if raw is None or field_of(self.collection.record, name):
            return
        if isinstance(raw, str) and raw.strip().lower() in NOTHING | {""}:
            return
        told = self._unknown.get(name)
        if told is None:
            file, line = row.place_of(name, self.file)
            told = _Told(file, row.head or line if file == self.file else line)
            self._unknown[name] = told
        told.count += 1

    def doubled(self, target: str, names: Iterable[str], row: Record) -> None:
        """Note that `names`, the best first, all mean `target`, if they differ in `row`."""
        given = [name for name in names if not self._is_nothing(row[name])]
        for name in given[1:]:
            first = given[0]
            if _plain(row[name]) == _plain(row[first]):
                continue
            told = self._doubled.get((first, name))
            if told is None:
                got = f"{_shown(row[first])} in {first} and {_shown(row[name])} in {name}"
                message = f"expected one value for {target}, got {got}"
                told = self._doubled[first, name] = _Told(*row.place_of(name, self.file), message)
            told.count += 1

    def _is_nothing(self, raw: Any) -> bool:
        if isinstance(raw, str):
            return raw.strip().lower() in NOTHING | UNKNOWN | self.nothing | {""}
        return raw is None or raw == []

    def report(self, further: Iterable[str], problems: Problems) -> None:
        """Add a warning for each; `further` are names that mean something and are no fields."""
        guesses = Guesses({*accepted(self.collection.record), *further})
        for name, told in self._unknown.items():
            hint = guesses.hint(normal(name)) or "it is left out"
            message = f'expected a field of {self.collection.name}, got "{name}"'
            if told.count > 1:
                message += f" ({told.count:,} values)"
            problems.warning(told.file, told.line, name, message, hint)
        for (first, name), told in self._doubled.items():
            hint = f"{first} is read, {name} is left out; remove one, or `drop` it"
            many = f" ({told.count:,} records)" if told.count > 1 else ""
            problems.warning(told.file, told.line, name, told.message + many, hint)


def _plain(raw: Any) -> Any:
    return " ".join(raw.split()) if isinstance(raw, str) else raw


def _shown(raw: Any) -> str:
    return shown(raw, _LONGEST) if isinstance(raw, str) else described(raw)
