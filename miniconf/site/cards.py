"""A repository of the Hub as a card: whose it is, what decides, the lines that load it.

Written by hand and not by a template, because a large conference shows some 40,000 of them and a
template takes five times as long. Quotes stay as they are in the lines that load: they stand in no
attribute, and a page without escaped signs is quickly looked through.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html import escape

from markupsafe import Markup

from miniconf.model import HubRepo
from miniconf.repos import address, runs_at
from miniconf.site.repowords import license_words, rows_words, task_words
from miniconf.site.words import Words
from miniconf.snippets import brings_code, snippet

ICONS = {"model": "model", "dataset": "data", "space": "space"}
"""Kind of repository -> its icon."""
_FACTS = ("for", "limits", "trained_on", "base", "languages")


class Cards:
    """Writes cards with the words of one site and its icons."""

    def __init__(self, words: Words, icon: Callable[..., Markup]) -> None:
        self._words, self._icon = words, icon
        self._rows = rows_words(words)
        self._kinds = {
            kind: f'<p class="ty">{icon(name)}{self._say(f"kind.{kind}")}'
            for kind, name in ICONS.items()
        }
        self._own = f'<span class="badge by">{icon("check")}{self._say("by_authors")}</span>'
        self._terms = {name: f"<dt>{self._say(name)}</dt><dd>" for name in _FACTS}
        self._stages = self._staged()
        self._gated = f'<span class="badge warn">{icon("lock")}{self._say("gated")}</span>'
        self._open = f"{icon('play')}<span>{self._say('open')}</span></a></p>"
        self._run = {
            asleep: f' data-run="{self._say(name)}|{escape(words("frame.close"))}"'
            for asleep, name in ((True, "wake"), (False, "here"))
        }
        copy = f"{escape(words('copy.do'))}|{escape(words('copy.done'))}"
        self._pre = f'<pre tabindex="0" data-copy="{copy}"><code>'
        self._fold = f"<details><summary>{self._say('load')}</summary>"
        self._own_code = f'<p class="small">{self._say("own_code")}</p>'
        self._parameters = self._around("parameters")
        before, after = self._around("a_month")
        self._downloads = f"<span>{icon('dl')}{before}", f"{after}</span>"
        self._likes = (
            f"<span>{icon('heart')}", f'<span class="vh">{self._say("likes")}</span></span>'
        )  # fmt: skip
        self._pinned = f"<span>{self._say('pinned')} <code>"
        self._known: dict[tuple[str, ...], str] = {}

    def _say(self, name: str) -> str:
        return escape(self._words(f"hub.{name}"))

    def _around(self, name: str) -> tuple[str, str]:
        """What stands before and after the number in a sentence."""
        before, _, after = self._words.raw(f"hub.{name}").partition("{count}")
        return escape(before), escape(after)

    def _staged(self) -> Mapping[str, str]:
        """What is said of a Space in each state."""
        return {
            "stopped": f'<span class="badge">{self._say("stopped")}</span>',
            "running": f'<span class="badge ok">{self._say("running")}</span>',
            "sends": f"<span>{self._say('sends')}</span>",
            "asleep": f'<span class="badge warn">{self._say("asleep")}</span>'
                      f"<span>{self._say('wakes')}</span>",
        }  # fmt: skip

    def __call__(self, repo: HubRepo, code: bool = True, wide: bool = False) -> Markup:
        """The card of `repo`; with `code` the lines that load it, unfolded where it is `wide`."""
        place = escape(address(repo))
        runs = escape(runs_at(repo))
        frame = f' data-frame="{runs}"' if runs else ""
        html = "".join((
            f'<article class="hc{" wide" if wide else ""}"{frame}>{self._kinds[repo.kind]}',
            self._own if repo.by_authors else "",
            f'</p><h3><a href="{place}" rel="noopener noreferrer">{escape(repo.id)}</a></h3>',
            self._gone(repo),
            f"<p>{escape(repo.summary)}</p>" if repo.summary else "",
            self._facts(repo),
            self._space(repo, place, runs) if repo.kind == "space" else "",
            self._snippet(repo, wide) if code and not repo.missing else "",
            f'<p class="st">{"".join(self._state(repo))}</p></article>',
        ))  # fmt: skip
        return Markup(html)  # noqa: S704 what the Hub said is escaped, the rest is ours

    def _gone(self, repo: HubRepo) -> str:
        if repo.missing:
            return f"<p>{self._say('gone')}</p>"
        if repo.moved_to:
            return f"<p>{self._say('renamed')} <code>{escape(repo.moved_to)}</code></p>"
        return ""

    def _facts(self, repo: HubRepo) -> str:
        """What decides whether to use it, as its card states it; each only where it is stated."""
        values = (
            repo.intended_use, repo.limitations, ", ".join(repo.trained_on[:4]), repo.base_model,
            ", ".join(repo.languages[:8]),
        )  # fmt: skip
        said = "".join([
            f"{self._terms[name]}{escape(value)}</dd>"
            for name, value in zip(_FACTS, values, strict=True) if value
        ])  # fmt: skip
        return f'<dl class="facts">{said}</dl>' if said else ""

    def _space(self, repo: HubRepo, place: str, runs: str) -> str:
        if repo.missing or repo.stopped:
            return ""
        run = self._run[repo.running is False] if runs else ""
        look = "b s p" if repo.running else "b s"
        return f'<p><a class="{look}" href="{place}" rel="noopener noreferrer"{run}>{self._open}'

    def _snippet(self, repo: HubRepo, wide: bool) -> str:
        lines = snippet(repo)[1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        warned = self._own_code if brings_code(repo) else ""
        shown = f"{self._pre}{lines}</code></pre>{warned}"
        return shown if wide else f"{self._fold}{shown}</details>"

    def _state(self, repo: HubRepo) -> Iterator[str]:
        short = self._words.short
        if repo.kind == "space":
            yield self._stage(repo)
        if repo.gated:
            yield self._gated
        yield self._usual(task=repo.task)
        if repo.parameters:
            before, after = self._parameters
            yield f"<span>{before}{escape(short(repo.parameters))}{after}</span>"
        if repo.size:
            yield f"<span>{escape(self._rows(repo.size))}</span>"
        yield self._usual(library=repo.library, license_id=repo.license)
        if repo.downloads is not None:
            before, after = self._downloads
            yield f"{before}{escape(short(repo.downloads))}{after}"
        if repo.likes is not None:
            before, after = self._likes
            yield f"{before}{escape(short(repo.likes))}{after}"
        if repo.revision:
            yield f"{self._pinned}{escape(repo.revision[:7])}</code></span>"

    def _usual(self, task: str = "", library: str = "", license_id: str = "") -> str:
        """What few words are used for, in every combination kept as it is written."""
        found = self._known.get((task, library, license_id))
        if found is None:
            said = (task_words(task), library, license_words(license_id))
            found = "".join([f"<span>{escape(part)}</span>" for part in said if part])
            self._known[task, library, license_id] = found
        return found

    def _stage(self, repo: HubRepo) -> str:
        """Whether a Space is awake, as far as is known."""
        if repo.stopped or repo.running is None:
            return self._stages["stopped"] if repo.stopped else ""
        if not repo.running:
            return self._stages["asleep"]
        return self._stages["running"] + (self._stages["sends"] if repo.sdk != "static" else "")
