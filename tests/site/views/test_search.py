"""What the browser fetches when a reader searches."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from miniconf.model import Post, Thread
from miniconf.site.app import create_site
from miniconf.site.snapshot import Snapshot
from tests.site.example import snapshot


def thread(identity: str, text: str, upvotes: int = 0, **more: bool) -> Thread:
    """A conversation of one message."""
    at = datetime(2031, 3, 28, 12, tzinfo=UTC)
    post = Post(id=identity, time=at, text=text, upvotes=upvotes)
    return Thread(anchor=f"q-{identity}", question=post, **more)


def questions(made: Snapshot) -> list[object]:
    """The file of questions; [] where the site has none."""
    site = create_site(made)
    found = site.by_path.get("search/questions.json")
    return json.loads(site.render(found, site.inputs(found))) if found else []


def test_questions_are_searched_by_their_words_the_most_wanted_first() -> None:
    made = snapshot()
    key = next(iter(made.conference.papers))
    threads = (
        thread("a", "Is *this* $x^2$?", 1),
        thread("b", "How?", 7),
        thread("c", "Nice.", 9, is_question=False),
    )
    kept = {f"papers/{key}": threads, "papers/gone": (thread("d", "Who?"),)}
    title = made.index.plain(made.conference.papers[key].title)
    page = f"papers/{key}.html"
    assert questions(replace(made, conference=replace(made.conference, questions=kept))) == [
        [f"{page}#q-b", "How?", title],
        [f"{page}#q-a", "Is this x²?", title],
    ]


def test_no_archive_has_no_file_of_questions() -> None:
    made = snapshot()
    assert questions(replace(made, conference=replace(made.conference, questions={}))) == []
