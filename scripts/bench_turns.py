"""What one file or folder of a site adds to its build: full builds in turns without it and with it.

Each build goes into a new folder of its own; nothing is deleted meanwhile (see scripts/bench.py).
Seconds of the wall and of the processor, workers included: on a busy machine the second says more.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

MINICONF = [sys.executable, "-c", "from miniconf.cli import main; main()"]


def compare(folder: Path, inside: Path, label: str, rounds: int, jobs: int, limit: float) -> None:
    """Build `folder`/site in turns and print both times, and the share that `inside` adds."""
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    aside = folder / inside.name
    inside.rename(aside)
    _build(folder, "build-first", jobs)  # neighbours and map are remembered from here on
    found: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for number in range(rounds):
        found[False].append(_build(folder, f"build-without-{number}", jobs))
        aside.rename(inside)
        found[True].append(_build(folder, f"build-with-{number}", jobs))
        inside.rename(aside)
    _print(found, label, limit)


def _print(found: dict[bool, list[tuple[float, float]]], label: str, limit: float) -> None:
    print(f"{'':24}{'wall s':>9}{'processor s':>13}")
    middles = {}
    for there, name in ((False, f"without {label}"), (True, f"with {label}")):
        walls, processors = zip(*found[there], strict=True)
        middles[there] = statistics.median(walls), statistics.median(processors)
        print(f"{name:24}{middles[there][0]:>9.2f}{middles[there][1]:>13.2f}")
    shares = [w / o - 1 for o, w in zip(middles[False], middles[True], strict=True)]
    print(f"{'extra':24}{shares[0]:>9.0%}{shares[1]:>13.0%}   (to reach: {limit:.0%})")
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def _build(folder: Path, output: str, jobs: int) -> tuple[float, float]:
    """Seconds of the wall and of the processor of a full build."""
    command = [*MINICONF, "build", "site", "--output", output]
    command += ["--jobs", str(jobs)] if jobs else []
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - started
    return wall, sum(after[:2]) - sum(before[:2])
