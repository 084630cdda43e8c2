"""How questions fared: by track and by hour, how soon they were answered, which still wait."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta, tzinfo

from miniconf.model import Conference, Thread
from miniconf.rooms import Rooms
from miniconf.tables import write_csv

COLUMNS = (
    "track", "rooms", "questions", "answered", "waiting", "messages", "votes",
    "median_minutes", "p90_minutes",
)  # fmt: skip
OTHER = "(no track)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One track, or all: counts, and the time to the first answer (None without any)."""

    name: str
    rooms: int
    questions: int
    answered: int
    messages: int
    votes: int
    median: timedelta | None
    p90: timedelta | None

    @property
    def waiting(self) -> int:
        """How many questions have no answer."""
        return self.questions - self.answered


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything: a row a track, the sum, questions by hour of the day, the most active rooms.

    `hours`: 24 counts, from midnight in the conference's zone; `busiest`: `(title, messages)`.
    """

    rows: tuple[Row, ...]
    total: Row
    hours: tuple[int, ...]
    busiest: tuple[tuple[str, int], ...]


def report(conference: Conference, rooms: Rooms, zone: tzinfo, most: int = 10) -> Report:
    """The report on the archived rooms of `conference`; tracks by their number of questions."""
    by_track: dict[str, list[tuple[Thread, ...]]] = defaultdict(list)
    hours = [0] * 24
    active: list[tuple[str, int]] = []
    for key, threads in conference.questions.items():
        by_track[_track(conference, key)].append(threads)
        for thread in threads:
            if thread.is_question:
                hours[thread.question.time.astimezone(zone).hour] += 1
        title = rooms.rooms[key].title if key in rooms.rooms else key
        active.append((title, sum(len(thread.posts) for thread in threads)))
    rows = sorted((_row(n, r) for n, r in by_track.items()), key=lambda r: (-r.questions, r.name))
    total = _row("all", [threads for group in by_track.values() for threads in group])
    active.sort(key=lambda pair: (-pair[1], pair[0]))
    return Report(rows=tuple(rows), total=total, hours=tuple(hours), busiest=tuple(active[:most]))


def _track(conference: Conference, key: str) -> str:
    collection, _, identifier = key.partition("/")
    if collection == "tracks":
        return identifier
    record = getattr(conference, collection, {}).get(identifier) if collection else None
    return getattr(record, "track", "") or (OTHER if collection == "papers" else collection)


def _row(name: str, rooms: Sequence[tuple[Thread, ...]]) -> Row:
    threads = [thread for group in rooms for thread in group]
    questions = [thread for thread in threads if thread.is_question]
    waits = sorted(wait for thread in questions if (wait := first_answer(thread)) is not None)
    return Row(
        name=name, rooms=len(rooms), questions=len(questions),
        answered=sum(thread.answered for thread in questions),
        messages=sum(len(thread.posts) for thread in threads),
        votes=sum(thread.upvotes for thread in questions),
        median=statistics.median(waits) if waits else None,
        p90=waits[-(-len(waits) * 9 // 10) - 1] if waits else None,
    )  # fmt: skip


def first_answer(thread: Thread) -> timedelta | None:
    """How long the question waited: for an author where one answered, else for anybody."""
    if not thread.answered or not thread.answers:
        return None
    first = next((post for post in thread.answers if post.is_author), thread.answers[0])
    return first.time - thread.question.time


def table(found: Report, zone: str) -> Iterator[str]:
    """The report as lines for a terminal."""
    head = f"{'track':28} {'rooms':>6} {'questions':>9} {'answered':>8} {'waiting':>7}"
    yield f"{head} {'median':>11} {'90 %':>11}"
    for row in (*found.rows, found.total):
        counts = f"{row.rooms:6} {row.questions:9} {row.answered:8} {row.waiting:7}"
        yield f"{row.name[:28]:28} {counts} {spoken(row.median):>11} {spoken(row.p90):>11}"
    yield ""
    yield f"questions by hour ({zone}): " + " ".join(
        f"{hour:02}h {count}" for hour, count in enumerate(found.hours) if count
    )
    yield ""
    yield "most active rooms:"
    for title, count in found.busiest:
        yield f"{count:6} messages  {title[:80]}"


def spoken(wait: timedelta | None) -> str:
    """`3 h 05 min`, `12 min`, `4 d 02 h`, or `-` for None."""
    if wait is None:
        return "-"
    minutes = int(wait.total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours < 48 else f"{hours // 24} d {hours % 24:02} h"


def as_csv(rows: Iterable[Row]) -> str:
    """The rows with a head, times in minutes."""
    table = [
        (row.name, row.rooms, row.questions, row.answered, row.waiting, row.messages, row.votes,
         _minutes(row.median), _minutes(row.p90))
        for row in rows
    ]  # fmt: skip
    return write_csv([COLUMNS, *table])


def _minutes(wait: timedelta | None) -> str:
    return "" if wait is None else f"{wait.total_seconds() / 60:.1f}"
