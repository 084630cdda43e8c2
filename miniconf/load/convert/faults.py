"""What a converter says where a value does not fit: a value itself, never an exception."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from miniconf.problems import Level, shown


class _Missing:
    """The type of MISSING."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "MISSING"


MISSING: Final = _Missing()
"""What a converter returns where there is no value, or none that fits."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A value that does not fit.

    `path` leads to it inside the field (`.url`, `[2].name`); `line` is 0 where it is the record's;
    `kept` tells that the value was taken all the same.
    """

    expected: str
    got: object = MISSING
    hint: str = ""
    level: Level = "error"
    path: str = ""
    line: int = 0

    @property
    def message(self) -> str:
        """`expected names, got ""`."""
        if self.got is MISSING:
            return self.expected
        return f"expected {self.expected}, got {described(self.got)}"


def described(value: object) -> str:
    """`value` as a message quotes it: a text in quotes, a list or mapping by its name."""
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else shown(value)


Faults = list[Fault]
Convert = Callable[[Any, Faults], Any]
"""`(what the file holds, faults to add to) -> value or MISSING`."""
