"""What the browser fetches when a reader searches."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from miniconf.model import Post, TextPage, Thread
from miniconf.site.app import create_site
from miniconf.site.snapshot import Snapshot
from miniconf.site.words import words
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


SAID = words("en")


def rest(made: Snapshot) -> list[list[object]]:
    """The file of all that is not a paper."""
    site = create_site(made)
    found = site.by_path["search/rest.json"]
    entries = json.loads(site.render(found, site.inputs(found)))
    assert isinstance(entries, list)
    return entries


def test_programmes_are_named_as_readers_know_them() -> None:
    made = snapshot()
    first, *others = made.conference.papers.values()
    workshop = next(iter(made.conference.workshops.values()))
    papers = {
        first.id: replace(first, program=f"workshop:{workshop.id}"),
        **{one.id: replace(one, program=name)
           for one, name in zip(others, ("main", "short", "workshop:gone"), strict=False)},
    }  # fmt: skip
    made = replace(made, conference=replace(made.conference, papers=papers))
    site = create_site(made)
    found = site.by_path["search/papers.json"]
    whole = json.loads(site.render(found, site.inputs(found)))
    assert dict(zip(whole["lists"]["program"], whole["labels"]["program"], strict=True)) == {
        f"workshop:{workshop.id}": made.index.plain(workshop.title), "main": "Main programme",
        "short": "Short", "workshop:gone": "Workshop:gone",
    }  # fmt: skip


def test_pages_days_and_texts_are_searched() -> None:
    made = snapshot()
    pages = [entry[1:] for entry in rest(made) if entry[0] == "pages"]
    assert pages == [
        ["index.html", "Home", ""],
        ["schedule.html", "Schedule", ""],
        ["papers.html", "Papers", ""],
        ["map.html", "Map", ""],
        ["workshops.html", "Workshops", ""],
        ["tutorials.html", "Tutorials", ""],
        ["mentorship.html", "Mentorship", SAID("mentorship.lead")],
        ["socials.html", "Socials", SAID("socials.lead")],
        ["hub.html", "Models and data", ""],
        ["speakers.html", "Speakers", ""],
        ["sponsors.html", "Sponsors", ""],
        ["chat.html", "Chat", SAID("chat.lead")],
        ["calendars.html", "Calendars", SAID("calendars.lead")],
        ["mine.html", "My schedule", SAID("mine.lead")],
        ["authors.html", "Authors", ""],
        ["keywords.html", "Keywords", ""],
        ["schedule.html#day-2027-06-14", "Monday 14 June", "Schedule"],
        ["schedule.html#day-2027-06-15", "Tuesday 15 June", "Schedule"],
        ["help.html", "Help", "FAQ, frequently asked questions. How do I ask a question? In the "
         "room. Is it recorded? Yes."],
        ["help.html#conduct", "Code of conduct", "Be kind. Whom to tell The chairs."],
        ["visa.html", "Travel", "Travel Home"],
    ]  # fmt: skip


def test_every_page_that_is_searched_is_written() -> None:
    made = snapshot()
    pages = {**made.conference.pages, "Our café": TextPage(id="Our café", title="Café")}
    made = replace(made, conference=replace(made.conference, pages=pages))
    written = create_site(made).by_path
    paths = [str(entry[1]).partition("#")[0] for entry in rest(made)]
    assert [path for path in paths if path not in written] == []


def test_after_the_conference_pages_say_what_they_are_then() -> None:
    made = snapshot()
    config = replace(made.conference.config, archive=True)
    over = replace(made, conference=replace(made.conference, config=config))
    said = {entry[1]: entry[3] for entry in rest(over)}
    assert (said["calendars.html"], said["chat.html"]) == (
        SAID("calendars.kept"), SAID("chat.closed"),
    )  # fmt: skip


def test_sessions_are_searched_by_kind_room_track_and_chairs_and_have_their_start() -> None:
    sessions = [entry for entry in rest(snapshot()) if entry[0] == "sessions"]
    assert sessions[:2] == [
        ["sessions", "sessions/keynote-1.html", "What a Language Knows of Its Weather",
         "Keynote, Plenary", 1812956400],
        ["sessions", "sessions/oral-1.html", "Oral 1: Learning theory",
         "Talks, Acacia, Learning theory, Nguyễn Thị Minh Châu", 1812960000],
    ]  # fmt: skip


def test_no_archive_has_no_file_of_questions() -> None:
    made = snapshot()
    assert questions(replace(made, conference=replace(made.conference, questions={}))) == []
