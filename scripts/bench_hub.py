"""How long `hub.yml` takes to load: 6,000 papers and 20,000 repositories, all invented.

    .venv/bin/python scripts/bench_hub.py [--papers 6000] [--repos 20000] [--rounds 5]

Prints the seconds of loading with the file and without it, by the clock and of the processor.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from miniconf.hub.book import Book, write
from miniconf.load import load
from miniconf.model import HubPaper, HubRepo

AT = datetime(2027, 9, 21, 6, tzinfo=UTC)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=6000)
    parser.add_argument("--repos", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        _write(site, options.papers, options.repos)
        print(f"{(site / 'hub.yml').stat().st_size / 1e6:.1f} MB; load {os.getloadavg()[0]:.1f}")
        with_it = [_seconds(site) for _ in range(options.rounds)]
        (site / "hub.yml").unlink()
        without = [_seconds(site) for _ in range(options.rounds)]
    for name, at in (("clock", 0), ("processor", 1)):
        one, other = (statistics.median(run[at] for run in runs) for runs in (with_it, without))
        print(f"{name}: {one:.2f} s with, {other:.2f} s without: hub.yml takes {one - other:.2f} s")


def _seconds(site: Path) -> tuple[float, float]:
    begun, used = time.perf_counter(), time.process_time()
    load(site)
    return time.perf_counter() - begun, time.process_time() - used


def _write(site: Path, papers: int, repos: int) -> None:
    """A site of papers that have nothing but a title, and what the Hub knows about them."""
    rows = [f"{n},Paper {n},Ann Example,2702.{n:05}\n" for n in range(papers)]
    (site / "papers.csv").write_text("".join(["id,title,authors,arxiv\n", *rows]), "utf-8")
    config = "name: Bench\nstart: 2027-09-21\nend: 2027-09-24\ntime_zone: UTC\n"
    (site / "config.yml").write_text(config, "utf-8")
    chance = random.Random(7)  # noqa: S311 - invented data, the same every time
    known = {str(n): HubPaper(id=str(n), arxiv=f"2702.{n:05}", asked=AT) for n in range(papers)}
    made = (_repo(n, papers, chance) for n in range(repos))
    found = {(repo.kind, repo.id): repo for repo in made}
    write(Book(source="https://hub.example", synced=AT, papers=known, repos=found),
          site / "hub.yml")  # fmt: skip


def _repo(number: int, papers: int, chance: random.Random) -> HubRepo:
    kind = chance.choice(["model", "model", "model", "dataset", "space"])
    return HubRepo(
        kind=kind, id=f"org-{number % 700}/repository-{number}",
        papers=tuple({str(chance.randrange(papers)) for _ in range(2)}),
        by_authors=chance.random() < 0.4, task="text-generation", library="transformers",
        parameters=chance.randrange(10**10), downloads=chance.randrange(10**6),
        likes=chance.randrange(900), license="apache-2.0", languages=("en", "yo"),
        last_modified=AT, revision=f"{chance.getrandbits(160):040x}",
        summary="Does something useful with words, and says how well it does it.",
        intended_use="Research on reference, by people who have signed the agreement.",
        limitations="No training of voices. Ask before any other use.", asked=AT,
    )  # fmt: skip


if __name__ == "__main__":
    main()
