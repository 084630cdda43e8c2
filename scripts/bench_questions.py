"""How much longer a build takes with an archive of questions than without, in one run.

    scripts/bench-questions [--papers 6000] [--messages 100000] [--rounds 2] [--keep FOLDER]

The same invented conference (scripts/synthetic.py) is built without and with what was said in one
room a paper, in turns (scripts/bench_turns.py). Give `--keep`, or wait five minutes before the next
run: without it everything is deleted at the end.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import bench_turns
import synthetic

from miniconf import names
from miniconf.threads import FOLDER, Entry, Header, written

TARGET = 0.25
_START = datetime(2033, 5, 9, tzinfo=UTC)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--papers", type=int, default=6000)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--jobs", type=int, default=0, help="processes; 0 takes all cores")
    parser.add_argument("--keep", type=Path, help="a new folder for the conference, kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="miniconf-bench-") as name:
        folder = options.keep or Path(name)
        papers, sessions = synthetic.conference(synthetic.Size.of(options.papers))
        synthetic.write_site(folder / "site", papers, sessions)
        archive = folder / "site" / FOLDER
        write_archive(archive, papers, options.messages)
        bench_turns.compare(folder, archive, "questions", options.rounds, options.jobs, TARGET)


def write_archive(folder: Path, papers: list[synthetic.Paper], messages: int) -> None:
    """`messages` in one room a paper: threads of a question, answers, mathematics and links."""
    author = synthetic.Author(11)
    people = synthetic.people(author, max(20, len(papers) // 2))
    folder.mkdir(parents=True)
    for number, paper in enumerate(papers):
        share = messages * (number + 1) // len(papers) - messages * number // len(papers)
        key = names.record_key("papers", paper.id)
        room = names.room_name("papers", paper.id)
        entries = _room(author, number, share, paper.authors, people)
        text = written(Header(key=key, room=room, authors=True), entries)
        (folder / f"{room}.jsonl").write_text(text, "utf-8")


def _room(
    author: synthetic.Author, number: int, count: int, authors: tuple[str, ...], people: list[str]
) -> Iterator[Entry]:
    """The messages of one room: every third begins a conversation."""
    chance = author.chance
    thread = ""
    for turn in range(count):
        identity = f"m{number}x{turn}"
        asks = turn % 3 == 0
        thread = identity if asks else thread
        yield Entry(
            id=identity, at=_START + timedelta(minutes=turn * 41 + number),
            text=_words(author, asks), name=chance.choice(authors if turn % 3 == 1 else people),
            thread="" if asks else thread, by="" if not asks else f"K{identity}",
            author=turn % 3 == 1, up=chance.randrange(9) if asks else 0,
        )  # fmt: skip


def _words(author: synthetic.Author, asks: bool) -> str:
    """Some 30 words, in a fifth of all messages with a formula, emphasis, code or a link."""
    chance: random.Random = author.chance
    words = author.words(chance.randrange(24), chance.randint(8, 50))
    for share, extra in (
        (0.06, "$O(n^2 \\log n)$"), (0.05, f"**{words[0]}**"), (0.06, f"`{words[1]}`"),
        (0.06, f"https://example.org/{words[2]}"),
    ):  # fmt: skip
        if chance.random() < share:
            words.insert(3, extra)
    return " ".join(words).capitalize() + ("?" if asks else ".")


if __name__ == "__main__":
    main()
