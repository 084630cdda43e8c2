"""Drafts -> records of the model: converted, their references found, joined from both sides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from miniconf.load.collections import COLLECTIONS
from miniconf.load.convert.names import required_fields
from miniconf.load.convert.scalars import is_web
from miniconf.load.drafts import Cell, Draft, converted
from miniconf.load.gather import Gathered
from miniconf.load.inplace import OWNERS
from miniconf.load.kinds import settle_kind
from miniconf.load.references import (
    Index,
    Records,
    break_circles,
    classic_links,
    join_memberships,
    join_owners,
    resolve,
)
from miniconf.load.times import settle_times
from miniconf.problems import Problems


@dataclass(slots=True)
class Built:
    """What the drafts became.

    `records`: collection -> its records as values by field; `loose`: those without ids, in order;
    `all_declared`: whether every instant had an offset of its own; `index`: how ids are found.
    """

    records: dict[str, Records] = field(default_factory=dict)
    loose: dict[str, list[tuple[Draft, dict[str, Any]]]] = field(default_factory=dict)
    all_declared: bool = True
    index: Index = field(default_factory=lambda: Index({}))

    def spans(self) -> list[tuple[datetime, datetime]]:
        """Start and end of everything that has a time."""
        return [
            (values["start"], values["end"])
            for name in ("sessions", "mentorships")
            for values in self.records[name].values.values()
            if "start" in values and "end" in values
        ]


def build(gathered: Mapping[str, Gathered], problems: Problems) -> Built:
    """Every record, converted; references resolved and memberships made mutual.

    A record with an error is there all the same, so that what names it is not called dangling;
    where a source is lenient, a record that lacks what is required is left out.
    """
    built = Built()
    claims: list[tuple[str, str, Cell, Draft]] = []
    soft = problems.softened()
    for name, found in gathered.items():
        records = built.records[name] = Records()
        loose = built.loose[name] = []
        for draft in found.drafts:
            told = (soft if draft.lenient else problems).about(draft.named)
            if name in ("sessions", "mentorships"):
                built.all_declared = settle_times(draft, told) and built.all_declared
            said = _prepared(draft) if name == "sessions" else []
            values = converted(draft, told)
            if draft.lenient and not complete(found.collection.record, values):
                _leave_out(draft)
                continue
            claims += said
            if not found.collection.has_id:
                loose.append((draft, values))
            elif draft.id:
                records.values[draft.id], records.drafts[draft.id] = values, draft
            if name == "sessions":
                _place(draft, values)
    _join(built, claims, problems)
    return built


def complete(record: type[Any], values: Mapping[str, Any]) -> bool:
    """Whether every required field of `record` has a value."""
    return all(name in values for name in required_fields(record))


def _leave_out(draft: Draft) -> None:
    if draft.account:
        draft.account.kept -= 1
        draft.account.leave("faulty")


def _prepared(draft: Draft) -> list[tuple[str, str, Cell, Draft]]:
    """Settle what a session's words mean; `(session, collection, cell, draft)` for its owners."""
    settle_kind(draft)
    found = []
    for extra in COLLECTIONS["sessions"].extra:
        collection = extra if extra.endswith("s") else f"{extra}s"
        cells = draft.take(extra)
        if collection in OWNERS:
            found += [(draft.id, collection, cell, draft) for cell in cells]
    # Classic calendars put an address where a room belongs.
    rooms = draft.cells.get("room", [])
    if rooms and isinstance(rooms[0][1], str) and _is_address(rooms[0][1]):
        draft.cells.setdefault("link", draft.cells.pop("room"))
    return found


def _is_address(text: str) -> bool:
    return is_web(text.strip()) or ".html" in text


def _place(draft: Draft, values: dict[str, Any]) -> None:
    cells = draft.cells.get("link")
    if cells and isinstance(cells[0][1], str):
        values["@link"] = cells[0][1].strip()


def _join(built: Built, claims: list[tuple[str, str, Cell, Draft]], problems: Problems) -> None:
    records = built.records
    index = built.index = Index(records)
    resolve(records, index, problems)
    break_circles(records["sessions"], problems)
    links = classic_links(records, index)
    said = [
        (key, collection, str(reference).strip(), draft)
        for key, collection, cell, draft in claims
        for reference in (cell[1] if isinstance(cell[1], list) else str(cell[1]).split("|"))
    ]
    drafts = records["sessions"].drafts
    said += [(key, name, owner, drafts[key]) for key, name, owner in links if name in OWNERS]
    join_owners(records, _known_speakers(said, index, records), index, problems)
    for key, name, paper in links:
        if name == "papers":
            values = records["sessions"].values[key]
            values["papers"] = tuple(dict.fromkeys((*values.get("papers", ()), paper)))
    join_memberships(records, index, problems)
    for values in records["sessions"].values.values():
        values.pop("@link", None)


def _known_speakers(
    claims: list[tuple[str, str, str, Draft]], index: Index, records: Mapping[str, Records]
) -> list[tuple[str, str, str, Draft]]:
    """`claims` without speakers that are no invited speakers, but people who chair or talk."""
    by_name = {v.get("name"): key for key, v in records["speakers"].values.items()}
    found = []
    for key, collection, reference, draft in claims:
        if collection == "speakers" and index.find(collection, reference) is None:
            if reference in by_name:
                found.append((key, collection, by_name[reference], draft))
            continue
        found.append((key, collection, reference, draft))
    return found
