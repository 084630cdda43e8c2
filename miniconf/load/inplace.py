"""Sessions given in place, in or beside other records, become sessions; ids are made."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from typing import Any

from miniconf import names
from miniconf.load.accounts import Account
from miniconf.load.classic import plain
from miniconf.load.collections import COLLECTIONS, OWN_TIMES
from miniconf.load.drafts import Cell, Draft, Layout, Plan
from miniconf.load.gather import Gathered, tell_apart
from miniconf.load.times import told
from miniconf.problems import Problems
from miniconf.tables import Record

OWNERS = ("speakers", "workshops", "tutorials", "socials", "sponsors")
"""Collections whose records may hold sessions."""


def lift_sessions(gathered: Mapping[str, Gathered], problems: Problems) -> None:
    """Move every session in place to the collection of sessions; its id stays where it was.

    A session without an id is called after its owner and title, never after its time, so that
    a calendar knows it again when it is moved: `WS-1.coffee-break-2`.
    """
    sessions = gathered["sessions"]
    accounts: dict[tuple[str, str], Account] = {}
    taken = {draft.id: draft.place for draft in sessions.drafts if draft.id}
    parts: list[Draft] = []
    for session in sessions.drafts:
        parts += _lift(session, "parts", accounts, taken, problems)
    for name in OWNERS:
        for owner in gathered[name].drafts:
            found = _lift(owner, "sessions", accounts, taken, problems)
            found += _single(owner, accounts, taken, problems)
            sessions.drafts += found
            for session in found:
                parts += _lift(session, "parts", accounts, taken, problems)
    sessions.drafts += parts
    tell_apart(sessions.drafts)
    sessions.accounts += accounts.values()


def _lift(
    owner: Draft, field: str, accounts: dict[tuple[str, str], Account], taken: dict[str, str],
    problems: Problems,
) -> list[Draft]:  # fmt: skip
    """The sessions in `field` of `owner`; their ids take their places."""
    found: list[Draft] = []
    cells = owner.take(field) if field == "parts" else owner.cells.get(field, [])
    for at, cell in enumerate(cells):
        items, sessions = [], []
        for item in _items(cell[1]):
            if isinstance(item, Record):
                sessions.append(_draft(owner, cell, item, field, taken, problems))
                items.append(sessions[-1].id)
            else:
                items.append(item)
        if sessions:
            _count(sessions, owner, accounts)
            cells[at] = (cell[0], items, *cell[2:])
            found += sessions
    return found


def _count(sessions: list[Draft], owner: Draft, accounts: dict[tuple[str, str], Account]) -> None:
    """Put `sessions`, which stood in `owner`, to the account of their file."""
    file, name = sessions[0].file, owner.collection.name
    account = accounts.setdefault((file, name), Account("sessions", f"{file} (in {name})"))
    account.read += len(sessions)
    account.kept += len(sessions)
    for session in sessions:
        session.account = account


def _single(
    owner: Draft, accounts: dict[tuple[str, str], Account], taken: dict[str, str],
    problems: Problems,
) -> list[Draft]:  # fmt: skip
    """The session whose times stand in the row of `owner` itself, where they do: a list of one.

    It has the owner's own id, where that is free.
    """
    cells = {name: owner.take(name) for name in OWN_TIMES if name in owner.cells}
    start = told(cells.get("start"))
    if start is None:
        if owner.cells.get("sessions"):  # a day beside them says nothing new
            return []
        for column, _, file, line, _ in filter(None, map(told, cells.values())):
            problems.warning(file, line, column, "expected a start too, got nothing", "left out")
        return []
    _, _, file, line, reading = start
    session = Draft(COLLECTIONS["sessions"], file, line, None, Plan(), reading)
    session.cells.update(cells)
    if "room" not in cells and (place := owner.cells.get("location")):
        session.cells["room"] = place[:1]
    session.owner = (owner.collection.name, owner.id)
    title = owner.cells.get(owner.collection.title) or owner.cells.get("title") or [start]
    session.cells["title"] = title[:1]
    session.id = unique(owner.id or names.slug(plain(session.text("title"))), taken)
    session.set("id", session.id, start)
    taken[session.id] = session.place
    _count([session], owner, accounts)
    said = ("sessions", [session.id], file, line, reading)
    owner.cells.setdefault("sessions", []).append(said)
    return [session]


def _items(raw: Any) -> Iterable[Any]:
    """What a field of sessions holds: a list, one session, or sessions by their titles."""
    if isinstance(raw, list):
        return raw
    if not isinstance(raw, Record):
        return [raw]
    if raw and all(isinstance(value, Record) for value in raw.values()):
        return [
            Record({"title": name, **value}, value.line, value.lines) for name, value in raw.items()
        ]
    return [raw]


def _draft(
    owner: Draft, cell: Cell, raw: Record, field: str, taken: dict[str, str], problems: Problems
) -> Draft:
    layout = Layout(COLLECTIONS["sessions"], cell[2], cell[4])
    draft = layout.draft(raw if raw.line else Record(raw, cell[3]))
    layout.report(problems)
    if field == "parts":
        draft.cells.setdefault("parent", [("parent", owner.id, cell[2], draft.line, cell[4])])
        draft.owner = owner.owner
    else:
        draft.owner = (owner.collection.name, owner.id)
    title = owner.cells.get(owner.collection.title) or owner.cells.get("title")
    if title and not draft.text("title"):
        draft.cells["title"] = title[:1]
    draft.id = draft.text("id")
    if not draft.id:
        name = names.slug(plain(draft.text("title")) or "session")
        draft.id = unique(f"{owner.id}.{name}" if owner.id else name, taken)
        draft.set("id", draft.id, ("id", "", cell[2], draft.line, cell[4]))
    elif draft.id in taken:
        message = f'expected each id once, got "{draft.id}" again'
        hint = f"it stands at {taken[draft.id]} too"
        problems.error(draft.file, draft.line, "id", message, hint)
    taken.setdefault(draft.id, draft.place)
    return draft


def unique(name: str, taken: Container[str]) -> str:
    """`name`, or where it is taken `name-2`, `name-3` ..."""
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    return found


def make_ids(gathered: Gathered) -> None:
    """Give an id to each record that may do without one: its name, or its title as a slug.

    Sessions of one title are told apart by a number, in the order of their times.
    """
    collection = gathered.collection
    if not collection.has_id or collection.needs_id:
        return
    taken = {draft.id for draft in gathered.drafts if draft.id}
    nameless = [draft for draft in gathered.drafts if not draft.id]
    for draft in sorted(nameless, key=lambda d: (d.text("start"), d.file, d.line)):
        title = plain(draft.text(collection.title))
        if not title:
            draft.faulty.add("id")
            continue
        name = title if collection.name == "sponsors" else names.slug(title)
        draft.id = unique(name, taken)
        taken.add(draft.id)
        first = draft.cells[collection.title][0]
        draft.set("id", draft.id, first)
    if collection.name == "sponsors":
        for draft in gathered.drafts:
            if "name" not in draft.cells and draft.id:
                draft.cells["name"] = draft.cells["id"][:1]
