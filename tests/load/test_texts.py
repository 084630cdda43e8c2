from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from miniconf.load import Loaded
from miniconf.model import TextPage

Sites = Callable[..., Loaded]


def test_pages(loaded: Sites) -> None:
    found = loaded({
        "pages/about.md": "---\r\ntitle: About us\r\nnavigation: yes\r\nupdated: 2031-01-02\r\n"
        "---\r\n\r\n# Hello\r\n\r\nWe.\r\n",
        "pages/getting-there.md": "Intro\n\n# Not a title\n",
        "pages/food.md": "# Food *here* #\n\nFish.\n",
    })  # fmt: skip
    assert found.problems == ()
    assert found.conference is not None
    assert list(found.conference.pages.values()) == [
        TextPage(id="about", title="About us", text="# Hello\n\nWe.", navigation=True,
                 updated=date(2031, 1, 2)),
        TextPage(id="food", title="Food *here*", text="Fish."),
        TextPage(id="getting-there", title="getting there", text="Intro\n\n# Not a title"),
    ]  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("code_of_conduct.md", "Be **kind**.\n"),
        ("code_of_conduct.yml", "CodeOfConduct: >\n  Be **kind**.\n"),
        ("code_of_conduct.yml", "Be **kind**.\n"),
        ("code_of_conduct.csv", "text\nBe **kind**.\n"),
        ("code_of_conduct.json", '{"text": "Be **kind**."}'),
    ],
)
def test_code_of_conduct(loaded: Sites, name: str, content: str) -> None:
    found = loaded({name: content})
    assert found.problems == ()
    assert found.conference is not None
    assert found.conference.code_of_conduct == "Be **kind**."


def test_code_of_conduct_that_is_no_text(loaded: Sites) -> None:
    found = loaded({"code_of_conduct.yml": "text: {a: b}\n"})
    assert [str(problem) for problem in found.problems] == [
        "code_of_conduct.yml:1: expected a text, got something else"
    ]
