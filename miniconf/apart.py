"""Work that another process does, while this one goes on with other things."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Apart(Generic[Value]):
    """What `work` gives, which is begun at once in a fork of this process if it is `wanted` so.

    `result` waits for it; it may be asked for often, but only in this process. Where there is no
    other process to be had, or it fails or is killed, this one does the work when it is asked.
    Where nobody needs the answer any more, `drop` ends the other process.
    """

    def __init__(self, work: Callable[[], Value], wanted: bool = True) -> None:
        self._work = work
        self._helper: Any = None
        if wanted and _can_fork():
            context = multiprocessing.get_context("fork")
            self._here, there = context.Pipe(duplex=False)
            given = (work, self._here, there)
            self._helper = context.Process(target=_answer, args=given, daemon=True)
            self._helper.start()
            there.close()

    @cached_property
    def result(self) -> Value:
        """What came of the work."""
        found = self._received()
        return self._work() if found is None else found[0]

    def drop(self) -> None:
        """End the other process if it is still at work; `result` is then found in this one."""
        helper, self._helper = self._helper, None
        if helper is not None:
            self._here.close()
            helper.kill()
            helper.join()

    def _received(self) -> tuple[Value] | None:
        """The helper's answer, or None where it has none to give."""
        if self._helper is None:
            return None
        answer: tuple[Value] | None = None
        with suppress(EOFError, OSError):
            answer = self._here.recv()
        self.drop()  # it has nothing more to say
        return answer


def default_jobs() -> int:
    """How many processes this machine runs at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def _answer(work: Callable[[], Any], here: Connection, there: Connection) -> None:
    """Send the answer; without one where anything is wrong, which this process's end tells."""
    here.close()
    with suppress(Exception, KeyboardInterrupt):
        there.send((work(),))
