"""The path from a site folder to a `Conference`."""

from __future__ import annotations

import gc
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from miniconf import names
from miniconf.load.accounts import Account
from miniconf.load.ahead import Ahead
from miniconf.load.archive import archived
from miniconf.load.assemble import assembled
from miniconf.load.build import build
from miniconf.load.chat import check_chat
from miniconf.load.checks import clashes_of, collisions, outside_days, page_names, unread
from miniconf.load.collections import WITH_PAGES
from miniconf.load.config import finished, read_settings
from miniconf.load.convert import Reading
from miniconf.load.edited import tables_of
from miniconf.load.files import Files
from miniconf.load.gather import gather, named_in
from miniconf.load.highlights import highlight
from miniconf.load.inplace import lift_sessions, make_ids
from miniconf.load.lost import lost_links
from miniconf.load.overrides import apply_overrides
from miniconf.load.plainhub import PlainHub
from miniconf.load.readers import readers
from miniconf.load.texts import read_code_of_conduct, read_pages
from miniconf.model import Conference, Thread
from miniconf.problems import Problem, Problems
from miniconf.threads import FOLDER


@dataclass(frozen=True)
class Summary:
    """What became of every record that was read, source by source, and further notes."""

    accounts: tuple[Account, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Loaded:
    """What loading gives: `conference` is None where an error stands in the way of one.

    `files`: the data files that were read and lie outside the site folder; `tables`: those that
    `edited` may be asked about.
    """

    conference: Conference | None
    problems: tuple[Problem, ...]
    summary: Summary = field(default_factory=Summary)
    files: tuple[Path, ...] = ()
    tables: tuple[Path, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that forbid a build."""
        return tuple(problem for problem in self.problems if problem.level == "error")


def load(site: Path, ahead: Ahead | None = None) -> Loaded:
    """The conference in the folder `site`, with the list of problems, sorted by file and line.

    `ahead`: what other processes read of it already.
    """
    # Nearly all that loading makes is kept; looking for garbage meanwhile takes a third of it.
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _load(site, ahead or Ahead(site, apart=False))
    finally:
        if collecting:
            gc.enable()


def _load(site: Path, ahead: Ahead) -> Loaded:
    problems = Problems()
    files = Files(site)
    settings = read_settings(site, Reading(has_asset=files.has_asset), problems)
    if settings is None:
        return Loaded(None, tuple(problems))
    if settings.data and settings.data.is_dir():
        files.data = settings.data
    files.readers = readers(settings.zone)
    declared = settings.sources
    plain = None if "repos" in declared else PlainHub(files, named_in(declared))
    reading = settings.reading(files.has_asset)
    gathered = gather(declared, files, reading, problems, plain, ahead)
    if plain:
        _count(gathered["repos"].accounts, len(plain.repos))
        _count(gathered["hub_papers"].accounts, len(plain.papers))
    for found in gathered.values():
        make_ids(found)
    lift_sessions(gathered, problems)
    accounts = apply_overrides(gathered, files, reading, problems)
    built = build(gathered, problems)
    pages, page_accounts = read_pages(settings.sources.get("pages"), files, reading, problems)
    conduct, conduct_accounts = read_code_of_conduct(
        settings.sources.get("code_of_conduct"), files, reading, problems
    )
    highlight(settings, files, reading, built, problems)
    config = finished(settings, built.spans(), built.all_declared, problems)
    collisions(built, problems)
    where = [account.file for account in page_accounts if account.kept]
    pages = lost_links(built, pages, where, files.has_asset, problems)
    unread(files, settings.ignore, problems)
    conference = None
    if config:
        conference = assembled(config, built, pages, conduct, plain)
        page_names(conference, where, problems)
        clashes_of(conference, built, problems)
        check_chat(conference, problems)
        outside_days(config, built, problems)
        conference = replace(conference, questions=_questions(conference, site, problems, ahead))
    every = [a for found in gathered.values() for a in found.accounts if a.read or _is_table(a)]
    summary = Summary((*every, *page_accounts, *conduct_accounts, *accounts), tuple(settings.notes))
    found = None if problems.errors else conference
    tables = tuple(tables_of(settings, files))
    return Loaded(found, tuple(problems), summary, files.outside, tables)


def _is_table(account: Account) -> bool:
    """Whether the file of `account` is a table, which is told even if it holds no row."""
    return account.file.lower().endswith((".csv", ".tsv", ".tab", ".xlsx", ".xlsm"))


def _count(accounts: Sequence[Account], number: int) -> None:
    """Count records that were read and kept without a draft."""
    for account in accounts[:1]:
        account.read += number
        account.kept += number


def _questions(
    conference: Conference, site: Path, problems: Problems, ahead: Ahead
) -> Mapping[str, tuple[Thread, ...]]:
    """The archived rooms of the conference's records."""
    if not (site / FOLDER).is_dir():
        return {}
    known = {
        names.record_key(collection, key)
        for collection in WITH_PAGES
        for key in getattr(conference, collection)
    }
    return archived(site, known, problems, ahead.rooms.result)
