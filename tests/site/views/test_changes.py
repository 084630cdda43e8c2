"""The page of changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from miniconf.model import Conference, Config, Session
from miniconf.schedule.state import State, release
from miniconf.site.agenda import Agenda
from miniconf.site.snapshot import Snapshot
from miniconf.site.views.changes import KINDS, Line

NOW = datetime(2031, 1, 1, tzinfo=UTC)
START = datetime(2031, 3, 28, 9, tzinfo=UTC)


def conference(*hours: int) -> Conference:
    return Conference(
        config=Config(
            name="Tern", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="UTC"
        ),
        sessions={
            f"s{n}": Session(
                id=f"s{n}", title=f"Talk {n}", start=START + timedelta(hours=hour),
                end=START + timedelta(hours=hour + 1),
            )
            for n, hour in enumerate(hours)
        },
    )  # fmt: skip


def pages(kept: State, *hours: int) -> list[tuple[object, ...]]:
    snapshot = Snapshot(conference=conference(*hours), kept=kept, now=NOW)
    (kind,) = KINDS
    return [kind.inputs(snapshot, key) for key in kind.keys(snapshot)]


def test_there_is_no_page_before_something_changed() -> None:
    first = Agenda(conference(0, 1)).state
    assert pages(State(), 0, 1) == []
    assert pages(first, 0, 2) == []
    assert pages(release(first, NOW), 0, 1) == []


def test_the_page_links_what_still_has_one() -> None:
    state = release(Agenda(conference(0, 1)).state, NOW)
    (versions,) = pages(state, 3)
    ((version, at, lines),) = versions
    before = [state.events[f"sessions/s{n}"].facts for n in (0, 1)]
    assert (version, at) == (2, NOW)
    assert lines == (
        Line("cancelled", "Talk 1", "", "s1", before[1], None),
        Line("moved", "Talk 0", "session", "s0", before[0], lines[1].after),
    )
    assert lines[1].after.start == START + timedelta(hours=3)
