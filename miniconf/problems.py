"""What is wrong with an organiser's data, as values that are collected and shown together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import Literal

Level = Literal["error", "warning"]
_LONGEST_WORD = 200
"""No longer word is a slip of the pen, and to compare it takes long."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place.

    `file` is relative to the site folder (`papers.csv`), `line` and `column` count from 1 and are 0
    where unknown; `message` says what was expected and what was found; `record` is the id of the
    record, or its number in the file (`#3`), where others stand in the same line.
    """

    file: str
    line: int
    field: str
    message: str
    level: Level = "error"
    hint: str = ""
    column: int = 0
    record: str = ""

    def __str__(self) -> str:
        """`papers.csv:42: authors: expected names, got "" (hint: ...)`."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        level = "" if self.level == "error" else "warning: "
        return f"{place}: {level}{self.sentence}"

    @property
    def sentence(self) -> str:
        """What is wrong, without the place: `authors: expected names, got "" (hint: ...)`."""
        record = f"record {self.record}: " if self.record else ""
        field = f"{self.field}: " if self.field else ""
        hint = f" (hint: {self.hint})" if self.hint else ""
        return f"{record}{field}{self.message}{hint}"

    def as_dict(self) -> dict[str, object]:
        """The problem as plain values for JSON, keys as the attributes."""
        return asdict(self)


class Problems:
    """A growing collection of problems: the one mutable thing that loading hands around."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def error(
        self, file: str, line: int, field: str, message: str, hint: str = "", column: int = 0
    ) -> None:
        """Add an error: the build must not go on to write."""
        self._add(Problem(file, line, field, message, "error", hint, column))

    def warning(
        self, file: str, line: int, field: str, message: str, hint: str = "", column: int = 0
    ) -> None:
        """Add a warning: the build goes on, unless it is strict."""
        self._add(Problem(file, line, field, message, "warning", hint, column))

    def _add(self, problem: Problem) -> None:
        self._found.append(problem)

    def softened(self) -> Problems:
        """A view of this collection that takes errors as warnings: what is faulty is left out."""
        return _Softened(self)

    def about(self, record: str) -> Problems:
        """A view of this collection whose problems are those of `record`; itself for ""."""
        return _About(self, record) if record else self

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add all of `problems`."""
        self._found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Problems by file, line, column, record, field; the same one twice is given once."""
        unique = dict.fromkeys(self._found)
        return iter(sorted(unique, key=_order))

    def __len__(self) -> int:
        return len(dict.fromkeys(self._found))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Only the errors, sorted."""
        return tuple(problem for problem in self if problem.level == "error")


def _order(problem: Problem) -> tuple[str, int, int, str, str, str]:
    return (
        problem.file, problem.line, problem.column, problem.record, problem.field, problem.message,
    )  # fmt: skip


class _View(Problems):
    """Adds to another collection."""

    def __init__(self, within: Problems) -> None:
        self._within, self._found = within, within._found


class _Softened(_View):
    """Adds errors as warnings that say what is done about them."""

    def _add(self, problem: Problem) -> None:
        if problem.level == "error":
            hint = f"{problem.hint}; it is left out" if problem.hint else "it is left out"
            problem = replace(problem, level="warning", hint=hint)
        self._within._add(problem)


class _About(_View):
    """Adds what is wrong with one record."""

    def __init__(self, within: Problems, record: str) -> None:
        super().__init__(within)
        self._record = record

    def _add(self, problem: Problem) -> None:
        self._within._add(replace(problem, record=self._record))


class MiniconfError(Exception):
    """A fault of the outside world (a folder, a server, an argument), told as a sentence."""


def fits(text: str, pattern: str) -> bool:
    """Whether `text` is `pattern`, in whatever case; `*` in it stands for anything.

    Alone it stands for anything but nothing.
    """
    return bool(_wildcards(pattern).fullmatch(text))


@lru_cache(maxsize=256)
def _wildcards(pattern: str) -> re.Pattern[str]:
    text = ".+" if pattern == "*" else ".*".join(map(re.escape, pattern.strip().split("*")))
    return re.compile(text, re.IGNORECASE | re.DOTALL)


def nearest(word: str, known: Iterable[str]) -> str:
    """`did you mean "title"?` for the known word closest to `word`, or "" where none is near."""
    if len(word) > _LONGEST_WORD:
        return ""
    close = get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f'did you mean "{close[0]}"?' if close else ""


class Guesses:
    """Gives the `nearest` of `known` for the first few words; looking for it takes long."""

    def __init__(self, known: Iterable[str], most: int = 50) -> None:
        self._known, self._left = list(known), most

    def hint(self, word: str) -> str:
        """As `nearest`; "" once there were too many words to be single slips."""
        self._left -= 1
        return nearest(word, self._known) if self._left >= 0 else ""


def shown(value: object, limit: int = 60) -> str:
    """`value` as it is quoted in a message: one line, cut at `limit` characters."""
    text = " ".join(str(value).split())
    return f'"{text[: limit - 1]}…"' if len(text) > limit else f'"{text}"'
