"""What calendars say about an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from urllib.parse import quote

import pytest

from miniconf.ical.entries import Entry, clean, domain_of, entry, one_line
from miniconf.ical.links import google, outlook, webcal
from miniconf.model import (
    Calendar,
    Conference,
    Config,
    Link,
    Paper,
    Person,
    Publish,
    Session,
    Speaker,
)
from miniconf.model.programme import Event, events

CONFIG = Config(
    name="Tern 2031", start=date(2031, 3, 28), end=date(2031, 3, 30),
    time_zone="Atlantic/Azores", base_url="https://tern.example/2031/",
)  # fmt: skip
SESSION = Session(
    id="s 1", title="*Ice*", start=datetime(2031, 3, 28, 9, tzinfo=UTC),
    end=datetime(2031, 3, 28, 10, tzinfo=UTC), kind="poster", track="Sea\\Sky", room="Hall A",
    papers=("p1", "gone"), chairs=(Person(name="Ana Vo"), Person(name="Bo Li")),
    join=(Link(label="Zoom", url="https://meet.example/1"),),
    description="First *line*.\n\n- one\n- two\n\nLast.",
)  # fmt: skip
PAPERS = {"p1": Paper(id="p1", title="*Nests*", authors=(Person(name="Cy"),))}
PAGE = "https://tern.example/2031/sessions/s-1.html"
PAGE_LINES = "First line.\n\n- one\n- two\n\nLast.\n\nChairs: Ana Vo, Bo Li\n\nPapers:\n- Nests\n\n"


def plain(text: str) -> str:
    return text.replace("*", "")


def made(session: Session = SESSION, config: Config = CONFIG, **more: object) -> Entry:
    conference = Conference(config=config, sessions={session.id: session}, papers=PAPERS, **more)
    (event,) = events(conference).values()
    return entry(event, conference, "tern.example", plain)


def test_an_entry_says_what_where_who_and_leads_to_the_page() -> None:
    assert made() == Entry(
        uid="da0ce2a9-85ec-5499-8d0a-687662901010@tern.example",
        title="Ice",
        start=SESSION.start,
        end=SESSION.end,
        location="Hall A",
        url=PAGE,
        description=PAGE_LINES + PAGE,
        categories=("poster", "Sea Sky"),
    )


def test_meeting_links_only_where_the_config_lets_them_out() -> None:
    assert "meet.example" not in repr(made())
    public = made(replace(SESSION, room=""), replace(CONFIG, publish=Publish(join=True)))
    assert (public.location, public.conference, public.description) == (
        "https://meet.example/1",
        (("Zoom", "https://meet.example/1"),),
        f"{PAGE_LINES}Join (Zoom): https://meet.example/1\n\n{PAGE}",
    )


def test_without_an_address_of_the_site_there_is_no_dead_link() -> None:
    found = made(replace(SESSION, room=""), replace(CONFIG, base_url=None))
    assert (found.url, found.location, found.description) == ("", "Online", PAGE_LINES.strip())


def test_many_papers_are_a_number() -> None:
    papers = {f"p{n}": replace(PAPERS["p1"], id=f"p{n}") for n in range(13)}
    session = replace(SESSION, papers=tuple(papers), description="", chairs=())
    conference = Conference(config=CONFIG, sessions={"s 1": session}, papers=papers)
    (event,) = events(conference).values()
    assert entry(event, conference, "x", plain).description == f"13 papers\n\n{PAGE}"


def test_a_speakers_session_names_the_speaker() -> None:
    speaker = Speaker(id="k", name="Dee", title="Tides")
    session = replace(SESSION, owner=("speakers", "k"), papers=(), chairs=(), description="")
    found = made(session, speakers={"k": speaker})
    assert found.description == f"Speaker: Dee\n\n{PAGE}"


def test_the_digest_follows_every_value() -> None:
    first = made()
    others = [
        replace(first, title="x"), replace(first, location="x"), replace(first, description="x"),
        replace(first, end=first.end.replace(hour=11)), replace(first, categories=()),
    ]  # fmt: skip
    assert len({e.digest for e in [first, *others]}) == 6
    assert made().digest == first.digest


def test_uid_comes_from_the_id_and_not_from_the_time() -> None:
    assert made(replace(SESSION, start=SESSION.start.replace(hour=8), title="x")).uid == made().uid


@pytest.mark.parametrize(
    ("config", "kept", "domain"),
    [
        (CONFIG, "", "tern.example"),
        (CONFIG, "first.example", "first.example"),
        (replace(CONFIG, calendar=Calendar(domain="own.example")), "x", "own.example"),
        (replace(CONFIG, base_url=None), "", "tern-2031.invalid"),
    ],
)
def test_domain_of(config: Config, kept: str, domain: str) -> None:
    assert domain_of(config, kept) == domain


def test_clean_leaves_lines_and_drops_controls() -> None:
    assert clean("a\r\nb\rc\u2028d\x00\x07\ud800e\x85f\n") == "a\nb\nc\nde\nf"
    assert one_line(" a\n\tb\x0bc ") == "a b c"


LINKED = Entry(
    uid="1@x", title="Ice & tides + more", start=datetime(2031, 3, 28, 9, tzinfo=UTC),
    end=datetime(2031, 3, 28, 10, tzinfo=UTC), location="Hall #1", description="<b>\nx & y",
)  # fmt: skip


def test_google_gets_utc_and_escaped_text() -> None:
    assert google(LINKED) == (
        "https://calendar.google.com/calendar/render?action=TEMPLATE"
        "&text=Ice%20%26%20tides%20%2B%20more&dates=20310328T090000Z%2F20310328T100000Z"
        "&location=Hall%20%231&details=%3Cb%3E%0Ax%20%26%20y"
    )


def test_outlook_gets_html_escaped_twice_over() -> None:
    assert outlook(LINKED) == (
        "https://outlook.live.com/calendar/0/deeplink/compose"
        "?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent&subject=Ice%20%26%20tides%20%2B%20more"
        "&startdt=2031-03-28T09%3A00%3A00Z&enddt=2031-03-28T10%3A00%3A00Z&location=Hall%20%231"
        "&body=%26lt%3Bb%26gt%3B%3Cbr%3Ex%20%26amp%3B%20y"
    )


def test_long_descriptions_are_cut_in_links() -> None:
    page = "https://tern.example/2031/sessions/s1.html"
    long = replace(LINKED, description=f"{'a' * 5000}\n\n{page}", url=page)
    for form, end in ((google, "%0A%0A"), (outlook, "%3Cbr%3E%3Cbr%3E")):
        assert len(form(long)) < 1400
        assert form(long).endswith(f"aa%E2%80%A6{end}{quote(page, safe='')}")


def test_webcal_needs_an_address() -> None:
    assert webcal("https://tern.example/c.ics") == "webcal://tern.example/c.ics"
    assert webcal("c.ics") == ""


def test_mentors_are_called_so() -> None:
    event = Event(
        collection="mentorships", id="m", title="Careers", start=SESSION.start, end=SESSION.end,
        kind="mentorship", people=(Person(name="Ana Vo"),),
    )  # fmt: skip
    found = entry(event, Conference(config=CONFIG), "x", plain)
    assert found.description.splitlines()[0] == "Mentor: Ana Vo"
    assert found.url == "https://tern.example/2031/mentorship/m.html"
