from __future__ import annotations

import pytest

from miniconf.load.convert import Faults, Reading, record_type
from miniconf.load.convert.entities import decoded, words
from miniconf.load.convert.entities import whole as whole_entities
from miniconf.model import Paper, Person, Session, Social
from miniconf.tables import Record


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Conan O&#39;Brien", "Conan O'Brien"),
        ("J&uuml;rgen M&#xFC;ller", "Jürgen Müller"),
        ("&lt;script&gt;", "<script>"),
        ("O&#146;Brien", "O’Brien"),
        ("&amp;lt;", "&lt;"),
        ("A&M; R&D", "A&M; R&D"),
        ("&uuml &notit; &#99999999;", "&uuml &notit; &#99999999;"),
        ("plain", "plain"),
    ],
)
def test_decoded(text: str, found: str) -> None:
    assert decoded(text) == found


def test_words() -> None:
    assert words("NLP&nbsp;&amp;  CV ", []) == "NLP & CV"


def test_whole() -> None:
    split = whole_entities(lambda text: text.split(";"))
    assert split("Q&amp;A;B&M;C") == ["Q&amp;A", "B&M", "C"]
    assert split("a;b") == ["a", "b"]


def of(record: type, field: str, raw: object) -> object:
    faults: Faults = []
    found = record_type(record, Reading()).convert(field, field, raw, faults)
    assert faults == []
    return found


@pytest.mark.parametrize(
    ("raw", "people"),
    [
        ("Conan O&#39;Brien, Bo Li", ["Conan O'Brien", "Bo Li"]),
        ("Conan O&#39;Brien, J&uuml;rgen M&uuml;ller", ["Conan O'Brien", "Jürgen Müller"]),
        ("Conan O&#39;Brien; J&uuml;rgen M&uuml;ller", ["Conan O'Brien", "Jürgen Müller"]),
        ("Ana Vo &amp; Bo Li", ["Ana Vo", "Bo Li"]),
        (["J&uuml;rgen M&uuml;ller"], ["Jürgen Müller"]),
        ("Ana &lt;script&gt; Vo", ["Ana <script> Vo"]),
    ],
)
def test_people(raw: object, people: list[str]) -> None:
    assert of(Paper, "authors", raw) == tuple(Person(name=name) for name in people)


def test_people_as_mappings() -> None:
    raw = [Record({"name": "J&uuml;rgen M&uuml;ller", "affiliation": "A&amp;M"})]
    assert of(Paper, "authors", raw) == (Person(name="Jürgen Müller", affiliation="A&M"),)


def test_one_line_texts() -> None:
    assert of(Paper, "keywords", "Q&amp;A; B") == ("Q&A", "B")
    assert of(Paper, "keywords", ["Q&amp;A"]) == ("Q&A",)
    assert of(Paper, "track", "NLP &amp; CV") == "NLP & CV"
    assert of(Session, "room", "Salt &amp; Sea") == "Salt & Sea"


def test_formatted_texts_and_ids_stay() -> None:
    assert of(Paper, "title", "Q&amp;A") == "Q&amp;A"
    assert of(Paper, "tldr", "Q&amp;A") == "Q&amp;A"
    assert of(Social, "name", "Q&amp;A") == "Q&amp;A"
    assert of(Paper, "id", "q&amp;a") == "q&amp;a"
    assert of(Paper, "sessions", "q&amp;a; b") == ("q&amp;a", "b")
