"""How often one may call: counted in windows, told in Rocket.Chat's headers."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.settings import Rate

_LARGEST = 50_000
"""Windows kept before the ended ones are swept out."""


@dataclass(slots=True)
class Window:
    """One window: how often it was used, and when it ends (seconds since 1970)."""

    used: int
    ends: float


class TooManyError(ApiError):
    """Status 429, worded as the real server words it: clients read the seconds out of it."""

    def __init__(self, wait: float) -> None:
        self.wait = max(1, math.ceil(wait))
        super().__init__(
            "Error, too many requests. Please slow down. You must wait "
            f"{self.wait} seconds before trying this endpoint again.",
            "error-too-many-requests",
            429,
            {"timeToReset": self.wait * 1000, "seconds": self.wait},
        )


class Limiter:
    """Counts calls by key; in memory, so a restart forgives everybody."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._windows: dict[tuple[str, str], Window] = {}

    def spend(self, kind: str, who: str, rate: Rate) -> Window:
        """Count one call; over the rate it raises TooManyError and does not count."""
        window = self._window(kind, who, rate)
        if window.used >= rate.calls:
            raise TooManyError(window.ends - self._clock())
        window.used += 1
        return window

    def check(self, kind: str, who: str, rate: Rate) -> None:
        """Raise TooManyError where the rate is used up, without counting."""
        window = self._window(kind, who, rate)
        if window.used >= rate.calls:
            raise TooManyError(window.ends - self._clock())

    def _window(self, kind: str, who: str, rate: Rate) -> Window:
        now = self._clock()
        window = self._windows.get((kind, who))
        if window is None or window.ends <= now:
            if len(self._windows) >= _LARGEST:
                self._sweep(now)
            window = self._windows[kind, who] = Window(0, now + rate.seconds)
        return window

    def _sweep(self, now: float) -> None:
        kept = {key: window for key, window in self._windows.items() if window.ends > now}
        self._windows = kept if len(kept) < _LARGEST else {}
