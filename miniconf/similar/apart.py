"""Comparing papers in a process of its own, while this one goes on with other things."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache as once
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from miniconf.similar.comparison import Question, Similar, similar
from miniconf.similar.terms import Document


def begin(documents: Sequence[Document], cache: Path | None = None) -> Callable[[], Similar]:
    """Begin to compare `documents`; what is returned waits for the result, as `compare` gives it.

    It may be called often, but only in this process: a fork that is made before cannot call it.
    Where there is no other process to be had, or it is killed, this one compares.
    """
    question = Question(documents, cache)
    if question.known:
        known = similar(question.known)
        return lambda: known
    if "fork" not in multiprocessing.get_all_start_methods() or sys.platform == "darwin":
        return once(lambda: similar(question.answer()))
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    helper = context.Process(target=_answer, args=(question, here, there), daemon=True)
    helper.start()
    there.close()

    @once
    def result() -> Similar:
        answer: Mapping[str, Any] | None = None
        with suppress(EOFError, OSError):
            answer = here.recv()
        here.close()
        helper.join()
        return similar(answer or question.answer())

    return result


def _answer(question: Question, here: Connection, there: Connection) -> None:
    """Send the answer; without one where anything is wrong, which this process's end tells."""
    here.close()
    with suppress(Exception, KeyboardInterrupt):
        there.send(question.answer())
