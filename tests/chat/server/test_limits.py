import pytest

from miniconf.chat.server.limits import Limiter, TooManyError
from miniconf.chat.server.settings import Rate

TWICE = Rate(calls=2, seconds=60)


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_spend_counts_down_and_refuses() -> None:
    clock = Clock()
    limiter = Limiter(clock)
    assert [limiter.spend("x", "nia", TWICE).used for _ in range(2)] == [1, 2]
    clock.now += 15.5
    with pytest.raises(TooManyError) as refused:
        limiter.spend("x", "nia", TWICE)
    assert refused.value.body() == {
        "success": False,
        "error": "Error, too many requests. Please slow down. You must wait 45 seconds before"
        " trying this endpoint again. [error-too-many-requests]",
        "errorType": "error-too-many-requests",
        "details": {"timeToReset": 45000, "seconds": 45},
    }


def test_window_ends() -> None:
    clock = Clock()
    limiter = Limiter(clock)
    for _ in range(2):
        limiter.spend("x", "nia", TWICE)
    clock.now += 60
    assert limiter.spend("x", "nia", TWICE).used == 1


def test_people_and_kinds_are_counted_apart() -> None:
    limiter = Limiter(Clock())
    for who, kind in (("nia", "x"), ("nia", "y"), ("bo", "x")):
        assert limiter.spend(kind, who, TWICE).used == 1


def test_check_does_not_count() -> None:
    limiter = Limiter(Clock())
    for _ in range(5):
        limiter.check("x", "nia", TWICE)
    assert limiter.spend("x", "nia", TWICE).used == 1
