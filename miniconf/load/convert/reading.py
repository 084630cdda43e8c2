"""How the values of one source are read, where a text alone says too little."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NewType
from zoneinfo import ZoneInfo

Exact = NewType("Exact", str)
"""A text of a declaration that is taken to the letter, spaces included."""
Raw = NewType("Raw", Any)
"""Whatever stands there."""

NOTHING = frozenset({"nan", "none", "null", "nat", "#n/a", "undefined", "[]"})
"""What programs write for an empty cell, in lower case: no value, wherever it stands."""
UNKNOWN = frozenset({"tbd", "tba", "tbc", "n/a", "n.a.", "to be announced", "to be determined"})
"""What people write for "not yet": no value, except where a text is required."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """What holds for all values of a source.

    `separator`: what stands between the items of a list ("" for `|` and, between people, commas and
    "and"); `zone`: of instants without an offset; `year`: of dates without one; `dates`: patterns
    to try first; `unit`: of bare numbers that are lengths of time; `duration`: of sessions without
    an end; `nothing`: further words for no value, in lower case; `surname_first`: whether names
    stand as `Example, Ada`; `emails`: whether addresses are kept; `lenient`: whether a faulty
    optional value is left out with a warning; `has_asset`: whether the site has a file at a path
    below `static/`.
    """

    separator: str = ""
    zone: ZoneInfo | None = None
    year: int | None = None
    dates: tuple[str, ...] = ()
    unit: str = "minutes"
    duration: timedelta | None = None
    nothing: frozenset[str] = frozenset()
    surname_first: bool = False
    emails: bool = False
    lenient: bool = False
    has_asset: Callable[[str], bool] = lambda path: True
    kept: dict[type[Any], Any] = field(default_factory=dict, init=False, repr=False)
    """Data class -> its converters for this way of reading, as far as they were needed."""
