"""The repositories of a whole conference as rows of the table on `hub.html`.

Written by hand and not by a template, as the cards are (`cards.py`): a large conference has 20,000.
`static/js/hub/row.js` makes the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from markupsafe import Markup

from miniconf.model import RepoView
from miniconf.repos import address
from miniconf.site.cards import ICONS
from miniconf.site.escaping import escaped
from miniconf.site.looks.icons import Symbols
from miniconf.site.prose import Prose
from miniconf.site.refs import RepoLine
from miniconf.site.repowords import license_words, rows_words, task_words
from miniconf.site.words import Words

_TAIL = "</td></tr>\n"


class RepoRows:
    """Writes rows with the words of one site, its icons and its tracks' marks.

    The page has to hold `symbols.once`.
    """

    def __init__(
        self, words: Words, prose: Prose, icon: Symbols, mark: Callable[..., Markup]
    ) -> None:
        self._short, self._title, self._mark = words.short, prose.title, mark
        self._say = cache(lambda name: escaped(words(f"hub.{name}")))
        self._rows = rows_words(words)
        self._heads = {
            kind: f'<tr><td><span class="kindicon">{icon(name)}<span class="soft">'
                  f"{self._say(f'kind.{kind}')}</span></span></td><td><code><a href=\""
            for kind, name in ICONS.items()
        }  # fmt: skip
        self._own = f'<span class="badge by">{icon("check")}{self._say("authors")}</span>'
        self._gated = f'<span class="badge warn">{icon("lock")}{self._say("gated")}</span>'
        self._task = cache(lambda task: escaped(task_words(task)))
        self._license = cache(lambda name: escaped(license_words(name)))
        self._downloads, self._likes = (
            f'</td><td class="num" data-l="{self._say(f"head.{name}").lower()}">'
            for name in ("downloads", "likes")
        )

    def __call__(self, lines: Iterable[RepoLine], url_for: Callable[..., str]) -> Markup:
        """The rows of `lines`, one on a line of the page."""
        html = "".join([self._row(line, url_for("paper", line.paper)) for line in lines])
        return Markup(html)  # noqa: S704 what the Hub said is escaped, the rest is ours

    def _row(self, line: RepoLine, url: str) -> str:
        repo, _, title, track, number = line
        mark = f"{self._mark(number, track)} " if number else ""
        return (
            f'{self._heads[repo.kind]}{escaped(address(repo))}" rel="noopener noreferrer">'
            f"{escaped(repo.id)}</a></code><br>{self._note(repo)}"
            f'{self._own if repo.by_authors else ""}</td><td><span class="p">{mark}'
            f'<a href="{escaped(url)}">{self._title(title)}</a></span></td><td class="in">'
            f'{self._task(repo.task)}</td><td class="in">{self._size(repo)}</td><td class="in">'
            f"{self._gated if repo.gated else self._license(repo.license)}"
            f"{self._downloads}{self._count(repo.downloads)}"
            f"{self._likes}{self._count(repo.likes)}{_TAIL}"
        )

    def _note(self, repo: RepoView) -> str:
        """How it stands with a repository: gone, asleep, or which state of it is meant."""
        if repo.missing or repo.stopped:
            said = self._say("gone" if repo.missing else "stopped")
        elif repo.kind == "space" and repo.running is not None:
            said = self._say("running" if repo.running else "asleep")
        elif repo.revision:
            said = f"{self._say('pinned')} {escaped(repo.revision[:7])}"
        else:
            return ""
        return f'<span class="small soft">{said}</span> '

    def _size(self, repo: RepoView) -> str:
        return escaped(self._short(repo.parameters) if repo.parameters else self._rows(repo.size))

    def _count(self, number: int | None) -> str:
        return "" if number is None else escaped(self._short(number))
