"""Comparing papers in a process of its own, while this one goes on with other things."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from miniconf.apart import Apart, default_jobs
from miniconf.similar.comparison import Question, Similar, similar
from miniconf.similar.store import Kept
from miniconf.similar.terms import Document

#: More processes would mostly wait for the steps that only one can do.
_MOST_JOBS = 8


class Comparison:
    """Documents that are being compared, with `apart` in another process.

    `known`: whether the file `cache` had the answer, so that nothing is to be waited for. `result`
    waits for what `compare` gives; it may be asked for often, but only in this process. `key`: the
    mark of the documents, under which the cache keeps the answer. Where that `mark` has been found
    out before, `documents` are asked for only if the cache has nothing under it.
    """

    def __init__(
        self,
        documents: Callable[[], Sequence[Document]],
        cache: Path | None = None,
        *,
        apart: bool = True,
        mark: str = "",
    ) -> None:
        kept = Kept(cache).result if mark else {}
        if not kept or kept.get("key") != mark:
            jobs = min(default_jobs(), _MOST_JOBS) if apart else 1
            question = Question(documents(), cache, jobs=jobs)
            mark, kept = question.key, question.known or {}
        self.key, self.known, self._kept = mark, bool(kept), kept
        self._answer = None if kept else Apart(question.answer, wanted=apart)

    @cached_property
    def result(self) -> Similar:
        """The papers compared."""
        return similar(self._answer.result if self._answer else self._kept)
