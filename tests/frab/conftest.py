"""A small programme with all that the formats have to carry."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from miniconf.model import (
    Conference,
    Config,
    Link,
    Mentorship,
    Paper,
    Person,
    Publish,
    Session,
    Speaker,
)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2031, 3, day, hour, minute, tzinfo=UTC)


@pytest.fixture
def conference() -> Conference:
    sessions = (
        Session(
            id="s 1/ä", title="Ice & <tides>", start=at(28, 9), end=at(28, 10), kind="poster",
            room="Hall", track="Sea & Sky", papers=("p1", "p:2"),
            chairs=(Person(name="Ana Vo"), Person(name="Bo Li")),
            description="First\n\n*second* & <third>\x0b",
            join=(Link(label="Zoom", url="https://meet.example/1"),),
        ),
        Session(id="night", title="Night", start=at(28, 23, 30), end=at(29, 1), kind="social"),
        Session(
            id="long", title="Posters all week", start=at(28, 9), end=at(30, 15, 5), kind="poster"
        ),
        Session(
            id="key", title="Keynote", start=at(30, 9), end=at(30, 10), kind="keynote",
            room="Online", owner=("speakers", "k"),
        ),
    )  # fmt: skip
    return Conference(
        config=Config(
            name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30),
            time_zone="Europe/Lisbon", base_url="https://tern.example/2031",
            publish=Publish(join=True), license="CC BY 4.0",
        ),
        papers={
            key: Paper(id=key, title=f"Paper {key}", authors=(Person(name="Cy"),))
            for key in ("p1", "p:2")
        },
        sessions={session.id: session for session in sessions},
        speakers={"k": Speaker(id="k", name="Dee", title="Keynote")},
        mentorships={
            "m1": Mentorship(
                id="m1", mentors=(Person(name="Eve"),), topic="Careers", start=at(29, 9),
                end=at(29, 10),
            )
        },
    )  # fmt: skip
