"""What `hub.yml` costs: 6,000 papers and 20,000 repositories, all invented.

    scripts/bench-hub [--papers 6000] [--repos 20000] [--rounds 5]         # seconds of loading
    scripts/bench-hub --build [--rounds 2] [--jobs N] [--keep FOLDER]      # growth of a full build
    scripts/bench-hub --build --first                                      # of the very first one
    scripts/bench-hub --build --sharing 2                                  # two papers share each
    scripts/bench-hub --build --skewed                                     # few papers have most

Loading is measured in one process with the file and without it; builds as in bench_turns.py. Give
`--keep` with them, or wait five minutes before the next run: without it all is deleted at the end.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime
from itertools import accumulate
from pathlib import Path

import bench_turns
import synthetic

from miniconf.hub.book import Book, write
from miniconf.load import load
from miniconf.model import HubPaper, HubRepo

AT = datetime(2027, 9, 21, 6, tzinfo=UTC)
LOADING = 1.5
GROWTH = 0.1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=6000)
    parser.add_argument("--repos", type=int, default=20000)
    parser.add_argument("--sharing", type=int, default=1, help="papers that cite a repository")
    parser.add_argument("--skewed", action="store_true", help="the n-th paper has 1/n of the first")
    parser.add_argument("--rounds", type=int, default=0)
    parser.add_argument("--build", action="store_true", help="build the site, too")
    parser.add_argument("--first", action="store_true", help="let no build know of another")
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0 takes all cores")
    parser.add_argument("--keep", type=Path, help="a new folder for the conference, kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="miniconf-bench-") as name:
        folder = options.keep or Path(name)
        site = folder / "site"
        papers, sessions = synthetic.conference(synthetic.Size.of(options.papers))
        synthetic.write_site(site, papers, sessions)
        ids = [paper.id for paper in papers]
        write_hub(site / "hub.yml", ids, options.repos, options.sharing, options.skewed)
        if options.build:
            hub = site / "hub.yml"
            bench_turns.compare(
                folder,
                hub,
                "repositories",
                options.rounds or 2,
                options.jobs,
                GROWTH,
                options.first,
            )
        else:
            _loading(site, options.rounds or 5)


def _loading(site: Path, rounds: int) -> None:
    print(f"{(site / 'hub.yml').stat().st_size / 1e6:.1f} MB; load {os.getloadavg()[0]:.1f}")
    with_it = [_seconds(site) for _ in range(rounds)]
    (site / "hub.yml").unlink()
    without = [_seconds(site) for _ in range(rounds)]
    for name, at in (("clock", 0), ("processor", 1)):
        one, other = (statistics.median(run[at] for run in runs) for runs in (with_it, without))
        took = f"hub.yml takes {one - other:.2f} s (to reach: {LOADING} s)"
        print(f"{name}: {one:.2f} s with, {other:.2f} s without: {took}")


def _seconds(site: Path) -> tuple[float, float]:
    begun, used = time.perf_counter(), time.process_time()
    load(site)
    return time.perf_counter() - begun, time.process_time() - used


def write_hub(path: Path, papers: list[str], repos: int, sharing: int, skewed: bool) -> None:
    """What the Hub knows about `papers`: so many repositories, each cited by `sharing` of them.

    All papers are cited as often, or, `skewed`, a few of them by most, as it is on the Hub.
    """
    chance = random.Random(7)  # noqa: S311 - invented data, the same every time
    known = {
        key: HubPaper(id=key, arxiv=f"2702.{number:05}", asked=AT)
        for number, key in enumerate(papers)
    }
    often = chance.sample(papers, len(papers))
    shares = [*accumulate(1 / n for n in range(1, len(papers) + 1))]
    citing = (
        set(chance.choices(often, cum_weights=shares, k=sharing))
        if skewed
        else chance.sample(papers, sharing)
        for _ in range(repos)
    )
    made = (_repo(number, sorted(some), chance) for number, some in enumerate(citing))
    found = {(repo.kind, repo.id): repo for repo in made}
    write(Book(source="https://hub.example", synced=AT, papers=known, repos=found), path)


def _repo(number: int, papers: list[str], chance: random.Random) -> HubRepo:
    kind = chance.choice(["model", "model", "model", "dataset", "space"])
    return HubRepo(
        kind=kind, id=f"org-{number % 700}/repository-{number}",
        papers=tuple(papers),
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
