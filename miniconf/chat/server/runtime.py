"""How the server waits: with threads under any WSGI server, or with greenlets under gevent.

Nothing is monkey-patched. The few places that wait (one lock round the writer, readers waiting for
news, disk and password work) take what they need from here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Waiter(Protocol):
    """An event that can be set once and waited for."""

    def set(self) -> None:
        """Wake everybody who waits."""

    def wait(self, timeout: float | None = None) -> object:
        """Wait until `set`, at most `timeout` seconds."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """The waiting primitives of one kind of server."""

    lock: Callable[[], Any]
    """A new lock, usable with `with`."""
    event: Callable[[], Waiter]
    """A new event."""
    offload: Callable[[Callable[[], Any]], Any]
    """Runs a call that blocks (disk, password) without holding up others; gives its result."""
    sleep: Callable[[float], object]


def _call(work: Callable[[], T]) -> T:
    return work()


THREADS = Runtime(threading.Lock, threading.Event, _call, time.sleep)
"""For tests and for WSGI servers with threads."""


def greenlets() -> Runtime:
    """The runtime for gevent: greenlets wait, and blocking work goes to native threads."""
    import gevent
    from gevent.event import Event
    from gevent.lock import BoundedSemaphore

    def offload(work: Callable[[], T]) -> T:
        result: T = gevent.get_hub().threadpool.apply(work)
        return result

    return Runtime(lambda: BoundedSemaphore(1), Event, offload, gevent.sleep)
