"""What one file or folder of a site adds to its build: full builds in turns without it and with it.

Each build goes into a new folder of its own; nothing is deleted meanwhile (see scripts/bench.py),
and nothing at all with `--keep`: what is deleted at the end of one run spoils the next.
Seconds of the wall and of the processor, workers included, the kernel's apart: on a busy machine
the processor says more, and its seconds outside the kernel say most.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

MINICONF = [sys.executable, "-c", "from miniconf.cli import main; main()"]


class Took(NamedTuple):
    """Seconds of one build: by the clock, of the processor outside the kernel, and in it."""

    wall: float
    user: float
    kernel: float

    def row(self, name: str) -> str:
        """A line of the table, both kinds of the processor's seconds together, too."""
        both = self.user + self.kernel
        return f"{name:30}{self.wall:>9.2f}{both:>13.2f}{self.user:>9.2f}{self.kernel:>9.2f}"


def compare(
    folder: Path, inside: Path, label: str, rounds: int, jobs: int, limit: float,
    first: bool = False,
) -> None:  # fmt: skip
    """Build `folder`/site in turns and print all times, and the share that `inside` adds.

    With `first`, no build knows what those before have found out: papers are compared each time.
    """
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    print(f"{'':30}{'wall s':>9}{'processor s':>13}{'outside':>9}{'kernel':>9}", flush=True)
    aside = folder / inside.name
    inside.rename(aside)
    if not first:
        _build(folder, "build-first", jobs)  # neighbours and map are remembered from here on
    place = "{}/build" if first else "build-{}"  # what is remembered stands beside the output
    found: dict[bool, list[Took]] = {False: [], True: []}
    for number in range(rounds):
        for there in (number % 2 == 1, number % 2 == 0):  # neither always comes first
            word = "with" if there else "without"
            if there:
                aside.rename(inside)
            found[there].append(_build(folder, place.format(f"{word}-{number}"), jobs))
            if there:
                inside.rename(aside)
            print(found[there][-1].row(f"{word}, turn {number + 1}"), flush=True)
    aside.rename(inside)
    _print(found, label, limit)


def _print(found: dict[bool, list[Took]], label: str, limit: float) -> None:
    """Print the medians and what is extra."""
    without, with_it = (
        Took(*map(statistics.median, zip(*found[there], strict=True))) for there in (False, True)
    )
    print(without.row(f"without {label}, median"))
    print(with_it.row(f"with {label}, median"))
    shares = [
        one / other - 1
        for one, other in (
            (with_it.wall, without.wall), (sum(with_it[1:]), sum(without[1:])),
            (with_it.user, without.user),
        )
    ]  # fmt: skip
    extra = f"{'extra':30}{shares[0]:>9.0%}{shares[1]:>13.0%}{shares[2]:>9.0%}"
    print(f"{extra}   (to reach: {limit:.0%})")
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def _build(folder: Path, output: str, jobs: int) -> Took:
    """What a full build into the new folder `output` took."""
    command = [*MINICONF, "build", "site", "--output", output]
    command += ["--jobs", str(jobs)] if jobs else []
    os.sync()  # else the kernel still writes down what the build before has made
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    return Took(wall, after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime)
