"""An invented conference in Python, and ways to look at what was written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from miniconf.model import (
    Author,
    Conference,
    Config,
    News,
    Paper,
    Person,
    Question,
    Session,
    TextPage,
)
from miniconf.site.freezing.report import Report

Write = Callable[..., Report]
"""What the fixture `write` is: conference, output, folder, jobs, base_url -> report."""
ANA, BO = Person(name="Ana Vo", affiliation="Rookery Institute"), Person(name="Bo Li")


def papers(count: int) -> dict[str, Paper]:
    """So many papers by two people, all in one session."""
    return {
        f"main.{n}": Paper(
            id=f"main.{n}", title=f"Nests on ice, part {n}", authors=(ANA, BO)[: 1 + n % 2],
            abstract=f"We count nests, for the {n}th time.", keywords=("nests",), track="Ice",
            sessions=("s.1",),
        )
        for n in range(1, count + 1)
    }  # fmt: skip


def make(count: int = 3) -> Conference:
    """A conference of so many papers, with one record of most other collections."""
    found = papers(count)
    by = {p.name: tuple(k for k, v in found.items() if p in v.authors) for p in (ANA, BO)}
    return Conference(
        config=Config(
            name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30),
            time_zone="Atlantic/Azores",
        ),
        papers=found,
        authors={
            "ana-vo": Author(slug="ana-vo", name="Ana Vo", papers=by["Ana Vo"]),
            "bo-li": Author(slug="bo-li", name="Bo Li", papers=by["Bo Li"]),
        },
        sessions={
            "s.1": Session(
                id="s.1", title="Morning on the ice", kind="poster", papers=tuple(found),
                start=datetime(2031, 3, 28, 9, tzinfo=UTC),
                end=datetime(2031, 3, 28, 10, tzinfo=UTC),
            )
        },
        faq=(Question(question="Is it cold?", answer="Yes."),),
        news=(News(date=datetime(2031, 1, 2, tzinfo=UTC), title="Open", text="Come *in*."),),
        pages={"about": TextPage(id="about", title="About", text="Us.")},
    )  # fmt: skip


def contents(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*")) if path.is_file()
    }  # fmt: skip


def changed(conference: Conference, key: str, **values: object) -> Conference:
    """`conference` with other values in one paper."""
    paper = replace(conference.papers[key], **values)
    return replace(conference, papers={**conference.papers, key: paper})
