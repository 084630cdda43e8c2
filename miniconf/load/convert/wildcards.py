"""Patterns in which `*` stands for anything."""

from __future__ import annotations

import re
from functools import lru_cache


def fits(value: str, pattern: str) -> bool:
    """Whether `value` is `pattern`, in whatever case; `*` in it stands for anything.

    Alone it stands for anything but nothing.
    """
    return bool(_compiled(pattern).fullmatch(value))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    text = ".+" if pattern == "*" else ".*".join(map(re.escape, pattern.strip().split("*")))
    return re.compile(text, re.IGNORECASE | re.DOTALL)
