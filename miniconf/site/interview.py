"""What was said in a room as an interview: questions under a Q, answers under an A.

Written by hand and not by a template, because an archive has 100,000 messages and a template takes
five times as long. The marks are schema.org's as microdata, so that no word stands twice. Lines are
cut so that most are the same on all pages: pages are looked through line by line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache

from markupsafe import Markup

from miniconf.model import Post, Thread
from miniconf.site.prose import Prose
from miniconf.site.said import said_html
from miniconf.site.when import Clock
from miniconf.site.words import Words
from miniconf.text import script_lang

_SCHEMA = 'itemscope itemtype="https://schema.org/'
_WRITER = f'<strong itemprop="author" {_SCHEMA}Person"><span itemprop="name">'
_TIME = '<time itemprop="datePublished" '
_ANSWER = f' itemprop="suggestedAnswer" {_SCHEMA}Answer"'
_REPLY = f' itemprop="comment" {_SCHEMA}Comment"'
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LANGUAGE_FROM = 20
"""So many of a message's first characters tell its script."""


class Interview:
    """Writes the threads of rooms: with the words of one site, its times and its icons."""

    def __init__(
        self, words: Words, clock: Clock, prose: Prose, icon: Callable[..., Markup], archive: bool
    ) -> None:
        self._clock = clock
        self._minutes: dict[tuple[int, int], tuple[str, str]] = {}
        self._day = cache(clock.short_day)
        self._votes = cache(self._wanted)
        self._turn = cache(self._turned)
        self._name = prose.name
        self._words = words
        self._up = icon("upv")
        self._author = f'<span class="badge author">{words("qa.author")}</span>\n'
        self._edited = f'<span class="soft">{words("room.edited")}</span>\n'
        self._somebody = words("qa.somebody")
        self._answered = f'<span class="badge ok">{icon("check")}{words("qa.answered")}</span>\n'
        self._open = (
            f'<span class="badge">{words("qa.unanswered")}</span>\n'
            if archive
            else f'<span class="badge warn">{icon("clock")}{words("qa.waiting")}</span>\n'
        )
        self._gone = (
            '<div class="turn">\n<b aria-hidden="true"></b>'
            f'<div><p class="soft">{words("qa.taken_back")}</p></div></div>\n'
        )
        self._link = f' aria-label="{words("qa.link")}">{icon("link")}</a></p></div></article>\n'

    def __call__(self, threads: Iterable[Thread], about: bool = False) -> Markup:
        """The `threads` as articles; `about`: they are comments on what encloses them."""
        mark = ' itemprop="comment"' if about else ""
        html = "".join([self._thread(thread, mark) for thread in threads])
        return Markup(html)  # noqa: S704 names and words are cleaned, the rest is ours

    def _thread(self, thread: Thread, mark: str) -> str:
        asks = thread.is_question
        kind, letter, role = ("Question", "A", _ANSWER) if asks else ("Comment", "", _REPLY)
        question = (
            self._gone
            if thread.gone
            else self._post(thread.question, "Q" if asks else "", "", "name text")
        )
        answers = "".join([self._post(post, letter, role, "text") for post in thread.answers])
        count = state = votes = ""
        if asks:
            count = f'<meta itemprop="answerCount" content="{len(thread.answers)}">\n'
            state = self._answered if thread.answered else self._open
        if thread.upvotes:
            votes = self._votes(thread.upvotes)
        return (
            f'<article class="qa" id="{thread.anchor}"\n{_SCHEMA}{kind}"{mark}>\n'
            f"{question}{answers}"
            f'<div class="turn"><span></span><p class="acts">\n{count}{votes}{state}'
            f'<a itemprop="url" href="#{thread.anchor}"\n{self._link}'
        )

    def _wanted(self, count: int) -> str:
        said = self._words("qa.want", n=count)
        number = f'<meta itemprop="upvoteCount" content="{count}">'
        return f'{number}\n<span class="up">{self._up}{said}</span>\n'

    def _turned(self, own: bool, letter: str, role: str, property_: str) -> tuple[str, str, str]:
        """What stands before a writer's name, before the time and before the text."""
        look, badge = (" a", self._author) if own else ("", "")
        return (
            f'<div class="turn{look}"{role}>\n'
            f'<b aria-hidden="true">{letter}</b><div><p class="who">\n{_WRITER}\n',
            f'\n</span></strong>\n{badge}<span class="soft">{_TIME}datetime="',
            f'</p>\n<div class="say" dir="auto" itemprop="{property_}"',
        )

    def _post(self, post: Post, letter: str, role: str, property_: str) -> str:
        writer, time, text = self._turn(post.is_author, letter, role, property_)
        return (
            f"{writer}{self._name(post.name) if post.name else self._somebody}"
            f"{time}{self._moment(post.time)}</time></span>\n"
            f"{self._edited if post.edited else ''}{text}{_language(post.text)}>\n"
            f"{said_html(post.text)}\n</div></div></div>\n"
        )

    def _moment(self, instant: datetime) -> str:
        """When a message was written: to machines, then as `Clock.moment` says it."""
        since = instant - _EPOCH  # a tenth of the cost of writing the whole anew
        minute, second = divmod(since.seconds, 60)
        parts = self._minutes.get((since.days, minute))
        if parts is None:
            local = instant.astimezone(self._clock.info)
            said = f"{self._day(local.date())}, {local.hour:02}:{local.minute:02}"
            parts = instant.astimezone(UTC).isoformat()[:17], f'Z">{said}'
            self._minutes[since.days, minute] = parts
        return f"{parts[0]}{second:02}{parts[1]}"


def asked(threads: Iterable[Thread]) -> tuple[int, int]:
    """How many of `threads` ask something, and how many of these are answered."""
    found = [thread.answered for thread in threads if thread.is_question]
    return len(found), sum(found)


def _language(text: str) -> str:
    """The `lang` of a message whose script gives it away: fonts and line heights follow it."""
    if text.isascii():
        return ""
    found = script_lang(text[:_LANGUAGE_FROM])
    return f' lang="{found}"' if found else ""
