import threading
from contextlib import ExitStack

import pytest

from miniconf.chat.server import live
from miniconf.chat.server.errors import ApiError
from miniconf.chat.server.live import Live, Pace, Presence
from miniconf.chat.server.runtime import THREADS


def test_announce_wakes_those_who_listen_to_the_topic() -> None:
    feed = Live(THREADS)
    with feed.listening(["a", "b"]) as wanted, feed.listening(["c"]) as other:
        feed.announce({"b": 1})
        assert (wanted.wait(0), other.wait(0)) == (True, False)


def test_waiting_reader_hears_from_another_thread() -> None:
    feed = Live(THREADS)
    with feed.listening(["a"]) as waiter:
        threading.Timer(0.05, lambda: feed.announce({"a": 1})).start()
        assert waiter.wait(10)


def test_what_was_announced_is_news_only_to_those_who_saw_less() -> None:
    feed = Live(THREADS)
    feed.announce({"a": 5})
    told = [feed.quiet(["a"], 5), feed.quiet(["a"], 4), feed.quiet(["a", "b"], 5)]
    assert told == [True, False, False]


def test_crowd_is_told_together_and_a_few_at_once() -> None:
    feed = Live(THREADS)
    with ExitStack() as crowd:
        for _ in range(500):
            crowd.enter_context(feed.listening(["a"]))
        crowd.enter_context(feed.listening(["b"]))
        assert (feed.gathering("a"), feed.gathering("b"), feed.gathering("c")) == (0.4, 0.001, 0)


def test_busy_server_tells_less_often() -> None:
    feed, now = Live(THREADS), [0.0]
    feed._pace = Pace(lambda: now[0])
    waits = []
    with feed.listening(["a"]):
        for each in (50, 140, 1000):
            now[0] += 1
            feed.announce({str(number): 1 for number in range(each)})
            now[0] += 1
            waits.append(round(feed.gathering("a"), 3))
    now[0] += 5
    assert (waits, feed.gathering("a")) == ([0.001, 0.75, 1.5], 0.0)


def test_nothing_is_kept_of_those_who_left() -> None:
    feed = Live(THREADS)
    with feed.listening(["a"]):
        assert feed.readers == 1
    assert (feed.readers, dict(feed._waiting), dict(feed._by_address)) == (0, {}, {})


def test_too_many_readers_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "MOST_READERS", 1)
    feed = Live(THREADS)
    with feed.listening(["a"]), pytest.raises(ApiError) as refused, feed.listening(["a"]):
        pass
    assert (refused.value.status, refused.value.kind) == (503, "error-too-many-readers")


def test_one_address_leaves_places_to_others() -> None:
    feed = Live(THREADS)
    with feed.listening(["a"], "192.0.2.1", 1):
        with pytest.raises(ApiError) as refused, feed.listening(["a"], "192.0.2.1", 1):
            pass
        with feed.listening(["a"], "192.0.2.2", 1):
            assert feed.readers == 2
    with feed.listening(["a"], "192.0.2.1", 1):
        assert feed.readers == 1
    assert (refused.value.status, refused.value.kind) == (429, "error-too-many-readers")


def test_presence_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    present = Presence(minutes=5)
    monkeypatch.setattr(live.time, "monotonic", lambda: 1000.0)
    present.note("nia")
    seen = [present.online("nia"), present.online("bo")]
    monkeypatch.setattr(live.time, "monotonic", lambda: 1301.0)
    assert [*seen, present.online("nia")] == [True, False, False]
