"""Comparing papers in a process of its own, while this one goes on with other things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from miniconf.apart import Apart
from miniconf.similar.comparison import Question, Similar, similar
from miniconf.similar.terms import Document


class Comparison:
    """Documents that are being compared, with `apart` in another process.

    `known`: whether the file `cache` had the answer, so that nothing is to be waited for. `result`
    waits for what `compare` gives; it may be asked for often, but only in this process. `key`: the
    mark of the documents, under which the cache keeps the answer.
    """

    def __init__(
        self, documents: Sequence[Document], cache: Path | None = None, *, apart: bool = True
    ) -> None:
        question = Question(documents, cache)
        self.key = question.key
        self._known: Mapping[str, Any] | None = question.known
        self.known = self._known is not None
        self._answer = Apart(question.answer, wanted=apart and not self.known)

    @cached_property
    def result(self) -> Similar:
        """The papers compared."""
        return similar(self._known or self._answer.result)
