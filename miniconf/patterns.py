"""Regular expressions that are compiled when they are first used, not when a module is imported.

Compiling one takes 0.1 to 10 ms. A command imports some 300 of them and uses few: without this they
would be a tenth of what a build takes after one abstract was edited.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def regex(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, as soon as it is asked for something.

    It has the attributes and methods of a pattern and takes their place everywhere but in the
    functions of `re`. A faulty `source` shows only then (`re.error`).
    """
    return cast("re.Pattern[AnyStr]", _Awaited(source, flags))


class _Awaited:
    """Stands for a pattern; what was asked for once is its own attribute from then on."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._told = source, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._told), name)
        setattr(self, name, found)
        return found
