import json

import pytest

from miniconf.similar.reasons import Speller, Spelling, distinct, reasons
from miniconf.similar.terms import Document, Lexicon, terms
from miniconf.similar.vectors import corpus, vectors


def why(*documents: Document) -> str:
    """What the second document shares with the first, among many others about nothing."""
    lexicon = Lexicon()
    rest = [Document(f"z{at}", f"other{at} thing{at}") for at in range(120)]
    everything = [*documents, *rest]
    of = vectors(corpus([terms(document, lexicon) for document in everything]))
    return reasons(of, {0: [1]}, Speller(everything, lexicon))[0, 1]


def test_reasons_are_shared_phrases_as_the_first_paper_writes_them() -> None:
    one = Document("a", "Terns", (), "We count arctic terns by GPS tags on sea ice.")
    two = Document("b", "Arctic Tern Colonies", ("sea ice",), "GPS.")
    assert why(one, two).split("\t") == ["arctic terns", "sea ice", "GPS"]


def test_reasons_in_scripts_without_spaces_are_whole_phrases() -> None:
    one = Document("a", "基于强化学习的翻译", (), "")
    two = Document("b", "强化学习与下棋", (), "")
    assert why(one, two) == "强化学习"


def test_papers_that_share_nothing_telling_have_no_reason() -> None:
    assert why(Document("a", "Terns"), Document("b", "Looms")) == ""


@pytest.mark.parametrize(
    ("surfaces", "named"),
    [
        (["ice", "sea ice", "terns"], ("sea ice", "terns")),
        (["sea ice", "ice sheet", "terns"], ("sea ice", "terns")),
        (["few-shot", "shot", "a", "b", "c"], ("few-shot", "a", "b")),
        ([], ()),
    ],
)
def test_distinct_terms_do_not_repeat_each_other(surfaces, named) -> None:
    assert distinct(surfaces) == named


def test_spellings_are_told_again_while_the_paper_says_the_same() -> None:
    lexicon = Lexicon()
    documents = [Document("a", "Ice Nests", (), "Nests of ice."), Document("b", "Tides", (), "")]
    asked = []

    class Asked(Speller):
        def spell(self, paper, numbers):
            asked.append(paper)
            return super().spell(paper, numbers)

    speller = Asked(documents, lexicon)
    wanted = {lexicon["ice"], lexicon["nest"], lexicon["tide"]}
    first = Spelling(speller, [b"1", b"2"], ())
    spelt = first.spell(0, wanted)
    assert spelt == speller.spell(0, wanted) != {}
    again = Spelling(speller, [b"1", b"3"], json.loads(json.dumps(first.told)))
    asked.clear()
    assert again.spell(0, wanted) == spelt
    assert asked == []
    assert again.told == first.told
    again.spell(0, {lexicon["ice"]})
    again.spell(1, wanted)
    assert asked == [0, 1]
