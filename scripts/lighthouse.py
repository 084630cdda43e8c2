"""What Lighthouse says of the home page, the papers, a paper and the schedule.

    scripts/lighthouse [--built FOLDER] [--desktop] [--rounds 3]

The example conference, or the site in FOLDER, is served with gzip from this machine. Lighthouse
comes from npm into ~/.cache/miniconf, once, and is run with the Chromium that the tests use, as the
phone on a slow network that it imitates, or as a computer. A page's figure is the median of the
rounds. Fails where a score is below its limit, and says what Lighthouse would have better.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from webserver import serving

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browser import QUIET, find_chromium

ROOT = Path(__file__).resolve().parent.parent
MINICONF = [sys.executable, "-c", "from miniconf.cli import main; main()"]
VERSION = "12.8.2"
LIMITS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
TIMES = {"first-contentful-paint": "first paint", "largest-contentful-paint": "largest",
         "total-blocking-time": "blocked"}  # fmt: skip
Result = Mapping[str, Any]


def main() -> None:
    """Measure and print; exits with 1 when a score is below its limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--built", type=Path, help="a built site; without it, the example")
    parser.add_argument("--desktop", action="store_true", help="a computer instead of a phone")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        built = options.built or _example(Path(folder))
        command = [*_lighthouse(), *(["--preset=desktop"] if options.desktop else [])]
        print(f"| | {' | '.join([*LIMITS, *TIMES.values()])} |\n|---{'|--:' * 7}|", flush=True)
        with serving(built) as server:
            # Not counted: the browser comes from disk, and the build is still on its way there.
            _run(command, server.address)
            good = [
                _page(command, server.address, path, options.rounds) for path in _pages(built)
            ]  # fmt: skip
    sys.exit(not all(good))


def _example(folder: Path) -> Path:
    built = folder / "build"
    subprocess.run(
        [*MINICONF, "build", str(ROOT / "sitedata"), "--output", str(built)],
        cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return built


def _pages(built: Path) -> Iterable[str]:
    """The four kinds of page; of the papers the first by name."""
    paper = min(path.name for path in (built / "papers").glob("*.html"))
    return ("index.html", "papers.html", f"papers/{paper}", "schedule.html")


def _lighthouse() -> list[str]:
    """The command, installed where it is not; it never becomes part of the project."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "miniconf" / f"lighthouse-{VERSION}"
    entry = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        sys.exit("Lighthouse needs Node.js 20 or later and npm (Debian: apt install nodejs npm)")
    if not entry.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ("--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")
        subprocess.run(
            [npm, "install", "--prefix", str(folder), *quiet, f"lighthouse@{VERSION}"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return [node, str(entry)]


def _page(command: list[str], address: str, path: str, rounds: int) -> bool:
    """Print a page's line and what stands in the way of its limits; whether all hold."""
    found = [_run(command, address + path) for _ in range(rounds)]
    scores = {
        name: statistics.median(round(100 * one["categories"][name]["score"]) for one in found)
        for name in LIMITS
    }
    times = [statistics.median(one["audits"][name]["numericValue"] for one in found)
             for name in TIMES]  # fmt: skip
    cells = [f"{score:.0f}" for score in scores.values()] + [f"{time:,.0f} ms" for time in times]
    print(f"| {path} | {' | '.join(cells)} |", flush=True)
    below = [name for name, score in scores.items() if score < LIMITS[name]]
    for name in below:
        for fault in _faults(found[-1], name):
            print(f"    {name}: {fault}", flush=True)
    return not below


def _run(command: list[str], address: str) -> Result:
    flags = ["--headless=new", *QUIET]
    done = subprocess.run(
        [*command, address, "--output=json", "--quiet", f"--chrome-flags={' '.join(flags)}",
         f"--only-categories={','.join(LIMITS)}"],
        env={**os.environ, "CHROME_PATH": find_chromium() or ""},
        capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"Lighthouse failed for {address}:\n{done.stderr}")
    result: Result = json.loads(done.stdout)
    if "runtimeError" in result:
        sys.exit(f"Lighthouse failed for {address}: {result['runtimeError']['message']}")
    return result


def _faults(result: Result, category: str) -> Iterable[str]:
    """What keeps a category below 100, with the first place where it is so."""
    for ref in result["categories"][category]["auditRefs"]:
        audit = result["audits"][ref["id"]]
        if not ref["weight"] or audit["score"] is None or audit["score"] >= 0.9:
            continue
        items = audit.get("details", {}).get("items", [])
        where = json.dumps(items[0])[:300] if items else audit.get("displayValue", "")
        yield f"{audit['title']} {where}"


if __name__ == "__main__":
    main()
