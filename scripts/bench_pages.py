"""How fast the pages of a conference of 6,000 papers are, in Chromium.

    scripts/bench-pages [--papers 6000] [--rounds 3] [--seconds 300] [--built FOLDER] [--only PAGE]

Everything is invented (scripts/synthetic.py) and served with gzip from this machine. Each page is
opened by a new reader each time, then by one whose processor is four times as slow; a figure is the
median of the rounds, and is printed as soon as its page has been measured. When `--seconds` are
over, the pages that are left get one round each. The built site stays in ~/.cache/miniconf, where
the next run only brings it up to date. Fails when a figure is over its limit.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import synthetic
from playwright.sync_api import Browser, Page, sync_playwright
from webserver import Server, serving

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.browser import QUIET, find_chromium

PROBE = Path(__file__).with_suffix(".js")
WORKER = "static/js/search/worker.js"
SLOW = 4
MINICONF = [sys.executable, "-c", "from miniconf.cli import main; main()"]
Found = dict[str, float]


@dataclass(frozen=True)
class Limit:
    """What a figure has to reach: at most, or at least; `slowed` when the processor is slow."""

    unit: str
    plain: float
    slowed: float | None = None
    least: bool = False

    def holds(self, value: float, slow: bool) -> bool:
        """Whether a measured value is within the limit."""
        limit = self.slowed if slow else self.plain
        if limit is None:
            return True
        return value >= limit if self.least else value <= limit


LIMITS = {
    "papers: before the first interaction": Limit("kB", 150),
    "papers: more for titles, authors, keywords": Limit("kB", 600),
    "papers: abstracts, most of a query": Limit("kB", 300),
    "papers: first card drawn": Limit("ms", 300, 1000),
    "papers: blocked while loading": Limit("ms", 100, 400),
    "papers: key to results, median": Limit("ms", 50, 200),
    "papers: key to results, longest": Limit("ms", 50, 200),
    "papers: clearing the search": Limit("ms", 50, 200),
    "papers: elements at first": Limit("", 1500, 1500),
    "papers: most elements that are drawn": Limit("", 1500, 1500),
    "any page: key to results of /": Limit("ms", 50, 200),
    "paper: HTML, CSS and script": Limit("kB", 35),
    "paper: with fonts": Limit("kB", 75),
    "paper: largest content drawn": Limit("ms", 300),
    "paper: layout shift": Limit("", 0, 0),
    "map: frames a second while panning": Limit("/s", 59, 30, least=True),
    "schedule: first paint": Limit("ms", 300),
    "schedule: switch of the zone": Limit("ms", 100),
}


class Reader:
    """Opens pages as somebody who was never here, and knows what was sent for it."""

    def __init__(self, browser: Browser, server: Server, slow: bool) -> None:
        self._browser, self._server, self.slow = browser, server, slow

    @contextmanager
    def at(self, path: str, **options: object) -> Iterator[Page]:
        """The page, once it is loaded and quiet."""
        self._server.sent.clear()
        probe = PROBE.with_name("bench_worker.js").read_bytes()
        self._server.added = {WORKER: probe} if self.slow else {}
        context = self._browser.new_context(viewport={"width": 1280, "height": 800}, **options)
        context.add_init_script(f"window.slowed = {SLOW if self.slow else 1}")
        context.add_init_script(path=PROBE)
        page = context.new_page()
        page.wait_for_timeout(1000)  # the window opens; a reader's is open already
        if self.slow:
            session = context.new_cdp_session(page)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
        page.goto(self._server.address + path)
        page.wait_for_timeout(2500 if self.slow else 1200)
        yield page
        context.close()

    def sent(self, *parts: str) -> float:
        """Kilobytes sent since the page was asked for, of paths that hold one of `parts`."""
        return self.of(lambda path: any(part in path for part in parts))

    def of(self, wanted: Callable[[str], bool]) -> float:
        """Kilobytes sent since the page was asked for, of the paths that are wanted."""
        return sum(size for path, size in self._server.sent if wanted(path)) / 1000


def _own(path: str) -> bool:
    """Whether a page asks for this itself; the rest is what its service worker lays by."""
    return path.startswith("static/") or path == "site.webmanifest"


def papers(reader: Reader) -> Found:
    """The list: bytes, first card, blocked time, typing, clearing, elements."""
    with reader.at("papers.html", service_workers="block") as page:
        found = {
            "papers: before the first interaction": reader.of(lambda path: True),
            "papers: first card drawn": page.evaluate("measured.card"),
            "papers: blocked while loading": page.evaluate("measured.blocked"),
            "papers: elements at first": page.evaluate("document.querySelectorAll('*').length"),
        }
        field = page.locator("[data-search-field]")
        before = reader.of(lambda path: True)
        field.focus()
        page.wait_for_timeout(6000 if reader.slow else 2000)
        found["papers: more for titles, authors, keywords"] = reader.of(lambda _: True) - before
        words = page.locator(".row h2 a").nth(3).inner_text().lower().split()[:2]
        waits = [_typed(page, key, ".rows") for key in " ".join(words)]
        found["papers: key to results, median"] = statistics.median(waits)
        found["papers: key to results, longest"] = max(waits)
        found["papers: abstracts, most of a query"] = reader.sent("search/part")
        found["papers: most elements that are drawn"] = _most(page)
        page.evaluate("scrollTo(0, 0)")
        field.press("Control+a")
        found["papers: clearing the search"] = _typed(page, "Delete", ".rows")
    return found


def _typed(page: Page, key: str, place: str) -> float:
    """Milliseconds from a key to its results, once earlier answers have settled."""
    page.wait_for_timeout(600)
    page.evaluate(f"window.wait = delay('keydown', '{place}'); 0")
    page.keyboard.press(key)
    return _waited(page)


def _waited(page: Page) -> float:
    """What `delay` measures; 3 s where nothing ever changes."""
    return float(page.evaluate("Promise.race([wait, new Promise(d => setTimeout(d, 3000, 3000))])"))


def _most(page: Page) -> float:
    """Elements after scrolling through some thirty screens, without what is not drawn."""
    for _ in range(30):
        page.mouse.wheel(0, 800)
        page.wait_for_timeout(40)
    return float(page.evaluate(
        """[...document.querySelectorAll('*')].filter((one) => {
            const row = one.parentElement?.closest('.row');
            return !row || row.checkVisibility({ contentVisibilityAuto: true })
                && one.checkVisibility({ contentVisibilityAuto: true });
        }).length"""
    ))  # fmt: skip


def anywhere(reader: Reader) -> Found:
    """The search that opens by `/` on any page."""
    with reader.at("index.html", service_workers="block") as page:
        page.keyboard.press("/")
        page.wait_for_timeout(6000 if reader.slow else 2500)
        place = "dialog [role=listbox]"
        waits = [_typed(page, key, place) for key in "brane"]
    return {"any page: key to results of /": max(waits)}


def paper(reader: Reader) -> Found:
    """A paper's page: bytes, largest content, layout shift."""
    with reader.at("papers/main.1.html", service_workers="block") as page:
        fonts = reader.sent(".woff2")
        return {
            "paper: HTML, CSS and script": reader.of(lambda _: True) - fonts,
            "paper: with fonts": reader.of(lambda _: True),
            "paper: largest content drawn": page.evaluate("measured.largest"),
            "paper: layout shift": page.evaluate("measured.shift"),
        }


def the_map(reader: Reader) -> Found:
    """The map, dragged to and fro for three seconds."""
    with reader.at("map.html", service_workers="block") as page:
        box = page.locator(".map canvas").bounding_box() or {}
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        page.keyboard.press("+")
        page.mouse.down()
        page.evaluate("frames()")
        for n in range(180):
            page.mouse.move(x + 120 * (n % 30) / 30, y + 80 * (n % 20) / 20)
        rate = page.evaluate("framesEnd().rate")
        page.mouse.up()
    return {"map: frames a second while panning": rate}


def schedule(reader: Reader) -> Found:
    """The schedule: first paint, and the conference's zone chosen, then the reader's own again."""
    options = {"service_workers": "block", "timezone_id": "Asia/Kolkata"}
    with reader.at("schedule.html", **options) as page:
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
        page.locator("[data-zone-switch]").click()
        waits = [_chosen(page, zone) for zone in ("conference", "mine")]
    return {"schedule: first paint": paint, "schedule: switch of the zone": max(waits)}


def _chosen(page: Page, zone: str) -> float:
    """Milliseconds from choosing a zone until the days stand in it."""
    page.wait_for_timeout(600)
    page.evaluate("window.wait = delay('click', '[data-schedule]'); 0")
    page.locator(f"dialog input[value={zone}]").click()
    return _waited(page)


def main() -> None:
    """Measure and print; exits with 1 when a limit does not hold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=6000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=300, help="after them one round a page")
    parser.add_argument("--built", type=Path, help="a site of scripts/synthetic.py, built already")
    parser.add_argument("--only", default="", help="pages whose name holds this")
    options = parser.parse_args()
    built = options.built or _build(options.papers)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    print(
        f"| | measured | limit | slowed {SLOW} times | limit | |\n|---|--:|--:|--:|--:|---|",
        flush=True,
    )
    good = _all_pages(built, options)
    print(f"load {os.getloadavg()[0]:.1f} at the end")
    sys.exit(not good)


def _build(papers: int) -> Path:
    """The built site of so many papers, kept between runs."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "miniconf" / f"pages-{papers}"
    if not (folder / "build").is_dir():
        synthetic.write_site(folder / "site", *synthetic.conference(synthetic.Size.of(papers)))
    subprocess.run([*MINICONF, "build", "site"], cwd=folder, check=True)
    return folder / "build"


def _all_pages(built: Path, options: argparse.Namespace) -> bool:
    """Measure page by page and print what each gave; whether all limits hold."""
    pages = [page for page in (papers, anywhere, paper, the_map, schedule)
             if options.only in page.__name__]  # fmt: skip
    until = time.monotonic() + options.seconds
    good = True
    with serving(built) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(QUIET))
        plain, slowed = (Reader(browser, server, slow) for slow in (False, True))
        for page in pages:
            page(plain)  # warms the server and the browser, and is left
            found = [_medians(page, reader, options.rounds, until) for reader in (plain, slowed)]
            good &= _lines(*found)
        browser.close()
    return good


def _medians(page: Callable[[Reader], Found], reader: Reader, rounds: int, until: float) -> Found:
    """The median of each figure of a page over the rounds, or over those there was time for."""
    found = [page(reader)]
    while len(found) < rounds and time.monotonic() < until:
        found.append(page(reader))
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _lines(plain: Found, slowed: Found) -> bool:
    """Print figures as lines of the table; whether all their limits hold."""
    good = True
    for name in plain:
        limit = LIMITS[name]
        holds = limit.holds(plain[name], False) and limit.holds(slowed[name], True)
        good &= holds
        bytes_only = limit.unit == "kB"
        cells = [
            f"{plain[name]:,.0f} {limit.unit}", f"{limit.plain:,.0f}",
            "" if bytes_only else f"{slowed[name]:,.0f} {limit.unit}",
            "" if limit.slowed is None else f"{limit.slowed:,.0f}",
        ]  # fmt: skip
        told = "holds" if holds else "**does not hold**"
        print(f"| {name} | {' | '.join(cells)} | {told} |", flush=True)
    return good


if __name__ == "__main__":
    main()
