"""An invented conference of any size, for measuring: real lengths, no real words or people.

The same numbers give the same files to the byte. Titles and abstracts draw words from a topic's own
vocabulary and from a common one, both by Zipf's law, so that similar papers exist.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

_START = datetime(2033, 5, 9, tzinfo=UTC)
_DAYS = 6
_ONSETS = [*"bdfghklmnprstvz", "br", "dr", "gr", "kl", "pr", "st", "tr"]
_VOWELS = [*"aeiou", "ai", "ea", "ou"]
_CODAS = ["", "", "", "l", "n", "r", "s", "t", "nd", "rk"]
_TRACKS = 24
_COMMON, _OWN = 3000, 400


@dataclass(frozen=True)
class Size:
    """How large a conference is."""

    papers: int = 6000
    sessions: int = 600
    authors: int = 18000

    @staticmethod
    def of(papers: int) -> Size:
        """A conference of so many papers, in the proportions of the default."""
        return Size(papers, max(1, papers // 10), papers * 3)


@dataclass(frozen=True)
class Paper:
    """One invented paper."""

    id: str
    title: str
    authors: tuple[str, ...]
    abstract: str
    keywords: tuple[str, ...]
    track: str
    sessions: tuple[str, ...]


@dataclass(frozen=True)
class Session:
    """One invented session."""

    id: str
    title: str
    kind: str
    start: datetime
    end: datetime
    room: str


class Author:
    """Writes texts: `words` draws from a topic's vocabulary and from the common one."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 not for secrets
        made = dict.fromkeys(self._word() for _ in range(4 * (_COMMON + _OWN * _TRACKS)))
        every = list(made)
        self._common = every[:_COMMON]
        self._own = [every[_COMMON + n * _OWN :][:_OWN] for n in range(_TRACKS)]
        self._weights = {
            n: list(accumulate(1 / rank for rank in range(2, n + 2))) for n in (_COMMON, _OWN)
        }

    def _word(self) -> str:
        pick = self.chance.choice
        return "".join(
            pick(_ONSETS) + pick(_VOWELS) + pick(_CODAS) for _ in range(self.chance.randint(1, 3))
        )

    def name(self) -> str:
        """A person's name."""
        return f"{self._word().title()} {self._word().title()}"

    def words(self, topic: int, count: int) -> list[str]:
        """So many words on a topic."""
        draw = self.chance.choices
        common = draw(self._common, cum_weights=self._weights[_COMMON], k=count)
        own = draw(self._own[topic], cum_weights=self._weights[_OWN], k=count)
        return [o if self.chance.random() < 0.35 else c for c, o in zip(common, own, strict=True)]

    def abstract(self, topic: int) -> str:
        """Some 170 words in sentences, now and then with a formula or emphasis."""
        left = max(60, min(320, round(self.chance.gauss(170, 45))))
        sentences = []
        while left > 0:
            words = self.words(topic, self.chance.randint(12, 28))
            left -= len(words)
            if self.chance.random() < 0.04:
                words.insert(4, r"$O(n^{2} \log n)$")
            if self.chance.random() < 0.04:
                words[2] = f"*{words[2]}*"
            sentences.append(" ".join(words).capitalize() + ".")
        return " ".join(sentences)


def people(author: Author, count: int) -> list[str]:
    """So many different names."""
    found: dict[str, None] = {}
    while len(found) < count:
        found[author.name()] = None
    return list(found)


def conference(size: Size, seed: int = 7) -> tuple[list[Paper], list[Session]]:
    """All papers and sessions; every author has a paper, most papers have three to five authors."""
    author = Author(seed)
    chance = author.chance
    slots = max(1, size.sessions // 12)
    step = timedelta(days=_DAYS) / slots
    sessions = []
    for n in range(size.sessions):
        start = _START + timedelta(minutes=30) * round(step * (n % slots) / timedelta(minutes=30))
        kind = "poster" if n % 3 else "oral"
        title = f"{kind.title()} {n + 1}: {' '.join(author.words(n % _TRACKS, 3)).title()}"
        room = f"Hall {n // slots + 1}"
        end = start + timedelta(minutes=30)
        sessions.append(Session(f"s{n + 1}", title, kind, start, end, room))
    names = people(author, size.authors)
    papers = []
    for n in range(size.papers):
        own = names[n * size.authors // size.papers : (n + 1) * size.authors // size.papers]
        guests = chance.sample(names, chance.randint(0, 2))
        topic = chance.randrange(_TRACKS)
        papers.append(Paper(
            id=f"main.{n + 1}",
            title=" ".join(author.words(topic, chance.randint(6, 12))).capitalize(),
            authors=tuple(dict.fromkeys([*own, *guests])),
            abstract=author.abstract(topic),
            keywords=tuple(dict.fromkeys(author.words(topic, 4))),
            track=f"Track {topic + 1:02}",
            sessions=tuple({sessions[n % size.sessions].id, chance.choice(sessions).id}),
        ))  # fmt: skip
    return papers, sessions


def write_site(folder: Path, papers: list[Paper], sessions: list[Session]) -> None:
    """The conference as a site folder: `config.yml`, `papers.csv`, `sessions.json`."""
    folder.mkdir(parents=True)
    (folder / "config.yml").write_text(
        "name: Measure 2033\nstart: 2033-05-09\nend: 2033-05-14\ntime_zone: Europe/Lisbon\n"
        "base_url: https://measure.example/2033\n", "utf-8",
    )  # fmt: skip
    with (folder / "papers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "title", "authors", "abstract", "keywords", "track", "sessions"])
        for p in papers:
            lists = ["|".join(sorted(v)) for v in (p.keywords, p.sessions)]
            writer.writerow(
                [p.id, p.title, "|".join(p.authors), p.abstract, lists[0], p.track, lists[1]]
            )
    rows = [
        {"id": s.id, "title": s.title, "kind": s.kind, "start": s.start.isoformat(),
         "end": s.end.isoformat(), "room": s.room} for s in sessions
    ]  # fmt: skip
    (folder / "sessions.json").write_text(json.dumps(rows, indent=1), "utf-8")


_LINKS = (
    '{{{{ range .Params.{0} }}}}<li><a href="../../{1}/{{{{ .id }}}}/">{{{{ .title }}}}</a></li>'
    "{{{{ end }}}}"
)
_HUGO = {
    "hugo.toml": 'baseURL = "https://measure.example/2033/"\ntitle = "Measure 2033"\n'
    'disableKinds = ["RSS", "sitemap", "robotsTXT", "404", "taxonomy", "term"]\n',
    "layouts/_default/baseof.html": "<!doctype html><html lang=en><head><meta charset=utf-8>"
    '<title>{{ .Title }}</title></head><body><a href="../../">Home</a>'
    '<main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main></body></html>\n',
    "layouts/_default/single.html": '{{ define "main" }}<p>{{ .Params.start }} {{ .Params.end }} '
    "{{ .Params.track }} {{ range .Params.keywords }}{{ . }} {{ end }}</p>{{ .Content }}<ul>"
    + _LINKS.format("people", "authors") + _LINKS.format("sessions", "sessions")
    + _LINKS.format("papers", "papers") + "</ul>{{ end }}\n",
    "layouts/_default/list.html": '{{ define "main" }}<ul>{{ range .Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}\n',
}  # fmt: skip
"""Templates as small as can be, and all links ready in the data: Hugo looks nothing up."""


_FEEDS = {
    "layouts/_default/single.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//hugo//EN\n"
    "NAME:{{ .Title }}\n{{ range .Params.events }}BEGIN:VEVENT\nUID:{{ .id }}@measure.example\n"
    "DTSTAMP:20330101T000000Z\nDTSTART:{{ .start }}\nDTEND:{{ .end }}\nSUMMARY:{{ .title }}\n"
    "LOCATION:{{ .room }}\nEND:VEVENT\n{{ end }}END:VCALENDAR\n",
    "layouts/_default/single.bib": "@inproceedings{ {{- .File.BaseFileName }},\n"
    "  title = { {{- .Title -}} },\n  author = { {{- range $n, $p := .Params.people }}"
    "{{ if $n }} and {{ end }}{{ $p.title }}{{ end -}} },\n  booktitle = {Measure 2033},\n"
    "  year = {2033},\n  url = { {{- .Permalink -}} },\n}\n",
}  # fmt: skip
_FEEDS_CONFIG = (
    '[mediaTypes."application/x-bibtex"]\nsuffixes = ["bib"]\n'
    '[outputFormats.bib]\nmediaType = "application/x-bibtex"\nisPlainText = true\n'
)
"""Calendars of papers, authors and sessions, and BibTeX of papers, again as small as can be."""


def _events(sessions: list[Session]) -> list[dict[str, str]]:
    return [
        {"id": s.id, "title": s.title, "room": s.room, "start": f"{s.start:%Y%m%dT%H%M%SZ}",
         "end": f"{s.end:%Y%m%dT%H%M%SZ}"} for s in sessions
    ]  # fmt: skip


def write_hugo(
    folder: Path, papers: list[Paper], sessions: list[Session], feeds: bool = False
) -> None:
    """The same papers, authors and sessions as pages for Hugo; with `feeds` those files too."""
    layouts = _HUGO
    if feeds:
        layouts = {**_HUGO, **_FEEDS, "hugo.toml": _HUGO["hugo.toml"] + _FEEDS_CONFIG}
    timed = {s.id: s for s in sessions}

    def fed(keys: Iterable[str], *outputs: str) -> dict[str, Any]:
        events = _events([timed[key] for key in dict.fromkeys(keys)])
        return {"outputs": ["html", "calendar", *outputs], "events": events} if feeds else {}

    for name, text in layouts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    keys = {
        name: f"a{n}" for n, name in enumerate(dict.fromkeys(a for p in papers for a in p.authors))
    }
    of_author: dict[str, list[Paper]] = {}
    of_session: dict[str, list[Paper]] = {}
    titles = {s.id: s.title for s in sessions}
    for p in papers:
        for name in p.authors:
            of_author.setdefault(name, []).append(p)
        for key in p.sessions:
            of_session.setdefault(key, []).append(p)
        front = {
            "title": p.title, "keywords": p.keywords, "track": p.track,
            "people": [{"id": keys[name], "title": name} for name in p.authors],
            "sessions": [{"id": key, "title": titles[key]} for key in sorted(p.sessions)],
            **fed(sorted(p.sessions), "bib"),
        }  # fmt: skip
        _page(folder, "papers", _stem(p), front, p.abstract)
    for name, found in of_author.items():
        front = {
            "title": name,
            "papers": _links(found),
            **fed(k for p in found for k in p.sessions),
        }
        _page(folder, "authors", keys[name], front)
    for s in sessions:
        front = {"title": s.title, "start": s.start.isoformat(), "end": s.end.isoformat(),
                 "papers": _links(of_session.get(s.id, [])), **fed([s.id])}  # fmt: skip
        _page(folder, "sessions", s.id, front)


def _stem(paper: Paper) -> str:
    return paper.id.replace(".", "-")


def _links(papers: list[Paper]) -> list[dict[str, str]]:
    return [{"id": _stem(p), "title": p.title} for p in papers]


def _page(folder: Path, section: str, key: str, front: dict[str, object], text: str = "") -> None:
    path = folder / "content" / section / f"{key}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{json.dumps(front)}\n\n{text}\n", "utf-8")
