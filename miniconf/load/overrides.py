"""`overrides.yml`: fields by id, applied last, so that no fresh import undoes a fix by hand."""

from __future__ import annotations

from collections.abc import Mapping

from miniconf.load.accounts import Account
from miniconf.load.convert import Reading
from miniconf.load.drafts import Draft, Layout
from miniconf.load.files import Files
from miniconf.load.gather import Gathered
from miniconf.problems import Guesses, Problems, nearest
from miniconf.tables import Record

STEM = "overrides"


def apply_overrides(
    gathered: Mapping[str, Gathered], files: Files, reading: Reading, problems: Problems
) -> list[Account]:
    """Replace what the sources say about single fields; an override that meets nothing is told.

    The file is a mapping: collection -> id -> field -> value; an empty value empties the field.
    """
    accounts = []
    for path in files.canonical(STEM):
        name = files.name(path)
        tree = files.read(path, problems)
        if tree is None:
            continue
        if not isinstance(tree, Record):
            problems.error(name, 1, "", "expected a mapping from collection to ids")
            continue
        for collection, records in tree.items():
            known = [key for key, found in gathered.items() if found.collection.has_id]
            if collection not in known:
                hint = nearest(collection, known) or f"there are {', '.join(known)}"
                message = f'expected a collection with ids, got "{collection}"'
                problems.error(name, tree.line_of(collection), collection, message, hint)
            elif isinstance(records, Record):
                accounts.append(_collection(gathered[collection], records, name, reading, problems))
            elif records is not None:
                line = tree.line_of(collection)
                problems.error(name, line, collection, "expected a mapping from id to fields")
    return accounts


def _collection(
    gathered: Gathered, records: Record, file: str, reading: Reading, problems: Problems
) -> Account:
    account = Account(gathered.collection.name, file)
    drafts = {draft.id: draft for draft in gathered.drafts}
    layout = Layout(gathered.collection, file, reading)
    guesses = Guesses(drafts)
    for key, fields in records.items():
        account.read += 1
        line = records.line_of(key)
        where = f"{gathered.collection.name}.{key}"
        if key not in drafts:
            account.leave("no such record")
            message = f'expected the id of one of the {gathered.collection.name}, got "{key}"'
            hint = guesses.hint(key) or "the override does nothing"
            problems.warning(file, line, where, message, hint)
        elif not isinstance(fields, Record):
            account.leave("no fields")
            problems.error(file, line, where, "expected a mapping from field to value")
        else:
            account.merged += 1
            _override(drafts[key], fields, layout)
    layout.report(problems)
    return account


def _override(draft: Draft, fields: Record, layout: Layout) -> None:
    emptied = Record({name: value if value is not None else [] for name, value in fields.items()},
                     fields.line, fields.lines)  # fmt: skip
    changed = layout.draft(emptied).cells
    changed.pop("id", None)
    # An end and a length say the same: the one that is given by hand counts.
    for name, other in (("duration", "end"), ("end", "duration")):
        if name in changed and other not in changed:
            draft.cells.pop(other, None)
    for name, cells in changed.items():
        draft.cells[name] = [cell for cell in cells if cell[1] != []]
