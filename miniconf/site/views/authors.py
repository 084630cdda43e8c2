"""Everybody with a paper: the list by name, and a page for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from miniconf.model import Author
from miniconf.site.kinds import Inputs, Kind
from miniconf.site.offers import ENDPOINTS, CalendarRef
from miniconf.site.refs import PaperRow, SessionRef
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.paging import leaves, page_count

PER_PAGE = 360
"""Names on a page: some 1,200 elements."""


def _inputs(snapshot: Snapshot, key: str) -> Inputs:
    people = list(snapshot.conference.authors.values())
    number = int(key or 1)
    shown = people[(number - 1) * PER_PAGE : number * PER_PAGE]
    return (
        tuple((person.slug, person.name, len(person.papers)) for person in shown),
        number, len(people), tuple(person.name for person in people[::PER_PAGE]),
    )  # fmt: skip


def _list(
    shared: Shared,
    people: tuple[tuple[str, str, int], ...],
    number: int,
    total: int,
    firsts: tuple[str, ...],
) -> Mapping[str, Any]:
    labels = [name[:3].strip().capitalize() for name in firsts]
    return {
        "people": people, "total": total, "number": number,
        "pages": leaves("authors", "authors_more", labels, number),
    }  # fmt: skip


def _more(snapshot: Snapshot) -> list[str]:
    return [str(n) for n in range(2, page_count(len(snapshot.conference.authors), PER_PAGE) + 1)]


class People(NamedTuple):
    """All that the pages of authors show: lines by paper, mentors' tables by name.

    `calendars`: slugs of those who have a calendar, for whom a session is known.
    """

    authors: Mapping[str, Author]
    rows: Mapping[str, PaperRow]
    tables: Mapping[str, tuple[SessionRef, ...]]
    calendars: Mapping[str, bool]


def _people(snapshot: Snapshot) -> People:
    index = snapshot.index
    tables: dict[str, tuple[SessionRef, ...]] = {}
    for table in snapshot.conference.mentorships.values():
        for name in dict.fromkeys(person.name for person in table.mentors):
            tables[name] = (*tables.get(name, ()), index.table_of(table))
    rows = index.rows(tuple(snapshot.conference.papers))
    return People(
        snapshot.conference.authors, {row.paper.id: row for row in rows}, tables,
        dict.fromkeys(snapshot.agenda.records("authors"), True),
    )  # fmt: skip


def _author_inputs(people: People, key: str) -> Inputs:
    author = people.authors[key]
    rows = tuple(people.rows[paper] for paper in author.papers if paper in people.rows)
    calendar = CalendarRef(*(ENDPOINTS["authors"], key) if people.calendars.get(key) else ())
    return author, rows, people.tables.get(author.name, ()), calendar


def _author(
    shared: Shared,
    author: Author,
    rows: tuple[PaperRow, ...],
    tables: tuple[SessionRef, ...],
    calendar: CalendarRef,
) -> Mapping[str, Any]:
    return {"author": author, "rows": rows, "tables": tables, "calendar": calendar}


KINDS = (
    Kind(
        endpoint="authors",
        rule="/authors.html",
        template="pages/authors.html",
        keys=lambda snapshot: ("",) if snapshot.conference.authors else (),
        inputs=_inputs,
        context=_list,
    ),
    Kind(
        endpoint="authors_more",
        rule="/authors-<stem:key>.html",
        template="pages/authors.html",
        keys=_more,
        inputs=_inputs,
        context=_list,
    ),
    Kind(
        endpoint="author",
        rule="/authors/<stem:key>.html",
        template="pages/author.html",
        keys=lambda snapshot: snapshot.conference.authors,
        common=_people,
        inputs=_author_inputs,
        context=_author,
    ),
)
