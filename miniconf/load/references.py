"""Ids that name other records: found, or told with the nearest spelling, and made mutual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from miniconf.load.classic import page_of, plain, session_named
from miniconf.load.convert.keys import bare
from miniconf.load.convert.names import input_fields
from miniconf.load.declared.joins import alike
from miniconf.load.drafts import Draft
from miniconf.problems import Problems, nearest, shown

Values = dict[str, Any]
WORKSHOP = "workshop:"
"""How a paper's program begins that is part of a workshop."""


@dataclass(slots=True)
class Records:
    """The converted records of one collection: `id -> values by field`, and where each is from."""

    values: dict[str, Values] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)


MOST_HINTS = 40
"""For so many ids that lead nowhere the nearest one is looked up."""


class Index:
    """Looks up ids as people write them: exactly, or alike but for case, zeros, spaces and
    signs that nobody sees.

    Sessions are found by their title too, where it is theirs alone, and by the name under which
    classic calendars link them.
    """

    def __init__(self, records: Mapping[str, Records]) -> None:
        self.ids = {name: found.values for name, found in records.items()}
        self._alike: dict[str, dict[str, str | None]] = {}
        self._hints = MOST_HINTS

    def find(self, collection: str, reference: str) -> str | None:
        """The id that `reference` means in `collection`, or None."""
        if reference in self.ids.get(collection, {}):
            return reference
        if collection not in self._alike:
            self._alike[collection] = self._names(collection)
        return self._alike[collection].get(alike(bare(reference)))

    def hint(self, collection: str, reference: str) -> str:
        """What `reference` may have meant; told for the first few only, since it takes long."""
        self._hints -= 1
        if self._hints < 0:
            return ""
        found = nearest(reference, self.ids.get(collection, {}))
        if not found and any(mark in reference for mark in (",", ";")):
            return 'ids stand with "|" between them, or declare `separator`'
        return found

    def _names(self, collection: str) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        # An id that is alike wins over a title; what two records share names neither.
        for of in (_ids, _titles, _links) if collection == "sessions" else (_ids,):
            names: dict[str, str | None] = {}
            for key, values in self.ids.get(collection, {}).items():
                name = alike(of(key, values))
                if name:
                    names[name] = None if name in names else key
            found = {**names, **found}
        return found


def _ids(key: str, values: Values) -> str:
    return key


def _titles(key: str, values: Values) -> str:
    return bare(plain(values.get("title", "")))


def _links(key: str, values: Values) -> str:
    return session_named(values.get("@link", ""))


def resolve(records: Mapping[str, Records], index: Index, problems: Problems) -> None:
    """Replace every reference by the id it means; those that mean nothing are warnings."""
    for found in records.values():
        if not found.drafts:
            continue
        record = next(iter(found.drafts.values())).collection.record
        refs = [
            (f.name, f.metadata["refs"]) for f in input_fields(record).values()
            if f.metadata.get("refs")
        ]  # fmt: skip
        for key, values in found.values.items():
            for name, target in refs:
                if name in values:
                    _field(found, key, values, name, target, index, problems)


def _field(
    found: Records, key: str, values: Values, name: str, target: str, index: Index,
    problems: Problems,
) -> None:  # fmt: skip
    value = values[name]
    references = (value,) if isinstance(value, str) else value
    ids: dict[str, None] = {}
    for reference in references:
        meant = index.find(target, reference)
        if meant is None or (meant == key and target == found.drafts[key].collection.name):
            _dangling(found.drafts[key], name, target, reference, index, problems)
        else:
            ids[meant] = None
    if isinstance(value, str):
        values[name] = next(iter(ids), "")
    else:
        values[name] = tuple(ids)


def _dangling(
    draft: Draft, name: str, target: str, reference: str, index: Index, problems: Problems
) -> None:
    cell = next(iter(draft.cells.get(name, ())), None)
    file, line, column = (cell[2], cell[3], cell[0]) if cell else (draft.file, draft.line, name)
    if reference == draft.id and target == draft.collection.name:
        message, hint = f"expected another of the {target}, got {shown(reference)} itself", ""
    else:
        message = f"expected the id of one of the {target}, got {shown(reference)}"
        hint = index.hint(target, reference)
    told = problems.about(draft.named)
    told.warning(file, line, column, message, hint or "it is left out")


def break_circles(sessions: Records, problems: Problems) -> None:
    """Take the parent from sessions that are, over others, part of themselves."""
    for key, values in sessions.values.items():
        seen = {key}
        parent = values.get("parent", "")
        while parent and parent not in seen:
            seen.add(parent)
            parent = sessions.values[parent].get("parent", "")
        if parent == key:
            cell = sessions.drafts[key].cells["parent"][0]
            message = f"expected no session that is part of itself, got {shown(key)}"
            problems.warning(cell[2], cell[3], cell[0], message, "it is left out")
            values["parent"] = ""


def join_memberships(records: Mapping[str, Records], index: Index, problems: Problems) -> None:
    """Make papers and sessions, and papers and workshops, know of each other from either side."""
    papers, sessions = records["papers"].values, records["sessions"].values
    for key, values in papers.items():
        for session in values.get("sessions", ()):
            _include(sessions[session], "papers", key)
    for key, values in sessions.items():
        for paper in values.get("papers", ()):
            _include(papers[paper], "sessions", key)
    for key, values in papers.items():
        program = values.get("program", "")
        if program.startswith(WORKSHOP):
            reference = program.removeprefix(WORKSHOP).strip()
            workshop = index.find("workshops", reference)
            if workshop is None:
                draft = records["papers"].drafts[key]
                _dangling(draft, "program", "workshops", reference, index, problems)
                del values["program"]
                continue
            values["program"] = f"{WORKSHOP}{workshop}"
            _include(records["workshops"].values[workshop], "papers", key)


def _include(values: Values, name: str, key: str) -> None:
    if key not in values.get(name, ()):
        values[name] = (*values.get(name, ()), key)


def join_owners(
    records: Mapping[str, Records], claims: Iterable[tuple[str, str, str, Draft]],
    index: Index, problems: Problems,
) -> None:  # fmt: skip
    """Make sessions and the records they belong to know of each other from either side.

    `claims`: `(session, collection, reference, draft)` for what sessions say about their owners.
    """
    sessions = records["sessions"].values
    for key, collection, reference, draft in claims:
        owner = index.find(collection, reference)
        if owner is None:
            _dangling(draft, collection.removesuffix("s"), collection, reference, index, problems)
        else:
            sessions[key].setdefault("owner", (collection, owner))
    for key, draft in records["sessions"].drafts.items():
        if draft.owner and key in sessions:
            sessions[key]["owner"] = draft.owner
    for collection in ("speakers", "workshops", "tutorials", "socials", "sponsors"):
        for owner, values in records[collection].values.items():
            for session in values.get("sessions", ()):
                sessions[session].setdefault("owner", (collection, owner))
    for key, values in sessions.items():
        collection, owner = values.get("owner", ("", ""))
        if owner in records[collection].values if collection else False:
            _include(records[collection].values[owner], "sessions", key)


def classic_links(records: Mapping[str, Records], index: Index) -> list[tuple[str, str, str]]:
    """What the links of classic calendars say: `(session, collection, id)` of pages they lead to.

    Links into the classic site itself are taken out of the sessions.
    """
    found = []
    for key, values in records["sessions"].values.items():
        link = values.get("@link") or ""
        page = page_of(link, index.ids)
        if page:
            found.append((key, *page))
        if page or session_named(link):
            values.pop("link", None)
    return found
