"""Carrying out a plan, room by room, so that it may be stopped anywhere.

A few rooms are in the making at once: a server that waits for its disk keeps several rooms by one
wait. Each room has its steps in order, whatever happens to the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event

from miniconf.chat.plan import Kind, Step, stamp
from miniconf.chat.provider import TEXTS, Found, Provider
from miniconf.chat.wire import ChatError, RefusedError
from miniconf.rooms import Room

_DONE = {
    "create": "created", "adopt": "taken over", "change": "changed", "archive": "archived",
    "delete": "deleted",
}  # fmt: skip

AT_ONCE = 4
"""Rooms that are worked on at the same time."""


@dataclass(slots=True)
class Report:
    """What was done: counts by kind of step, and what the server refused, room by room."""

    done: Counter[Kind] = field(default_factory=Counter)
    refused: list[str] = field(default_factory=list)
    stopped: str = ""

    def __str__(self) -> str:
        """`12 created, 1 changed; 2 refused`."""
        parts = [f"{self.done[kind]} {word}" for kind, word in _DONE.items() if self.done[kind]]
        text = ", ".join(parts) or "nothing done"
        return f"{text}; {len(self.refused)} refused" if self.refused else text


def carry_out(
    steps: Iterable[Step],
    provider: Provider,
    done: Callable[[Step], None] = lambda step: None,
) -> Report:
    """The report after all `steps`; `done` is told after each.

    A room that the server refuses is noted and the next one tried. A server that cannot be worked
    with ends the run: `Report.stopped` says why, and what was done stands.
    """
    report, wanted, over = Report(), tuple(steps), Event()

    def attempt(step: Step) -> ChatError | None:
        if over.is_set():
            return None
        try:
            _carry_out(step, provider)
        except RefusedError as error:
            return error
        except ChatError as error:
            over.set()
            return error
        report.done[step.kind] += step.kind != "blocked"
        return None

    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="room")
    try:
        for step, error in zip(wanted, pool.map(attempt, wanted), strict=True):
            _note(report, step, error)
            if report.stopped:
                break
            done(step)
    finally:
        # What has begun is ended in order; what has not is left to the next run.
        over.set()
        pool.shutdown(cancel_futures=True)
    return report


def _note(report: Report, step: Step, error: ChatError | None) -> None:
    """Put what came of one step into the report."""
    if isinstance(error, RefusedError):
        report.refused.append(f"{step.name}: {error}")
    elif error:
        report.stopped = str(error)
    elif step.kind == "blocked":
        report.refused.append(" ".join(str(step).split()))


def _carry_out(step: Step, provider: Provider) -> None:
    """Do one step; anything half done is found and finished by the next plan."""
    if step.kind == "create" and step.room:
        _finish(provider, provider.create(step.room), step.room)
    elif step.kind in ("adopt", "change") and step.room and step.found:
        found = step.found
        if found.archived:
            found = provider.restore(found)
        if step.kind == "adopt":
            found = provider.adopt(found, step.room)
        _finish(provider, found, step.room)
    elif step.kind == "archive" and step.found:
        provider.archive(step.found)
    elif step.kind == "delete" and step.found:
        provider.delete(step.found)


def _finish(provider: Provider, found: Found, room: Room) -> None:
    """Bring a room of ours to what is wanted: texts first, then welcome and moderators."""
    fields = [name for name in TEXTS if getattr(found, name) != getattr(room, name)]
    if fields:
        found = provider.change(found, room, fields)
    if found.stamp != stamp(room):
        provider.settle(found, room, stamp(room))
