"""What is wrong with an organiser's data, as values that are collected and shown together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
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
    where unknown; `message` says what was expected and what was found.
    """

    file: str
    line: int
    field: str
    message: str
    level: Level = "error"
    hint: str = ""
    column: int = 0

    def __str__(self) -> str:
        """`papers.csv:42: authors: expected names, got "" (hint: ...)`."""
        place = ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])
        field = f"{self.field}: " if self.field else ""
        level = "" if self.level == "error" else "warning: "
        hint = f" (hint: {self.hint})" if self.hint else ""
        return f"{place}: {level}{field}{self.message}{hint}"

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
        self._found.append(Problem(file, line, field, message, "error", hint, column))

    def warning(
        self, file: str, line: int, field: str, message: str, hint: str = "", column: int = 0
    ) -> None:
        """Add a warning: the build goes on, unless it is strict."""
        self._found.append(Problem(file, line, field, message, "warning", hint, column))

    def softened(self) -> Problems:
        """A view of this collection that takes errors as warnings: what is faulty is left out."""
        return _Softened(self._found)

    def extend(self, problems: Iterable[Problem]) -> None:
        """Add all of `problems`."""
        self._found.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Problems by file, line, column and field; the same one twice is given once."""
        unique = dict.fromkeys(self._found)
        return iter(sorted(unique, key=lambda p: (p.file, p.line, p.column, p.field, p.message)))

    def __len__(self) -> int:
        return len(dict.fromkeys(self._found))

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Only the errors, sorted."""
        return tuple(problem for problem in self if problem.level == "error")


class _Softened(Problems):
    """Adds to the list of another collection, never as errors."""

    def __init__(self, found: list[Problem]) -> None:
        self._found = found

    def error(
        self, file: str, line: int, field: str, message: str, hint: str = "", column: int = 0
    ) -> None:
        """Add a warning that says what is done about it."""
        hint = f"{hint}; it is left out" if hint else "it is left out"
        self.warning(file, line, field, message, hint, column)


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
