"""A repository's card: what it says of each kind, and that what the Hub said stays text."""

from __future__ import annotations

import re

from miniconf.model import HubRepo
from miniconf.repos import Shelf, view
from miniconf.site.cards import Cards
from miniconf.site.words import words

CARDS = Cards(words("en"))
SHA = "3afca461a415e225ec371ce543b76a110151d0e4"


def card(repo: HubRepo, **how: bool) -> str:
    """The card without its drawings; `wide` as the first model of a paper has it."""
    if how.pop("wide", False):
        html = CARDS.of_paper([Shelf("model", (view(repo),), 1, "")])
    else:
        html = CARDS(view(repo), **how)
    return re.sub(r'<i class="i i-(\w+)"></i>', r"(\1)", html)


def test_a_model() -> None:
    repo = HubRepo(
        kind="model", id="o/m", by_authors=True, task="text-generation", library="transformers",
        parameters=1_120_000_000, license="apache-2.0", downloads=542_000, likes=455, gated=True,
        revision=SHA, summary="Talks.", intended_use="Research.", languages=("en", "yo"),
        trained_on=("a/b", "c/d"),
    )  # fmt: skip
    assert card(repo) == (
        '<article class="hc"><p class="ty">(model)Model<span class="badge by">(check)'
        'From the authors</span></p><h3><a href="https://huggingface.co/o/m" '
        'rel="noopener noreferrer">o/m</a></h3><p>Talks.</p><dl class="facts"><dt>For</dt>'
        "<dd>Research.</dd><dt>Trained on</dt><dd>a/b, c/d</dd><dt>Languages</dt><dd>en, yo</dd>"
        "</dl><details><summary>Load it</summary>"
        '<pre tabindex="0" data-copy="Copy|Copied"><code>'
        "from transformers import AutoModelForCausalLM\n\n"
        "model = AutoModelForCausalLM.from_pretrained(\n"
        f'    "o/m",\n    revision="{SHA}",\n)</code></pre></details>'
        '<p class="st"><span class="badge warn">(lock)On request</span>'
        "<span>Text generation</span><span>1120M parameters</span><span>transformers</span>"
        "<span>Apache 2.0</span><span>(dl)542k a month</span>"
        '<span>(heart)455<span class="vh">likes</span></span>'
        "<span>pinned at <code>3afca46</code></span></p></article>"
    )


def test_a_space_that_sleeps_runs_on_a_click() -> None:
    repo = HubRepo(kind="space", id="o/s", running=False, host="https://o-s.hf.space")
    assert card(repo, code=False) == (
        '<article class="hc" data-frame="https://o-s.hf.space"><p class="ty">(space)Space</p>'
        '<h3><a href="https://huggingface.co/spaces/o/s" rel="noopener noreferrer">o/s</a></h3>'
        '<p><a class="b s" href="https://huggingface.co/spaces/o/s" rel="noopener noreferrer" '
        'data-run="Wake it here|Close">(play)<span>Open on Hugging Face</span></a></p>'
        '<p class="st"><span class="badge warn">Asleep</span>'
        "<span>Wakes in about a minute</span></p></article>"
    )


def test_what_is_gone_or_renamed_says_so() -> None:
    gone = card(HubRepo(kind="dataset", id="o/d", missing=True))
    assert "<p>Not on the Hub any more</p>" in gone
    assert "<pre" not in gone
    assert "<p>Renamed to <code>o/e</code></p>" in card(
        HubRepo(kind="dataset", id="o/d", moved_to="o/e")
    )


def test_a_model_with_code_of_its_own_is_loaded_without_it_and_says_so() -> None:
    for library in ("transformers", "sentence-transformers"):
        html = card(HubRepo(kind="model", id="o/m", library=library, custom_code=True), wide=True)
        code, _, note = html.partition("</code></pre>")
        assert "trust_remote_code" not in code
        assert note.startswith('<p class="small">This model brings code of its own.')
        assert "trust_remote_code=True.</p>" in note
    plain = (
        HubRepo(kind="model", id="o/m", library="transformers"),
        HubRepo(kind="model", id="o/m", library="timm", custom_code=True),
        HubRepo(kind="dataset", id="o/m", library="transformers", custom_code=True),
    )
    assert [repo for repo in plain if "trust_remote_code" in card(repo)] == []


def test_what_the_hub_said_is_text() -> None:
    said = "</code><script>a&'\""
    repo = HubRepo(kind="model", id="o/m", revision=said, loader=said, task=said, summary=said)
    html = card(repo)
    assert "<script" not in html
    assert "<p>&lt;/code&gt;&lt;script&gt;a&amp;&#39;&#34;</p>" in html
