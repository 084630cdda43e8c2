"""All sources of all collections -> drafts by collection, each id once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from miniconf.load.accounts import Account
from miniconf.load.collections import COLLECTIONS, Collection
from miniconf.load.convert import Reading
from miniconf.load.declared.apply import drafts_of
from miniconf.load.declared.joins import Joins, alike
from miniconf.load.declared.shapes import canonical, updates
from miniconf.load.declared.sources import Declared
from miniconf.load.drafts import Draft
from miniconf.load.files import Files
from miniconf.problems import Problems, nearest

if TYPE_CHECKING:
    from miniconf.load.ahead import Ahead
    from miniconf.load.plainhub import PlainHub

_MOST_HINTS = 20
"""For so many ids of a file that lead nowhere the nearest one is looked up: it takes long."""


@dataclass(slots=True)
class Gathered:
    """The drafts of one collection in the order of its sources."""

    collection: Collection
    drafts: list[Draft] = field(default_factory=list)
    accounts: list[Account] = field(default_factory=list)


def gather(
    declared: Mapping[str, Sequence[Declared]],
    files: Files,
    reading: Reading,
    problems: Problems,
    plain: PlainHub | None = None,
    ahead: Ahead | None = None,
) -> dict[str, Gathered]:
    """Collection -> its drafts: from the sources declared for it, or else from canonical files.

    What is made of `hub.yml` without drafts is taken by `plain`, once the papers are known;
    `ahead` may know that this is all of it.
    """
    joins = Joins()
    claimed = named_in(declared)
    found = {}
    for collection in COLLECTIONS.values():
        if plain and collection.name == "repos":
            sure = ahead.hub(plain.path) if ahead and plain.path else None
            plain.take(_settled(found["papers"], declared, files), sure)
        sources = declared.get(collection.name)
        if sources is None:
            sources = canonical_sources(collection, files, claimed)
        found[collection.name] = gather_from(collection, sources, files, reading, problems, joins)
    for account in joins.report(problems):
        found[account.collection].accounts.append(account)
    return found


def _settled(
    papers: Gathered, declared: Mapping[str, Sequence[Declared]], files: Files
) -> frozenset[str]:
    """Ids of papers that are sure to stay; none where the Hub's papers are told of elsewhere."""
    corrected = any(b"hub_papers" in path.read_bytes() for path in files.canonical("overrides"))
    if corrected or "hub_papers" in declared or any(draft.lenient for draft in papers.drafts):
        return frozenset()
    return frozenset(draft.id for draft in papers.drafts)


def named_in(declared: Mapping[str, Sequence[Declared]]) -> set[str]:
    """The files that sources are declared for, as they name them."""
    return {name for sources in declared.values() for d in sources for name in d.source.file}


def canonical_sources(collection: Collection, files: Files, claimed: set[str]) -> list[Declared]:
    """The sources for the files that have the collection's name and no other source claims."""
    if collection.name in ("repos", "hub_papers"):
        paths = files.canonical("hub")
        return [canonical(collection, [files.relative(p) for p in paths])]
    extra = updates(collection)
    names: list[str] = []
    for stem in collection.files:
        patterns = (stem, f"{stem}_*", f"{stem}-*") if stem == collection.name else (stem,)
        for pattern in patterns:
            names += [files.relative(p) for p in files.canonical(pattern)]
    own = [n for n in dict.fromkeys(names) if n not in extra and n not in claimed]
    found = [canonical(collection, own)] if own else []
    for name, source in extra.items():
        if name not in claimed and files.find(name):
            found.append(Declared(collection=collection, source=source))
    return found


def gather_from(
    collection: Collection,
    sources: Sequence[Declared],
    files: Files,
    reading: Reading,
    problems: Problems,
    joins: Joins,
) -> Gathered:
    """The drafts of one collection that `sources` give."""
    found = Gathered(collection)
    by_id: dict[str, Draft] = {}
    loose: dict[str, Draft] = {}
    for declared in sources:
        drafts, accounts = drafts_of(declared, files, reading, problems, joins)
        by_file = {account.file: account for account in accounts}
        for draft in drafts:
            draft.id = draft.text("id") if collection.has_id else ""
        tell_apart(drafts)
        found.accounts += accounts
        for draft in drafts:
            account = by_file[draft.file]
            former = by_id.get(draft.id) if draft.id else None
            if declared.source.update:
                former = former or loose.get(alike(draft.id))
                _update(former, draft, account, by_id, problems)
            elif former is not None:
                _meet(former, draft, declared, account, problems)
            else:
                account.kept += 1
                draft.account = account
                found.drafts.append(draft)
                if draft.id:
                    by_id[draft.id] = draft
                    loose.setdefault(alike(draft.id), draft)
    return found


def tell_apart(drafts: Sequence[Draft]) -> None:
    """Name each draft that shares its line with another: by its id, or its number in the file."""
    if len({draft.line for draft in drafts}) == len(drafts):
        return
    sharing = Counter((draft.file, draft.line) for draft in drafts)
    numbers: Counter[str] = Counter()
    for draft in drafts:
        numbers[draft.file] += 1
        if draft.line and sharing[draft.file, draft.line] > 1:
            draft.named = draft.named or draft.id or f"#{numbers[draft.file]}"


def _update(
    former: Draft | None,
    draft: Draft,
    account: Account,
    known: Mapping[str, Draft],
    problems: Problems,
) -> None:
    """Add `draft` to the record that it is about."""
    if former is not None:
        account.merged += 1
        _merge(former, draft, override=True)
        return
    account.leave("no such record")
    wanted = f"expected the id of one of the {draft.collection.name}"
    cells = draft.cells.get("id")
    column, _, file, line, _ = cells[0] if cells else ("id", "", draft.file, draft.line, None)
    got = f'"{draft.id}"' if draft.id else "nothing"
    few = account.left["no such record"] <= _MOST_HINTS
    hint = (few and nearest(draft.id, known)) or "it is left out"
    told = problems if draft.id else problems.about(draft.named)
    told.warning(file, line, column, f"{wanted}, got {got}", hint)


def _meet(
    former: Draft, draft: Draft, declared: Declared, account: Account, problems: Problems
) -> None:
    """What happens to a record whose id another one has."""
    how = declared.source.merge
    if how == "error":
        account.leave("duplicate id")
        column, _, file, line, _ = draft.cells["id"][0]
        message = f'expected each id once, got "{draft.id}" again'
        hint = f"it stands at {former.place} too"
        problems.error(file, line, column, message, hint)
    elif how == "skip":
        account.leave("the same record came earlier")
    else:
        account.merged += 1
        _merge(former, draft, override=how == "override")


def _merge(former: Draft, draft: Draft, override: bool) -> None:
    """Give `former` what `draft` says; where both say something, `override` decides.

    Lists take the values of both.
    """
    for name, cells in draft.cells.items():
        if name == "id":
            continue
        own = former.cells.get(name, [])
        former.cells[name] = [*cells, *own] if override else [*own, *cells]
