"""What leaves the conference before anything is rendered."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from miniconf.apart import helpers
from miniconf.model import (
    Conference,
    Config,
    HubRepo,
    Link,
    Paper,
    Person,
    Post,
    Publish,
    Question,
    Session,
    Thread,
)  # fmt: skip
from miniconf.site.safety import privacy
from miniconf.site.safety.privacy import Removed, published
from tests.site.samples import Write, contents

ZOOM = "https://zoom.us/j/9000000001?pwd=example1"
CONFIG = Config(
    name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30), time_zone="Atlantic/Azores"
)
SESSION = Session(
    id="s.1", title=f'Terns <a href="{ZOOM}">Zoom</a>', join=(Link(label="Zoom", url=ZOOM),),
    start=datetime(2031, 3, 28, 9, tzinfo=UTC), end=datetime(2031, 3, 28, 10, tzinfo=UTC),
    link=ZOOM, papers=("p@example.org",),
)  # fmt: skip
PAPER = Paper(
    id="p@example.org", title="Nests", authors=(Person(name="Ana Vo"),),
    links=(Link(label="Room", url=ZOOM), Link(label="Code", url="https://code.example/x")),
)  # fmt: skip
CONFERENCE = Conference(
    config=CONFIG, sessions={"s.1": SESSION}, papers={"p@example.org": PAPER},
    faq=(Question(question="Who?", answer="Write to a@example.org, [us](mailto:b@example.org)."),),
)  # fmt: skip


def test_nothing_private_is_left() -> None:
    public, removed = published(CONFERENCE)
    assert public == replace(
        CONFERENCE,
        sessions={"s.1": replace(SESSION, title="Terns Zoom", join=(), link=None)},
        papers={"p@example.org": replace(PAPER, links=PAPER.links[1:])},
        faq=(replace(CONFERENCE.faq[0], answer="Write to , us."),),
    )
    assert removed == (
        Removed("papers/p@example.org: links.url", "meeting link", 1),
        Removed("sessions/s.1: title", "meeting link", 1),
        Removed("sessions/s.1: join", "meeting link", 1),
        Removed("sessions/s.1: link", "meeting link", 1),
        Removed("faq: answer", "e-mail address", 2),
    )


def test_what_the_config_lets_out_stays() -> None:
    config = replace(CONFIG, publish=Publish(join=True, emails=True))
    conference = replace(CONFERENCE, config=config)
    assert published(conference) == (conference, ())


def test_records_without_anything_private_are_the_same_objects() -> None:
    clean = replace(CONFERENCE, papers={"p": replace(PAPER, id="p", links=())})
    public, _ = published(clean)
    assert public.papers is clean.papers


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ({"authors": (Person(name="Ana Vo", email="at home"),)},
         Removed("papers/p7: authors.email", "e-mail address", 1)),
        ({"links": (Link(label="Room", url=ZOOM),)},
         Removed("papers/p7: links.url", "meeting link", 1)),
        ({"keywords": ("ice", "a@example.org")},
         Removed("papers/p7: keywords", "e-mail address", 1)),
        ({"authors": (Person(name="Ana Vo", affiliation="a@example.org"),)},
         Removed("papers/p7: authors.affiliation", "e-mail address", 1)),
    ],
)  # fmt: skip
def test_one_of_many_papers_is_found_out(change: dict[str, Any], gone: Removed) -> None:
    papers = {f"p{n}": replace(PAPER, id=f"p{n}", links=()) for n in range(70)}
    papers["p7"] = replace(papers["p7"], **change)
    public, removed = published(Conference(config=CONFIG, papers=papers))
    assert removed == (gone,)
    assert [key for key in papers if public.papers[key] is not papers[key]] == ["p7"]


def test_what_publish_allows_is_not_itself_cleaned() -> None:
    config = replace(CONFIG, publish=Publish(allow=("a@example.org",)))
    public, _ = published(replace(CONFERENCE, config=config))
    assert public.config == config
    assert public.faq[0].answer == "Write to a@example.org, us."


def test_a_single_meeting_link_may_be_let_out() -> None:
    open_link = Link(label="Open", url="https://zoom.us/j/9000000002")
    session = replace(SESSION, title="Terns", link=None, join=(*SESSION.join, open_link))
    config = replace(CONFIG, publish=Publish(allow=(open_link.url,)))
    shown, removed = published(replace(CONFERENCE, config=config, sessions={"s.1": session}))
    assert shown.sessions["s.1"].join == (open_link,)
    assert Removed("sessions/s.1: join", "meeting link", 1) in removed


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        ({"title": "Terns"}, 1),
        ({"join": (), "title": "Terns"}, 1),
        ({"join": (), "link": None}, 1),
        ({"join": (), "link": None, "title": "Meeting ID: 876 5000 1122"}, 1),
        ({"join": (Link(label="Own", url="https://meet.example/terns"),), "link": None,
          "title": "Terns"}, 1),
        ({"join": (), "link": None, "title": "Terns"}, 0),
    ],
)  # fmt: skip
def test_a_word_is_a_password_in_a_record_of_a_meeting(change: dict[str, Any], gone: int) -> None:
    text = "Bring tea.\nPasscode: heron\nPassword: see your e-mail"
    session = replace(SESSION, papers=(), description=text, **change)
    shown, removed = published(Conference(config=CONFIG, sessions={"s.1": session}))
    told = "Passcode: heron" if not gone else ""
    assert shown.sessions["s.1"].description == f"Bring tea.\n{told}\nPassword: see your e-mail"
    assert (Removed("sessions/s.1: description", "meeting password", 1) in removed) == bool(gone)


def test_a_word_is_no_password_beside_a_meeting_of_another_record() -> None:
    faq = (Question(question="Q", answer=ZOOM), Question(question="R", answer="Password: Tern"))
    shown, _ = published(Conference(config=CONFIG, faq=faq))
    assert shown.faq == (replace(faq[0], answer=""), faq[1])


@pytest.mark.parametrize(
    ("publish", "left"),
    [
        (Publish(), ""), (Publish(join=True), ""), (Publish(emails=True), "a@example.org"),
        (Publish(allow=("a@example.org",)), "a@example.org"),
    ],
)  # fmt: skip
def test_an_address_of_a_person(publish: Publish, left: str) -> None:
    paper = replace(PAPER, links=(), authors=(Person(name="Ana Vo", email="a@example.org"),))
    conference = Conference(config=replace(CONFIG, publish=publish), papers={"p": paper})
    shown, removed = published(conference)
    assert shown.papers["p"].authors[0].email == left
    gone = () if left else (Removed("papers/p: authors.email", "e-mail address", 1),)
    assert removed == gone


@pytest.mark.parametrize("summary", ["Says good day.", f"Talk at {ZOOM}"])
def test_the_bulk_is_looked_through_by_another_process(
    summary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(privacy, "_WORTH_A_FORK", {"questions": 0, "repos": 0})
    repo = HubRepo(kind="model", id="o/m", summary=summary)
    said = Post(id="m1", time=SESSION.start, text="Write to a@example.org")
    conference = replace(
        CONFERENCE, repos={("model", "o/m"): repo},
        questions={"papers/1": (Thread(anchor="q-1", question=said),)},
    )  # fmt: skip
    found = published(conference, apart=True)
    assert found == published(conference)
    assert helpers() == frozenset()
    assert ("repos/model/o/m: summary" in {one.place for one in found[1]}) == ("zoom" in summary)


def test_what_needs_no_change_in_the_bulk_is_the_same_object(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(privacy, "_WORTH_A_FORK", {"questions": 0, "repos": 0})
    said = Post(id="m1", time=SESSION.start, text="Why?")
    conference = replace(
        CONFERENCE, repos={("model", "o/m"): HubRepo(kind="model", id="o/m")},
        questions={"papers/1": (Thread(anchor="q-1", question=said),)},
    )  # fmt: skip
    assert published(conference, apart=True)[0].repos is conference.repos


def test_no_file_of_a_build_tells_what_a_description_told(
    conference: Conference, write: Write, tmp_path: Path
) -> None:
    told = (
        "Bring tea.\n**Passcode:** 421337\nMeeting ID:\n876 5000 1122\nPassword: night-heron\n\n"
        "[Join](https://Zoom.us/j/99887766554) +13017158592,,99887766554#,,,,*421337#\n\n"
        "| Meeting | Passcode |\n|---|---|\n| Opening | 421337 |\n"
    )
    session = replace(conference.sessions["s.1"], description=told)
    report = write(replace(conference, sessions={"s.1": session}))
    assert report.leaks == ()
    private = (b"421337", b"876 5000", b"99887766554", b"night-heron")
    files = contents(tmp_path / "build")
    assert [path for path, data in files.items() if any(part in data for part in private)] == []
    assert b"Bring tea." in files["calendar.ics"]
