"""The site's own words."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

from miniconf import resources
from miniconf.site.words import Words, languages, read, words

TEMPLATES = resources.folder("templates")
USED = re.compile(r"""'([a-z_]+(?:\.[a-z_]+)+)'\|t\b|\bt\('([a-z_]+(?:\.[a-z_]+)+)'""")


def test_every_word_that_a_template_asks_for_is_in_the_catalogue() -> None:
    known = read("en")
    asked = {
        one or other
        for path in TEMPLATES.rglob("*.html")
        for one, other in USED.findall(path.read_text("utf-8"))
    }
    assert len(asked) > 100
    assert sorted(asked - known.keys()) == []


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_keys_and_the_same_places_to_fill(language: str) -> None:
    def holes(entry: object) -> set[str]:
        return set(re.findall(r"{(\w+)}", str(entry)))

    source, own = read("en"), read(language)
    assert sorted(own.keys() ^ source.keys()) == []
    assert [key for key in source if holes(source[key]) != holes(own[key])] == []


def test_one_and_many() -> None:
    say = words("en")
    assert [say("papers.count", n=n) for n in (0, 1, 1284)] == [
        "0 papers",
        "1 paper",
        "1,284 papers",
    ]


def test_what_is_filled_in_is_escaped_where_a_value_is_html() -> None:
    say = words("en")
    assert say("hub.lead", n=1, papers=Markup("<b>1</b>")) == (
        "1 repository on Hugging Face that <b>1</b> released or build on."
    )
    plain = say("socials.with", names="<i>")
    assert (plain, hasattr(plain, "__html__")) == ("with <i>", False)


@pytest.mark.parametrize(
    ("asked", "got"), [("en", "en"), ("en-GB", "en"), ("xx", "en"), ("EN-us", "en")]
)
def test_an_unknown_language_speaks_english(asked: str, got: str) -> None:
    assert words(asked).language == got


def test_a_key_that_is_missing_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        words("en")("no.such")


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (980, "980"),
        (1000, "1k"),
        (1049, "1k"),
        (1050, "1.1k"),
        (12_400, "12.4k"),
        (99_949, "99.9k"),
        (99_950, "100k"),
        (312_900, "312k"),
        (3_100_000, "3.1M"),
    ],
)
def test_numbers_are_shortened(value: int, short: str) -> None:
    assert words("en").short(value) == short


@pytest.mark.parametrize(
    ("language", "shown"),
    [("de", ["980", "1\xa0Tsd.", "3,1\xa0Mio."]), ("zh", ["980", "1000", "310万"])],
)
def test_large_numbers_are_counted_as_the_language_does(language: str, shown: list[str]) -> None:
    assert [words(language).short(value) for value in (980, 1000, 3_100_000)] == shown


@pytest.mark.parametrize("language", languages())
def test_no_sentence_is_left_in_english(language: str) -> None:
    source, own = read("en"), read(language)
    names = {"Giggity", "Outlook", "Mastodon", "Hugging"}
    same = [
        key for key, entry in source.items()
        if language != "en" and key != "number.plural" and own[key] == entry
        and len(str(entry).split()) > 2
        and not names & set(str(entry).split())
    ]  # fmt: skip
    assert [key for key in same if not str(source[key]).startswith("{")] == []


def test_a_language_may_have_more_forms_and_chooses_by_its_own_rule() -> None:
    rule = (
        "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2"  # Polish, as in gettext
    )
    forms = {"one": "{n} artykuł", "few": "{n} artykuły", "many": "{n} artykułów", "other": "{n} …"}
    polish = {**read("en"), "number.plural": rule, "number.plurals": "one few many"}
    say = Words("pl", {**polish, "papers.count": forms, "authors.count": {"other": "{n} osób"}})
    assert [say("papers.count", n=n) for n in (1, 2, 5, 12, 22)] == [
        "1 artykuł", "2 artykuły", "5 artykułów", "12 artykułów", "22 artykuły",
    ]  # fmt: skip
    assert [say("authors.count", n=n) for n in (1, 2)] == ["1 osób", "2 osób"]
    assert say.forms("papers.count") == forms
