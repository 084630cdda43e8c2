"""Comparing papers in a process of its own, while this one goes on with other things."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from miniconf.similar.comparison import Question, Similar, similar
from miniconf.similar.terms import Document


class Comparison:
    """Documents that are being compared, with `apart` in another process.

    `known`: whether the file `cache` had the answer, so that nothing is to be waited for. `result`
    waits for what `compare` gives; it may be asked for often, but only in this process. Where there
    is no other process to be had, or it is killed, this one compares.
    """

    def __init__(
        self, documents: Sequence[Document], cache: Path | None = None, *, apart: bool = True
    ) -> None:
        self._question = Question(documents, cache)
        self.known = self._question.known is not None
        self._helper: BaseProcess | None = None
        if apart and not self.known and _can_fork():
            self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("fork")
        self._here, there = context.Pipe(duplex=False)
        given = (self._question, self._here, there)
        self._helper = context.Process(target=_answer, args=given, daemon=True)
        self._helper.start()
        there.close()

    @cached_property
    def result(self) -> Similar:
        """The papers compared."""
        answer = self._question.known or self._received() or self._question.answer()
        return similar(answer)

    def _received(self) -> Mapping[str, Any] | None:
        """The helper's answer, or None where it has none to give."""
        if self._helper is None:
            return None
        answer: Mapping[str, Any] | None = None
        with suppress(EOFError, OSError), self._here:
            answer = self._here.recv()
        self._helper.join()
        return answer


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def _answer(question: Question, here: Connection, there: Connection) -> None:
    """Send the answer; without one where anything is wrong, which this process's end tells."""
    here.close()
    with suppress(Exception, KeyboardInterrupt):
        there.send(question.answer())
