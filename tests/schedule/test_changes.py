"""Changes in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from miniconf.model import Markdown, News
from miniconf.schedule.changes import groups, notices, sentence, since
from miniconf.schedule.state import Change, Facts, State, advance, release

START = datetime(2031, 3, 28, 9, tzinfo=UTC)
NOW = datetime(2031, 1, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
TALK = Facts(title="Tides", start=START, end=START + timedelta(hours=1), room="Hall")
MOVED = replace(TALK, start=START + timedelta(days=1), end=TALK.end + timedelta(days=1), room="")


def change(what: str, before: Facts | None, after: Facts | None) -> Change:
    return Change(what=what, key="sessions/a", before=before, after=after, at=NOW)


def test_sentences_are_in_the_zone() -> None:
    zone = "Asia/Tokyo"
    assert sentence(change("added", None, TALK), zone) == (
        "New: Tides, Fri 28 Mar 2031, 18:00–19:00, Hall"
    )
    assert sentence(change("moved", TALK, MOVED), zone) == (
        "Moved: Tides, from Fri 28 Mar 2031, 18:00–19:00, Hall to Sat 29 Mar 2031, 18:00–19:00"
    )
    assert sentence(change("cancelled", TALK, None), zone) == (
        "Cancelled: Tides, Fri 28 Mar 2031, 18:00–19:00, Hall"
    )
    assert sentence(change("renamed", TALK, replace(TALK, title="Ice")), zone) == (
        "New title: Ice (was: Tides), Fri 28 Mar 2031, 18:00–19:00, Hall"
    )


def test_a_change_of_room_tells_the_time_once() -> None:
    for before, after, told in (
        ("Hall", "Garden", "from Hall to Garden"),
        ("", "Garden", "now in Garden"),
        ("Hall", "", "no longer in Hall"),
    ):
        moved = change("moved", replace(TALK, room=before), replace(TALK, room=after))
        assert sentence(moved, "UTC") == f"Moved: Tides, Fri 28 Mar 2031, 09:00–10:00, {told}"


def test_an_event_of_several_days_tells_its_last() -> None:
    long = replace(TALK, end=TALK.end + timedelta(days=2), room="")
    assert sentence(change("added", None, long), "UTC") == (
        "New: Tides, Fri 28 Mar 2031, 09:00–Sun 30 Mar 2031, 10:00"
    )


def versions() -> State:
    first = release(advance(State(), {"sessions/a": (TALK, "1")}, NOW), NOW)
    second = release(advance(first, {"sessions/a": (MOVED, "2")}, NOW), NOW)
    return advance(second, {}, LATER)


def test_groups_newest_first_the_unreleased_leading() -> None:
    found = groups(versions())
    assert [(g.version, g.at, g.released, [c.what for c in g.changes]) for g in found] == [
        (3, LATER, False, ["cancelled"]), (2, NOW, True, ["moved"]),
    ]  # fmt: skip


def test_since_takes_every_later_release() -> None:
    assert [c.what for c in since(versions(), 1)] == ["moved", "cancelled"]
    assert [c.what for c in since(versions(), 2)] == ["cancelled"]


def test_notices_are_news() -> None:
    assert notices(versions(), "UTC", "changes.html") == (
        News(
            date=LATER,
            title="Programme changes, version 3",
            text=Markdown("Times in UTC.\n\n- Cancelled: Tides, Sat 29 Mar 2031, 09:00–10:00\n"),
            link="changes.html",
        ),
        News(
            date=NOW,
            title="Programme changes, version 2",
            text=Markdown(
                "Times in UTC.\n\n"
                "- Moved: Tides, from Fri 28 Mar 2031, 09:00–10:00, Hall "
                "to Sat 29 Mar 2031, 09:00–10:00\n"
            ),
            link="changes.html",
        ),
    )


def test_a_short_notice_counts_what_it_leaves_out() -> None:
    events = {f"sessions/{n}": (replace(TALK, title=f"Talk {n}"), "1") for n in range(5)}
    state = advance(release(State(), NOW), events, NOW)
    (notice,) = notices(state, "UTC", "changes.html", 2)
    assert notice.text == (
        "Times in UTC.\n\n"
        "- New: Talk 0, Fri 28 Mar 2031, 09:00–10:00, Hall\n"
        "- New: Talk 1, Fri 28 Mar 2031, 09:00–10:00, Hall\n"
        "- and 3 more\n"
    )
