"""Sharing pages out among forked processes.

A fork has the whole snapshot without copying it, which threads (one interpreter lock) and fresh
processes (loading all again) cannot offer. Where there is no fork, the one process does it all.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait

from miniconf.site.freezing.freeze import Batch, SiteFreezer, requesting, settle_memory
from miniconf.site.kinds import Page

CHUNK = 48
"""Pages handed out at a time: few enough that no worker waits long for another's last."""
WORTH_A_FORK = 400
"""With fewer pages a second process costs more than it saves."""

AHEAD = 2
"""So many tasks each worker has: it need not wait for the next until somebody has time for it."""

Task = tuple[int, int, int]
"""Number of a phase, first page in it, and the page after the last."""
Progress = Callable[[int], None]


def freeze_all(
    freezer: SiteFreezer, phases: Sequence[Sequence[Page]], jobs: int, progress: Progress
) -> Batch:
    """What came of all pages; a phase begins when the one before has ended.

    `progress` is called with the number of pages done so far. Raises what rendering raises.
    """
    total = sum(len(phase) for phase in phases)
    settle_memory()
    with requesting(freezer.app):
        if jobs < 2 or total < WORTH_A_FORK or not _can_fork():
            return _alone(freezer, phases, progress)
        crew = _Crew(freezer, phases, min(jobs, 1 + total // CHUNK))
        try:
            return crew.work(progress)
        finally:
            crew.dismiss()


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods() and sys.platform != "darwin"


def _alone(freezer: SiteFreezer, phases: Sequence[Sequence[Page]], progress: Progress) -> Batch:
    whole, done = Batch(), 0
    for phase in phases:
        for start in range(0, len(phase), CHUNK):
            part = phase[start : start + CHUNK]
            whole.add(freezer.freeze_some(part))
            done += len(part)
            progress(done)
    return whole


class _Crew:
    """The worker processes: each is told phase, start and end, and answers with a batch."""

    def __init__(self, freezer: SiteFreezer, phases: Sequence[Sequence[Page]], size: int) -> None:
        context = multiprocessing.get_context("fork")
        self._phases = phases
        self._pipes: list[Connection] = []
        self._people = []
        for _ in range(size):
            here, there = context.Pipe()
            person = context.Process(
                target=_serve, args=(freezer, phases, there, [*self._pipes, here]), daemon=True
            )
            person.start()
            there.close()
            self._pipes.append(here)
            self._people.append(person)

    def work(self, progress: Progress) -> Batch:
        """What came of all pages of all phases."""
        whole, done = Batch(), 0
        for number, phase in enumerate(self._phases):
            tasks = iter([(number, n, n + CHUNK) for n in range(0, len(phase), CHUNK)])
            asked: Counter[Connection] = Counter()
            for pipe in self._pipes * AHEAD:
                self._hand(pipe, tasks, asked)
            while asked:
                for pipe in wait([*asked]):
                    count, batch = self._answer(pipe)
                    asked[pipe] -= 1
                    self._hand(pipe, tasks, asked)
                    if not asked[pipe]:
                        del asked[pipe]
                    whole.add(batch)
                    done += count
                    progress(done)
        return whole

    def dismiss(self) -> None:
        """End all workers; they end by themselves when their pipe is closed."""
        for pipe in self._pipes:
            pipe.close()
        for person in self._people:
            person.join()

    @staticmethod
    def _hand(pipe: Connection, tasks: Iterator[Task], asked: Counter[Connection]) -> None:
        """Give one who is `asked` for so many already the next of `tasks`, if there is one."""
        if task := next(tasks, None):
            pipe.send(task)
            asked[pipe] += 1

    @staticmethod
    def _answer(pipe: Connection) -> tuple[int, Batch]:
        try:
            count, batch, error = pipe.recv()
        except EOFError:
            raise RuntimeError("a worker process was ended from outside") from None
        if error is not None:
            raise error
        return count, batch


def _serve(
    freezer: SiteFreezer,
    phases: Sequence[Sequence[Page]],
    pipe: Connection,
    others: Sequence[Connection],
) -> None:
    """Answer until the other end of `pipe` is closed, as it is when the parent ends or is killed.

    `others` are the parent's ends that the fork copied: open here, they would hide its death.
    """
    for other in others:
        other.close()
    while True:
        try:
            phase, start, end = pipe.recv()
        except (EOFError, KeyboardInterrupt):
            return
        pages = phases[phase][start:end]
        try:
            answer = (len(pages), freezer.freeze_some(pages), None)
        except KeyboardInterrupt:
            return
        except Exception as error:
            answer = (0, None, _portable(error))
        try:
            pipe.send(answer)
        except BrokenPipeError:
            return


def _portable(error: Exception) -> Exception:
    """`error`, or its words where it cannot be sent to the parent."""
    import pickle
    import traceback

    trace = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 our own bytes
    except Exception:
        return RuntimeError(trace)
    error.add_note(f"in a worker process:\n{trace}")
    return error
