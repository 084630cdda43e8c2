"""The page of keywords."""

from __future__ import annotations

import re

from miniconf.site.app import create_site
from miniconf.site.views.keywords import KINDS, _keywords
from tests.site.example import snapshot


def test_every_keyword_leads_to_its_papers_with_their_number() -> None:
    made = snapshot()
    site = create_site(made)
    (page,) = (page for page in site.pages if page.kind is KINDS[0])
    html = str(site.render(page, site.inputs(page)))
    found = dict(re.findall(r'<li><a href="papers.html\?keyword=[^"]*">([^<]+)</a>.*?(\d+)', html))
    words = [word for paper in made.conference.papers.values() for word in paper.keywords]
    assert found == {word: str(words.count(word)) for word in words}


def test_of_very_many_keywords_those_of_single_papers_are_counted_only() -> None:
    found = [(f"word {n}", 1 + (n < 30)) for n in range(1300)]
    shown = _keywords(None, *found)
    assert [len(words) for _, words in shown["letters"]] == [30]
    assert (len(shown["top"]), shown["total"], shown["rest"]) == (24, 1300, 1270)


def test_keywords_with_accents_stand_under_their_plain_letter() -> None:
    shown = _keywords(None, ("écho", 1), ("Eddy", 1), ("Ørsted", 1), ("3d", 1))
    letters = [(letter, [word for word, _ in words]) for letter, words in shown["letters"]]
    assert letters == [("E", ["écho", "Eddy"]), ("O", ["Ørsted"]), ("#", ["3d"])]
