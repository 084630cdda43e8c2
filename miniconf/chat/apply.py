"""Carrying out a plan, one room after the other, so that it may be stopped anywhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from miniconf.chat.plan import Kind, Step, stamp
from miniconf.chat.provider import TEXTS, Found, Provider
from miniconf.chat.wire import ChatError, RefusedError
from miniconf.rooms import Room

_DONE = {
    "create": "created", "adopt": "taken over", "change": "changed", "archive": "archived",
    "delete": "deleted",
}  # fmt: skip


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
    report = Report()
    for step in steps:
        try:
            if step.kind == "blocked":
                report.refused.append(" ".join(str(step).split()))
            else:
                _carry_out(step, provider)
                report.done[step.kind] += 1
        except RefusedError as error:
            report.refused.append(f"{step.name}: {error}")
        except ChatError as error:
            report.stopped = str(error)
            break
        done(step)
    return report


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
