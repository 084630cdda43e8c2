"""Calendars as pages offer them: the file, the subscription, one form an event."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from miniconf.names import file_stem
from miniconf.site.app import Site, create_site
from miniconf.site.offers import CalendarRef, calendar_of
from tests.site.example import snapshot

BASE = "https://tern.example/2027"


@cache
def made(base: str | None, archive: bool) -> Site:
    return create_site(snapshot(base_url=base, archive=archive))


def page(path: str, archive: bool = False, base: str | None = BASE) -> list[str]:
    """The addresses to which one page links."""
    site = made(base, archive)
    found = site.by_path[path]
    html = site.render(found, site.inputs(found)).decode().partition("<footer")[0]
    return [unescape(link) for link in re.findall(r'href="([^"]*)"', html)]


def ways(path: str, **how: object) -> tuple[list[str], list[str]]:
    """The calendars to which a page links, and the events that it hands to web calendars."""
    links = page(path, **how)  # type: ignore[arg-type]
    files = [link for link in links if link.endswith(".ics")]
    forms = [link for link in links if urlsplit(link).hostname in (GOOGLE, OUTLOOK)]
    return files, [_subject(link) for link in forms]


GOOGLE, OUTLOOK = "calendar.google.com", "outlook.live.com"


def _subject(link: str) -> str:
    query = parse_qs(urlsplit(link).query)
    return next(query[name][0] for name in ("text", "subject") if name in query)


@pytest.mark.parametrize(
    ("folder", "stem", "title"),
    [
        ("sessions", "poster-1", "Poster session 1"),
        ("papers", "main.1", "Oral 1: Learning theory"),
        ("speakers", "s1", "What a Language Knows of Its Weather"),
        ("tutorials", file_stem("T1"), "Proof assistants for people who fear them"),
        ("socials", "stories", "An evening of very short stories"),
    ],
)
def test_a_page_with_one_event_offers_it_in_every_way(folder: str, stem: str, title: str) -> None:
    assert ways(f"{folder}/{stem}.html") == (
        [f"../{folder}/{stem}.ics", f"webcal://tern.example/2027/{folder}/{stem}.ics"],
        [title, title],
    )


def test_each_of_several_events_has_its_own_forms() -> None:
    _, subjects = ways("papers/main.0.html")
    assert subjects == ["Oral 1: Learning theory"] * 2 + ["Poster session 1"] * 2


def test_the_parts_of_a_workshop_are_offered_as_one_file() -> None:
    files, subjects = ways(f"workshops/{file_stem('W1')}.html")
    assert (len(files), subjects) == (2, [])


def test_authors_and_sponsors_have_their_calendars() -> None:
    agenda = made(BASE, False).snapshot.agenda
    for collection, folder in (("authors", "authors"), ("sponsors", "sponsors")):
        for key in agenda.records(collection)[:2]:
            assert ways(f"{folder}/{key}.html")[0] == [
                f"../{folder}/{key}.ics", f"webcal://tern.example/2027/{folder}/{key}.ics",
            ]  # fmt: skip


def test_nothing_is_subscribed_to_without_an_address() -> None:
    files, subjects = ways("sessions/poster-1.html", base=None)
    assert (files, len(subjects)) == (["../sessions/poster-1.ics"], 2)
    assert not any(link.startswith("webcal:") for link in page("schedule.html", base=None))


def test_an_archive_offers_the_file_alone() -> None:
    assert ways("sessions/poster-1.html", archive=True) == (["../sessions/poster-1.ics"], [])
    assert ways("schedule.html", archive=True) == ([], [])
    links = page("calendars.html", archive=True)
    assert "calendar.ics" in links
    assert [link for link in links if link.startswith("webcal:")] == []


def test_the_schedule_leads_to_the_whole_and_to_all_calendars() -> None:
    links = page("schedule.html")
    assert "webcal://tern.example/2027/calendar.ics" in links
    assert "calendars.html" in links
    assert "changes.html" not in links


def test_a_record_without_an_event_has_no_calendar() -> None:
    assert calendar_of(snapshot(), "papers", "gone") == CalendarRef()
