"""What the browser fetches when a reader searches: papers, everything else, words of abstracts."""

from __future__ import annotations

import json
from collections.abc import Collection
from mmap import mmap

from miniconf import names
from miniconf.model import Paper, Question, Session, TextPage
from miniconf.search import Row, columns, to_json
from miniconf.site.kinds import Inputs, Kind, Patched
from miniconf.site.lined import lined
from miniconf.site.said import said_plainly
from miniconf.site.shared import Shared
from miniconf.site.snapshot import Snapshot
from miniconf.site.sought import Entry, joined, session_entries, site_entries, text_entries
from miniconf.threads import asked

_GROUP = 100
"""So many papers share a file of openings."""
_OPENING = 420
"""Characters of an abstract that the detailed list shows."""
_QUESTION = 200
"""Characters of a question that can be searched; a file of 30,000 is 2 MB on the line."""
_NAMED = {"authors": "name", "mentorships": "topic", "socials": "name", "sponsors": "name"}
"""Collection -> the field that names a record; `title` in all others."""
_SEARCHED = (
    "authors", "speakers", "workshops", "tutorials", "socials", "mentorships", "sponsors",
)  # fmt: skip
_HAS = (
    ("video", "video"), ("pdf", "pdf"), ("poster", "poster"), ("slides", "slides"),
    ("code", "code"), ("demo", "demo"), ("award", "award"),
)  # fmt: skip


def _rows(snapshot: Snapshot, _: str) -> Inputs:
    """All papers as the browser knows them, by title.

    Before them stand the depth of the abstracts' parts, and ids and titles of workshops.
    """
    workshops = snapshot.conference.workshops.values()
    return (
        snapshot.shelf.depth,
        tuple((one.id, snapshot.index.plain(one.title)) for one in workshops),
        *(
            _row(snapshot, snapshot.conference.papers[key])
            for key in snapshot.index.papers_by_title
        ),
    )


def _row(snapshot: Snapshot, paper: Paper) -> Row:
    index = snapshot.index
    sessions = tuple(
        (s.id, index.plain(s.title), int(s.start.timestamp()))
        for s in index.sessions_of(paper.sessions)
    )
    has = tuple(name for name, field in _HAS if getattr(paper, field))
    return Row(
        path=names.page_path("papers", paper.id),
        key=paper.id,
        title=index.plain(paper.title),
        authors=tuple(person.name for person in paper.authors),
        track=paper.track,
        program=paper.program,
        type=paper.type,
        keywords=paper.keywords,
        sessions=sessions,
        has=(*has, *(shelf.kind for shelf in index.hub.shelves(paper) if shelf.there)),
    )


def _papers(shared: Shared, depth: int, workshops: tuple[tuple[str, str], ...], *rows: Row) -> str:
    words = shared.words
    titles = {f"workshop:{key}": title for key, title in workshops}

    def program(name: str) -> str:
        return titles.get(name) or words.get(f"program.{name}", name[:1].upper() + name[1:])

    labels = {"type": lambda name: words.get(f"type.{name}", name), "program": program}
    return columns(rows, depth, labels)


def _others(snapshot: Snapshot, _: str) -> Inputs:
    """What there is to find that is not a paper: records, sessions, texts and further pages.

    Repositories stand in `search/hub.json`, which serves their table as well.
    """
    conference = snapshot.conference
    authors = ("authors",) if conference.papers else ()
    keywords = ("keywords",) if any(p.keywords for p in conference.papers.values()) else ()
    return (
        _records(snapshot),
        tuple(conference.sessions.values()),
        conference.faq,
        conference.code_of_conduct,
        tuple(conference.pages.values()),
        authors + keywords,
    )


def _records(snapshot: Snapshot) -> tuple[Entry, ...]:
    """An entry for every record that has a page of its own and no time."""
    plain, conference = snapshot.index.plain, snapshot.conference
    found = []
    for collection in _SEARCHED:
        field = _NAMED.get(collection, "title")
        for key, record in getattr(conference, collection).items():
            people = (*getattr(record, "organizers", ()), *getattr(record, "mentors", ()))
            more = [getattr(record, "track", ""), *(person.name for person in people)]
            if collection == "speakers":
                more.append(record.name)
            path = names.page_path(collection, key)
            found.append((collection, path, plain(getattr(record, field)), joined(more)))
    return tuple(found)


def _rest(
    shared: Shared,
    records: tuple[Entry, ...],
    sessions: tuple[Session, ...],
    faq: tuple[Question, ...],
    conduct: str,
    pages: tuple[TextPage, ...],
    others: tuple[str, ...],
) -> str:
    """`(collection, path, title, further words)` of each, of sessions with their start."""
    return lined([
        *records, *session_entries(shared, sessions), *site_entries(shared, others, sessions),
        *text_entries(shared, faq, conduct, pages),
    ])  # fmt: skip


def _asked(snapshot: Snapshot, _: str) -> Inputs:
    """`(path, question, title of its page)` of every question, the most wanted first."""
    questions, plain = snapshot.conference.questions, snapshot.index.plain
    found = []
    for key in questions:
        path, title = _place(snapshot, key)
        if path:
            title = plain(title)
            found += [
                (-votes, f"{path}#{anchor}", text[:_QUESTION], title)
                for votes, anchor, text in asked(questions, key)
            ]
    found.sort()
    return tuple((path, text, title) for _, path, text, title in found)


def _place(snapshot: Snapshot, key: str) -> tuple[str, str]:
    """Path and title of the page with the questions of a room, "" and "" where there is none."""
    collection, _, identifier = key.partition("/")
    if collection in ("general", "tracks"):
        room = snapshot.index.rooms.rooms.get(key)
        return ("chat.html", room.title) if room else ("", "")
    record = getattr(snapshot.conference, collection, {}).get(identifier)
    if record is None:
        return "", ""
    return names.page_path(collection, identifier), getattr(record, _NAMED.get(collection, "title"))


def _questions(shared: Shared, *entries: tuple[str, str, str]) -> str:
    plain = shared.prose.plain
    return lined((path, said_plainly(text, plain), title) for path, text, title in entries)


def _openings(snapshot: Snapshot, key: str) -> Inputs:
    start = int(key) * _GROUP
    shown = snapshot.index.papers_by_title[start : start + _GROUP]
    return tuple(
        snapshot.conference.papers[k].tldr or snapshot.conference.papers[k].abstract for k in shown
    )


def _openings_of(snapshot: Snapshot, papers: Collection[str]) -> list[str]:
    shown = enumerate(snapshot.index.papers_by_title)
    return [*dict.fromkeys(str(at // _GROUP) for at, key in shown if key in papers)]


def _openings_again(
    snapshot: Snapshot, key: str, papers: Collection[str], former: bytes | mmap
) -> Patched | None:
    """A file of openings with others of `papers`."""
    start, texts = int(key) * _GROUP, json.loads(former[:])
    shown = snapshot.index.papers_by_title[start : start + _GROUP]
    for at, (one, text) in enumerate(zip(shown, _openings(snapshot, key), strict=True)):
        if one in papers:
            texts[at] = _opening(snapshot.index.plain(str(text)))
    whole = to_json(texts).encode()
    return Patched((whole,), whole, former[:])


def _cut(shared: Shared, *texts: str) -> str:
    return to_json([_opening(shared.prose.plain(text)) for text in texts])


def _opening(text: str) -> str:
    return text if len(text) <= _OPENING else f"{text[:_OPENING].rsplit(' ', 1)[0]} …"


def _any_papers(snapshot: Snapshot) -> tuple[str, ...]:
    return ("",) if snapshot.conference.papers else ()


KINDS = (
    Kind(
        endpoint="search_papers",
        rule="/search/papers.json",
        keys=_any_papers,
        inputs=_rows,
        render=_papers,
        mimetype="application/json",
    ),
    Kind(
        endpoint="search_rest",
        rule="/search/rest.json",
        inputs=_others,
        render=_rest,
        mimetype="application/json",
    ),
    Kind(
        endpoint="search_questions",
        rule="/search/questions.json",
        keys=lambda snapshot: ("",) if snapshot.conference.questions else (),
        inputs=_asked,
        render=_questions,
        mimetype="application/json",
    ),
    Kind(
        endpoint="search_part",
        rule="/search/part-<stem:key>.json",
        keys=lambda snapshot: tuple(snapshot.shelf.parts),
        abstracts=lambda snapshot, papers: None,
        inputs=lambda snapshot, key: (snapshot.shelf.parts[key],),
        render=lambda shared, text: text,
        mimetype="application/json",
    ),
    Kind(
        endpoint="search_openings",
        rule="/search/openings-<stem:key>.json",
        keys=lambda snapshot: [
            str(n) for n in range(-(-len(snapshot.conference.papers) // _GROUP))
        ],
        inputs=_openings,
        abstracts=_openings_of,
        again=_openings_again,
        render=_cut,
        mimetype="application/json",
    ),
)
