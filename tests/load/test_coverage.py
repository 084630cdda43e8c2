from __future__ import annotations

from datetime import UTC, date, datetime

from miniconf.load.coverage import Covered, coverage, missing
from miniconf.model import Conference, Config, Paper, Person, Session, Video

CONFIG = Config(name="Tern", start=date(2031, 3, 28), end=date(2031, 3, 28), time_zone="UTC")  # type: ignore[arg-type]
NINE = datetime(2031, 3, 28, 9, tzinfo=UTC)
ORAL = Session(id="a", title="A", start=NINE, end=NINE.replace(hour=10), room="Kelp")
FULL = Paper(
    id="1", title="Nests", authors=(Person(name="Ana Vo", affiliation="Shore"),), abstract="Cold.",
    sessions=("a", "gone"), image="a.png", image_alt="A nest.",
    video=(Video(url="https://x.example/v"),),
)  # type: ignore[arg-type]  # fmt: skip
BARE = Paper(id="2", title="Tides", authors=(Person(name="Bo Li"), Person(name="Cy Do")))
CONFERENCE = Conference(config=CONFIG, papers={"1": FULL, "2": BARE}, sessions={"a": ORAL})


def test_coverage() -> None:
    found = {row.what: row.have for row in coverage(CONFERENCE)}
    assert {what: have for what, have in found.items() if have} == {
        "abstract": 1, "video": 1, "session": 1, "room": 1, "image": 1, "image with alt text": 1,
        "affiliations": 1,
    }  # fmt: skip
    assert all(row.papers == 2 for row in coverage(CONFERENCE))


def test_covered_share() -> None:
    assert Covered("abstract", 999, 1000).share == 99
    assert Covered("abstract", 0, 0).share == 0


def test_missing_asks_only_for_what_some_paper_has() -> None:
    assert list(missing(CONFERENCE)) == [
        {
            "id": "2", "title": "Tides", "authors": "Bo Li|Cy Do",
            "missing": "abstract, video, session, room, image, image with alt text, affiliations",
            "abstract": "missing", "video": "missing", "session": "missing", "room": "missing",
            "image": "missing", "image with alt text": "missing", "affiliations": "missing",
        }
    ]  # fmt: skip
