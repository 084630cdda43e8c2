"""Work in another process gives what it gives here, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from miniconf.apart import Apart, helpers, in_parts


def test_another_process_does_the_work_once() -> None:
    found = Apart(os.getpid)
    assert found.result != os.getpid()
    assert found.result == found.result
    assert helpers() == frozenset()


def test_this_process_works_where_no_other_is_wanted() -> None:
    assert Apart(os.getpid, wanted=False).result == os.getpid()


def test_nothing_is_an_answer_too() -> None:
    assert Apart(lambda: None).result is None


def test_what_comes_after_the_work_is_done_where_that_was_done(tmp_path: Path) -> None:
    for wanted in (True, False):
        mark = tmp_path / str(wanted)

        def note(mark: Path = mark) -> None:
            time.sleep(0.1)  # the answer is there before
            mark.write_text(str(os.getpid()))

        found = Apart(os.getpid, wanted, after=note)
        assert (found.result != os.getpid()) is wanted
        assert mark.exists() is not wanted
        found.finish()
        found.finish()
        assert mark.read_text() == str(found.result)
    assert helpers() == frozenset()


@pytest.mark.parametrize("end", ["killed", "failed"])
def test_without_an_answer_from_there_the_work_is_done_here(end: str) -> None:
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            if end == "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            raise ValueError("no memory")
        return 7

    assert Apart(work).result == 7


def test_a_fault_shows_where_it_is_asked_for() -> None:
    def faulty() -> None:
        raise ValueError("no memory")

    with pytest.raises(ValueError, match="no memory"):
        _ = Apart(faulty).result


def test_without_a_process_to_be_had_the_work_is_done_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_fork() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", no_fork)
    assert Apart(os.getpid).result == os.getpid()


def test_where_nobody_can_ask_nobody_works() -> None:
    here = os.getpid()
    found = Apart(lambda: time.sleep(60) if os.getpid() != here else 7)
    assert len(helpers()) == 1
    del found
    assert helpers() == frozenset()


def test_a_fork_leaves_the_helpers_of_others_alone() -> None:
    found = Apart(os.getpid)
    fork = Apart(found.drop)
    assert fork.result is None
    assert found.result != os.getpid()


def test_who_is_dropped_is_gone_and_the_work_is_done_here() -> None:
    here = os.getpid()
    found = Apart(lambda: time.sleep(60) if os.getpid() != here else 7)
    found.drop()
    assert helpers() == frozenset()
    assert found.result == 7


@pytest.mark.parametrize("number", [0, 1, 2, 3, 10])
@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_parts_come_in_order_each_from_a_process_of_its_own(number: int, jobs: int) -> None:
    found = in_parts(lambda some: (os.getpid(), [*some]), range(number), jobs)
    assert [one for _, some in found for one in some] == [*range(number)]
    assert len({process for process, _ in found}) == len(found) <= jobs
    assert found[0][0] == os.getpid()
    assert helpers() == frozenset()
