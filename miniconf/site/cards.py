"""A repository of the Hub as a card: whose it is, what decides, the lines that load it.

Written by hand and not by a template, because a large conference shows some 40,000 of them and a
template takes five times as long. Quotes stay as they are in the lines that load: they stand in no
attribute, and a page without escaped signs is quickly looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from markupsafe import Markup

from miniconf.model import RepoRef, RepoView
from miniconf.repos import Shelf, address, runs_at
from miniconf.site.escaping import escaped
from miniconf.site.looks.icons import drawn
from miniconf.site.repowords import license_words, rows_words, task_words
from miniconf.site.words import Words
from miniconf.snippets import Write, brings_code, writer

ICONS = {"model": "model", "dataset": "data", "space": "space"}
"""Kind of repository -> its icon."""
_BEGINNING, _FOLDED = '<article class="hc"', "</details>"
_FACTS = ("for", "limits", "trained_on", "base", "languages")


class _Sort(NamedTuple):
    """What the cards of one sort of repository have in common, each part up to the next.

    `head`: whose it is, up to its address; `state`: from the lines that load it to the number of
    parameters; `usual`: library and licence; `write`: what writes the lines that load it.
    """

    head: str
    state: str
    usual: str
    write: Write


class Cards:
    """Writes cards with the words of one site."""

    def __init__(self, words: Words) -> None:
        self._words, self._short = words, words.short
        self._rows = rows_words(words)
        self._places = {kind: address(RepoRef(kind=kind, id="")) for kind in ICONS}
        own = f'<span class="badge by">{drawn("check")}{self._say("by_authors")}</span>'
        self._heads = {
            (kind, ours): f'<p class="ty">{drawn(name)}{self._say(f"kind.{kind}")}'
                          f'{own if ours else ""}</p><h3><a href="{self._places[kind]}'
            for kind, name in ICONS.items() for ours in (True, False)
        }  # fmt: skip
        self._terms = [f"<dt>{self._say(name)}</dt><dd>" for name in _FACTS]
        self._stages = self._staged()
        self._gated = f'<span class="badge warn">{drawn("lock")}{self._say("gated")}</span>'
        self._open = f"{drawn('play')}<span>{self._say('open')}</span></a></p>"
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
        self._downloads = f"<span>{drawn('dl')}{before}", f"{after}</span>"
        self._likes = (
            f"<span>{drawn('heart')}", f'<span class="vh">{self._say("likes")}</span></span>'
        )  # fmt: skip
        self._pinned = f"<span>{self._say('pinned')} <code>"
        self._size = cache(lambda size: _spans(self._rows(size)))
        self._sort = lru_cache(maxsize=10_000)(self._sorted)  # many repositories are of few sorts

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
        return Markup(self._card(repo, code))  # noqa: S704 as below

    def of_paper(self, shelves: Iterable[Shelf]) -> Markup:
        """The cards of all that a paper shows; of the first model the lines are unfolded."""
        cards = []
        for shelf in shelves:
            some = [self._card(repo, True) for repo in shelf.repos]
            if some and shelf.kind == "model":
                some[0] = self._unfolded(some[0])
            cards += some
        return Markup("".join(cards))  # noqa: S704 what the Hub said is escaped, the rest is ours

    def _unfolded(self, card: str) -> str:
        """A card over the whole width, its lines in sight; what the Hub said holds no element."""
        wide = card.replace(_BEGINNING, f'{_BEGINNING[:-1]} wide"', 1)
        return wide.replace(self._fold, "", 1).replace(_FOLDED, "", 1)

    def _sorted(
        self, kind: str, ours: bool, gated: bool, task: str, library: str, license_id: str,
        loader: str,
    ) -> _Sort:  # fmt: skip
        return _Sort(
            self._heads[kind, ours], f"{self._gated if gated else ''}{_spans(task_words(task))}",
            _spans(library, license_words(license_id)), writer(kind, library, task, loader),
        )  # fmt: skip

    def _card(self, repo: RepoView, code: bool) -> str:
        name, space, pinned = escaped(repo.id), repo.kind == "space", repo.revision[:7]
        sort = self._sort(repo.kind, repo.by_authors, repo.gated, repo.task, repo.library,
                          repo.license, repo.loader)  # fmt: skip
        runs = escaped(runs_at(repo)) if space else ""
        frame = f' data-frame="{runs}"' if runs else ""
        parameters, downloads, likes = repo.parameters, repo.downloads, repo.likes
        return (
            f'{_BEGINNING}{frame}>{sort.head}{name}" '
            f'rel="noopener noreferrer">{name}</a></h3>'
            f"{self._gone(repo) if repo.missing or repo.moved_to else ''}"
            f"{f'<p>{escaped(repo.summary)}</p>' if repo.summary else ''}{self._facts(repo)}"
            f"{self._space(repo, runs) if space else ''}"
            f"{self._lines(repo, sort.write) if code and not repo.missing else ''}"
            f'<p class="st">{self._stage(repo) if space else ""}{sort.state}'
            f"{self._counted(self._parameters, parameters) if parameters else ''}"
            f"{self._size(repo.size) if repo.size else ''}{sort.usual}"
            f"{'' if downloads is None else self._counted(self._downloads, downloads)}"
            f"{'' if likes is None else self._counted(self._likes, likes)}"
            f"{f'{self._pinned}{escaped(pinned)}</code></span>' if pinned else ''}</p></article>"
        )

    def _gone(self, repo: RepoView) -> str:
        if repo.missing:
            return f"<p>{self._say('gone')}</p>"
        return f"<p>{self._say('renamed')} <code>{escaped(repo.moved_to)}</code></p>"

    def _facts(self, repo: RepoView) -> str:
        """What decides whether to use it, as its card states it; each only where it is stated."""
        use, limits, trained, base, spoken = self._terms
        said = (
            f"{f'{use}{escaped(repo.intended_use)}</dd>' if repo.intended_use else ''}"
            f"{f'{limits}{escaped(repo.limitations)}</dd>' if repo.limitations else ''}"
            f"{f'{trained}{_listed(repo.trained_on[:4])}</dd>' if repo.trained_on else ''}"
            f"{f'{base}{escaped(repo.base_model)}</dd>' if repo.base_model else ''}"
            f"{f'{spoken}{_listed(repo.languages[:8])}</dd>' if repo.languages else ''}"
        )
        return f'<dl class="facts">{said}</dl>' if said else ""

    def _space(self, repo: RepoView, runs: str) -> str:
        if repo.missing or repo.stopped:
            return ""
        place = f"{self._places[repo.kind]}{escaped(repo.id)}"
        run = self._run[repo.running is False] if runs else ""
        look = "b s p" if repo.running else "b s"
        return f'<p><a class="{look}" href="{place}" rel="noopener noreferrer"{run}>{self._open}'

    def _lines(self, repo: RepoView, write: Write) -> str:
        lines = write(repo.id, repo.revision)
        if "<" in lines or ">" in lines or "&" in lines:
            lines = lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        warned = self._own_code if repo.custom_code and brings_code(repo) else ""
        return f"{self._fold}{self._pre}{lines}</code></pre>{warned}{_FOLDED}"

    def _counted(self, around: tuple[str, str], number: int) -> str:
        return f"{around[0]}{self._short(number)}{around[1]}"

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


@lru_cache(maxsize=10_000)
def _listed(names: tuple[str, ...]) -> str:
    """`names` in one line."""
    return escaped(", ".join(names))
