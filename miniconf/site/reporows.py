"""The repositories of a whole conference as rows of the table on `hub.html`.

Written by hand and not by a template, as the cards are (`cards.py`): a large conference has 20,000.
`static/js/hub/row.js` makes the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from markupsafe import Markup

from miniconf.model import RepoRef, RepoView
from miniconf.repos import address
from miniconf.site.cards import ICONS
from miniconf.site.escaping import escaped
from miniconf.site.looks.icons import drawn
from miniconf.site.prose import Prose
from miniconf.site.refs import RepoLine
from miniconf.site.repowords import license_words, rows_words, task_words
from miniconf.site.words import Words

_TAIL = "</td></tr>\n"


class RepoRows:
    """Writes rows with the words of one site and its tracks' marks."""

    def __init__(self, words: Words, prose: Prose, mark: Callable[..., Markup]) -> None:
        self._short, self._title, self._mark = words.short, prose.title, mark
        self._say = cache(lambda name: escaped(words(f"hub.{name}")))
        self._rows = rows_words(words)
        self._heads = {
            kind: f'<tr><td><span class="kindicon">{drawn(name)}<span class="soft">'
                  f"{self._say(f'kind.{kind}')}</span></span></td><td><code><a href=\""
                  f"{address(RepoRef(kind=kind, id=''))}"
            for kind, name in ICONS.items()
        }  # fmt: skip
        own = f'<span class="badge by">{drawn("check")}{self._say("authors")}</span>'
        self._owns = {True: own, False: ""}
        self._pinned = f'<span class="small soft">{self._say("pinned")} '
        self._gated = f'<span class="badge warn">{drawn("lock")}{self._say("gated")}</span>'
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
        name, short, downloads, likes = escaped(repo.id), self._short, repo.downloads, repo.likes
        size = short(repo.parameters) if repo.parameters else escaped(self._rows(repo.size))
        return (
            f'{self._heads[repo.kind]}{name}" rel="noopener noreferrer">{name}</a></code><br>'
            f'{self._note(repo)}{self._owns[repo.by_authors]}</td><td><span class="p">'
            f"{f'{self._mark(number, track)} ' if number else ''}"
            f'<a href="{escaped(url)}">{self._title(title)}</a></span></td><td class="in">'
            f'{self._task(repo.task)}</td><td class="in">{size}</td><td class="in">'
            f"{self._gated if repo.gated else self._license(repo.license)}"
            f"{self._downloads}{'' if downloads is None else short(downloads)}"
            f"{self._likes}{'' if likes is None else short(likes)}{_TAIL}"
        )

    def _note(self, repo: RepoView) -> str:
        """How it stands with a repository: gone, asleep, or which state of it is meant."""
        if repo.missing or repo.stopped:
            said = self._say("gone" if repo.missing else "stopped")
        elif repo.kind == "space" and repo.running is not None:
            said = self._say("running" if repo.running else "asleep")
        else:
            pinned = repo.revision[:7]
            return f"{self._pinned}{escaped(pinned)}</span> " if pinned else ""
        return f'<span class="small soft">{said}</span> '
