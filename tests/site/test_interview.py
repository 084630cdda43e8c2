from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

from markupsafe import Markup

from miniconf.model import Post, Thread
from miniconf.site.interview import Interview
from miniconf.site.prose import Prose
from miniconf.site.when import Clock
from miniconf.site.words import words

ENGLISH = words("en")
CLOCK = Clock("Europe/Lisbon", ENGLISH, date(2031, 3, 28), date(2031, 3, 30))


def interview(archive: bool = False) -> Interview:
    """A writer whose icons are words."""
    return Interview(ENGLISH, CLOCK, Prose(), lambda name: Markup(f"[{name}]"), archive)


def post(identity: str, text: str, **more: object) -> Post:
    """A message sent at noon."""
    at = datetime(2031, 3, 28, 12, tzinfo=UTC)
    return Post(id=identity, time=at, text=text, **more)


ASKED = Thread(
    anchor="q-1",
    question=post("1", "Why `x`?", name="Ana Vo", upvotes=2),
    answers=(post("2", "So.", name="Bo Li", is_author=True, edited=True),),
    answered=True,
)


class Items(HTMLParser):
    """The microdata of a page: nested items, as the standard reads them (HTML, section 5)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, object]] = []
        self._open: list[tuple[str, dict[str, object] | None, list[str]]] = []
        self._texts: list[tuple[int, str, dict[str, object]]] = []

    def _within(self) -> dict[str, object] | None:
        return next((item for _, item, _ in reversed(self._open) if item is not None), None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        names = (values.get("itemprop") or "").split()
        outer = self._within()
        item = {"@type": values["itemtype"]} if "itemscope" in values else None
        for name in names:
            assert outer is not None, "a property of nothing"
            if item is not None:
                outer.setdefault(name, []).append(item)  # type: ignore[attr-defined]
            else:
                outer[name] = values.get("content") or values.get("datetime") or values.get("href")
        if item is not None and not names:
            self.found.append(item)
        if tag not in ("meta", "img", "br", "link"):
            wanted = [n for n in names if item is None and outer and outer[n] is None]
            for name in wanted:
                outer[name] = ""  # type: ignore[index]
            self._open.append((tag, item, wanted))

    def handle_data(self, data: str) -> None:
        for depth, (_, _, wanted) in enumerate(self._open):
            outer = next((i for _, i, _ in reversed(self._open[:depth]) if i is not None), None)
            for name in wanted:
                outer[name] += data  # type: ignore[index, operator]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass


def items(html: str) -> list[dict[str, object]]:
    """The items that a reader of microdata finds, their texts without outer white space."""
    reader = Items()
    reader.feed(html)
    return [_trimmed(item) for item in reader.found]  # type: ignore[misc]


def _trimmed(value: object) -> object:
    if isinstance(value, dict):
        return {name: _trimmed(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_trimmed(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value


def test_a_question_with_its_answer() -> None:
    html = str(interview()((ASKED,)))
    assert html.startswith('<article class="qa" id="q-1"\n')
    assert '<b aria-hidden="true">Q</b>' in html and '<div class="turn a"' in html
    assert "<p>Why <code>x</code>?</p>" in html
    assert '<span class="up">[upv]2 want to know</span>' in html
    assert '<span class="badge ok">[check]Answered</span>' in html
    assert html.count('<span class="soft">edited</span>') == 1


def test_machines_read_the_same() -> None:
    at = "2031-03-28T12:00:00Z"
    person = "https://schema.org/Person"
    assert items(str(interview()((ASKED,)))) == [
        {
            "@type": "https://schema.org/Question", "name": "Why x?", "text": "Why x?",
            "author": [{"@type": person, "name": "Ana Vo"}], "datePublished": at,
            "answerCount": "1", "upvoteCount": "2", "url": "#q-1",
            "suggestedAnswer": [
                {"@type": "https://schema.org/Answer", "text": "So.", "datePublished": at,
                 "author": [{"@type": person, "name": "Bo Li"}]},
            ],
        }
    ]  # fmt: skip


def test_a_remark_is_a_comment_and_waits_for_nothing() -> None:
    thread = Thread(anchor="q-2", question=post("3", "Nice."), is_question=False)
    html = str(interview()((thread,)))
    assert [item["@type"] for item in items(html)] == ["https://schema.org/Comment"]
    assert "Waiting" not in html and "Somebody" in html


def test_a_question_taken_back_is_a_place_above_its_answers() -> None:
    gone = replace(ASKED, question=post("1", ""), gone=True, is_question=False, answered=False)
    html = str(interview()((gone,)))
    assert '<div><p class="soft">Taken back</p></div>' in html
    assert "Somebody" not in html and "12:00" in html
    at, person = "2031-03-28T12:00:00Z", "https://schema.org/Person"
    assert items(html) == [
        {
            "@type": "https://schema.org/Comment", "url": "#q-1",
            "comment": [
                {"@type": "https://schema.org/Comment", "text": "So.", "datePublished": at,
                 "author": [{"@type": person, "name": "Bo Li"}]},
            ],
        }
    ]  # fmt: skip


def test_an_archive_waits_for_nothing_either() -> None:
    waiting = replace(ASKED, answers=(), answered=False)
    assert "Waiting for an answer" in interview()((waiting,))
    assert "No answer" in interview(archive=True)((waiting,))


def test_hostile_words_and_names_stay_words() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e'
    thread = replace(ASKED, question=post("1", evil, name=evil), answers=(post("2", evil),))
    html = str(interview()((thread,)))
    assert "<script" not in html and "<img" not in html and "\u202e" not in html


def test_scripts_bring_their_language() -> None:
    thread = replace(ASKED, question=post("1", "どうして成り立ちますか。"), answers=())
    assert 'itemprop="name text" lang="ja"' in interview()((thread,))


def test_times_are_those_of_all_pages() -> None:
    for at in (
        datetime(2031, 3, 30, 0, 59, 59, 999000, tzinfo=UTC),  # a second before summer time
        datetime(2031, 3, 30, 1, 0, tzinfo=UTC),
        datetime(2030, 12, 31, 23, 5, tzinfo=UTC),  # far away: with its month
    ):
        html = interview()([Thread(anchor="q-1", question=replace(post("a", "Why?"), time=at))])
        assert str(CLOCK.moment(at)).replace("<time ", '<time itemprop="datePublished" ') in html
