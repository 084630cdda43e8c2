"""How complete the papers are: a table, and what is missing paper by paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from miniconf.model import Conference, Paper

Test = Callable[[Conference, Paper], bool]


@dataclass(frozen=True, slots=True)
class Covered:
    """One line of the table: `have` of `papers` papers have `what`."""

    what: str
    have: int
    papers: int

    @property
    def share(self) -> int:
        """Per cent, rounded down, so that 100 means all."""
        return self.have * 100 // self.papers if self.papers else 0


def _has(name: str) -> Test:
    return lambda conference, paper: bool(getattr(paper, name))


def _room(conference: Conference, paper: Paper) -> bool:
    sessions = (conference.sessions.get(key) for key in paper.sessions)
    return any(session and (session.room or session.join) for session in sessions)


def _described_image(conference: Conference, paper: Paper) -> bool:
    return bool(paper.image and paper.image_alt)


_TESTS: Mapping[str, Test] = {
    "abstract": _has("abstract"),
    "keywords": _has("keywords"),
    "track": _has("track"),
    "PDF": _has("pdf"),
    "video": _has("video"),
    "poster": _has("poster"),
    "slides": _has("slides"),
    "code": _has("code"),
    "session": _has("sessions"),
    "room": _room,
    "image": _has("image"),
    "image with alt text": _described_image,
    "affiliations": lambda _, paper: (
        bool(paper.authors) and all(person.affiliation for person in paper.authors)
    ),
    "Hub repository": lambda _, paper: bool(paper.models or paper.datasets or paper.spaces),
}
"""What a paper may have -> whether it has it."""


def coverage(conference: Conference) -> tuple[Covered, ...]:
    """How many papers have an abstract, a PDF, a video and so on, in a fixed order."""
    papers = conference.papers.values()
    return tuple(
        Covered(what, sum(test(conference, paper) for paper in papers), len(papers))
        for what, test in _TESTS.items()
    )


def missing(conference: Conference) -> Iterator[dict[str, str]]:
    """A row for each paper that lacks something: `id`, `title`, `authors`, `missing`, and a column
    for each thing, "missing" or "".

    What no paper of the conference has is not asked of any.
    """
    wanted = [row.what for row in coverage(conference) if row.have]
    for paper in conference.papers.values():
        lacks = [what for what in wanted if not _TESTS[what](conference, paper)]
        if lacks:
            yield {
                "id": paper.id,
                "title": paper.title,
                "authors": "|".join(person.name for person in paper.authors),
                "missing": ", ".join(lacks),
                **{what: "missing" if what in lacks else "" for what in wanted},
            }
