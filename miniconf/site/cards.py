"""A repository of the Hub as a card: whose it is, what decides, the lines that load it.

Written by hand and not by a template, because a large conference shows some 40,000 of them and a
template takes five times as long. Quotes stay as they are in the lines that load: they stand in no
attribute, and a page without escaped signs is quickly looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from markupsafe import Markup

from miniconf.model import RepoView
from miniconf.repos import Shelf, address, runs_at
from miniconf.site.escaping import escaped
from miniconf.site.repowords import license_words, rows_words, task_words
from miniconf.site.words import Words
from miniconf.snippets import brings_code, snippet

ICONS = {"model": "model", "dataset": "data", "space": "space"}
"""Kind of repository -> its icon."""
_FACTS = ("for", "limits", "trained_on", "base", "languages")


class Cards:
    """Writes cards with the words of one site and its icons."""

    def __init__(self, words: Words, icon: Callable[..., Markup]) -> None:
        self._words, self._short = words, words.short
        self._rows = rows_words(words)
        self._kinds = {
            kind: f'<p class="ty">{icon(name)}{self._say(f"kind.{kind}")}'
            for kind, name in ICONS.items()
        }
        self._own = f'<span class="badge by">{icon("check")}{self._say("by_authors")}</span>'
        self._terms = [f"<dt>{self._say(name)}</dt><dd>" for name in _FACTS]
        self._stages = self._staged()
        self._gated = f'<span class="badge warn">{icon("lock")}{self._say("gated")}</span>'
        self._open = f"{icon('play')}<span>{self._say('open')}</span></a></p>"
        self._run = {
            asleep: f' data-run="{self._say(name)}|{escaped(words("frame.close"))}"'
            for asleep, name in ((True, "wake"), (False, "here"))
        }
        copy = f"{escaped(words('copy.do'))}|{escaped(words('copy.done'))}"
        self._pre = f'<pre tabindex="0" data-copy="{copy}"><code>'
        self._fold = f"<details><summary>{self._say('load')}</summary>"
        self._own_code = f'<p class="small">{self._say("own_code")}</p>'
        before, after = self._around("parameters")
        self._parameters = f"<span>{before}", f"{after}</span>"
        before, after = self._around("a_month")
        self._downloads = f"<span>{icon('dl')}{before}", f"{after}</span>"
        self._likes = (
            f"<span>{icon('heart')}", f'<span class="vh">{self._say("likes")}</span></span>'
        )  # fmt: skip
        self._pinned = f"<span>{self._say('pinned')} <code>"
        # few words are used for these, in few combinations
        self._task = cache(lambda task: _spans(task_words(task)))
        self._usual = cache(lambda library, name: _spans(library, license_words(name)))

    def _say(self, name: str) -> str:
        return escaped(self._words(f"hub.{name}"))

    def _around(self, name: str) -> tuple[str, str]:
        """What stands before and after the number in a sentence."""
        before, _, after = self._words.raw(f"hub.{name}").partition("{count}")
        return escaped(before), escaped(after)

    def _staged(self) -> Mapping[str, str]:
        """What is said of a Space in each state."""
        return {
            "stopped": f'<span class="badge">{self._say("stopped")}</span>',
            "running": f'<span class="badge ok">{self._say("running")}</span>',
            "sends": f"<span>{self._say('sends')}</span>",
            "asleep": f'<span class="badge warn">{self._say("asleep")}</span>'
                      f"<span>{self._say('wakes')}</span>",
        }  # fmt: skip

    def __call__(self, repo: RepoView, code: bool = True) -> Markup:
        """The card of `repo`; with `code` the lines that load it, folded."""
        return Markup(self._card(repo, code, False))  # noqa: S704 as below

    def of_paper(self, shelves: Iterable[Shelf]) -> Markup:
        """The cards of all that a paper shows; of the first model the lines are unfolded."""
        cards = [
            self._card(repo, True, not number and shelf.kind == "model")
            for shelf in shelves
            for number, repo in enumerate(shelf.repos)
        ]
        return Markup("".join(cards))  # noqa: S704 what the Hub said is escaped, the rest is ours

    def _card(self, repo: RepoView, code: bool, wide: bool) -> str:
        place = escaped(address(repo))
        space = repo.kind == "space"
        runs = escaped(runs_at(repo)) if space else ""
        frame = f' data-frame="{runs}"' if runs else ""
        said = f"<p>{escaped(repo.summary)}</p>" if repo.summary else ""
        return (
            f'<article class="hc{" wide" if wide else ""}"{frame}>{self._kinds[repo.kind]}'
            f'{self._own if repo.by_authors else ""}</p><h3><a href="{place}" '
            f'rel="noopener noreferrer">{escaped(repo.id)}</a></h3>'
            f"{self._gone(repo) if repo.missing or repo.moved_to else ''}{said}{self._facts(repo)}"
            f"{self._space(repo, place, runs) if space else ''}"
            f"{self._snippet(repo, wide) if code and not repo.missing else ''}"
            f'<p class="st">{self._state(repo)}</p></article>'
        )

    def _gone(self, repo: RepoView) -> str:
        if repo.missing:
            return f"<p>{self._say('gone')}</p>"
        return f"<p>{self._say('renamed')} <code>{escaped(repo.moved_to)}</code></p>"

    def _facts(self, repo: RepoView) -> str:
        """What decides whether to use it, as its card states it; each only where it is stated."""
        values = (
            repo.intended_use, repo.limitations, ", ".join(repo.trained_on[:4]), repo.base_model,
            ", ".join(repo.languages[:8]),
        )  # fmt: skip
        said = "".join([
            f"{term}{escaped(value)}</dd>"
            for term, value in zip(self._terms, values, strict=True) if value
        ])  # fmt: skip
        return f'<dl class="facts">{said}</dl>' if said else ""

    def _space(self, repo: RepoView, place: str, runs: str) -> str:
        if repo.missing or repo.stopped:
            return ""
        run = self._run[repo.running is False] if runs else ""
        look = "b s p" if repo.running else "b s"
        return f'<p><a class="{look}" href="{place}" rel="noopener noreferrer"{run}>{self._open}'

    def _snippet(self, repo: RepoView, wide: bool) -> str:
        lines = snippet(repo)[1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        warned = self._own_code if brings_code(repo) else ""
        shown = f"{self._pre}{lines}</code></pre>{warned}"
        return shown if wide else f"{self._fold}{shown}</details>"

    def _state(self, repo: RepoView) -> str:
        pinned, size = escaped(repo.revision[:7]), escaped(self._rows(repo.size))
        return (
            f"{self._stage(repo) if repo.kind == 'space' else ''}"
            f"{self._gated if repo.gated else ''}{self._task(repo.task)}"
            f"{self._counted(self._parameters, repo.parameters or None)}"
            f"{f'<span>{size}</span>' if size else ''}"
            f"{self._usual(repo.library, repo.license)}"
            f"{self._counted(self._downloads, repo.downloads)}"
            f"{self._counted(self._likes, repo.likes)}"
            f"{f'{self._pinned}{pinned}</code></span>' if pinned else ''}"
        )

    def _counted(self, around: tuple[str, str], number: int | None) -> str:
        return "" if number is None else f"{around[0]}{escaped(self._short(number))}{around[1]}"

    def _stage(self, repo: RepoView) -> str:
        """Whether a Space is awake, as far as is known."""
        if repo.stopped or repo.running is None:
            return self._stages["stopped"] if repo.stopped else ""
        if not repo.running:
            return self._stages["asleep"]
        return self._stages["running"] + (self._stages["sends"] if repo.sdk != "static" else "")


def _spans(*said: str) -> str:
    """`said` one beside the other, what is empty left out."""
    return "".join([f"<span>{escaped(part)}</span>" for part in said if part])
