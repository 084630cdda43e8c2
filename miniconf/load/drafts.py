"""Records on their way from files to the model: raw values under the names of fields."""

from __future__ import annotations

from collections.abc import Collection as Collection_
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from miniconf.load.accounts import Account
from miniconf.load.collections import Collection
from miniconf.load.convert import MISSING, Convert, Faults, Reading, record_type
from miniconf.load.convert.keys import bare
from miniconf.load.convert.names import accepted, is_mail, normal, ranked, required_fields
from miniconf.load.convert.reading import NOTHING
from miniconf.load.remarks import Remarks
from miniconf.problems import Problems, fits
from miniconf.tables import Record
from miniconf.text.chars import tidy

Cell = tuple[str, Any, str, int, Reading]
"""`(name in the file, what stands there, file, line, how to read it)`."""
_FALLBACKS = ("kind",)
"""Fields whose names are all looked at until one says something."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What the names of a row mean.

    `known`: `(name, field)`, those of one field in the order of their rank; `unknown`: names that
    no field has; `steps`: `(name, field, converter)` where each field has one name, else None;
    `doubled`: fields that take one of several names, with these.
    """

    known: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    steps: tuple[tuple[str, str, Convert], ...] | None = None
    doubled: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(slots=True)
class Draft:
    """One record before conversion.

    `row`, `plan`: where it comes from, until somebody asks for its `cells`, which then may change;
    `id`: "" until it is known; `owner`: collection and id of the record it stood in; `faulty`:
    fields whose faults have been told; `account`: where the record is counted; `named`: its name in
    problems, where its line has others; `hints`: what may help where a field, or one of its items'
    (`authors.name`), comes to nothing.
    """

    collection: Collection
    file: str
    line: int
    row: Record | None
    plan: Plan
    reading: Reading
    id: str = ""
    owner: tuple[str, str] | None = None
    faulty: set[str] = field(default_factory=set)
    account: Account | None = None
    named: str = ""
    hints: Mapping[str, str] | None = None
    _cells: dict[str, list[Cell]] = field(default_factory=dict)

    @property
    def lenient(self) -> bool:
        """Whether a faulty optional value is left out with a warning."""
        return self.reading.lenient

    @property
    def cells(self) -> dict[str, list[Cell]]:
        """Field -> what files say about it, the best first.

        Lists take all of them, other fields the first.
        """
        if self.row is not None:
            row, self.row = self.row, None
            for name, target in self.plan.known:
                raw = row[name]
                if raw is not None and raw != "":
                    cell = (name, raw, *row.place_of(name, self.file), self.reading)
                    self._cells.setdefault(target, []).append(cell)
        return self._cells

    @property
    def place(self) -> str:
        """`papers.csv:42`."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def text(self, name: str) -> str:
        """The field `name` as one line of text, "" where there is none."""
        for raw in self._said(name):
            if isinstance(raw, str):
                text = " ".join(tidy(raw).split())
                if name == "id":
                    text = bare(text)
                if text and text.lower() not in NOTHING:
                    return text
        return ""

    def _said(self, name: str) -> list[Any]:
        """What files say about the field `name`, the best first."""
        if self.row is None:
            return [cell[1] for cell in self._cells.get(name, ())]
        return [self.row[column] for column, target in self.plan.known if target == name]

    def take(self, name: str) -> list[Cell]:
        """The cells of `name`, which is no field of the record; they are gone from the draft."""
        return self.cells.pop(name, [])

    def set(self, name: str, raw: Any, like: Cell) -> None:
        """Make `raw` the only value of the field `name`, said at the place of `like`."""
        _, _, file, line, reading = like
        self.cells[name] = [(name, raw, file, line, reading)]


class Layout:
    """Which names of a collection's rows mean which fields; unknown ones are told once.

    `used`: columns that rules have dealt with; `ruled`: fields that only rules fill; `drop`:
    patterns of columns to leave out; `only`: whether rules alone fill fields; `hints`: see
    Draft.
    """

    def __init__(
        self,
        collection: Collection,
        file: str,
        reading: Reading,
        used: Container[str] = (),
        ruled: Collection_[str] = (),
        drop: Iterable[str] = (),
        only: bool = False,
        hints: Mapping[str, str] | None = None,
    ) -> None:
        self.collection, self.file, self.reading = collection, file, reading
        self._used, self._ruled, self._drop, self._only = used, ruled, tuple(drop), only
        self._extra = {
            normal(form): name
            for name, forms in collection.extra.items()
            for form in (*forms, name)
            if normal(form) not in accepted(collection.record)
        }
        self._plans: dict[tuple[str, ...], Plan] = {}
        self._hints = hints
        self._remarks = Remarks(collection, file, reading.nothing)
        self._dropped: dict[str, None] = {}

    def draft(self, row: Record) -> Draft:
        """The draft of one row."""
        keys = tuple(row)
        plan = self._plans.get(keys)
        if plan is None:
            plan = self._plans[keys] = self._plan(keys)
        for name in plan.unknown:
            self._remarks.unknown(name, row)
        for target, several in plan.doubled:
            self._remarks.doubled(target, several, row)
        draft = Draft(self.collection, self.file, row.line, row, plan, self.reading)
        draft.hints = self._hints
        return draft

    def _plan(self, keys: tuple[str, ...]) -> Plan:
        names = [k for k in keys if not k.startswith("@")]
        dropped = [k for k in names if any(fits(k, pattern) for pattern in self._drop)]
        if not self.reading.emails:
            dropped += [k for k in names if is_mail(k)]
        self._dropped.update(dict.fromkeys(dropped))
        if self._only:
            return Plan()
        names = [k for k in names if k not in dropped]
        record = self.collection.record
        known = [(n, f) for n, f in ranked(record, names) if f not in self._ruled]
        taken = {name for name, _ in known}
        # A column that a rule has used may be a field too; if it is none, it is no mistake.
        left = [k for k in names if k not in taken]
        extra = [(k, self._extra.get(normal(k), "")) for k in left]
        extra = [(k, f) for k, f in extra if (f or k not in self._used) and f not in self._ruled]
        unknown = tuple(k for k, f in extra if not f)
        extra = [(k, f) for k, f in extra if f]
        kind = record_type(record, self.reading)
        if extra or len({f for _, f in known}) < len(known):
            several: dict[str, list[str]] = {}
            for name, target in known:
                if target not in kind.lists and target not in _FALLBACKS:
                    several.setdefault(target, []).append(name)
            doubled = tuple((f, tuple(names)) for f, names in several.items() if len(names) > 1)
            return Plan((*known, *extra), unknown, doubled=doubled)
        steps = tuple((name, target, kind.converter(target, name)) for name, target in known)
        return Plan(tuple(known), unknown, steps)

    def notes(self) -> list[str]:
        """What to tell beside problems: the columns that were dropped."""
        return [f"columns dropped: {', '.join(self._dropped)}"] if self._dropped else []

    def report(self, problems: Problems) -> None:
        """Add a warning for each name that no field has, or that one has beside another."""
        self._remarks.report(self._extra, problems)


def _report_faults(faults: Faults, name: str, cell: Cell, draft: Draft, problems: Problems) -> None:
    """Add `faults`, found in a `cell` of the field `name`, to `problems`."""
    column, _, file, line, _ = cell
    for fault in faults:
        report = problems.warning if fault.level == "warning" else problems.error
        hint = fault.hint
        if not hint and fault.got is None and draft.hints:
            hint = draft.hints.get(f"{name}.{fault.path.rpartition('.')[2]}", "")
        report(file, fault.line or line, f"{column}{fault.path}", fault.message, hint)


def converted(draft: Draft, problems: Problems) -> dict[str, Any]:
    """The values of `draft` by field; faults go to `problems`, and a missing required field too."""
    values = _at_once(draft)
    if values is None:
        values = _cell_by_cell(draft, problems)
    _require(draft, values, problems)
    return values


def _at_once(draft: Draft) -> dict[str, Any] | None:
    """The values of a row that nobody has touched; None where there is more to it, or a fault."""
    row, steps = draft.row, draft.plan.steps
    if row is None or steps is None:
        return None
    values: dict[str, Any] = {}
    faults: Faults = []
    for name, target, convert in steps:
        raw = row[name]
        if raw is not None and raw != "":
            value = convert(raw, faults)
            if value is not MISSING:
                values[target] = value
    return None if faults else values


def _cell_by_cell(draft: Draft, problems: Problems) -> dict[str, Any]:
    values: dict[str, Any] = {}
    record = draft.collection.record
    faults: Faults = []
    for name, cells in draft.cells.items():
        found: list[Any] = []
        for cell in cells:
            kind = record_type(record, cell[4])
            value = kind.convert(name, cell[0], cell[1], faults)
            if faults:
                _report_faults(faults, name, cell, draft, problems)
                draft.faulty.add(name)
                faults.clear()
            if value is not MISSING:
                found.append(value)
                if name not in kind.lists:
                    break
        if len(found) == 1:
            values[name] = found[0]
        elif found:
            values[name] = tuple(dict.fromkeys(item for part in found for item in part))
    return values


def _require(draft: Draft, values: dict[str, Any], problems: Problems) -> None:
    for name in required_fields(draft.collection.record):
        if name in draft.faulty or (name in values and values[name] != ()):
            continue
        cell = next(iter(draft.cells.get(name, ())), None)
        file, line = (cell[2], cell[3]) if cell else (draft.file, draft.line)
        got = f'got "{cell[1]}"' if cell and isinstance(cell[1], str) else "got nothing"
        wanted = "names" if name in ("authors", "mentors") else "a value"
        hint = "" if cell else (draft.hints or {}).get(name, "")
        problems.error(file, line, name, f"expected {wanted}, {got}", hint)
