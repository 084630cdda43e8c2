"""What the private attendees' file means, wherever it is read."""

from __future__ import annotations

_YES = frozenset({"yes", "true", "1", "x"})


def revoked(word: str) -> bool:
    """Whether the column `revoked` of a row says so: such a row opens nothing and gets no mail."""
    return word.strip().lower() in _YES
