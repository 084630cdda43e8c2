"""The repositories of a whole conference as rows of the table on `hub.html`.

Written by hand and not by a template, as the cards are (`cards.py`): a large conference has 20,000.
`static/js/hub/row.js` makes the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from html import escape

from markupsafe import Markup

from miniconf.repos import address
from miniconf.site.cards import ICONS
from miniconf.site.prose import Prose
from miniconf.site.refs import RepoLine
from miniconf.site.repowords import license_words, rows_words, task_words
from miniconf.site.words import Words

_TAIL = "</td></tr>\n"


class RepoRows:
    """Writes rows with the words of one site, its icons and its tracks' marks."""

    def __init__(
        self, words: Words, prose: Prose, icon: Callable[..., Markup], mark: Callable[..., Markup]
    ) -> None:
        self._short, self._title, self._mark = words.short, prose.title, mark
        self._say = cache(lambda name: escape(words(f"hub.{name}")))
        self._rows = rows_words(words)
        self._heads = {
            kind: f'<tr><td><span class="kindicon">{icon(name)}<span class="soft">'
                  f"{self._say(f'kind.{kind}')}</span></span></td><td><code><a href=\""
            for kind, name in ICONS.items()
        }  # fmt: skip
        self._own = f'<span class="badge by">{icon("check")}{self._say("authors")}</span>'
        self._gated = f'<span class="badge warn">{icon("lock")}{self._say("gated")}</span>'
        self._task = cache(lambda task: escape(task_words(task)))
        self._license = cache(lambda name: escape(license_words(name)))
        self._downloads, self._likes = (
            f'</td><td class="num" data-l="{self._say(f"head.{name}").lower()}">'
            for name in ("downloads", "likes")
        )

    def __call__(self, lines: Iterable[RepoLine], url_for: Callable[..., str]) -> Markup:
        """The rows of `lines`, one on a line of the page."""
        html = "".join([self._row(line, url_for("paper", line.paper)) for line in lines])
        return Markup(html)  # noqa: S704 what the Hub said is escaped, the rest is ours

    def _row(self, line: RepoLine, url: str) -> str:
        mark = f"{self._mark(line.mark, line.track)} " if line.mark else ""
        return (
            f'{self._heads[line.kind]}{escape(address(line))}" rel="noopener noreferrer">'
            f"{escape(line.id)}</a></code><br>{self._note(line)}"
            f'{self._own if line.by_authors else ""}</td><td><span class="p">{mark}'
            f'<a href="{escape(url)}">{self._title(line.title)}</a></span></td><td class="in">'
            f'{self._task(line.task)}</td><td class="in">{self._size(line)}</td><td class="in">'
            f"{self._gated if line.gated else self._license(line.license)}"
            f"{self._downloads}{self._count(line.downloads)}"
            f"{self._likes}{self._count(line.likes)}{_TAIL}"
        )

    def _note(self, line: RepoLine) -> str:
        """How it stands with a repository: gone, asleep, or which state of it is meant."""
        if line.missing or line.stopped:
            said = self._say("gone" if line.missing else "stopped")
        elif line.kind == "space" and line.running is not None:
            said = self._say("running" if line.running else "asleep")
        elif line.revision:
            said = f"{self._say('pinned')} {escape(line.revision)}"
        else:
            return ""
        return f'<span class="small soft">{said}</span> '

    def _size(self, line: RepoLine) -> str:
        return escape(self._short(line.parameters) if line.parameters else self._rows(line.size))

    def _count(self, number: int | None) -> str:
        return "" if number is None else escape(self._short(number))
