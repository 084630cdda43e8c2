"""Work that another process does, while this one goes on with other things."""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from typing import Any, Generic, NoReturn, TypeVar

Value = TypeVar("Value")
_HELPERS: set[int] = set()
_POLITE = 19
"""How nice a process is that can wait."""


class Apart(Generic[Value]):
    """What `work` gives, which is begun at once in a fork of this process if it is `wanted` so.

    `result` waits for it; it may be asked for often, but only in this process. Where there is no
    other process to be had, or it fails or is killed, this one does the work when it is asked.
    Where nobody needs the answer any more, `drop` ends the other process, as it ends when nobody
    can ask. Work that can `wait` leaves the processors to others where there are not enough. What
    comes `after` the work is done by the same process once the answer is sent; `finish` waits.
    """

    def __init__(
        self,
        work: Callable[[], Value],
        wanted: bool = True,
        wait: bool = False,
        after: Callable[[], object] | None = None,
    ) -> None:
        self._work, self._after, self._owner = work, after, os.getpid()
        self._helper = 0
        if wanted and _can_fork():
            with suppress(OSError):  # no more processes, or files, to be had
                self._begin(wait)

    def _begin(self, wait: bool) -> None:
        here, there = os.pipe()
        try:
            helper = os.fork()  # multiprocessing takes 25 ms to import
        except OSError:
            os.close(here)
            os.close(there)
            raise
        if not helper:
            os.close(here)
            _answer(self._work, self._after, there, wait)
        os.close(there)
        self._here, self._helper = here, helper
        _HELPERS.add(helper)

    @cached_property
    def result(self) -> Value:
        """What came of the work."""
        found = self._received()
        if found:
            return found[0]
        value = self._work()
        if self._after:
            self._after()
        return value

    def finish(self) -> None:
        """Wait for all that is to be done."""
        _ = self.result
        if self._helper and self._owner == os.getpid():
            os.close(self._here)
            _HELPERS.discard(self._helper)
            os.waitpid(self._helper, 0)
            self._helper = 0

    def drop(self) -> None:
        """End the other process if it is still at work; `result` is then found in this one."""
        if self._helper and self._owner == os.getpid():  # in a fork it is another's
            os.close(self._here)
            _end(self._helper)
            self._helper = 0

    def __del__(self) -> None:
        self.drop()

    def _received(self) -> tuple[Value] | None:
        """The helper's answer, or None where it has none to give."""
        if not self._helper:
            return None
        answer: tuple[Value] | None = None
        broken = suppress(EOFError, OSError, pickle.UnpicklingError)
        with broken, open(self._here, "rb", closefd=False) as pipe:
            answer = pickle.load(pipe)  # noqa: S301 from a fork of this very process
        if not (answer and self._after):
            self.drop()  # it has nothing more to do
        return answer


def in_parts(work: Callable[[Any], Value], items: Any, jobs: int) -> list[Value]:
    """What `work` gives of each part of `items`, a sequence, which so many processes share."""
    size = max(1, -(-len(items) // jobs))
    first, *rest = [items[at : at + size] for at in range(0, len(items), size)] or [items]
    others = [Apart(partial(work, part)) for part in rest]
    return [work(first), *(other.result for other in others)]


def helpers() -> frozenset[int]:
    """The processes that are at work now, by number."""
    for helper in [*_HELPERS]:
        if os.waitpid(helper, os.WNOHANG)[0]:
            _HELPERS.discard(helper)
    return frozenset(_HELPERS)


def default_jobs() -> int:
    """How many processes this machine runs at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    return hasattr(os, "fork") and sys.platform != "darwin"


def _answer(
    work: Callable[[], object], after: Callable[[], object] | None, there: int, wait: bool
) -> NoReturn:
    """Send the answer; without one where anything is wrong, which this process's end tells."""
    try:
        _HELPERS.clear()
        if wait:
            os.nice(_POLITE)
        with open(there, "wb") as pipe:
            pickle.dump((work(),), pipe, pickle.HIGHEST_PROTOCOL)
        if after:
            after()
    finally:
        os._exit(0)


def _end(helper: int) -> None:
    if helper in _HELPERS:  # else its number may be another's by now
        _HELPERS.discard(helper)
        os.kill(helper, signal.SIGKILL)
        os.waitpid(helper, 0)


@atexit.register
def _end_all() -> None:
    """Let nobody work on for a process that is no more."""
    for helper in [*_HELPERS]:
        _end(helper)
