"""Readers who wait for news of a room."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.runtime import Runtime, Waiter

LONGEST_WAIT = 50.0
"""Seconds a reader may wait; below the time at which usual proxies give up."""
MOST_READERS = 4000


MOST_GATHERING = 0.4
"""Seconds for which the answers to a crowd in one room wait for what else is said meanwhile."""
_CALM, _BUSY = 80, 200
"""Announcements a second: up to the one every reader is told at once, from the other on none."""
_LONGEST_GATHERING = 1.5
"""Seconds for which answers wait where the whole server is as busy as that."""


class Live:
    """Topics (ids of rooms), and who waits for them. Nothing is kept of what was announced but its
    instant: a reader who wakes up asks the store what is new since the last thing it saw."""

    def __init__(self, runtime: Runtime) -> None:
        self._runtime = runtime
        self._lock = runtime.lock()
        self._waiting: defaultdict[str, set[Waiter]] = defaultdict(set)
        self._latest: dict[str, int] = {}
        self._pace = Pace()
        self.readers = 0
        self._by_address: Counter[str] = Counter()

    def quiet(self, topics: Iterable[str], since: int) -> bool:
        """Whether it is known, without asking the store, that nothing happened after `since`."""
        return all(self._latest.get(topic, since + 1) <= since for topic in topics)

    def gathering(self, topic: str) -> float:
        """Seconds to wait after news of `topic`: a millisecond for each who is told, and longer
        where the whole server is busy, so that readers are told once of several messages instead
        of several times of one."""
        hurry = (self._pace.rate() - _CALM) / (_BUSY - _CALM)
        crowd = len(self._waiting.get(topic, ())) / 1000
        return max(min(crowd, MOST_GATHERING), min(max(hurry, 0), 1) * _LONGEST_GATHERING)

    def announce(self, topics: Mapping[str, int]) -> None:
        """Wake everybody who waits for one of `topics`, given with the instants of their news."""
        self._latest |= topics
        self._pace.note(len(topics))
        with self._lock:
            woken = {waiter for topic in topics for waiter in self._waiting.get(topic, ())}
        for waiter in woken:
            waiter.set()

    @contextmanager
    def listening(
        self, topics: Iterable[str], address: str = "", most: int = MOST_READERS
    ) -> Iterator[Waiter]:
        """A waiter for `topics`. Begin to listen before looking, or news may slip between.

        Of all places at most `most` go to one `address`.
        """
        wanted = set(topics)
        waiter = self._runtime.event()
        with self._lock:
            if self.readers >= MOST_READERS:
                raise ApiError("Too many readers at once", "error-too-many-readers", 503)
            if self._by_address[address] >= most:
                words = "Too many readers at once from this address"
                raise ApiError(words, "error-too-many-readers", 429)
            self.readers += 1
            self._by_address[address] += 1
            for topic in wanted:
                self._waiting[topic].add(waiter)
        try:
            yield waiter
        finally:
            with self._lock:
                self.readers -= 1
                self._by_address[address] -= 1
                if not self._by_address[address]:
                    del self._by_address[address]
                for topic in wanted:
                    self._waiting[topic].discard(waiter)
                    if not self._waiting[topic]:
                        del self._waiting[topic]


class Pace:
    """How many things happen in a second, over the last whole second or two."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._begun, self._count, self._before = clock(), 0, 0.0

    def note(self, count: int) -> None:
        """So many happened now."""
        self._turn()
        self._count += count

    def rate(self) -> float:
        """How many happened in a second, lately."""
        self._turn()
        return self._before

    def _turn(self) -> None:
        elapsed = self._clock() - self._begun
        if elapsed >= 1:
            self._before = self._count / elapsed
            self._begun, self._count = self._begun + elapsed, 0


class Presence:
    """Who has asked for something within the last minutes."""

    def __init__(self, minutes: float = 5) -> None:
        self._seconds = minutes * 60
        self._seen: dict[str, float] = {}

    def note(self, uid: str) -> None:
        """Remember that this person is here now."""
        self._seen.pop(uid, None)
        self._seen[uid] = time.monotonic()
        while len(self._seen) > 20_000:
            del self._seen[next(iter(self._seen))]

    def online(self, uid: str) -> bool:
        """Whether this person was here lately."""
        return time.monotonic() - self._seen.get(uid, -self._seconds) < self._seconds

    def forget(self, uid: str) -> None:
        """This person has left."""
        self._seen.pop(uid, None)
