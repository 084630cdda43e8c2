"""Rows of the table of repositories: what each kind says, and that what was said stays text."""

from __future__ import annotations

import re

from markupsafe import Markup

from miniconf.model import HubRepo
from miniconf.repos import view
from miniconf.site.prose import Prose
from miniconf.site.refs import RepoLine
from miniconf.site.reporows import RepoRows
from miniconf.site.words import words

ROWS = RepoRows(words("en"), Prose(), lambda number, name: Markup(f"({number} {name})"))
PAPER = ("main.1", "On *nests*", "Ecology", 3)


def rows(repo: HubRepo, paper: tuple[str, str, str, int] = PAPER) -> str:
    """The row without its icons' elements."""
    html = ROWS([RepoLine(view(repo), *paper)], lambda endpoint, key: f"{endpoint}/{key}.html")
    return re.sub(r'<i class="i i-(\w+)"></i>', r"(\1)", html)


def note(repo: HubRepo) -> str:
    """What stands below the name."""
    found = re.search(r"<br>(.*?)</td>", rows(repo))
    return found[1] if found else ""


def test_a_model() -> None:
    repo = HubRepo(
        kind="model", id="o/m", by_authors=True, task="text-generation", library="transformers",
        parameters=1_120_000_000, license="apache-2.0", downloads=542_000, likes=0,
        revision="3afca461a415e225ec371ce543b76a110151d0e4",
    )  # fmt: skip
    assert rows(repo) == (
        '<tr><td><span class="kindicon">(model)<span class="soft">Model</span></span></td>'
        '<td><code><a href="https://huggingface.co/o/m" rel="noopener noreferrer">o/m</a></code>'
        '<br><span class="small soft">pinned at 3afca46</span> <span class="badge by">(check)'
        'Authors</span></td><td><span class="p">(3 Ecology) <a href="paper/main.1.html">On '
        '<em>nests</em></a></span></td><td class="in">Text generation</td><td class="in">1120M'
        '</td><td class="in">Apache 2.0</td><td class="num" data-l="downloads">542k</td>'
        '<td class="num" data-l="likes">0</td></tr>\n'
    )


def test_what_is_not_known_is_left_open() -> None:
    html = rows(HubRepo(kind="dataset", id="o/d"), ("main.1", "On *nests*", "", 0))
    assert html == (
        '<tr><td><span class="kindicon">(data)<span class="soft">Dataset</span></span></td>'
        '<td><code><a href="https://huggingface.co/datasets/o/d" rel="noopener noreferrer">o/d'
        '</a></code><br></td><td><span class="p"><a href="paper/main.1.html">On <em>nests</em></a>'
        '</span></td><td class="in"></td><td class="in"></td><td class="in"></td>'
        '<td class="num" data-l="downloads"></td><td class="num" data-l="likes"></td></tr>\n'
    )


def test_sizes_and_access() -> None:
    html = rows(HubRepo(kind="dataset", id="o/d", size="10K<n<100K", gated=True, license="mit"))
    assert '<td class="in">10K to 100K rows</td>' in html
    assert '<td class="in"><span class="badge warn">(lock)On request</span></td>' in html
    assert "MIT" not in html


def test_how_a_repository_stands() -> None:
    def said(**how: bool) -> str:
        return re.sub(r"</?span[^>]*>", "", note(HubRepo(kind="space", id="o/s", **how)))

    assert said() == ""
    assert said(missing=True, stopped=True) == "Not on the Hub any more "
    assert said(stopped=True, running=True) == "Stopped "
    assert said(running=True) == "Running "
    assert said(running=False) == "Asleep "


def test_what_was_said_stays_text() -> None:
    said = "<b>\"'&"
    repo = HubRepo(
        kind="model", id="o/m", task=said, license=said, size=said, revision=said, library=said
    )
    html = rows(repo)
    assert "<b>" not in html.lower()
    assert html.count("&lt;") == 4
