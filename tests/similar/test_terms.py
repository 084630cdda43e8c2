import pytest
from hypothesis import given
from hypothesis import strategies as st

from miniconf.similar.terms import Document, Lexicon, is_unspaced, surfaces, terms


def spelt(document: Document) -> dict[str, int]:
    """What `terms` counts, by how the document writes it."""
    lexicon = Lexicon()
    counts = terms(document, lexicon)
    names = surfaces(document, lexicon, counts.keys())
    return {names[number]: count for number, count in counts.items()}


def test_terms_are_words_and_pairs_of_words_weighted_by_place() -> None:
    document = Document("a", "Deep nests", ("nest",), "Nests on ice. Nests melt.")
    assert spelt(document) == {
        "Deep": 3,
        "nest": 7,
        "Deep nests": 3,
        "ice": 1,
        "melt": 1,
        "Nests melt": 1,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the of and, 42 x", set()),
        ("few-shot learning", {"few-shot", "few-shot learning", "learning"}),
        ("naïve Bayes’s", {"naïve", "Bayes", "naïve Bayes"}),
        ("GPT-2 and BERT", {"GPT-2", "BERT"}),
        ("melting ice/snow", {"melting", "ice", "melting ice", "snow"}),
        ("強化学習です x", {"強化", "化学", "学習"}),
        ("モデルを用いた翻訳の評価，和 BERT", {"モデ", "デル", "翻訳", "評価", "和", "BERT"}),
        ("기계번역 ice", {"기계", "계번", "번역", "ice"}),
        ("", set()),
    ],
)
def test_terms_of_a_text(text, expected) -> None:
    assert set(spelt(Document("a", "", (), text))) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Networks", "network", True),
        ("studies", "study", True),
        ("boxes", "box", True),
        ("Zürich", "zurich", True),
        ("bias", "biased", False),
        ("glass", "glas", False),
        ("terns nest", "tern nests", True),
        ("nest tern", "tern nest", False),
    ],
)
def test_terms_fold_case_accents_and_plurals(one, other, same) -> None:
    lexicon = Lexicon()
    first, second = (terms(Document("a", text), lexicon) for text in (one, other))
    assert (first == second) is same


def test_numbers_are_the_same_in_every_run() -> None:
    assert Lexicon()["tern"] == Lexicon()["terns"] == 18363605268536366263


def test_surfaces_prefer_words_that_do_not_start_a_title() -> None:
    lexicon = Lexicon()
    document = Document("a", "Nesting Terns and BERT", ("BERT",), "Terns fly. All terns do.")
    numbers = {lexicon[word] for word in ("tern", "bert", "nesting")}
    assert set(surfaces(document, lexicon, numbers).values()) == {"terns", "BERT", "Nesting"}


def test_is_unspaced() -> None:
    assert [is_unspaced(text) for text in ("強化", "ไทย", "強 化", "ab", "")] == [
        True, True, False, False, False,
    ]  # fmt: skip


@given(st.text(st.characters(max_codepoint=127)))
def test_words_of_ascii_are_those_of_any_script(text) -> None:
    # an accented letter alone is no term, and parts no phrase of others
    other = terms(Document("b", "", (), f"{text} \u00e9"), Lexicon())
    assert terms(Document("a", "", (), text), Lexicon()) == other
